"""The proof that a letter's mails, put together from pieces, say what the letter says when it is rendered afresh.

It is made before any mail goes out, with recipients who are made up to be difficult. The mails are read with Python's
own parser, which shares nothing with what wrote them.
"""

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message as ParsedMessage
from email.utils import parseaddr
from html import escape
from itertools import cycle
from typing import NamedTuple

from backup.audience.subscriber import Status
from mailer.letter.fields import Field, Values
from mailer.letter.rendering import Rendered
from mailer.model import Mail, Personal, Recipient
from mailer.unsubscribe.kind import UnsubscribeKind

_NAMES = (
    "Ana",
    "",
    '“Ana” O\'Brien, "the\\other"',
    "=?utf-8?q?x?= = =3D",
    "<b>Ana</b> &amp; {{ 7 * 7 }} {% x %}",
    "*Ana* [x](https://example.org) _y_ `z`",
    "José Ñuñez 🎉",
    "مريم العلي",
    "山田 花子",
    ". .dots ..",
    "From here",
    "a" * 300,
    "é" * 200,
    "two  blanks ",
    "-- \u200f--",
    "O’Neill (x) <y>; z@",
)
_TOKEN = "aaaaaaaaaaaaaaaaaaaaaaaa"  # noqa: S105  no secret
_WAYS = (
    (f"https://letters.example.org/u/{_TOKEN}", f"unsub+{_TOKEN}@example.org"),
    ("", f"unsub@example.org?subject=unsubscribe%20{_TOKEN}"),
    (f"https://letters.example.org/{'long/' * 12}?a=b&c={_TOKEN}", ""),
)
_PROVIDERS_WAYS = (("{{amazonSESUnsubscribeUrl}}", ""), ("%unsubscribe_url%", "unsub@example.org"), ("", ""))
_BARE = re.compile(rb"(?<!\r)\n|\r(?!\n)")
_LONGEST_LINE = 998


def probes(unsubscribing: UnsubscribeKind) -> Iterator[tuple[Recipient, Personal]]:
    """Yield recipients who are made up to be difficult, of each status, with each way to unsubscribe."""
    ways = cycle((*_WAYS, *_PROVIDERS_WAYS) if unsubscribing == UnsubscribeKind.PROVIDER else _WAYS)
    statuses = cycle(Status)
    named = [(name, next(statuses)) for name in _NAMES]
    known = cycle((("monthly", "2024-05-31"), ("", ""), ("yearly", "2019-01-01")))
    for number, (name, status) in enumerate(
        [*named, *((name, status) for status in Status for name in ("Ana B.", ""))]
    ):
        (url, mailto), (plan, joined) = next(ways), next(known)
        yield (
            Recipient(address=f"a{number}@example.org", name=name, status=status, plan=plan, joined=joined),
            Personal(
                message_id=f"{number}@example.org",
                return_path=f"bounces+{_TOKEN}@example.org",
                unsubscribe_url=url,
                unsubscribe_mailto=mailto,
                idempotency_key=f"key{number}",
            ),
        )


def words(rendered: Rendered, values: Values) -> tuple[str, str, str]:
    """Return subject, plain words and HTML of a rendering for a recipient's values."""

    def filled(text: str, write: Callable[[str], str] = str) -> str:
        parts = rendered.marks.split(text)
        return "".join(write(values[part]) if isinstance(part, Field) else part for part in parts)

    return filled(rendered.subject), filled(rendered.text), filled(rendered.html, escape)


class Said(NamedTuple):
    """What a mail says, read by Python's parser."""

    envelope: tuple[str, str]
    to: tuple[str, str]
    """Name and address."""
    fields: tuple[tuple[str, str], ...]
    """The other fields of the head, as they stand there."""
    subject: str
    text: str
    html: str


def said(mail: Mail) -> Said:
    """Return what a mail says."""
    parsed = message_from_bytes(undotted(mail.content))
    name, address = parseaddr(str(parsed["To"]))
    text, html = (part for part in parsed.walk() if not part.is_multipart())
    return Said(
        envelope=(mail.sender, mail.recipient),
        to=(_decoded(name), address),
        fields=tuple((key, str(value)) for key, value in parsed.items() if key not in ("To", "Subject")),
        subject=_decoded(str(parsed["Subject"])),
        text=_content(text),
        html=_content(html),
    )


def flaw(mail: Mail) -> str:
    """Return what about a mail would break on the line (RFC 5321, 5322); empty where nothing would."""
    lines = mail.content.split(b"\r\n")
    if _BARE.search(mail.content):
        return "it has a line that does not end with CR and LF"
    if max(map(len, lines)) > _LONGEST_LINE:
        return f"it has a line of more than {_LONGEST_LINE} signs"
    if any(line.startswith(b".") and not line.startswith(b"..") for line in lines):
        return "it has a line with a single dot in front"
    if lines[-1] or (not mail.content.isascii() and not mail.wide):
        return "it has signs that are not ASCII, or no end of its last line"
    return ""


def undotted(content: bytes) -> bytes:
    """Return a message as its receiver has it: without the doubled dots of the line."""
    return content.replace(b"\r\n..", b"\r\n.")


def _decoded(text: str) -> str:
    return str(make_header(decode_header(text.replace("\r\n", ""))))


def _content(part: "ParsedMessage") -> str:
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)  # noqa: S101  it is no multipart
    return payload.decode("utf-8").replace("\r\n", "\n")
