"""The subscriber lists of the export: the complete one, and others of the same people. Formats: substack.md 1.5."""

from collections.abc import Iterator, MutableMapping
from functools import partial

from backup.audience.columns import ListVariant
from backup.audience.mail_off import mail_off_columns
from backup.errors import UnreadableEntry
from backup.model import Complete, Record, Remark, SubscriberRows
from backup.sources._files import ExportFiles
from backup.sources._leftovers import keep_file
from backup.sources._list_mapping import row_mapper
from backup.sources._list_names import subdomain_of
from backup.sources._subscriber_list import SubscriberList, Survey
from backup.sources.substack_export.layout import ExportLayout
from backup.sources.substack_export.off_elsewhere import OffElsewhere
from backup.sources.substack_export.subdomain import find_subdomain

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
        one of them is taken and the others are kept beside it. Whom only another one knows is added, and who turned
        e-mail off by any of them has turned it off.
        """
        own = self._own()
        main = max(own, key=self._rank, default=None)
        if main is None:
            for name in self._layout.tables:
                yield from self._keep(name, self._what(name))
            return
        first = self._lists[main]
        self._survey(main, first)
        others = [name for name in self._layout.tables if name in own and name != main]
        off = OffElsewhere(first, [self._lists[name] for name in others if self._survey(name, self._lists[name])])
        for record in first.fetch():
            yield off.applied(record) if isinstance(record, SubscriberRows) else record
        yield from first.notes()
        known = self._survey(main, first).people
        for name in self._layout.tables:
            if name in others:
                yield from self._beside(name, main, known, off)
            elif name != main:
                yield from self._keep(name, self._what(name))
        if off.count:
            text = f"People whose e-mail is off by another list of the export, and now by this one too: {off.count:,}."
            yield Remark(file=first.name, text=text)
        if self._survey(main, first).whole:
            yield Complete(table="subscribers")

    def _own(self) -> list[str]:
        """Return the lists of this publication: those whose name does not tell of another one."""
        subdomains = {name: subdomain_of(name) for name in self._lists}
        slug = find_subdomain(self._files, self._layout) if any(subdomains.values()) else None
        return [name for name, subdomain in subdomains.items() if subdomain in (None, slug)]

    def _what(self, name: str) -> str:
        """Return what a table is that is no list of this publication."""
        if name not in self._lists:
            return "is no table of an export that Outlast knows"
        people = len(self._survey(name, self._lists[name]).people)
        return (
            f"is the subscriber list of another publication, {subdomain_of(name)}: its {people:,} people were not added"
            " to the subscribers of this one. To save them too, import the file by itself"
        )

    def _beside(self, name: str, main: str, known: set[int], off: OffElsewhere) -> Iterator[Record]:
        """Keep another list as a file; people whom only it knows join the subscribers, if it tells who wants mail."""
        found = self._lists[name]
        people = self._survey(name, found).people
        strangers = len(people - known)
        what = f"is a second subscriber list; {strangers:,} of its people are not in {self._layout.local(main)}"
        if strangers and (mail_off_columns(found.layout.header).tells or not self._tells(main)):
            what += " and were added to the subscribers"
            to_first = row_mapper(found.layout.header, self._lists[main].layout.header)
            for batch in found.newcomers(known):
                rows = [to_first(record) for record in batch.records]
                yield off.applied(SubscriberRows(header=self._lists[main].layout.header, records=rows, file=batch.file))
            known |= people
        elif strangers:
            what += " and were not added, because it does not tell who turned e-mail off"
        yield from self._keep(name, what)

    def _tells(self, name: str) -> bool:
        return mail_off_columns(self._lists[name].layout.header).tells

    def _keep(self, name: str, what: str) -> Iterator[Record]:
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
