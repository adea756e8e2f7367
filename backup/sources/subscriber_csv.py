"""A subscriber list alone: Substack's CSVs, Medium's list as CSV or text, or any CSV with a column of addresses.

Formats: substack.md 1.5, medium.md 2.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from backup.audience.records import KEPT_OF_LONG
from backup.errors import UnknownFile, UnreadableEntry
from backup.model import Complete, Problem, Record, Severity
from backup.sources._base import FileSource, Identity
from backup.sources._list_names import names_people_off, subdomain_of
from backup.sources._subscriber_list import SubscriberList
from backup.sources._times import made_at
from backup.sources._zip_entry import checked

_MARKUP = (b"<", b"{", b"[", b"%PDF", b"PK\x03\x04")
_KNOWN, _NAMED, _BY_CONTENT = 90, 60, 40


class SubscriberCsv(FileSource):
    """A file with one subscriber on each line."""

    kind = "subscriber_csv"
    has_posts = False

    def __init__(self, path: Path) -> None:
        """See `FileSource`."""
        super().__init__(path)
        self._opened: SubscriberList | None = None

    @classmethod
    def recognise(cls, path: Path) -> int:
        """See `Source.recognise`."""
        try:
            if not path.is_file():
                return 0
            with path.open("rb") as stream:
                if stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_MARKUP):
                    return 0
            found = SubscriberList.open(path.name, partial(_open, path), surely=True)
        except (OSError, UnreadableEntry):
            return 0
        if found is None:
            return 0
        if found.layout.variant.from_substack:
            return _KNOWN
        return _NAMED if found.layout.headed and found.layout.certainty == 1 else _BY_CONTENT

    def identity(self) -> Identity:
        """See `Source.identity`. Lists say at most which platform wrote them, and their name which publication."""
        found = self._list()
        if found.layout.variant.from_substack:
            slug = subdomain_of(self.path.name)
            return Identity(platform="substack", slug=slug, url=f"https://{slug}.substack.com" if slug else None)
        if found.survey().masked or _says_medium(self.path.name):
            return Identity(platform="medium")
        return Identity(platform="list")

    def as_of(self) -> datetime | None:
        """See `Source.as_of`: when the file was written, where that is soon after the last person joined, else that."""
        newest = self._list().survey().newest
        return made_at([newest] if newest else [], datetime.fromtimestamp(self.path.stat().st_mtime, UTC))

    def fingerprint(self) -> bytes:
        """See `Source.fingerprint`. Its name may say that nobody in it gets letters."""
        with self.path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").digest()
        return digest + b"off" if names_people_off(self.path.name) else digest

    def fetch(self) -> Iterator[Record]:
        """See `Source.fetch`.

        Raises:
            UnknownFile: there is no address in the file.
        """
        found = self._list()
        survey = found.survey()
        yield from found.fetch()
        yield from found.notes()
        if not survey.seen:
            reason = "The list is empty: it names its columns, and no subscriber."
            yield Problem(file=self.path.name, reason=reason, severity=Severity.MISSING, raw=self._beginning())
        if survey.whole:
            if not found.layout.variant.from_substack:
                yield Complete(table="masked")
            yield Complete(table="subscribers")

    def _beginning(self) -> bytes:
        """Return the file, or its beginning: should rows hide in what was taken for the header, they are kept."""
        try:
            with _open(self.path) as stream:
                return stream.read(KEPT_OF_LONG)
        except UnreadableEntry:
            return b""

    def _list(self) -> SubscriberList:
        if self._opened is None:
            try:
                self._opened = SubscriberList.open(self.path.name, partial(_open, self.path))
            except UnreadableEntry as error:
                raise UnknownFile(f"{self.path.name} {error.reason}.") from error
        if self._opened is None:
            raise UnknownFile(f"{self.path.name} holds no e-mail address that could be a subscriber's.")
        return self._opened


def _open(path: Path) -> BinaryIO:
    try:
        return checked(path.open("rb", buffering=0), path.name)
    except OSError as error:
        raise UnreadableEntry(path.name, f"cannot be opened ({error.strerror})") from error


def _says_medium(name: str) -> bool:
    """Tell whether a file's name says that it is Medium's. Columns do not: anybody's list has a name and an address."""
    return "medium" in name.casefold()


SOURCE = SubscriberCsv
