"""All posts of the export: the rows of `posts.csv`, each with its body, and the bodies without a row."""

from collections import Counter
from collections.abc import Iterable, Iterator

from backup.audience.records import KEPT_OF_LONG
from backup.errors import UnreadableEntry
from backup.model import Post, PostKind, Problem, Record, Remark, Severity, TitleFrom
from backup.sources._csv_table import CsvTable, TableRow
from backup.sources._files import ExportFiles
from backup.sources._leftovers import keep_file
from backup.sources._times import parse_time
from backup.sources.substack_export.layout import POSTS, ExportLayout
from backup.sources.substack_export.posts import PostRow, is_post_id, orphan, post_of, post_row
from backup.sources.substack_export.texts import read_text

TABLE = "posts"
KEY = "post_id"


def posts_table(files: ExportFiles, name: str) -> CsvTable:
    """Return `posts.csv`, whose name in the ZIP is `name`, as a table.

    Raises:
        UnreadableEntry: nothing of it can be read.
    """
    return CsvTable(POSTS, lambda: files.open_stream(name), table=TABLE, key=KEY, is_key=is_post_id)


class AllPosts:
    """The posts of an export, read once."""

    def __init__(self, files: ExportFiles, layout: ExportLayout, *, host: str | None) -> None:
        """Take the export, and the publication's host where it is known."""
        self._files = files
        self._layout = layout
        self._host = host
        self._bodies = dict(layout.bodies)
        self._activity = {post_id: name for found in layout.activity.values() for post_id, name in found}
        self._seen: Counter[str] = Counter()
        self.whole = True
        """Every row of `posts.csv` could be read."""

    def __iter__(self) -> Iterator[Record]:
        """Yield the posts in the order of `posts.csv`, then those that it leaves out."""
        rows: dict[str, PostRow] = {}
        for found in self._rows():
            if isinstance(found, PostRow):
                yield from self._keep_one(rows, found)
            else:
                yield found
        for row in rows.values():
            yield from self._post(row)
        yield from _unclear(rows.values())
        for post_id, names in self._bodies.items():
            yield from self._orphan(post_id, names)
        yield from self._remarks()

    def _rows(self) -> Iterator[PostRow | Problem | Remark]:
        name = self._layout.posts
        if name is None:
            self.whole = False
            if self._bodies or self._activity:
                reason = "The list of posts is not in the export, so nothing tells which of them were published."
                yield Problem(file=POSTS, reason=reason, severity=Severity.MISSING)
            return
        try:
            table = posts_table(self._files, name)
        except UnreadableEntry as error:
            self.whole = False
            yield Problem(file=POSTS, reason=f"The list of posts {error.reason}.")
            return
        if not table.fits:
            self.whole = False
            reason = "The list of posts has no column of post ids, so none of it could be read."
            yield Problem(file=POSTS, reason=reason, raw=self._head(name))
            return
        for found in table:
            if not isinstance(found, TableRow):
                yield found
            elif row := post_row(found.cells, row=found.row, record=found.record):
                yield row
            else:
                self.whole = False
                yield _problem(found, "The row has no post id.", Severity.UNREADABLE)
        self.whole = self.whole and table.whole

    def _keep_one(self, rows: dict[str, PostRow], found: PostRow) -> Iterator[Problem]:
        """Keep one row for each id: a published one, else the later; of equal ones the first."""
        other = rows.setdefault(found.id, found)
        if other is found:
            return
        if found.record == other.record:
            yield _problem(found, f"The row says again what row {other.row} says.", Severity.KEPT)
            return
        kept, left = (found, other) if found.published >= other.published else (other, found)
        rows[found.id] = kept
        yield _problem(left, f"The row is another one of the post in row {kept.row}, which was kept.", Severity.KEPT)

    def _post(self, row: PostRow) -> Iterator[Record]:
        names = self._bodies.pop(row.id, [])
        if not names:
            missing = f"posts/{row.id}.{row.slug}.html" if row.slug else f"posts/{row.id}.html"
            reason = "The list of posts names this one, but its text is not in the export."
            yield Problem(file=missing, reason=reason, severity=Severity.MISSING)
            yield self._counted(post_of(row, body=None, file=None, host=self._host))
            return
        # Its own one first, should the export have two of one id.
        names = sorted(names, key=lambda name: (not name.endswith(f"/{row.id}.{row.slug}.html"), name))
        local = self._layout.local(names[0])
        text = read_text(self._files, names[0], local=local, type_=row.cells.get("type", "").strip())
        yield from text.said
        yield self._counted(
            post_of(row, body=text.body, file=local if text.body is not None else None, host=self._host)
        )
        yield from self._second_bodies(names[1:])

    def _orphan(self, post_id: str, names: list[str]) -> Iterator[Record]:
        local = self._layout.local(names[0])
        sent = self._sent(post_id)
        text = read_text(self._files, names[0], local=local, type_=(sent or {}).get("post_type", ""))
        yield from text.said
        if text.body is None:
            return
        post = orphan(post_id, body=text.body, file=local, sent=sent, host=self._host)
        word = "draft" if post.kind is PostKind.DRAFT else "post, as it was sent by e-mail"
        reason = f"The list of posts does not name this one; where nothing else tells, it is kept as a {word}."
        yield Problem(file=local, reason=reason, severity=Severity.KEPT)
        yield self._counted(post)
        yield from self._second_bodies(names[1:])

    def _second_bodies(self, names: list[str]) -> Iterator[Record]:
        for name in names:
            yield from keep_file(self._files, name, local=self._layout.local(name), what="is a second text of one post")

    def _sent(self, post_id: str) -> dict[str, str] | None:
        """Return a row that shows that the post was sent, `{}` when the file that should hold it does not."""
        name = self._activity.get(post_id)
        if name is None:
            return None
        try:
            table = CsvTable(name, lambda: self._files.open_stream(name), table="", key=KEY)
            return next((dict(row.cells) for row in table if isinstance(row, TableRow)), {})
        except UnreadableEntry:
            return {}

    def _head(self, name: str) -> bytes:
        with self._files.open_stream(name) as stream:
            return stream.read(KEPT_OF_LONG)

    def _counted(self, post: Post) -> Post:
        if post.kind is PostKind.DRAFT:
            self._seen[post.title_from] += 1
            self._seen["dated"] += bool(str(post.raw.get("post_date") or "").strip())
        elif post.raw.get("post_date") and not parse_time(str(post.raw["post_date"])):
            self._seen["odd"] += 1
        return post

    def _remarks(self) -> Iterator[Remark]:
        seen = self._seen
        if count := seen[TitleFrom.SLUG]:
            text = f"Substack leaves the titles of drafts out of its export. Made from their addresses: {count:,}."
            yield Remark(file=POSTS, text=text)
        if count := seen[TitleFrom.BODY]:
            text = f"Drafts with neither title nor address, named by their first heading: {count:,}."
            yield Remark(file=POSTS, text=text)
        if count := seen["dated"]:
            text = f"Drafts with a date, so scheduled or published once: {count:,}. The date is kept."
            yield Remark(file=POSTS, text=text)
        if count := seen["odd"]:
            text = f"Dates not as Substack writes them, maybe a spreadsheet's, kept as they are: {count:,}."
            yield Remark(file=POSTS, text=text)


def _unclear(rows: Iterable[PostRow]) -> Iterator[Problem]:
    """Yield how many rows say neither yes nor no where they should say whether the post is out."""
    unclear = [row for row in rows if row.unclear]
    if unclear:
        reason = "The column is_published says neither yes nor no of so many posts, which are therefore kept as drafts"
        yield Problem(file=POSTS, reason=f"{reason}: {len(unclear):,}.", raw=b"\n".join(row.record for row in unclear))


def _problem(row: PostRow | TableRow, reason: str, severity: Severity) -> Problem:
    return Problem(file=POSTS, reason=reason, severity=severity, row=row.row, table=TABLE, raw=row.record)
