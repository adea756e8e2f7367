"""The subscriber lists of the export: the complete one, and others of the same people. Formats: substack.md 1.5."""

from collections.abc import Iterator, MutableMapping
from functools import partial

from backup.audience.columns import ListVariant
from backup.errors import UnreadableEntry
from backup.model import Complete, Record
from backup.sources._files import ExportFiles
from backup.sources._leftovers import keep_file
from backup.sources._list_names import subdomain_of
from backup.sources._subscriber_list import SubscriberList, Survey
from backup.sources.substack_export.layout import ExportLayout

_FULLEST = (ListVariant.A, ListVariant.B, ListVariant.C, ListVariant.D, ListVariant.F, ListVariant.E, ListVariant.OTHER)


class ExportLists:
    """The subscriber lists of an export."""

    def __init__(self, files: ExportFiles, layout: ExportLayout, surveys: MutableMapping[str, Survey]) -> None:
        """Take the export, and a place for what the first reading of each list finds, to be used again."""
        self._files = files
        self._layout = layout
        self._surveys = surveys
        self._lists = {name: found for name in layout.tables if (found := self._open(name))}

    def surveys(self) -> list[Survey]:
        """Return what a first reading of each list finds."""
        return [self._survey(name, found) for name, found in self._lists.items()]

    def fetch(self) -> Iterator[Record]:
        """Yield the longest list as the subscribers, and every other table as a file.

        Lists of one publication overlap (`email_list.paid.…` is a part of `email_list.…`), and their columns differ, so
        one of them is taken and the others are kept beside it.
        """
        main = max(self._lists, key=self._rank, default=None)
        if main is not None:
            self._survey(main, self._lists[main])
            yield from self._lists[main].fetch()
            yield from self._lists[main].notes()
        for name in self._layout.tables:
            if name != main:
                yield from self._beside(name, main)
        if main is not None and self._survey(main, self._lists[main]).whole:
            yield Complete(table="subscribers")

    def _beside(self, name: str, main: str | None) -> Iterator[Record]:
        """Keep another table as a file; people whom only it knows join the subscribers where its columns allow."""
        what, found = "is no table of an export that Outlast knows", self._lists.get(name)
        if found is not None and main is not None:
            first = self._lists[main]
            people = self._survey(main, first).people
            strangers = len(self._survey(name, found).people - people)
            what = f"is a second subscriber list; {strangers:,} of its people are not in {self._layout.local(main)}"
            if strangers and found.layout.header == first.layout.header:
                what += " and were added to the subscribers"
                yield from found.newcomers(people)
        yield from keep_file(self._files, name, local=self._layout.local(name), what=what)

    def _rank(self, name: str) -> tuple[int, int, str]:
        found = self._lists[name]
        return len(self._survey(name, found).hashes), -_FULLEST.index(found.layout.variant), name

    def _open(self, name: str) -> SubscriberList | None:
        try:
            found = SubscriberList.open(self._layout.local(name), partial(self._files.open_stream, name), surely=True)
        except UnreadableEntry:
            return None  # said by `keep_file`
        if found is None or not (found.layout.variant.from_substack or subdomain_of(name)):
            return None
        return found

    def _survey(self, name: str, found: SubscriberList) -> Survey:
        if name not in self._surveys:
            self._surveys[name] = found.survey()
        found.use(self._surveys[name])
        return self._surveys[name]
