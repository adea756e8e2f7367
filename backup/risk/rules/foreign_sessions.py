"""Finds sign-ins from countries where there were none before: was it somebody else?"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final

from backup.risk import spoken
from backup.risk.activity import Session
from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Evidence, Finding, Severity, Source
from backup.risk.pointing import FILTER_UNKNOWN

_KNOWN: Final = 5
"""So many sessions, over at least a month, say where an account is at home."""
_MONTH: Final = timedelta(days=30)
_CLOSE: Final = timedelta(hours=3)
"""Nobody is in two countries within it, but for a border, a flight and a tunnel (VPN)."""
_TRAVELLED: Final = 4
"""Who was in so many countries before travels, or uses a tunnel."""
_BROWSER = re.compile(r"\b(edg|opr|firefox|fxios|crios|chrome|safari|medium|donkey)\w*/", re.IGNORECASE)
_SYSTEM = re.compile(r"iphone|ipad|android|windows|mac os|cros|linux|x11", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Abroad:
    session: Session
    at: datetime
    new_program: bool
    close_to: datetime | None
    """When a session from a country that was known is within three hours of it."""


class ForeignSessions:
    """Not a thing that a writer does: what a writer should know before an appeal."""

    id: ClassVar[str] = "foreign-sessions"
    title: ClassVar[str] = "Sessions in a country where there were none before"
    number: ClassVar[int] = 0
    by_writer: ClassVar[bool] = False
    source: ClassVar[Source] = Source(
        words="No published reason: what somebody else does with an account counts as its owner’s. Some suspended "
        "writers guessed that signing in through a VPN was held against them.",
        place="Guesses: grebler.medium.com, beginnersblog.org/?p=20418; the sessions are those of Medium’s own export",
    )
    platforms: ClassVar[tuple[str, ...]] = ("medium",)

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield one finding for all such sessions."""
        found = list(_abroad(corpus.activity.sessions))
        if found and len(found) >= thresholds["new_country_sessions"]:
            yield _finding(found, corpus.activity.sessions, corpus.activity.objects.get("sessions"))


def _abroad(sessions: Iterable[Session]) -> Iterator[_Abroad]:
    """Yield sessions in countries that were new when they were, and to which the account did not come home.

    The place is where a session was last seen, so that is its time here. Where one was used for a month somebody lives:
    whoever breaks in is seldom left alone for so long.
    """
    rows = sorted(
        ((at, one) for one in sessions if one.country and (at := one.last_seen or one.at)), key=lambda row: row[0]
    )
    if len(rows) <= _KNOWN:
        return
    of_country = Counter(one.country for _, one in rows)
    home = {country for country, count in of_country.items() if count > _KNOWN or 2 * count > len(rows)}
    home |= {one.country for at, one in rows if one.at and at - one.at >= _MONTH}
    known: set[str | None] = set()
    programs: set[str] = set()
    for place, (at, session) in enumerate(rows):
        settled = place >= _KNOWN and at - rows[0][0] >= _MONTH
        if session.country not in known | home and settled and len(known) < _TRAVELLED:
            beside = (
                other for when, other in (rows[place - 1], *rows[place + 1 : place + 2]) if abs(when - at) <= _CLOSE
            )
            close = next((one.last_seen or one.at for one in beside if one.country in home), None)
            new_program = bool(session.agent) and _program(session.agent) not in programs
            yield _Abroad(session=session, at=at, new_program=new_program, close_to=close)
        else:
            known.add(session.country)
        if session.agent:
            programs.add(_program(session.agent))


def _program(agent: str | None) -> str:
    """Return the kind of a program without its version: “firefox windows”."""
    text = agent or ""
    browser, system = _BROWSER.search(text), _SYSTEM.search(text)
    parts = [browser[1].lower() if browser else text.partition("/")[0].lower(), system[0].lower() if system else ""]
    return " ".join(filter(None, parts))


def _finding(found: Sequence[_Abroad], sessions: Sequence[Session], shown_by: str | None) -> Finding:
    countries = sorted({one.session.country or "" for one in found})
    both = [one for one in found if one.new_program and one.close_to]
    many = f"{len(found)} session{'' if len(found) == 1 else 's'}"
    home = Counter(one.country for one in sessions if one.country).most_common(1)[0][0]
    return Finding(
        rule=ForeignSessions.id,
        title=f"{many} in {', '.join(countries)}, where there were none before (most are in {home})",
        severity=Severity.MEDIUM,
        confidence=Confidence.MEDIUM if both else Confidence.LOW,
        why="If somebody else signed in, what they did counts as yours, and a platform may close an account that it "
        f"takes for stolen. Of these, {sum(one.new_program for one in found)} used a program that had not been seen "
        f"before, and {sum(one.close_to is not None for one in found)} were within three hours of one at home.",
        unknown=f"{FILTER_UNKNOWN} A journey, a VPN, and a telephone network that leads abroad look the same. The "
        "export tells one place for each session, the last.",
        remedy="If you do not know one of them: sign out of all sessions, change the password of your mail first, "
        "then sign in anew, and say in an appeal from when on it was not you. If it was a VPN, say that.",
        evidence=tuple(_evidence(one, shown_by) for one in found[: spoken.MOST_ROWS]),
        numbers={"sessions": len(found), "countries": len(countries), "new_program_and_close": len(both)},
    )


def _evidence(one: _Abroad, shown_by: str | None) -> Evidence:
    rows = [one.session.place or one.session.country or "", one.session.agent or ""]
    if one.close_to:
        rows.append(f"{spoken.span(abs(one.at - one.close_to))} from a session at home, {spoken.minute(one.close_to)}")
    return Evidence(
        where=f"Session last seen {spoken.minute(one.at)}",
        object=shown_by,
        rows=tuple(spoken.short(row, 300) for row in rows if row),
        at=one.at,
    )


RULE = ForeignSessions()
