"""A message in pieces: all that is the same for everybody, encoded once, and places for what is a recipient's own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from mailer.errors import LetterProblem
from mailer.letter import address, headers
from mailer.letter.fields import Field, Values
from mailer.letter.letter import Letter
from mailer.letter.quoted_printable import Place, in_html, in_text, pieces
from mailer.letter.rendering import Rendered

_KEY = "{idempotency_key}"


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines of the head that are the same for every mail of a letter."""

    first: bytes
    """From and Date."""
    last: bytes
    """What the head ends with, and the beginning of the body."""
    boundary: str
    """What stands between the parts; no encoded text can hold it, because of its `=_`."""
    extra: tuple[tuple[str, str], ...]
    """Fields that hold each recipient's own key."""
    wide: bool
    """Whether the sender's address needs SMTPUTF8."""

    def keyed(self, key: str) -> str:
        """Return the fields that hold a recipient's own key, with it.

        Raises:
            LetterProblem: it is no key.
        """
        return "".join(_opaque(name, value.replace(_KEY, key)) for name, value in self.extra)


def frame(letter: Letter, digest: str, date: datetime) -> Frame:
    """Return what stands around every mail of a letter.

    Raises:
        LetterProblem: the sender's address, or a field that the provider wants, cannot stand there.
    """
    sender, wide = _own_address(letter.sender.address)
    first = headers.mailbox_field("From", letter.sender.name, sender)
    first += f"Date: {format_datetime(date)}\r\n"
    last = ""
    if letter.sender.reply_to:
        reply_to, wide_reply = _own_address(letter.sender.reply_to)
        last += headers.mailbox_field("Reply-To", "", reply_to)
        wide = wide or wide_reply
    if letter.list_id:
        last += headers.mailbox_field("List-Id", letter.publication.name, letter.list_id)
        _opaque("List-Id", letter.list_id)
    if letter.feedback_id:
        last += _opaque("Feedback-ID", letter.feedback_id)
    keyed = {name: value for name, value in letter.extra_headers.items() if _KEY in value}
    last += "".join(_opaque(name, value) for name, value in letter.extra_headers.items() if name not in keyed)
    boundary = f"=_{digest[:32]}"
    last += (
        f"Content-Language: {letter.language}\r\n"
        "MIME-Version: 1.0\r\n"
        f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n'
        "\r\n"
        f"--{boundary}\r\n"
        'Content-Type: text/plain; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n"
        "\r\n"
    )
    charset = "utf-8" if wide else "ascii"
    found = Frame(first.encode(charset), last.encode(charset), boundary, tuple(keyed.items()), wide)
    found.keyed("key")
    return found


class Message:
    """The pieces of one rendering of a letter."""

    def __init__(self, rendered: Rendered, frame: Frame) -> None:
        """Encode what is the same for all who get this rendering."""
        between = (
            f"\r\n--{frame.boundary}\r\n"
            'Content-Type: text/html; charset="utf-8"\r\n'
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "\r\n"
        )
        body = [
            frame.last,
            *pieces(rendered.text, rendered.marks, html=False),
            between.encode("ascii"),
            *pieces(rendered.html, rendered.marks, html=True),
            f"\r\n--{frame.boundary}--\r\n".encode("ascii"),
        ]
        places = [piece for piece in body if isinstance(piece, Place)]
        wanted = list(dict.fromkeys(places))
        self._wanted: list[tuple[int, Callable[[str], bytes]]] = [
            (place.field, in_html if place.html else in_text) for place in wanted
        ]
        self._body, self._places = _joined(body, wanted)
        self._subject_parts = rendered.marks.split(rendered.subject)
        self._subject = (
            "" if rendered.marks.fields(rendered.subject) else headers.text_field("Subject", rendered.subject)
        )

    def subject_field(self, values: Values) -> str:
        """Return the subject's line for a recipient."""
        return self._subject or headers.text_field("Subject", filled(self._subject_parts, values))

    def put_together(self, first: bytes, head: bytes, values: Values) -> bytes:
        """Return the message: `first` is the frame's, `head` what stands between these fields and its last ones."""
        parts = self._body.copy()
        given = [encode(values[field]) for field, encode in self._wanted]
        for at, which in self._places:
            parts[at] = given[which]
        return b"".join((first, head, *parts))


def filled(parts: list[str | Field], values: Values) -> str:
    """Return the parts of a text as one, with a recipient's values in it."""
    return "".join(values[part] if isinstance(part, Field) else part for part in parts)


def _joined(body: list[bytes | Place], wanted: list[Place]) -> tuple[list[bytes], list[tuple[int, int]]]:
    """Return the pieces with as few breaks as can be, and at which of them which wanted value goes."""
    parts: list[bytes] = []
    places: list[tuple[int, int]] = []
    made: list[bytes] = []
    for piece in body:
        if isinstance(piece, bytes):
            made.append(piece)
            continue
        parts += [b"".join(made), b""]
        places.append((len(parts) - 1, wanted.index(piece)))
        made = []
    return [*parts, b"".join(made)], places


def _own_address(text: str) -> tuple[str, bool]:
    found = address.written(text)
    if isinstance(found, str):
        raise LetterProblem(f"The sender’s address “{text}” cannot be written from. {found}")
    return found.text, found.wide


def _opaque(name: str, value: str) -> str:
    line = headers.opaque_field(name, value)
    if line is None:
        raise LetterProblem(f"The header field {name} holds what cannot stand on one line of a mail.")
    return line
