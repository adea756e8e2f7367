"""What it costs to make one mail of a letter: put together from pieces, and in the ways that others make them.

    python -m bench.letter [--mails N] [--rounds N]

Each way makes mails of 10.4 KB in plain words and HTML for the same made-up recipients, in turns, on one core; the best
round of each counts. *Jinja2 only* fills in pages that hold the finished words, and makes no mail of them;
*EmailMessage* fills them in and lets Python's library write the mail, as most programs do.
"""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP

from jinja2 import Environment

from backup.audience.subscriber import Status
from mailer.campaign import Sender
from mailer.letter.compiled import CompiledLetter, compile_letter
from mailer.letter.letter import Letter, Origin, PublicationFacts
from mailer.letter.library import load_template
from mailer.model import Personal, Recipient
from mailer.unsubscribe.kind import UnsubscribeKind

TARGET = 30.0
"""Microseconds for a mail."""
_SIZE = 10_400
_NAMES = ("Ana García", "", "Ben Smith", "Chidi Okafor", "山田 花子", "Dora O’Neill", "E. Weiß")
_STATUS = (Status.FREE, Status.PAID, Status.FREE, Status.FREE, Status.COMP)


def letter(more: str = "") -> Letter:
    """Return the letter of somebody who was shut out, with more words."""
    template = load_template("suspended", "en")
    return Letter(
        subject=template.subject,
        preheader=template.preheader,
        body=template.body + more,
        values={ask.name: ask.example for ask in template.asks},
        sender=Sender(
            name="Maya Lindqvist", address="maya@example.org", postal_address="Storgatan 1\n111 22 Stockholm"
        ),
        publication=PublicationFacts(name="Night Letters", url="https://nightletters.example.com", platform="Substack"),
        list_id="nightletters.example.org",
        origin=Origin(day="2026-11-20", platform="Substack"),
        unsubscribing=UnsubscribeKind.DROP_BOX,
    )


def audience(count: int) -> list[tuple[int, Recipient, Personal]]:
    """Return made-up recipients, with what is each one's own."""
    return [
        (
            number,
            Recipient(
                address=f"subscriber{number}@example.com",
                name=_NAMES[number % len(_NAMES)],
                status=_STATUS[number % len(_STATUS)],
            ),
            Personal(
                message_id=f"{number:032x}@example.org",
                return_path=f"bounces+{number:024x}@example.org",
                unsubscribe_url=f"https://letters.example.org/u/{number:024x}",
                unsubscribe_mailto=f"unsub+{number:024x}@example.org",
            ),
        )
        for number in range(1, count + 1)
    ]


def grown() -> CompiledLetter:
    """Return the letter, grown by whole sentences until its mail has the size that is measured."""
    more = ""
    while True:
        compiled = compile_letter(letter(more), date=datetime(2026, 11, 29, 12, tzinfo=UTC))
        if len(compiled.mail(*audience(1)[0]).content) >= _SIZE:
            return compiled
        more += "\nI will go on writing, and you will hear from me by letter until that is settled.\n"


def templates_of(compiled: CompiledLetter) -> tuple[Callable[..., str], Callable[..., str]]:
    """Return what fills in the finished words and HTML of the letter, for ways that do not put it together."""
    personal = audience(1)[0][2]
    seen = compiled.preview(1, Recipient(address="ana@example.com", name="Ana"), personal)
    made = []
    for text, escaped in ((seen.text, False), (seen.html, True)):
        for value, name in (
            ("Hello Ana", "Hello {{ first_name }}"),
            (personal.unsubscribe_url, "{{ url }}"),
            (personal.unsubscribe_mailto, "{{ mailto }}"),
        ):
            assert value in text
            text = text.replace(value, name)
        made.append(Environment(autoescape=escaped).from_string(text).render)  # noqa: S701  plain text
    return made[0], made[1]


def ways(compiled: CompiledLetter) -> dict[str, Callable[[int, Recipient, Personal], object]]:
    """Return each way to make a mail, by its name."""
    text, html = templates_of(compiled)

    def filled(recipient: Recipient, personal: Personal) -> tuple[str, str]:
        given = {
            "first_name": recipient.name.partition(" ")[0],
            "url": personal.unsubscribe_url,
            "mailto": personal.unsubscribe_mailto,
        }
        return text(given), html(given)

    def by_library(_: int, recipient: Recipient, personal: Personal) -> bytes:
        words, page = filled(recipient, personal)
        message = EmailMessage(policy=SMTP)
        message["From"] = "Maya Lindqvist <maya@example.org>"
        message["To"] = recipient.address
        message["Subject"] = "Night Letters: where to find me now"
        message["Message-ID"] = f"<{personal.message_id}>"
        message["List-Unsubscribe"] = f"<{personal.unsubscribe_url}>"
        message.set_content(words, cte="quoted-printable")
        message.add_alternative(page, subtype="html", cte="quoted-printable")
        return message.as_bytes()

    return {
        "Jinja2 only, no mail": lambda _, recipient, personal: filled(recipient, personal),
        "Jinja2 and EmailMessage": by_library,
        "rendered afresh": compiled.fresh,
        "put together": compiled.mail,
    }


def microseconds(
    make: Callable[[int, Recipient, Personal], object], people: list[tuple[int, Recipient, Personal]]
) -> float:
    """Return what one mail costs, in processor time."""
    began = time.process_time()
    for number, recipient, personal in people:
        make(number, recipient, personal)
    return (time.process_time() - began) / len(people) * 1e6


def main() -> int:
    """Print the table, and return 1 if putting a mail together takes longer than the target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mails", type=int, default=5000, help="how many are put together in a round")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    compiled = grown()
    people = audience(options.mails)
    size = sum(len(compiled.mail(*person).content) for person in people) / len(people)
    best: dict[str, float] = {}
    for _ in range(options.rounds):
        for name, make in ways(compiled).items():
            some = people if name == "put together" else people[: max(1, len(people) // 50)]
            best[name] = min(best.get(name, float("inf")), microseconds(make, some))
    ours = best["put together"]
    print(f"a mail of {size / 1000:.1f} KB, the best of {options.rounds} rounds")
    for name, took in best.items():
        print(f"  {name:<26}{took:>9.1f} µs   × {took / ours:.1f}")
    print(f"target {TARGET:.0f} µs: {'met' if ours <= TARGET else 'MISSED'}")
    return 0 if ours <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
