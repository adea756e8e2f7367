"""How large a picture is, read from the start of its file, for those whose post does not tell."""

import re
import struct

from backup.errors import DamageError
from exporters.selection import MediaFile

_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG frame (ITU T.81, table B.1)."""
_WEBP = re.compile(rb"RIFF....WEBP(VP8[ LX])", re.DOTALL)


def picture_size(file: MediaFile) -> tuple[int, int] | None:
    """Return width and height in pixels, or `None` where the file does not tell them (SVG, AVIF, damage)."""
    try:
        found = _size(file.read())
    except (DamageError, struct.error, IndexError):
        return None
    return found if found and min(found) > 0 else None


def _size(data: bytes) -> tuple[int, int] | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data.startswith((b"GIF87a", b"GIF89a")):
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    webp = _WEBP.match(data)
    return _webp(data, webp[1]) if webp else None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _JPEG_SIZES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 1 if marker == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _webp(data: bytes, kind: bytes) -> tuple[int, int]:
    """Return the size of a WebP file (RFC 9649, sections 2.5 to 2.7)."""
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L":
        bits = struct.unpack("<I", data[21:25])[0]
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF
