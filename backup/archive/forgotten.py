"""Tombstones: keyed digests of the addresses of people who asked to be erased, so that no import brings them back.

Only digests are kept (HMAC-SHA-256 with a key that lives with the private half): the list names nobody.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from backup.archive import atomic, layout
from backup.archive.keys import Vault

ADDRESS = re.compile(rb"[^\s\"',;<>()\[\]{}:=\\|/]+@[^\s\"',;<>()\[\]{}:=\\|/]+", re.IGNORECASE)
"""Anything that could be an address in a row (lenient: RFC 5321 allows much more than people use)."""


ERASED = b"[erased]"


class Forgotten:
    """The people who were erased from one archive."""

    def __init__(self, root: Path, vault: Vault) -> None:
        """Read the tombstones; without the key nobody can be recognised, so nobody is."""
        self._path = root / layout.FORGOTTEN
        self._vault = vault
        lines = self._path.read_bytes().splitlines() if self._path.exists() else []
        self._digests = {msgspec.json.decode(line, type=str) for line in lines if line}

    def __bool__(self) -> bool:
        """Tell whether anybody has to be looked for."""
        return bool(self._digests) and self._vault.can_read

    def __contains__(self, address: object) -> bool:
        """Tell whether the person of this address was erased."""
        return isinstance(address, str) and not self._digests.isdisjoint(map(self._digest, _ways(address)))

    def in_line(self, line: bytes) -> bool:
        """Tell whether a line holds the address of anybody who was erased."""
        return any(match.decode("utf-8", "replace") in self for match in ADDRESS.findall(line))

    def without(self, lines: Iterable[bytes]) -> list[bytes]:
        """Return the lines that name none of them."""
        return [line for line in lines if not self.in_line(line)]

    def blotted(self, content: bytes) -> bytes:
        """Return writing in which the addresses of erased people are blotted out."""
        return ADDRESS.sub(lambda match: ERASED if match[0].decode("utf-8", "replace") in self else match[0], content)

    def add(self, address: str) -> None:
        """Write a tombstone."""
        self._digests.add(self._digest(_ways(address)[0]))
        atomic.write(self._path, b"".join(msgspec.json.encode(digest) + b"\n" for digest in sorted(self._digests)))

    def _digest(self, plain: str) -> str:
        return self._vault.digest([b"forgotten\0", plain.encode()])


def _ways(address: str) -> tuple[str, ...]:
    """Return an address as it is noted, and behind it as it was noted before `ß` and `ss` were told apart."""
    plain = address.strip().strip(".")
    lower, folded = plain.lower(), plain.casefold()
    return (lower,) if lower == folded else (lower, folded)
