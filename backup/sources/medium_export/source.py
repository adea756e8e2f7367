"""A Medium export, the ZIP that medium.com/me/export sends or the folder it unpacks to, as records.

The format: formats, section 1. Everything in it comes out: posts, drafts and responses as `Post`, every list beside
them as `Row`, what is no page of Medium's as a `Row` of `files`, and what cannot be read as a `Problem`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from backup.errors import InputError
from backup.model import Complete, Problem, Record, Severity
from backup.sources._base import FileSource, Identity
from backup.sources._files import ExportFiles
from backup.sources._times import has_passed
from backup.sources.medium_export.groups import groups
from backup.sources.medium_export.items import user_of
from backup.sources.medium_export.recognise import certainty
from backup.sources.medium_export.survey import Survey, survey


class MediumExport(FileSource):
    """Reads the account export of Medium."""

    kind = "medium_export"

    def __init__(self, path: Path) -> None:
        """See `FileSource`."""
        super().__init__(path)
        self._survey: Survey | None = None
        self._newest: datetime | None = None

    @classmethod
    def recognise(cls, path: Path) -> int:
        """See `Source.recognise`."""
        try:
            with ExportFiles.open(path) as files:
                return certainty(files)
        except (InputError, OSError):
            return 0

    def identity(self) -> Identity:
        """See `Source.identity`: by `profile.html`, else by the line "By …" of most posts."""
        found = self._surveyed()
        user, name = found.owner.user, found.owner.name
        if user is None and found.bylines:
            (url, author), _ = found.bylines.most_common(1)[0]
            by = user_of(url).get("user")
            user, name = (by if isinstance(by, str) else None), name or author or None
        return Identity(
            platform="medium",
            slug=user,
            name=name,
            url=f"https://medium.com/@{user}" if user else None,
            platform_id=found.owner.id,
        )

    def as_of(self) -> datetime | None:
        """See `Source.as_of`: the day that the pages name, to the minute where the ZIP or the content tell."""
        found = self._surveyed()
        if found.exported is None:
            return max(filter(has_passed, found.newest.values()), default=None)
        start = datetime.combine(found.exported, time(), UTC)
        # A ZIP packed anew has the time of the packing; its clock may be a zone away from Medium's.
        if self._newest and abs(self._newest.date() - found.exported) <= timedelta(days=1):
            start = self._newest
        return max(start, found.newest.get(found.exported, start))

    def fingerprint(self) -> bytes:
        """See `Source.fingerprint`."""
        with ExportFiles.open(self.path) as files:
            return files.fingerprint()

    def fetch(self) -> Iterator[Record]:
        """See `Source.fetch`."""
        with ExportFiles.open(self.path) as files:
            found = self._look(files)
            yield from files.problems
            for group in groups(files, found):
                whole = group.whole
                for record in group.records:
                    whole = whole and not (isinstance(record, Problem) and record.severity is not Severity.KEPT)
                    yield record
                if whole:
                    yield Complete(table=group.table)

    def _surveyed(self) -> Survey:
        if self._survey is None:
            with ExportFiles.open(self.path) as files:
                return self._look(files)
        return self._survey

    def _look(self, files: ExportFiles) -> Survey:
        if self._survey is None:
            self._survey = survey(files)
            self._newest = files.newest
        return self._survey
