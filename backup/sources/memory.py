"""A source made of records in memory: for tests of what reads sources, and for tools that make records themselves."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from backup.model import Record
from backup.sources._base import Identity, Source


class MemorySource(Source):
    """Yields the records that it was given."""

    kind = "memory"

    def __init__(
        self,
        records: Iterable[Record] = (),
        *,
        identity: Identity = Identity(platform="substack", slug="example"),  # noqa: B008 (frozen)
        as_of: datetime | None = None,
        fingerprint: bytes | None = None,
    ) -> None:
        """Take the records, and what the source is to say about itself."""
        self.records = list(records)
        self._identity = identity
        self._as_of = as_of
        self._fingerprint = fingerprint

    def identity(self) -> Identity:
        """See `Source.identity`."""
        return self._identity

    def as_of(self) -> datetime | None:
        """See `Source.as_of`."""
        return self._as_of

    def fetch(self) -> Iterator[Record]:
        """See `Source.fetch`."""
        yield from self.records

    def fingerprint(self) -> bytes | None:
        """See `Source.fingerprint`."""
        return self._fingerprint


SOURCE = MemorySource
