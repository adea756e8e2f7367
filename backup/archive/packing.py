"""How content becomes the bytes of an object and back: zstd, then age for what is private.

The object's extension tells how to open it, from right to left: `.html.zst.age` is `age -d | zstd -d` away from HTML.
"""

import sys
from collections.abc import Iterable, Iterator

from backup.archive.keys import Vault
from backup.archive.objects import ObjectStore

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

NotPacked = zstd.ZstdError
"""What unpacking bytes raises that were never packed, or are not as they were."""
_LEVEL = 3
"""Level 9 makes a post 4 % smaller for three times the CPU (docs/decisions/0003)."""

_PIECE = 1 << 20
PUBLIC = ".zst"
_SEALED = ".zst.age"


def extension(kind: str, vault: Vault, *, private: bool) -> str:
    """Return the extension of an object of this kind (`html`, `jsonl`, `csv` …)."""
    return f".{kind}{_SEALED if private and vault.encrypted else PUBLIC}"


def pack(parts: Iterable[bytes], vault: Vault, *, private: bool) -> bytes:
    """Return the parts joined, compressed and, where private, sealed; the whole is never in memory unpacked."""
    compressor = zstd.ZstdCompressor(level=_LEVEL)
    compressed = b"".join([*(compressor.compress(part) for part in parts), compressor.flush()])
    return vault.seal(compressed) if private else compressed


def put(store: ObjectStore, vault: Vault, parts: Iterable[bytes], kind: str, *, private: bool) -> tuple[str, int]:
    """Pack the parts, store them as an object of this kind, and return its name and stored size."""
    data = pack(parts, vault, private=private)
    return store.put(data, extension(kind, vault, private=private)), len(data)


def unpacked_pieces(name: str, data: bytes, vault: Vault) -> Iterator[bytes]:
    """Yield the content of a compressed object piece by piece, so that a long list is never in memory twice.

    Raises:
        KeyProblem: see `unpack`.
    """
    yield from unpacked([vault.unseal(data) if name.endswith(".age") else data])


def unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield compressed bytes unpacked, in pieces of at most 1 MB."""
    decompressor = zstd.ZstdDecompressor()
    for piece in pieces:
        part = decompressor.decompress(piece, max_length=_PIECE)
        while part:
            yield part
            part = b"" if decompressor.eof else decompressor.decompress(b"", max_length=_PIECE)


def unpack(name: str, data: bytes, vault: Vault) -> bytes:
    """Return the content of an object from its name and bytes.

    Raises:
        KeyProblem: it is sealed and the private half is missing or does not fit.
    """
    if name.endswith(".age"):
        data = vault.unseal(data)
        name = name.removesuffix(".age")
    return zstd.decompress(data) if name.endswith(".zst") else data
