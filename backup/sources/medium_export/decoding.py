"""The text of a page, from bytes that should be UTF-8 and, after years on a disk, sometimes are not."""

import codecs
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A page's text, and how far it can be trusted."""

    text: str
    damaged: bool = False
    """Some bytes could not be read as characters; they are U+FFFD in the text."""
    encoding: str = "utf-8"


def decode(data: bytes) -> Decoded:
    """Return the text of a page. Never raises: what cannot be read is marked as damage."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _replacing(data, "utf-16")
    blank = _blank_half(data)
    if blank:
        return _replacing(data, blank)
    try:
        return Decoded(text=data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _not_quite_utf_8(data)


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


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    return Decoded(text=text, damaged="\ufffd" in text, encoding=encoding)


def _not_quite_utf_8(data: bytes) -> Decoded:
    """Tell a page saved in Windows' code page from a UTF-8 page with a few flipped bytes.

    Medium's pages have typographic quotes and dashes all over, so damaged UTF-8 still holds more whole characters
    than broken ones; in a page of another encoding hardly any pair of bytes happens to be a whole one.
    """
    text = data.decode("utf-8-sig", "replace")
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - broken
    if whole >= broken:
        return Decoded(text=text, damaged=True)
    return _replacing(data, "windows-1252")
