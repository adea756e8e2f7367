"""Acts at a clock's intervals, for days without a pause, or faster than anybody reads; programs among the sign-ins."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from backup.risk import spoken, unknowns
from backup.risk.activity import Act, Session
from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Evidence, Finding, Severity
from backup.risk.rhythm import Rhythm, Vigil, resolution_of, steady, thinned, vigils
from backup.risk.windows import Span, between, busiest, moment, timed

_LEAST_INTERVALS = 20
_STEADY = 0.25
"""Reading forty stories of three to eight minutes in a row comes near to it."""
_STEADIER = 0.17
_STEADY_IN_STEPS = 0.14
"""Where some are missing between; intervals of chance fit steps better than one length."""
_CLOCKWORK = 0.12
_LONG = 60
_SIGN_INS = "sign-ins"
_PAUSE = timedelta(hours=4)
_TWO_NIGHTS = timedelta(hours=44)
_REST = timedelta(hours=2)
_ONE_NIGHT = timedelta(hours=24)
_LEAST_ACTS = 40
_QUICK_MINUTES = 3
_MOST_EVIDENCE = 5

# How programs and their libraries call themselves. Not okhttp and donkey: those are Medium's own apps (formats: 1.3).
_PROGRAM = re.compile(
    r"headless|phantomjs|selenium|webdriver|puppeteer|playwright|python-(?:requests|urllib)|aiohttp|httpx|scrapy|mechanize"
    r"|\bcurl/|\bwget/|go-http-client|node-fetch|axios/|libwww-perl|\bjava/|postmanruntime|\bruby\b|guzzlehttp",
    re.IGNORECASE,
)


class Automation:
    """Looks for what hands do not do; whoever reads a lot is fast at times, uneven always, and sleeps."""

    id: ClassVar = "automation"
    title: ClassVar = "Acts by a program"
    number: ClassVar = 10
    by_writer: ClassVar = True
    source: ClassVar = unknowns.of_medium(
        "Programs must not follow, clap, highlight, comment or flag in a writer’s name; doing so automatically is spam."
    )
    platforms: ClassVar = ("medium", "substack")

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield at most one finding for each of: equal intervals, no pause, many a minute, programs."""
        activity = corpus.activity
        everything = timed(activity)
        sign_ins = sorted(session.at for session in activity.sessions if session.at and session.agent)
        yield from _intervals(everything, sign_ins, activity.objects)
        yield from _without_pause(everything)
        limit = thresholds.get("acts_per_minute")
        if limit:
            yield from _quick(everything, limit)
        yield from _programs(activity.sessions, activity.objects.get("sessions"))


def _intervals(
    everything: Sequence[Act], sign_ins: Sequence[datetime], objects: Mapping[str, str]
) -> Iterator[Finding]:
    kinds = sorted({act.kind.value for act in everything})
    rows = [("acts", everything)] if len(kinds) > 1 else []
    rows += [(f"{kind}s", [act for act in everything if act.kind == kind]) for kind in kinds]
    found: list[tuple[str, Rhythm, Sequence[Act]]] = [
        (name, rhythm, between(acts, rhythm.since, rhythm.until + timedelta.resolution))
        for name, acts in rows
        for rhythm in _rhythms(acts)
    ]
    found += [
        (_SIGN_INS, rhythm, ())
        for rhythm in steady(sign_ins, resolution=Span.MINUTE.length, least=_LEAST_INTERVALS, spread=_STEADY)
    ]
    if not found:
        return
    found.sort(key=lambda row: row[1].intervals, reverse=True)
    name, longest, _ = found[0]
    # Apps renew their own sessions, at what intervals is not known.
    acted = [rhythm for what, rhythm, _ in found if what != _SIGN_INS]
    steadier = any((rhythm.spread <= _STEADIER and not rhythm.skipped) or rhythm.intervals >= _LONG for rhythm in acted)
    clockwork = any(
        rhythm.spread <= _CLOCKWORK and rhythm.intervals >= _LONG and not rhythm.skipped for rhythm in acted
    )
    yield Finding(
        rule=Automation.id,
        title=f"{longest.intervals + 1:,} {name} in a row about {spoken.span(timedelta(seconds=longest.seconds))} "
        f"apart, from {spoken.minute(longest.since)}",
        severity=Severity.HIGH,
        confidence=Confidence.HIGH if clockwork else Confidence.MEDIUM if steadier else Confidence.LOW,
        why="What people do comes in heaps and gaps; the intervals of chance differ by as much as their mean. These "
        f"differ by {longest.spread:.0%} of it, as those of a program do that waits the same time, or nearly, after "
        "each act.",
        unknown=f"{unknowns.FILTER} Times of claps, highlights and bookmarks are known to the minute, and rows may be "
        "missing between them.",
        remedy="Switch off whatever acts in your name (a browser extension, a service that promises growth, an app "
        "you signed in to), sign out all sessions, and say in an appeal what it was.",
        evidence=tuple(
            Evidence(
                where=f"{rhythm.intervals + 1} {what}, {spoken.minute(rhythm.since)} to "
                f"{spoken.minute(rhythm.until)}, every {spoken.span(timedelta(seconds=rhythm.seconds))} "
                f"(±{rhythm.spread:.0%}){_missing(rhythm)}",
                object=objects.get(what),
                rows=spoken.rows(acts),
                at=rhythm.since,
            )
            for what, rhythm, acts in found[:_MOST_EVIDENCE]
        ),
        numbers={"intervals": longest.intervals, "seconds": longest.seconds, "spread": longest.spread},
    )


def _rhythms(acts: Sequence[Act]) -> list[Rhythm]:
    times, resolution = [moment(act) for act in acts], resolution_of(acts)
    return steady(times, resolution=resolution, least=_LEAST_INTERVALS, spread=_STEADY) or thinned(
        times, resolution=resolution, least=2 * _LEAST_INTERVALS, spread=_STEADY_IN_STEPS
    )


def _missing(rhythm: Rhythm) -> str:
    return f", {rhythm.skipped} not in the export" if rhythm.skipped else ""


def _without_pause(everything: Sequence[Act]) -> Iterator[Finding]:
    times = [moment(act) for act in everything]
    nights = [vigil for vigil in vigils(times, pause=_PAUSE, least=_TWO_NIGHTS) if vigil.acts >= _LEAST_ACTS]
    found = nights or [vigil for vigil in vigils(times, pause=_REST, least=_ONE_NIGHT) if vigil.acts >= _LEAST_ACTS]
    if not found:
        return
    found.sort(key=lambda vigil: vigil.hours, reverse=True)
    longest = found[0]
    yield Finding(
        rule=Automation.id,
        title=f"{longest.acts:,} acts in {spoken.span(longest.until - longest.since)} with no pause longer than "
        f"{spoken.span(longest.longest_gap)}, from {spoken.minute(longest.since)}",
        severity=Severity.HIGH,
        confidence=Confidence.MEDIUM if nights else Confidence.LOW,
        why="Hardly anybody claps and comments all day and all night. A program does, and so do several people who "
        "share an account.",
        unknown=f"{unknowns.FILTER} The export does not tell which device or person acted.",
        remedy="If a program acts in your name, switch it off and sign out all sessions. If you share the account, "
        "let one person act, and say in an appeal that there were several.",
        evidence=tuple(map(_evidence_of_vigil, found[:_MOST_EVIDENCE])),
        numbers={"hours": longest.hours, "acts": longest.acts, "stretches": len(found)},
    )


def _evidence_of_vigil(vigil: Vigil) -> Evidence:
    return Evidence(
        where=f"{spoken.minute(vigil.since)} to {spoken.minute(vigil.until)}: {vigil.acts:,} acts, longest pause "
        f"{spoken.span(vigil.longest_gap)}",
        at=vigil.since,
    )


def _quick(everything: Sequence[Act], limit: float) -> Iterator[Finding]:
    found = busiest(everything, Span.MINUTE, limit)
    if len(found) < _QUICK_MINUTES and not (found and found[0].count >= _QUICK_MINUTES * limit):
        return
    worst = found[0]
    yield Finding(
        rule=Automation.id,
        title=f"{limit:g} acts or more in one minute, in {spoken.many(len(found), 'minute')}; most: {worst.count:,} "
        f"({spoken.minute(worst.since)})",
        severity=Severity.HIGH,
        confidence=Confidence.MEDIUM if len(found) >= _QUICK_MINUTES else Confidence.LOW,
        why="Nobody reads that fast, and to open, clap and go on takes seconds each time. Done again and again it "
        "looks like a program. The number it is looked at from is a setting of Outlast, not the platform’s limit.",
        unknown=unknowns.about("clap"),
        remedy="If you go through open tabs in one go, do it slower. If a program does it, switch it off.",
        evidence=tuple(
            Evidence(
                where=f"{window.count} acts, {spoken.minute(window.since)}",
                rows=spoken.rows(window.acts),
                at=window.since,
            )
            for window in found[:_MOST_EVIDENCE]
        ),
        numbers={"minutes": len(found), "per_minute": worst.count, "looked_at_from_per_minute": limit},
    )


def _programs(sessions: Iterable[Session], shown_by: str | None) -> Iterator[Finding]:
    found = [session for session in sessions if session.agent and _PROGRAM.search(session.agent)]
    if not found:
        return
    agents = sorted({session.agent or "" for session in found})
    yield Finding(
        rule=Automation.id,
        title=f"{spoken.many(len(found), 'sign-in')} by what calls itself a program",
        severity=Severity.MEDIUM,
        confidence=Confidence.MEDIUM if len(found) >= _QUICK_MINUTES else Confidence.LOW,
        why="These sessions name no browser and no app of the platform, but a tool with which programs open pages. "
        "It may be a backup, a reading aid or a test of yours; a platform cannot tell that from a program that acts "
        "for you.",
        unknown=f"{unknowns.FILTER} What a session did is not in the export, and any program can give itself any name.",
        remedy="Sign out the sessions that you do not know, change the password (or where sign-in links are sent), "
        "and keep programs away from your signed-in account.",
        evidence=(
            Evidence(
                where="Sessions of the export",
                object=shown_by,
                passage=spoken.short("; ".join(agents), 300),
                rows=tuple(
                    f"{f'{session.at:%Y-%m-%d %H:%M}' if session.at else '(no time)'}  {session.place or ''}  "
                    f"{session.agent}"
                    for session in found[: spoken.MOST_ROWS]
                ),
                at=next((session.at for session in found if session.at), None),
            ),
        ),
        numbers={"sessions": len(found)},
    )


RULE = Automation()
