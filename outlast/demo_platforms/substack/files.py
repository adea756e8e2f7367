"""The bytes of made-up files: small, valid, all different, and the same each time (PNG, JFIF, MPEG, ISO base media)."""

import re
import struct
import zlib
from functools import lru_cache
from hashlib import sha256

_PNG = b"\x89PNG\r\n\x1a\n"
_SIDE = 16
_FRAMES = 12
# A grey square of eight by eight: two Huffman tables of one code each, so that a block is two bits (ITU-T T.81).
_JPEG_TABLES = (
    b"\xff\xdb\x00\x43\x00" + b"\x01" * 64 + b"\xff\xc0\x00\x0b\x08\x00\x08\x00\x08\x01\x01\x11\x00"
    b"\xff\xc4\x00\x14\x00\x01" + b"\x00" * 15 + b"\x00"
    b"\xff\xc4\x00\x14\x10\x01" + b"\x00" * 15 + b"\x00"
    b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x3f\xff\xd9"
)
_JPEG_HEAD = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
TYPES = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "heic": "image/heic",
    "": "image/jpeg",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
}
"""The media type of each kind of file."""


CDN = "substackcdn.com"
ORIGINS = (
    "substack-post-media.s3.amazonaws.com",
    "bucketeer-e05bbc84-baa3-437e-9518-adb32be77984.s3.amazonaws.com",
)
VIDEOS = "substack-video.s3.amazonaws.com"
_PICTURE = re.compile(r"/public/images/(?P<name>[0-9a-f-]{36}(?:_\d+x\d+)?)(?:\.(?P<ending>[a-z]{3,4}))?")
_UPLOAD = re.compile(r"/api/v1/(?P<kind>audio|video)/upload/(?P<name>[0-9a-f-]{36})/src")


def picture(path: str) -> tuple[str, bytes] | None:
    """Return media type and bytes of an original picture by the path of its address, or `None` where it is none."""
    found = _PICTURE.fullmatch(path)
    if found is None or (found["ending"] or "") not in TYPES:
        return None
    ending = found["ending"] or ""
    return TYPES[ending], made(found["name"], ending)


def at(address: str) -> bytes | None:
    """Return the bytes that an address of an original picture or an upload leads to, or `None`."""
    host, _, rest = address.removeprefix("https://").partition("/")
    upload = _UPLOAD.fullmatch(f"/{rest.partition('?')[0]}")
    if upload is not None:
        return made(upload["name"], "mp3" if upload["kind"] == "audio" else "mp4")
    found = picture(f"/{rest}") if host in ORIGINS else None
    return None if found is None else found[1]


@lru_cache(maxsize=8192)
def made(name: str, ending: str) -> bytes:
    """Return the file of that name; what ending says decides its kind, and none means a JPEG."""
    if ending == "png":
        return _png(name)
    if ending == "heic":
        return _box(b"ftyp", b"heic\x00\x00\x00\x00mif1heic") + _box(b"mdat", name.encode())
    if ending == "mp4":
        return _box(b"ftyp", b"isom\x00\x00\x02\x00isommp42") + _box(b"mdat", name.encode() * 40)
    if ending == "mp3":
        return _mp3(name)
    if ending == "pdf":
        return b"%PDF-1.4\n% " + name.encode() + b"\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    return _jpeg(name)


def _png(name: str) -> bytes:
    """Return a square of one colour with a few dots, all from the name (PNG, RFC 2083)."""
    digest = sha256(name.encode()).digest()
    row = b"\x00" + (digest[:3] * _SIDE)
    dots = b"\x00" + (digest + digest)[: 3 * _SIDE]
    pixels = zlib.compress(row * (_SIDE - 1) + dots, 1)
    header = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    text = b"Comment\x00" + name.encode("latin-1", "replace")
    chunks = ((b"IHDR", header), (b"tEXt", text), (b"IDAT", pixels), (b"IEND", b""))
    return _PNG + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _jpeg(name: str) -> bytes:
    comment = name.encode()
    return _JPEG_HEAD + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + _JPEG_TABLES


def _mp3(name: str) -> bytes:
    """Return frames of silence behind an ID3v2.3 tag with the name (128 kbit/s, 44.1 kHz: 417 bytes a frame)."""
    frame = b"\xff\xfb\x90\xc0" + b"\x00" * 413
    text = b"\x00" + name.encode("latin-1", "replace")
    title = b"TIT2" + struct.pack(">I", len(text)) + b"\x00\x00" + text
    size = bytes((len(title) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + title + frame * _FRAMES


def _box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + kind + data
