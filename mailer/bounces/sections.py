"""A mail taken apart into its sections, however broken its MIME is: strangers' servers write these (RFC 2045, 2046)."""

import quopri
import re
from base64 import b64decode
from dataclasses import dataclass

from mailer.bounces.charsets import text_of
from mailer.bounces.headers import Headers, read_headers

_LARGEST = 1 << 20
"""Bytes of a mail that are looked at. Reports come first in it, and then the letter that came back."""
_DEEPEST, _MOST = 6, 60
"""How deep parts may lie in parts, and how many may there be."""
_ENVELOPE = re.compile(rb"\A\s*(?:From [^\n:]*\n)?")
"""What a program may have left before the header: blank lines, and the line between mails of an mbox file."""
_KIND = re.compile(r"[\w.+-]+/[\w.+-]+")
_BOUNDARY = re.compile(r"boundary\s*=\s*(?:\"([^\"]+)\"|([^\s;]+))", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)
_PART = re.compile(r"^[ \t]*--\S+[ \t]*\n(?=(?:content-[a-z-]+[ \t]*:.*\n)+)", re.IGNORECASE | re.MULTILINE)
"""What can only be the beginning of a part, though the header announced another boundary, or none."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a mail that holds no other parts."""

    kind: str
    """`text/plain`, in lower case; what came without a type is that too."""
    text: str
    """Decoded, lines end with a newline character. Of a mail in the mail: that mail as it came."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A mail taken apart."""

    headers: Headers
    kind: str
    """Its own type, `multipart/report` and the like, with its parameters."""
    sections: tuple[Section, ...]


def take_apart(message: bytes) -> Apart:
    """Return the sections of a mail. Never raises; of a mail that is too large, only its beginning counts."""
    data = message[:_LARGEST].replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\0", b"")
    data = data[_ENVELOPE.match(data).end() :]  # type: ignore[union-attr]  # it matches nothing, too
    # Latin-1 keeps every byte: what it really was is known once the part's header has been read.
    headers, body = read_headers(data.decode("latin-1"), raw=True)
    sections: list[Section] = []
    _collect(headers, body, sections, depth=0)
    return Apart(headers, headers.first("content-type").lower(), tuple(sections))


def _collect(headers: Headers, body: str, into: list[Section], depth: int) -> None:
    written = headers.first("content-type")
    named = _KIND.match(written)
    kind = named[0].lower() if named else "text/plain"
    if len(into) >= _MOST:
        return
    if kind.startswith("multipart/") and depth < _DEEPEST:
        boundary = _BOUNDARY.search(written)
        for part in _parts(body, (boundary[1] or boundary[2]) if boundary else ""):
            fields, content = read_headers(part, raw=True)
            if fields.of_letter():  # some servers leave out that the part is a letter
                into.append(Section("message/rfc822", part))
            else:
                _collect(fields, content, into, depth + 1)
        return
    charset = _CHARSET.search(written)
    text = _decoded(body, headers.first("content-transfer-encoding").lower(), charset[1] if charset else "")
    into.append(Section("text/plain" if kind.startswith("multipart/") else kind, text))


def _parts(body: str, boundary: str) -> list[str]:
    """Return the parts, without what stands before the first; what has no part in it at all is one of plain text."""
    if boundary:
        # Blanks before a boundary are none by the book, and some servers write them all the same.
        found = re.split(rf"^[ \t]*--{re.escape(boundary)}(?:--)?[ \t]*$\n?", body, flags=re.MULTILINE)
        if len(found) > 1:
            return [part for part in found[1:] if part.strip()]
    return _PART.split(body)[1:] or [f"\n{body}"]


def _decoded(body: str, encoding: str, charset: str) -> str:
    data = body.encode("latin-1", "replace")
    if "quoted-printable" in encoding:
        data = quopri.decodestring(data)
    elif "base64" in encoding:
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
        # Four letters are three bytes; what is left of a last group that was cut says too little.
        data = b64decode(letters[: len(letters) // 4 * 4])
    return text_of(data, charset).replace("\r\n", "\n")
