"""Substack's publication export, a ZIP or the folder it unpacks to, as records. Formats: substack.md, section 1."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from backup.errors import InputError, UnreadableEntry
from backup.model import Complete, Record
from backup.sources._base import FileSource, Identity
from backup.sources._files import ExportFiles
from backup.sources._leftovers import keep_file
from backup.sources._list_layout import suits
from backup.sources._subscriber_list import SubscriberList, Survey
from backup.sources._times import made_at
from backup.sources.substack_export.activity import Activity
from backup.sources.substack_export.all_posts import TABLE, AllPosts, posts_table
from backup.sources.substack_export.layout import ACTIVITIES, ExportLayout, activity_of, layout_of
from backup.sources.substack_export.lists import ExportLists
from backup.sources.substack_export.newest import times_in
from backup.sources.substack_export.subdomain import find_subdomain

_SURE, _ONLY_A_LIST = 95, 60
_FEW_TABLES = 5


class SubstackExport(FileSource):
    """Reads the export of a Substack publication."""

    kind = "substack_export"

    def __init__(self, path: Path) -> None:
        """See `FileSource`."""
        super().__init__(path)
        self._surveys: dict[str, Survey] = {}
        self._identity: Identity | None = None

    @classmethod
    def recognise(cls, path: Path) -> int:
        """See `Source.recognise`."""
        try:
            with ExportFiles.open(path) as files:
                layout = layout_of(files)
                if layout.posts and _has_post_ids(files, layout.posts):
                    return _SURE
                return layout.certainty or (_ONLY_A_LIST if _has_list(files, layout) else 0)
        except (InputError, OSError):
            return 0

    def identity(self) -> Identity:
        """See `Source.identity`."""
        if self._identity is None:
            with ExportFiles.open(self.path) as files:
                self._identity = _identity(files, layout_of(files))
        return self._identity

    def as_of(self) -> datetime | None:
        """See `Source.as_of`: when the ZIP was made, where its content bears that out, else the content's date."""
        with ExportFiles.open(self.path) as files:
            return made_at(times_in(files, layout_of(files), self._surveys), files.newest)

    def fingerprint(self) -> bytes:
        """See `Source.fingerprint`."""
        with ExportFiles.open(self.path) as files:
            return files.fingerprint()

    def fetch(self) -> Iterator[Record]:
        """See `Source.fetch`."""
        with ExportFiles.open(self.path) as files:
            layout = layout_of(files)
            yield from files.problems
            left_out = {problem.file for problem in files.problems}
            self._identity = self._identity or _identity(files, layout)
            slug = self._identity.slug
            posts = AllPosts(files, layout, host=f"{slug}.substack.com" if slug else None)
            yield from posts
            if posts.whole:
                yield Complete(table=TABLE)
            yield from ExportLists(files, layout, self._surveys).fetch()
            for kind in ACTIVITIES:
                if kind in layout.activity:
                    activity = Activity(files, layout, kind)
                    yield from activity
                    if activity.whole and kind not in map(activity_of, left_out):
                        yield Complete(table=activity.table)
            for name in layout.others:
                what = "is no part of an export that Outlast knows"
                yield from keep_file(files, name, local=layout.local(name), what=what)


def _identity(files: ExportFiles, layout: ExportLayout) -> Identity:
    slug = find_subdomain(files, layout)
    return Identity(platform="substack", slug=slug, url=f"https://{slug}.substack.com" if slug else None)


def _has_post_ids(files: ExportFiles, name: str) -> bool:
    """Tell whether the list of posts is one; of a damaged one, the other files tell what the export is."""
    try:
        return posts_table(files, name).fits
    except UnreadableEntry:
        return False


def _has_list(files: ExportFiles, layout: ExportLayout) -> bool:
    for name in layout.tables[:_FEW_TABLES]:
        found = SubscriberList.open(name, partial(files.open_stream, name), surely=True)
        if found and suits(list(found.layout.header)) > 1:
            return True
    return False
