"""What a live backup did, for people and for programs."""

from outlast.backups.run import BackedUp
from outlast.cli._reports.imported import report_counts
from outlast.cli.output import Output

_INNER = ("fetched", "platform")
"""Tables that say nothing to a person: notes for the next run, and answers kept whole."""
_WORDS = {"media": "pictures and files", "messages": "chat messages", "threads": "conversations"}


def report_backup(output: Output, done: BackedUp, *, alone: bool) -> None:
    """Tell what one account brought; `alone` says that there is no other publication in the archive."""
    name = done.publication.name
    for reason in done.suspect:
        output.attention(f"{name}: a part of it was kept apart, because {reason}.")
        output.text("  What was saved before is untouched and stays the one that counts.")
    if done.suspect:
        which = "" if alone else f" --publication {done.publication.slug}"
        output.text("  If that is right (you removed them yourself):")
        output.text(f"  → outlast snapshots keep {done.apart[0] if done.apart else 'NUMBER'}{which}")
    counts = {_WORDS.get(key, key): count for key, count in done.counts.items() if key not in _INNER}
    news = {key: count for key, count in counts.items() if count.new or count.changed or count.gone}
    if not done.suspect and done.failure is None and not done.partly:
        said = " · ".join(f"{count.new or 0:,} new {key}" for key, count in news.items() if count.new)
        output.ok(f"{name}: {said or 'nothing new; all of it is saved already'}")
    elif not done.suspect:
        output.attention(f"{name}: saved, but not all of it")
    report_counts(output, news, done.problems)
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
