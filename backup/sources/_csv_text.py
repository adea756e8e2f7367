"""The bytes of a CSV as UTF-8, whatever program saved it: UTF-8, UTF-16, UTF-32 or an 8-bit Windows code page."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

PIECE = 1 << 18
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FEWEST_NULS = 0.2
"""UTF-16 has a NUL in each ASCII letter, and commas, digits, `@` and line ends are ASCII in every script."""


def encoding_of(head: bytes) -> tuple[str, int]:
    """Return the encoding of a text that begins so, and the length of its byte order mark.

    What is not one of the wide encodings is called `utf-8`; records that are not are mended one by one (`mended`).
    """
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding, len(mark)
    pairs = len(head) // 2
    high, low = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if pairs and max(high, low) >= _FEWEST_NULS * pairs and max(high, low) > 4 * min(high, low):
        return ("utf-16-be" if high > low else "utf-16-le"), 0
    return "utf-8", 0


def utf8_pieces(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the text of `stream` as UTF-8 without byte order mark, piece by piece.

    What a wide encoding does not allow becomes U+FFFD.
    """
    head = stream.read(PIECE)
    encoding, skip = encoding_of(head)
    piece = head[skip:]
    if encoding == "utf-8":
        while piece:
            yield piece
            piece = stream.read(PIECE)
        return
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    while piece:
        yield decoder.decode(piece).encode()
        piece = stream.read(PIECE)
    yield decoder.decode(b"", final=True).encode()


def mended(record: bytes) -> bytes:
    """Return a record that is not UTF-8 as UTF-8, read as cp1252, what Excel saves on Windows, or else as Latin-1."""
    try:
        return record.decode("cp1252").encode()
    except UnicodeDecodeError:
        return record.decode("latin-1").encode()


def is_utf8(record: bytes) -> bool:
    """Tell whether a record is valid UTF-8."""
    try:
        record.decode()
    except UnicodeDecodeError:
        return False
    return True
