"""What a live backup did, for people and for programs."""

from collections.abc import Iterable, Iterator, Sequence

from backup.archive.result import Count
from backup.errors import PlatformRefused
from backup.model import Problem, Severity
from outlast.backups.run import BackedUp
from outlast.cli.output import Output

_INNER = ("fetched", "platform", "engagement", "problems")
"""Tables that say nothing to a person: notes for the next run, and answers and figures that are kept whole."""
_WORDS = {
    "posts": "posts",
    "drafts": "drafts",
    "comments": "comments",
    "notes": "notes",
    "replies": "replies to notes",
    "chats": "chat threads",
    "messages": "chat messages",
    "threads": "conversations",
    "direct-messages": "direct messages",
    "subscribers": "subscribers",
    "media": "pictures and files",
}
"""Names of counts for people, in the order in which they are shown."""
_SHOWN = 12


def report_backup(output: Output, done: BackedUp, *, alone: bool) -> None:
    """Tell what one account brought; `alone` says that there is no other publication in the archive."""
    news = dict(_news(done.counts))
    lost = [one for one in done.problems if one.severity is not Severity.KEPT]
    _report_suspicion(output, done, alone=alone)
    _report_news(output, done, news, whole=not lost and done.failure is None)
    if news:
        rows = [
            (f"  {_WORDS.get(name, name)}", *map(_number, (count.new, count.changed, count.gone)))
            for name, count in news.items()
        ]
        output.table(("  What", "new", "changed", "gone"), rows)
    if any(count.gone for count in news.values()) and not done.suspect:
        output.prose("  What is gone from the platform stays in your archive: outlast snapshots list")
    _report_lost(output, lost, ended=done.failure is not None)
    _report_kept(output, [one for one in done.problems if one.severity is Severity.KEPT])
    for remark in done.remarks:
        output.prose(f"  · {remark.text}")


def backup_fields(done: BackedUp) -> dict[str, object]:
    """Return what a live backup did, for programs."""
    return {
        "publication": done.publication.slug,
        "snapshots": done.snapshots,
        "counts": done.counts,
        "problems": [
            {"file": one.file, "reason": one.reason, "row": one.row, "severity": one.severity} for one in done.problems
        ],
        "remarks": [remark.text for remark in done.remarks],
        "suspect": done.suspect,
        "failure": getattr(done.failure, "code", None),
        "requests": done.requests,
    }


def _report_suspicion(output: Output, done: BackedUp, *, alone: bool) -> None:
    for reason in done.suspect:
        output.attention(f"{done.publication.name}: a part of it was kept apart, because {reason}.")
        output.text("  What was saved before is untouched and stays the one that counts.")
    if done.suspect and not isinstance(done.failure, PlatformRefused):
        which = "" if alone else f" --publication {done.publication.slug}"
        output.text("  If that is right (you removed them yourself):")
        output.text(f"  → outlast snapshots keep {done.apart[0] if done.apart else 'NUMBER'}{which}")


def _report_news(output: Output, done: BackedUp, news: dict[str, Count], *, whole: bool) -> None:
    name = done.publication.name
    if done.suspect:
        return
    if whole:
        output.ok(f"{name}: {'saved. New, or changed:' if news else 'nothing new; all of it is saved already'}")
    else:
        output.attention(f"{name}: {'saved, but not all of it' if news else 'nothing new could be saved'}")


def _report_lost(output: Output, lost: Sequence[Problem], *, ended: bool) -> None:
    if not lost:
        return
    output.attention("This could not be saved this time:")
    lines = list(_lines(lost))
    for line in lines[:_SHOWN]:
        output.prose(f"    {line}", hanging=6)
    if len(lines) > _SHOWN:
        output.prose(f"    … and {len(lines) - _SHOWN:,} more (all of them: --json)")
    if not ended:
        output.prose("  → You need not do anything: the next backup looks for it again. Nothing saved earlier is lost.")


def _report_kept(output: Output, kept: Sequence[Problem]) -> None:
    borrowed = [one for one in kept if one.file.startswith("https://")]
    if borrowed:
        what = "1 preview picture" if len(borrowed) == 1 else f"{len(borrowed):,} preview pictures"
        output.prose(f"  · Nothing of yours: {what} of pages that you link to or quote could not be had.", hanging=4)
    others = list(_lines(one for one in kept if one not in borrowed))
    for line in others[:_SHOWN]:
        output.prose(f"  · Noted, nothing is lost: {line}", hanging=4)
    if len(others) > _SHOWN:
        output.prose(f"  · … and {len(others) - _SHOWN:,} more like this (all of them: --json)")


def _lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield a line for each problem, and one for all files that could not be saved for the same reason."""
    alike: dict[str, list[str]] = {}
    for problem in problems:
        if problem.file.startswith("https://"):
            alike.setdefault(problem.reason, []).append(problem.file)
        else:
            yield f"{problem.file}{f', row {problem.row}' if problem.row else ''}: {problem.reason}"
    for reason, files in alike.items():
        more = f" and {len(files) - 1:,} more" if len(files) > 1 else ""
        yield f"{files[0]}{more}: {reason}"


def _news(counts: dict[str, Count]) -> Iterator[tuple[str, Count]]:
    """Yield the counts in which something moved, in the order of their names for people."""
    ordered = [name for name in _WORDS if name in counts] + sorted(counts.keys() - _WORDS.keys() - set(_INNER))
    for name in ordered:
        count = counts[name]
        if any(value is None or value > 0 for value in (count.new, count.changed, count.gone)):
            yield name, count


def _number(value: int | None) -> str:
    return "?" if value is None else f"{value:,}"
