"""What an import did, for people, and its counts for programs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from backup.archive.result import Count
from backup.model import Problem, Severity
from outlast.cli.output import Output
from outlast.jobs import Imported

_FIRST = ("posts", "drafts", "responses", "subscribers", "masked")
_ALWAYS = ("posts", "drafts", "responses", "subscribers", "claps", "highlights", "bookmarks", "follows", "sessions",
           "media")  # fmt: skip
_SHOWN = 12


def count_fields(counts: Mapping[str, Count], problems: Sequence[Problem]) -> dict[str, dict[str, int | None]]:
    """Return the counts for programs; kinds that a script may ask for are there even when nothing was read of them."""
    known = {name: Count() for name in _ALWAYS} | dict(counts) | {"problems": Count(read=len(problems))}
    return {name: asdict(count) for name, count in known.items()}


def report(output: Output, imported: Imported, *, alone: bool) -> None:
    """Tell what one file brought; `alone` says that there is no other publication in the archive."""
    result = imported.result
    name = imported.publication.name
    output.line("imported", file=str(imported.path), publication=imported.publication.slug, snapshot=result.number)
    if result.suspect:
        output.attention(f"{name}: this export was kept apart, because {result.suspect}.")
        output.text("  What was saved before is untouched and stays the one that counts.")
        which = "" if alone else f" --publication {imported.publication.slug}"
        output.text("  If that is right (you removed them yourself):")
        output.text(f"  → outlast snapshots keep {result.number}{which}")
    elif not any(_any_news(count) for count in result.counts.values()):
        output.ok(
            f"{name}: nothing new in {imported.path.name}; all of it is saved already (as of {_day(result.as_of)})"
        )
    else:
        output.ok(f"{name}: {imported.path.name} is saved, as of {_day(result.as_of)}")
    if result.older:
        output.text("  It is older than what you have, and is kept in its own date.")
    report_counts(output, result.counts, result.problems)
    for remark in result.remarks:
        output.prose(f"  · {remark.text}")
    if result.left_out:
        rows = "1 row" if result.left_out == 1 else f"{result.left_out:,} rows"
        output.text(f"  · Left out, because the person asked to be forgotten: {rows}.")


def report_counts(output: Output, counts: Mapping[str, Count], problems: Sequence[Problem]) -> None:
    """Show the counts as a table, and the problems by file with their reasons."""
    order = [name for name in _FIRST if name in counts]
    order += sorted(name for name in counts if name not in _FIRST and name != "problems")
    rows = [
        (f"  {name}", *(_number(value) for value in asdict(counts[name]).values()))
        for name in order
        if counts[name].read or counts[name].gone
    ]
    if rows:
        output.table(("  What", "read", "new", "changed", "unchanged", "gone"), rows)
    bad = [problem for problem in problems if problem.severity is not Severity.KEPT]
    _tell(output, bad, f"{len(bad):,} could not be read (kept as they came, where there was anything to keep):")
    kept = [problem for problem in problems if problem.severity is Severity.KEPT]
    _tell(output, kept, f"{len(kept):,} noted, nothing is lost:")


def _tell(output: Output, problems: Sequence[Problem], heading: str) -> None:
    if not problems:
        return
    serious = problems[0].severity is not Severity.KEPT
    (output.attention if serious else lambda text: output.prose(f"· {text}"))(heading)
    for line in _lines(problems):
        output.prose(f"    {line}", hanging=6)


def _lines(problems: Iterable[Problem]) -> list[str]:
    lines = [f"{problem.file}{f', row {problem.row}' if problem.row else ''}: {problem.reason}" for problem in problems]
    more = len(lines) - _SHOWN
    return lines if more <= 0 else [*lines[:_SHOWN], f"… and {more:,} more (all of them: --json)"]


def _any_news(count: Count) -> bool:
    return any(value is None or value > 0 for value in (count.new, count.changed, count.gone))


def _number(value: int | None) -> str:
    return "?" if value is None else f"{value:,}"


def _day(as_of: str) -> str:
    return as_of[:16].replace("T", " ")
