"""Every letter that comes along, in every language, keeps every rule; for a subscriber who pays and for one who does not."""

import pytest

from backup.audience.subscriber import Status
from mailer.campaign import Sender
from mailer.letter.compiled import compile_letter
from mailer.letter.letter import Letter, Origin, PublicationFacts
from mailer.letter.library import languages_of, load_template, templates_there_are
from mailer.model import Personal, Recipient
from mailer.preflight.check import State
from mailer.preflight.lint import Expected, lint
from mailer.unsubscribe.kind import UnsubscribeKind
from tests.mailer.preflight.letters import NOW

POSTAL = "1 Quiet Lane\nBristol BS1 1AA\nUnited Kingdom"
TOKEN = "a" * 24
PERSONAL = Personal(
    message_id=f"{'a' * 32}@writer.example",
    return_path=f"bounces+{TOKEN}@writer.example",
    unsubscribe_url=f"https://box.writer.example/u/{TOKEN}",
    unsubscribe_mailto=f"stop+{TOKEN}@writer.example",
)
LETTERS = [(name, language) for name in templates_there_are() for language in languages_of(name)]


@pytest.mark.parametrize(("name", "language"), LETTERS)
def test_a_letter_that_comes_along_is_without_a_slip(name, language):
    template = load_template(name, language)
    letter = Letter(
        subject=template.subject,
        preheader=template.preheader,
        body=template.body,
        template=name,
        language=language,
        # The examples show sample addresses, which lint finds in letters for good reason.
        values={ask.name: ask.example.replace("example.org", "writer.example") for ask in template.asks},
        sender=Sender(name="Ada Writer", address="ada@writer.example", postal_address=POSTAL),
        publication=PublicationFacts(
            name="Night Letters", url="https://nightletters.substack.com", platform="Substack"
        ),
        list_id="nightletters.writer.example",
        feedback_id=f"12:{name}:{language}:outlast",
        origin=Origin(day="2026-03-01", platform="Substack"),
        unsubscribing=UnsubscribeKind.DROP_BOX,
    )
    compiled = compile_letter(letter, date=NOW)
    for status in (Status.PAID, Status.FREE):
        recipient = Recipient(address="grace@mail.example", name="Grace Hopper", status=status, joined="2024-05-01")
        checks = lint(compiled.mail(1, recipient, PERSONAL).content, Expected(now=NOW, postal_address=POSTAL))
        assert [(check.name, check.what) for check in checks if check.state is not State.OK] == []


def test_there_are_letters_to_look_at():
    assert len(LETTERS) >= 40
