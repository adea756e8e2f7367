"""What lies between two snapshots, for people and for programs."""

from collections import Counter

from backup.archive import tables
from backup.archive.chain import Snapshot
from backup.archive.reading import ReadableArchive
from backup.errors import UsageError
from outlast.cli._frame.moments import shown
from outlast.cli._reports.snapshot import name_of
from outlast.cli._reports.subscriber_difference import report_people
from outlast.cli.output import Output
from outlast.posts.changes import News, PostChange, post_changes, row_counts
from outlast.snapshots.timeline import covering
from outlast.subscribers.difference import list_difference

_SIGNS = {News.NEW: "+", News.CHANGED: "~", News.GONE: "-"}
_POSTS = frozenset({tables.POSTS, tables.PRIVATE_POSTS})


def show_difference(
    output: Output,
    archive: ReadableArchive,
    slug: str,
    first: Snapshot,
    last: Snapshot,
    *,
    table: str | None,
    addresses: bool,
) -> None:
    """Show what came, went and changed; `table`: only there.

    Raises:
        UsageError: neither snapshot has that table.
        KeyProblem: the table asked for is sealed and the key is away.
    """
    summary: dict[str, object] = {"publication": slug, "first": _moment(first), "last": _moment(last)}
    chain = archive.chain(slug)
    known = chain.tables() | {*first.manifest.tables, *last.manifest.tables}
    wanted = _wanted({name for name in known if covering(chain, first, name) or covering(chain, last, name)}, table)
    left_out = sorted(_left_out(archive, wanted, table))
    output.text(f"From {_words(first)} to {_words(last)}:")
    if wanted & _POSTS:
        summary["posts"] = _show_posts(output, post_changes(archive, slug, first, last))
    if tables.SUBSCRIBERS in wanted - set(left_out):
        start, end = (covering(chain, one, tables.SUBSCRIBERS) for one in (first, last))
        if start is not None and end is not None:
            people = list_difference(archive, slug, start, end, named=addresses)
            summary["subscribers"] = report_people(output, people, addresses=addresses)
        else:
            output.text("  subscribers: one of the two has no list to compare with")
    for name in sorted(wanted - _POSTS - {tables.SUBSCRIBERS, tables.PROBLEMS} - set(left_out)):
        counts = row_counts(archive, slug, name, first, last)
        output.line("table", table=name, new=counts.new, changed=counts.changed, gone=counts.gone)
        if table is not None or counts.new or counts.changed or counts.gone:
            output.text(f"  {name_of(name)}: {counts.new:,} new, {counts.changed:,} changed, {counts.gone:,} gone")
    if left_out:
        output.warn(f"Not compared, because the key was not found: {', '.join(map(name_of, left_out))}")
    output.summary(**summary, not_compared=left_out)


def _wanted(covered: set[str], table: str | None) -> set[str]:
    if table is None:
        return covered
    wanted = {name for name in covered if table in (name, tables.count_name(name), name_of(name))}
    if table == tables.POSTS:
        wanted |= covered & _POSTS
    if not wanted:
        there_are = sorted({tables.count_name(name) for name in covered - {tables.PRIVATE_POSTS}})
        raise UsageError(f"Neither of the two has anything called {table!r}.", next=f"There is: {', '.join(there_are)}")
    return wanted


def _left_out(archive: ReadableArchive, wanted: set[str], table: str | None) -> set[str]:
    """Return the tables that cannot be compared without the key; one that was asked for by name is tried."""
    if archive.vault.can_read or (table is not None and not wanted & _POSTS):
        return set()
    return {name for name in wanted if tables.is_private(name)}


def _show_posts(output: Output, changes: list[PostChange]) -> dict[str, int]:
    counts = Counter(change.news for change in changes)
    said = {str(news): counts[news] for news in News}
    output.text("  posts: " + ", ".join(f"{count:,} {news}" for news, count in said.items()))
    for change in changes:
        post = change.post
        output.line(
            "post", change=change.news, id=post.id, title=post.title, kind=post.kind, slug=post.slug, what=change.what
        )
        kind = "" if post.kind.value == "post" else f" ({post.kind})"
        what = f": {', '.join(change.what)}" if change.what else ""
        output.text(f"    {_SIGNS[change.news]} {post.name}{kind}{what}")
    return said


def _moment(snapshot: Snapshot) -> dict[str, object]:
    return {"number": snapshot.number, "as_of": snapshot.manifest.as_of}


def _words(snapshot: Snapshot) -> str:
    return f"{shown(snapshot.manifest.as_of)} (snapshot {snapshot.number})"
