"""More claps, highlights, bookmarks, responses or follows in a minute, an hour or a day than people mostly make."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from backup.risk import spoken, unknowns
from backup.risk.activity import Act, FollowChange
from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Evidence, Finding, Severity
from backup.risk.thresholds import THRESHOLDS
from backup.risk.windows import Span, Window, between, busiest, moment, timed

_THRESHOLDS = {threshold.name: threshold for threshold in THRESHOLDS}
_FAR_ABOVE = 2.0
_BEYOND_HANDS = 5.0
_TOO_FAST = 4.0
_MANY_MINUTES = 10
_DAYS_IN_A_HABIT = 3
_OFTEN = 0.05
"""Of all days on which anything of the kind was done."""
_MOST_EVIDENCE = 5
_MANY_IN_A_GO = frozenset(["bookmark"])
"""What people put in order in one go, and what a platform may move from one list to another with one time."""


class BulkInteractions:
    """Looks at rows, not at the +50 of one story: each row is a story that was clapped for."""

    id: ClassVar = "bulk-interactions"
    title: ClassVar = "Interactions in bulk"
    number: ClassVar = 5
    by_writer: ClassVar = True
    source: ClassVar = unknowns.of_medium(
        "Following, clapping, highlighting and commenting out of proportion, in bulk or by a program counts as spam."
    )
    platforms: ClassVar = ("medium", "substack")

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield at most one finding for each kind of act, with its busiest minute, hour and day."""
        activity = corpus.activity
        kinds = {
            "clap": timed(activity.claps),
            "highlight": timed(activity.highlights),
            "bookmark": timed(activity.bookmarks),
            "response": timed(activity.responses),
        }
        everything = timed(act for acts in kinds.values() for act in acts)
        for kind, acts in kinds.items():
            full = [
                (window, limit)
                for span in Span
                if (limit := thresholds.get(f"{kind}s_per_{span}"))
                for window in busiest(acts, span, limit)
            ]
            if full:
                yield _finding(kind, full, everything, activity.objects.get(f"{kind}s"))
        limit = thresholds.get("follows_per_day")
        if limit:
            yield from _follows(activity.follow_changes, limit)


def _finding(
    kind: str, full: Sequence[tuple[Window, float]], everything: Sequence[Act], shown_by: str | None
) -> Finding:
    worst = {span: max((row for row in full if row[0].span is span), key=_ratio, default=None) for span in Span}
    ratio = max(map(_ratio, full))
    days = {window.since.date() for window, _ in full}
    shown = [row for row in worst.values() if row]
    active = len({moment(act).date() for act in everything if act.kind == kind})
    title = "; ".join(
        f"{spoken.many(window.count, kind)} in one {window.span} ({spoken.minute(window.since)})" for window, _ in shown
    )
    limits = "; ".join(_called(f"{kind}s_per_{window.span}", limit) for window, limit in shown)
    return Finding(
        rule=BulkInteractions.id,
        title=f"{title}; within twelve hours of it {_beside(shown[0][0], everything)}",
        severity=Severity.HIGH if ratio >= 3 else Severity.MEDIUM,
        confidence=_confidence(kind, full, len(days), active),
        why=f"Many {kind}s in a short time look like those of a program, or of somebody who is paid for them. It was "
        f"as many as these numbers or more on {spoken.many(len(days), 'day')}: {limits}. None of them is the "
        "platform’s limit.",
        unknown=unknowns.about(kind),
        remedy=f"Leave time between {kind}s, and make them after reading. If you did these by hand (tabs opened "
        "before, a long Sunday of reading), say so in an appeal, with the rows. If it was not you, look at your "
        "sessions and sign all of them out.",
        evidence=tuple(_evidence(window, everything, shown_by) for window, _ in _to_show(full, shown)),
        numbers={f"per_{window.span}": window.count for window, _ in shown}
        | {f"looked_at_from_per_{window.span}": limit for window, limit in shown}
        | {"days": len(days)},
    )


def _called(name: str, limit: float) -> str:
    """Return a threshold with what it is called: “5 posts clapped for in a minute (a number of Outlast’s own)”."""
    known = _THRESHOLDS[name]
    return f"{limit:g} {known.words} ({known.origin if limit == known.default else 'your setting'})"


def _to_show(
    full: Sequence[tuple[Window, float]], worst: Sequence[tuple[Window, float]]
) -> Sequence[tuple[Window, float]]:
    others = sorted((row for row in full if row not in worst), key=_ratio, reverse=True)
    return [*worst, *others][:_MOST_EVIDENCE]


def _evidence(window: Window, everything: Sequence[Act], shown_by: str | None) -> Evidence:
    kind = window.acts[0].kind
    return Evidence(
        where=f"{spoken.many(window.count, kind)} in one {window.span}, {spoken.minute(window.since)}; "
        f"within twelve hours of it {_beside(window, everything)}",
        post=window.acts[0].post,
        object=shown_by,
        rows=spoken.rows(window.acts),
        at=window.since,
    )


def _beside(window: Window, everything: Sequence[Act]) -> str:
    """Return what else was done half a day before and after the window began, with what is in it."""
    day = between(everything, window.since - Span.DAY.length / 2, window.since + Span.DAY.length / 2)
    return ", ".join(
        spoken.many(count, kind)
        for kind in ("clap", "highlight", "bookmark", "response")
        if (count := sum(act.kind == kind for act in day))
    )


def _ratio(row: tuple[Window, float]) -> float:
    window, limit = row
    return window.count / limit


def _confidence(kind: str, full: Sequence[tuple[Window, float]], days: int, active: int) -> Confidence:
    """A full minute is what opened tabs look like; a full day far above is not. One of either says little."""
    beyond = [window for window, limit in full if window.span is Span.DAY and window.count >= _BEYOND_HANDS * limit]
    if kind not in _MANY_IN_A_GO and len(beyond) >= _DAYS_IN_A_HABIT:
        return Confidence.HIGH
    long = [row for row in full if row[0].span is not Span.MINUTE]
    minutes = [row for row in full if row[0].span is Span.MINUTE]
    if len(minutes) >= _MANY_MINUTES and len(minutes) >= _OFTEN * active:
        return Confidence.MEDIUM
    if any(_ratio(row) >= _TOO_FAST for row in minutes):
        return Confidence.MEDIUM
    if days >= max(_DAYS_IN_A_HABIT, _OFTEN * active) or any(_ratio(row) >= _FAR_ABOVE for row in long):
        return Confidence.MEDIUM
    return Confidence.LOW


def _follows(changes: Sequence[FollowChange], limit: float) -> Iterator[Finding]:
    """Yield what must be so: who added 900 in six days added 150 or more on one of them."""
    rates = [(len(change.added) / _days(change), change) for change in changes]
    full = sorted((row for row in rates if row[0] >= limit), key=lambda row: row[0], reverse=True)
    if not full:
        return
    rate, worst = full[0]
    yield Finding(
        rule=BulkInteractions.id,
        title=f"{len(worst.added):,} follows in {spoken.span(worst.until - worst.since)}: at least {rate:.0f} on one "
        "day",
        severity=Severity.HIGH if rate >= 3 * limit else Severity.MEDIUM,
        confidence=Confidence.MEDIUM if rate >= _FAR_ABOVE * limit or len(full) >= _DAYS_IN_A_HABIT else Confidence.LOW,
        why="Following many accounts in a short time looks like a program. It is looked at from "
        f"{_called('follows_per_day', limit)}, which is not a published limit.",
        unknown=f"{unknowns.FILTER} An export tells no time of a follow: the two exports before and after it are all "
        "that is known, and whoever was followed and left again between them is missing.",
        remedy="Follow whom you read, a few a day. Do not unfollow them all at once either: that is a bulk action too.",
        evidence=tuple(
            Evidence(
                where=f"Follows between the exports of {spoken.day(change.since)} and {spoken.day(change.until)}",
                rows=change.added[: spoken.MOST_ROWS],
                at=change.until,
            )
            for _, change in full[:_MOST_EVIDENCE]
        ),
        numbers={"follows": len(worst.added), "per_day": rate, "looked_at_from_per_day": limit},
    )


def _days(change: FollowChange) -> float:
    return max((change.until - change.since) / Span.DAY.length, 1.0)


RULE = BulkInteractions()
