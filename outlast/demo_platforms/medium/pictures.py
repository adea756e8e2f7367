"""Pictures on Medium's two hosts: the same file under the same id, smaller copies under longer addresses (3.7)."""

import hashlib
import struct
import zlib
from urllib.parse import unquote

from outlast.demo_platforms.exchange import Reply, html_reply
from outlast.demo_platforms.medium.world import MediumWorld

HOSTS = ("miro.medium.com", "cdn-images-1.medium.com")


def picture_reply(world: MediumWorld, path: str) -> Reply:
    """Return a picture; only the bare id, or the id after `v2/` or `proxy/`, is the original."""
    *before, name = unquote(path).strip("/").split("/")
    if name not in world.pictures():
        return html_reply("<h1>Not found</h1>", 404)
    full = all(part in ("v2", "proxy") for part in before)
    headers = {"Content-Type": "image/png", "Cache-Control": "public, max-age=31536000", "ETag": f'"{name}-{full}"'}
    return Reply(headers=headers, body=original(name) if full else copy(name))


def original(name: str) -> bytes:
    """Return the file that was uploaded, the same for the same id."""
    return _png(name, 40, 30)


def copy(name: str) -> bytes:
    """Return the smaller picture that Medium makes of it."""
    return _png(name, 8, 6)


def _png(name: str, width: int, height: int) -> bytes:
    """Return a picture of one colour (RFC 2083)."""
    colour = hashlib.sha256(name.encode()).digest()[:3]
    rows = (b"\0" + colour * width) * height
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
