"""Full claps one after the other, at equal intervals, or each with a word of praise: interest that was not there."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import ClassVar

from backup.risk import spoken, unknowns
from backup.risk.activity import Act
from backup.risk.corpus import Corpus
from backup.risk.likeness import alike
from backup.risk.model import Confidence, Evidence, Finding, Severity
from backup.risk.praise_words import is_mere_praise
from backup.risk.rhythm import resolution_of, steady
from backup.risk.windows import Span, Window, between, busiest, moment, timed
from backup.risk.words import words_of

_FULL = 40
"""From here on somebody held the button down; 50 is the most (formats: 1.3)."""
_AGAIN = 3
_OFTEN = 0.1
"""Of all full claps: whoever reads for years claps thrice in a minute at times."""
_LEAST_INTERVALS = 12
_STEADY = 0.25
_STEADIER = 0.17
_TOGETHER = timedelta(minutes=4)
_SHORT = 40
_LEAST_SHARE = 0.5
_MOST_EVIDENCE = 5


class DeceptiveEngagement:
    """Looks at the claps and words that a reading ring, or whoever is paid for it, leaves behind."""

    id: ClassVar = "deceptive-engagement"
    title: ClassVar = "Engagement that deceives"
    number: ClassVar = 9
    by_writer: ClassVar = True
    source: ClassVar = unknowns.of_medium(
        "Making it look as if a story were read or liked more than it is, whether paid, agreed or automatic, is "
        "forbidden."
    )
    platforms: ClassVar = ("medium",)

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield at most one finding for each of: full claps at once, by the clock, claps with mere praise."""
        claps = timed(corpus.activity.claps)
        shown_by = corpus.activity.objects.get("claps")
        full = [act for act in claps if act.count >= _FULL]
        if limit := thresholds.get("full_claps_per_minute"):
            yield from _at_once(full, limit, shown_by)
        yield from _by_the_clock(full, shown_by)
        if limit := thresholds.get("praise_with_claps_per_day"):
            yield from _ring(claps, timed(corpus.activity.responses), limit)


def _at_once(full: Sequence[Act], limit: float, shown_by: str | None) -> Iterator[Finding]:
    windows = busiest(full, Span.MINUTE, limit)
    if not windows:
        return
    worst = windows[0]
    given = sum(act.count for act in worst.acts)
    again = len(windows) >= _AGAIN and sum(window.count for window in windows) >= _OFTEN * len(full)
    yield Finding(
        rule=DeceptiveEngagement.id,
        title=f"{given} claps for {spoken.many(worst.count, 'post')} in one minute ({spoken.minute(worst.since)})",
        severity=Severity.HIGH if again else Severity.MEDIUM,
        confidence=Confidence.MEDIUM if again or worst.count >= _AGAIN * limit else Confidence.LOW,
        why=f"{_FULL} to 50 claps each for {limit:g} posts or more within a minute leave no time to read them. It "
        f"happened in {spoken.many(len(windows), 'minute')}. The number it is looked at from is a setting of Outlast.",
        unknown=unknowns.about("clap"),
        remedy="Clap when you have read, and as often as you mean it. If you read in many tabs and clapped at the "
        "end, say so in an appeal.",
        evidence=tuple(_of_window(window, shown_by) for window in windows[:_MOST_EVIDENCE]),
        numbers={"posts": worst.count, "claps": given, "minutes": len(windows), "looked_at_from_per_minute": limit},
    )


def _of_window(window: Window, shown_by: str | None) -> Evidence:
    return Evidence(
        where=f"{window.count} posts with {_FULL} claps or more, {spoken.minute(window.since)}",
        object=shown_by,
        rows=spoken.rows(window.acts),
        at=window.since,
    )


def _by_the_clock(full: Sequence[Act], shown_by: str | None) -> Iterator[Finding]:
    found = steady(
        [moment(act) for act in full], resolution=resolution_of(full), least=_LEAST_INTERVALS, spread=_STEADY
    )
    if not found:
        return
    longest = max(found, key=lambda rhythm: rhythm.intervals)
    steadier = longest.spread <= _STEADIER or longest.intervals >= 5 * _LEAST_INTERVALS
    yield Finding(
        rule=DeceptiveEngagement.id,
        title=f"{longest.intervals + 1} posts with {_FULL} claps or more, one every "
        f"{spoken.span(timedelta(seconds=longest.seconds))}, from {spoken.minute(longest.since)}",
        severity=Severity.HIGH,
        confidence=Confidence.MEDIUM if longest.intervals >= 2 * _LEAST_INTERVALS and steadier else Confidence.LOW,
        why="Stories are not all of one length, so whoever reads them claps at uneven times. These intervals differ "
        f"by {longest.spread:.0%} only.",
        unknown=unknowns.about("clap"),
        remedy="If a program or a service claps for you, switch it off and say so in an appeal.",
        evidence=tuple(
            Evidence(
                where=f"{spoken.minute(rhythm.since)} to {spoken.minute(rhythm.until)}",
                object=shown_by,
                rows=spoken.rows(between(full, rhythm.since, rhythm.until + timedelta.resolution)),
                at=rhythm.since,
            )
            for rhythm in found[:_MOST_EVIDENCE]
        ),
        numbers={"intervals": longest.intervals, "seconds": longest.seconds, "spread": longest.spread},
    )


def _ring(claps: Sequence[Act], responses: Sequence[Act], limit: float) -> Iterator[Finding]:
    spoken_words = [words_of(act.text) for act in responses]
    short = [(act, words) for act, words in zip(responses, spoken_words, strict=True) if 0 < len(words) <= _SHORT]
    groups = alike([words for _, words in short])
    said_again = {place for group in groups if len(group) >= _OFTEN * len(short) for place in group}
    stock = [
        act
        for place, (act, words) in enumerate(short)
        if (place in said_again or is_mere_praise(words)) and _has_clap_beside(act, claps)
    ]
    windows = busiest(stock, Span.DAY, limit)
    if not windows:
        return
    worst = windows[0]
    share = len(stock) / len(responses)
    days = len(windows)
    yield Finding(
        rule=DeceptiveEngagement.id,
        title=f"{worst.count} responses that fit any story, each with a clap, in one day (from "
        f"{spoken.minute(worst.since)})",
        severity=Severity.MEDIUM,
        confidence=Confidence.MEDIUM
        if share >= _LEAST_SHARE and (days >= 2 or worst.count >= 2 * limit)
        else Confidence.LOW,
        why="Members of reading rings clap and leave a line of praise at one story after the other. Of all responses "
        f"{share:.0%} have that look, on {spoken.many(days, 'day')}. The number it is looked at from ({limit:g} a "
        "day) is a setting of Outlast, not the platform’s limit.",
        unknown=f"{unknowns.FILTER} {unknowns.RESPONSES} {unknowns.CLAPS} Which story a response answers is not in it "
        "either, and kind people praise briefly.",
        remedy="Answer what a story says, or only clap. Leave groups that ask for claps or comments in return.",
        evidence=tuple(
            Evidence(
                where=f"{window.count} responses, from {spoken.minute(window.since)}",
                post=window.acts[0].post,
                passage=spoken.short(" / ".join(act.text for act in window.acts), 300),
                rows=tuple(
                    f"{row}  {spoken.short(act.text)}"
                    for row, act in zip(spoken.rows(window.acts), window.acts[: spoken.MOST_ROWS], strict=True)
                ),
                at=window.since,
            )
            for window in windows[:_MOST_EVIDENCE]
        ),
        numbers={"responses": worst.count, "days": days, "share": share, "looked_at_from_per_day": limit},
    )


def _has_clap_beside(response: Act, claps: Sequence[Act]) -> bool:
    at = moment(response)
    next_one = bisect_left(claps, at - _TOGETHER, key=moment)
    return next_one < len(claps) and moment(claps[next_one]) <= at + _TOGETHER


RULE = DeceptiveEngagement()
