"""Big objects piece by piece."""

import os
from pathlib import Path
from threading import active_count

import pytest

from backup.archive import packing, streaming
from backup.archive.keys import Key, Vault
from backup.archive.objects import ObjectStore
from backup.errors import DamageError, KeyProblem

KEY = Key.generate()
SEALED = Vault(recipient=KEY.recipient, key=KEY)
OPEN = Vault(recipient=None, key=None, plain_digest_key=b"x" * 32)
CONTENT = os.urandom(300_000) + b"\n" * 9_000_000 + os.urandom(50_000)


def stored(tmp_path: Path, vault: Vault, content: bytes = CONTENT) -> tuple[ObjectStore, str]:
    store = ObjectStore(tmp_path)
    return store, packing.put(store, vault, [content], "csv", private=True)[0]


@pytest.mark.parametrize("vault", [SEALED, OPEN], ids=["sealed", "open"])
@pytest.mark.parametrize("content", [CONTENT, b"", b"x"], ids=["long", "empty", "short"])
def test_the_pieces_together_are_the_content(tmp_path: Path, vault: Vault, content: bytes) -> None:
    store, name = stored(tmp_path, vault, content)

    pieces = list(streaming.pieces_of(store, name, vault))

    assert b"".join(pieces) == content
    assert max(map(len, pieces), default=0) <= 1 << 20


def test_whoever_wants_the_start_only_leaves_nothing_running(tmp_path: Path) -> None:
    store, name = stored(tmp_path, SEALED, os.urandom(3_000_000))
    before = active_count()

    pieces = streaming.pieces_of(store, name, SEALED)
    assert next(pieces)
    pieces.close()

    assert active_count() == before


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: data[:99] + b"x" + data[100:], None])
def test_a_damaged_or_missing_object_yields_nothing(tmp_path: Path, spoil) -> None:
    store, name = stored(tmp_path, SEALED)
    path = store.path(name)
    path.write_bytes(spoil(path.read_bytes())) if spoil else path.unlink()

    with pytest.raises(DamageError, match="missing" if spoil is None else "damaged"):
        next(streaming.pieces_of(store, name, SEALED))


@pytest.mark.parametrize("key", [None, Key.generate()], ids=["no key", "another key"])
def test_without_the_right_key_nothing_is_yielded(tmp_path: Path, key: Key | None) -> None:
    store, name = stored(tmp_path, SEALED)

    with pytest.raises(KeyProblem):
        next(streaming.pieces_of(store, name, Vault(recipient=KEY.recipient, key=key)))
