"""The text of a body or a page, from bytes that should be UTF-8 and, after years on a disk, sometimes are not."""

import codecs
import re
from dataclasses import dataclass

_DECLARED = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_GLANCE = 1024
"""A page says so within its first 1,024 bytes, or not at all (HTML Standard, 13.2.3.2)."""
_BINARY = frozenset({"base64", "bz2", "hex", "punycode", "quopri", "raw-unicode-escape", "rot13", "uu", "zlib"})
"""Codecs of Python that are no encodings of a page, or not of one that has letters beyond ASCII."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text, and how far it can be trusted."""

    text: str
    damaged: bool = False
    """Some bytes could not be read as characters; they are U+FFFD in the text."""
    encoding: str = "utf-8"


def decode(data: bytes) -> Decoded:
    """Return the text of a body or a page. Never raises: what cannot be read is marked as damage.

    What is valid UTF-8 is read as that, whatever the markup says: hardly any text of another encoding is.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _replacing(data, "utf-16")
    blank = _blank_half(data)
    if blank:
        return _replacing(data, blank)
    try:
        return Decoded(text=data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        if data.startswith(codecs.BOM_UTF8):
            return _replacing(data, "utf-8")
        return _as_declared(data) or _not_quite_utf_8(data)


def _blank_half(data: bytes) -> str | None:
    """Name the UTF-16 whose every other byte is NUL at the start of `data`: ASCII markup without a byte order mark."""
    start = data[:256]
    if len(start) < 8:
        return None
    if start[1::2].count(0) > len(start) * 0.4 and start[::2].count(0) == 0:
        return "utf-16-le"
    if start[::2].count(0) > len(start) * 0.4 and start[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _as_declared(data: bytes) -> Decoded | None:
    """Return the text in the encoding that its markup names, where all of it can be read so."""
    found = _DECLARED.search(data[:_GLANCE])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
        if name in _BINARY:
            return None
        return Decoded(text=data.decode(name), encoding=name)
    except (LookupError, ValueError):
        return None


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    return Decoded(text=text, damaged="\ufffd" in text, encoding=encoding)


def _not_quite_utf_8(data: bytes) -> Decoded:
    """Tell a text saved in Windows' code page from UTF-8 with a few flipped bytes.

    Posts have typographic quotes and dashes all over, so damaged UTF-8 still holds more whole characters than broken
    ones; in a text of another encoding hardly any pair of bytes happens to be a whole one.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - broken
    if whole >= broken:
        return Decoded(text=text, damaged=True)
    return _replacing(data, "windows-1252")
