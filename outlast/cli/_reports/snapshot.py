"""One snapshot, or all of a publication, for people and for programs."""

from dataclasses import asdict

from backup.archive import tables
from backup.archive.chain import Chain, Snapshot
from backup.archive.reading import ReadableArchive
from backup.errors import DamageError, KeyProblem
from backup.model import Severity
from outlast.cli._frame.moments import shown
from outlast.cli._reports.source_names import source_name
from outlast.cli.output import Output
from outlast.snapshots.noted_problems import NotedProblem, problems_of
from outlast.snapshots.timeline import counts_of

_HEADER = ("Nr", "As of", "Saved on", "Source", "Posts", "Drafts", "Subscribers")
_NEEDED = (0, 1, 4, 5, 6)
_ROOMY = 76
"""Columns of a terminal that has room for the whole table; a narrower one gets those that tell one from another."""


def list_of(output: Output, chain: Chain, *, alone: bool) -> None:
    """Show all snapshots of a publication as a table, and under it what is special about some of them.

    `alone` says that there is no other publication in the archive.
    """
    rows = []
    for snapshot in chain:
        output.line("snapshot", **fields_of(chain.slug, snapshot))
        said, counts = snapshot.manifest, counts_of(snapshot)
        numbers = map(_number, (counts.posts, counts.drafts, counts.subscribers))
        rows.append((str(snapshot.number), shown(said.as_of), said.created[:10], source_name(said.source), *numbers))
    if rows:
        name = chain.newest.manifest.publication.name if chain.newest else chain.slug
        output.text(f"{_named(name, chain.slug)}, times in UTC")
        columns = range(len(_HEADER)) if output.width >= _ROOMY else _NEEDED
        output.table([_HEADER[at] for at in columns], [[row[at] for at in columns] for row in rows])
    for snapshot in chain:
        _tell_special(output, chain.slug, snapshot, alone=alone)
    for name, error in chain.damaged.items():
        output.line("damage", file=name, what="damaged", publication=chain.slug)
        output.bad(error.what)
        output.text("  → outlast verify")


def _tell_special(output: Output, slug: str, snapshot: Snapshot, *, alone: bool) -> None:
    number, why = snapshot.number, snapshot.manifest.suspect
    if why is not None and not snapshot.good:
        output.attention(f"{number} was kept apart, because {why}. If that is right:")
        output.text(f"  → outlast snapshots keep {number}" + ("" if alone else f" --publication {slug}"))
    notes = [
        f"“{snapshot.label}”" if snapshot.label else "",
        "never ages out" if snapshot.pinned else "",
        f"accepted although {why}" if why is not None and snapshot.good else "",
    ]
    if any(notes):
        output.text(f"· {number}: {', '.join(filter(None, notes))}")


def report_snapshot(output: Output, archive: ReadableArchive, slug: str, snapshot: Snapshot) -> None:
    """Show the tables of one snapshot and the problems that were noted for it."""
    said = snapshot.manifest
    output.text(f"Snapshot {snapshot.number} of {_named(said.publication.name, slug)}")
    saved = f"saved on {shown(said.created)} from a {source_name(said.source)} by {said.tool}"
    output.prose(f"  as of {shown(said.as_of)} UTC, {saved}")
    if snapshot.manifest.suspect:
        text = f"kept apart, because {said.suspect}" + (" (accepted later)" if snapshot.good else "")
        (output.text if snapshot.good else output.attention)(f"  {text}" if snapshot.good else text)
    for note in filter(None, [snapshot.label and f"label: {snapshot.label}", snapshot.pinned and "never ages out"]):
        output.text(f"  {note}")
    for note in said.rewritten:
        output.text(f"  {note}")
    rows = []
    for name, entry in said.tables.items():
        output.line(
            "table",
            table=name,
            rows=entry.rows,
            new=entry.new,
            changed=entry.changed,
            gone=entry.gone,
            bytes=entry.size,
        )
        numbers = (entry.rows, entry.new, entry.changed, entry.gone)
        rows.append((name_of(name), *("?" if number is None else f"{number:,}" for number in numbers)))
    output.table(("What", "rows", "new", "changed", "gone"), rows)
    problems, unread = _problems(output, archive, slug, snapshot)
    output.summary(**fields_of(slug, snapshot), problems=None if unread else len(problems))


def fields_of(slug: str, snapshot: Snapshot) -> dict[str, object]:
    """Return a snapshot for programs."""
    said = snapshot.manifest
    return {
        "publication": slug,
        "number": snapshot.number,
        "as_of": said.as_of,
        "created": said.created,
        "source": said.source,
        "counts": asdict(counts_of(snapshot)),
        "good": snapshot.good,
        "suspect": said.suspect,
        "pinned": snapshot.pinned,
        "label": snapshot.label or None,
    }


def _named(name: str, slug: str) -> str:
    return name if name == slug else f"{name} ({slug})"


def name_of(table: str) -> str:
    """Return what a table is called on a screen."""
    names = {
        tables.POSTS: "posts (free)",
        tables.PRIVATE_POSTS: "posts (drafts, paid)",
        tables.MEDIA: "pictures",
        tables.FILES: "other files",
    }
    kept_whole = " (files)" if table in tables.WITH_FILES else ""
    return names.get(table, tables.count_name(table) + kept_whole)


def _problems(
    output: Output, archive: ReadableArchive, slug: str, snapshot: Snapshot
) -> tuple[list[NotedProblem], bool]:
    """Show the problems; return them, and whether there are some that cannot be read."""
    try:
        problems = problems_of(archive, slug, snapshot)
    except (KeyProblem, DamageError) as error:
        output.warn(f"What could not be read then is not told here: {error.what}")
        return [], True
    for problem in problems:
        output.line("problem", file=problem.file, row=problem.row, reason=problem.reason, severity=problem.severity)
    serious = [problem for problem in problems if problem.severity is not Severity.KEPT]
    if serious:
        output.attention(f"{len(serious):,} could not be read (kept as they came, where there was anything to keep):")
    for problem in serious:
        output.text(f"    {_line(problem)}")
    kept = [problem for problem in problems if problem.severity is Severity.KEPT]
    if kept:
        output.text(f"· {len(kept):,} noted, nothing is lost:")
    for problem in kept:
        output.text(f"    {_line(problem)}")
    return problems, False


def _line(problem: NotedProblem) -> str:
    return f"{problem.file}{f', row {problem.row}' if problem.row else ''}: {problem.reason}"


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"
