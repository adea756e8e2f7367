"""The content of a big object piece by piece: neither it nor its packed form is ever in memory whole."""

import os
from collections.abc import Generator, Iterator
from functools import partial
from threading import Thread
from typing import BinaryIO

from backup.archive import packing
from backup.archive.keys import Key, Vault
from backup.archive.objects import ObjectStore
from backup.errors import KeyProblem

_PIECE = 1 << 16


def pieces_of(store: ObjectStore, name: str, vault: Vault) -> Generator[bytes]:
    """Yield the content of a compressed object; close it where not all of it is wanted.

    Raises:
        DamageError: it is missing or damaged; nothing of it was yielded.
        KeyProblem: it is sealed and the private half is missing or does not fit.
    """
    with store.open(name) as file:
        pieces: Iterator[bytes] = iter(partial(file.read, _PIECE), b"")
        if name.endswith(".age") and vault.encrypted:
            pieces = _unsealed(file, vault.key_at_hand)
        yield from packing.unpacked(pieces)


def _unsealed(file: BinaryIO, key: Key) -> Iterator[bytes]:
    """Yield what was sealed. age pushes and we pull, so it works in a thread of its own, with a pipe between."""
    reading, writing = os.pipe()
    failed: list[KeyProblem | OSError] = []

    def unseal() -> None:
        try:
            with os.fdopen(writing, "wb", buffering=_PIECE) as out:
                key.unseal_into(file, out)
        except BrokenPipeError:
            pass  # no more is wanted
        except (KeyProblem, OSError) as error:
            failed.append(error)

    thread = Thread(target=unseal, name="unseal", daemon=True)
    thread.start()
    try:
        with os.fdopen(reading, "rb", buffering=0) as source:
            yield from iter(partial(source.read, _PIECE), b"")
    finally:
        thread.join()
    for error in failed:
        raise error
