"""One look at an account, judged with those before it: what `outlast watch` and the schedule call."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from backup.archive.reading import ReadableArchive
from backup.errors import NotFound
from backup.http import PoliteSession
from backup.watch.judge import judge
from backup.watch.look import VIAS, look
from backup.watch.platforms import NAMES, watched_platform
from backup.watch.probe import ProbeKind
from backup.watch.rule_table import own_rules, with_own
from backup.watch.rules import Rule
from backup.watch.signals import Round, SignalKind
from backup.watch.verdict import BLIND, Verdict, VerdictKind
from outlast.settings import Account
from outlast.watching.history import Facts, Told, WatchHistory
from outlast.watching.targets import NEUTRAL, suspect_notes, target_of

SOON = timedelta(minutes=5)
LATER = timedelta(minutes=30)
"""When to look again at what stays odd, or where somebody asks to wait."""
_PATIENT = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOptions:
    """What the settings say about the watch."""

    controls: tuple[str, ...] = ()
    """Pages to compare with, of any platform; each account takes those of its own."""
    neutral: str | None = NEUTRAL
    rules: Path | None = None
    """A file with rows of the writer's own."""
    vias: frozenset[str] = field(default_factory=lambda: frozenset(VIAS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What one look at an account brought."""

    account: Account
    round: Round
    """The look itself, with the pages that came."""
    verdict: Verdict
    changed: bool
    """The state is another one than what was told last: this is news, and told once."""
    previous: Told | None
    """What was told before."""
    next_look: timedelta | None
    """Look again this soon; `None` where the usual time will do."""


def can_watch(account: Account) -> bool:
    """Tell whether an account is on a platform that can be looked at."""
    return watched_platform(account.platform) is not None


def run_watch(
    account: Account,
    *,
    archive: ReadableArchive | None,
    history: WatchHistory,
    web: PoliteSession,
    owner: PoliteSession | None,
    now: datetime,
    options: WatchOptions | None = None,
) -> Watched:
    """Look at an account once, keep what was seen, and return the verdict with whether it is news.

    Raises:
        NotFound: the account's platform or address is not known.
        BadSettings: the writer's own rules do not fit.
        StorageError: the notes cannot be written.
    """
    options = options or WatchOptions()
    platform = watched_platform(account.platform)
    if platform is None:
        raise NotFound(
            f"{account.name} is on no platform that can be looked at.", next=f"Those are: {', '.join(NAMES)}"
        )
    facts = history.facts(account.name)
    target = target_of(account, platform, archive, facts, controls=options.controls, neutral=options.neutral)
    looked = look(
        target,
        platform,
        web,
        owner,
        now,
        vias=options.vias,
        rules=_rules(platform.rules, options.rules, platform.name),
        notes=suspect_notes(account, archive, now),
    )
    history.add(account.name, looked.round)
    verdict = judge(history.rounds(account.name), name=target.name, platform=platform.title)
    if verdict.kind is VerdictKind.OK and verdict.blind is None:
        history.learn(account.name, facts.with_learned(looked.learned, now, _gone(looked.round)))
    return _with_news(account, looked.round, verdict, history, facts, now)


def _with_news(
    account: Account, seen: Round, verdict: Verdict, history: WatchHistory, facts: Facts, now: datetime
) -> Watched:
    previous = history.told(account.name)
    key = _key(verdict)
    fresh = verdict.sure and (previous is None or previous.key != key)
    if fresh:
        history.tell(account.name, verdict, key, now)
    first_ok = previous is None and verdict.kind is VerdictKind.OK
    return Watched(
        account=account,
        round=seen,
        verdict=verdict,
        changed=fresh and not first_ok,
        previous=previous,
        next_look=_next_look(seen, verdict, facts, now),
    )


def _key(verdict: Verdict) -> str:
    posts = sorted({one.post for one in verdict.signals if one.post and one.kind is SignalKind.POST_REMOVED})
    return " ".join([str(verdict.kind), *posts])


def _next_look(seen: Round, verdict: Verdict, facts: Facts, now: datetime) -> timedelta | None:
    if verdict.kind is VerdictKind.OK:
        known = facts.gone_posts
        odd = [one for one in seen.signals if one.kind is not SignalKind.OK and one.post not in known]
        return SOON if odd and not verdict.sure else None
    if verdict.kind in (VerdictKind.SIGNED_OUT, VerdictKind.RENAMED) and verdict.sure:
        return None
    if verdict.kind in BLIND or now - verdict.since > _PATIENT:
        return LATER
    return SOON


def _gone(seen: Round) -> frozenset[str]:
    """Return the known posts that are not there while the account is."""
    about = [one for one in seen.signals if one.probe is ProbeKind.KNOWN_POST and one.post is not None]
    gone = {one.post for one in about if one.kind in (SignalKind.GONE, SignalKind.ODD) and one.rule != "nothing-fits"}
    return frozenset(post for post in gone if post is not None)


def _rules(built_in: tuple[Rule, ...], path: Path | None, platform: str) -> tuple[Rule, ...]:
    return built_in if path is None else with_own(built_in, own_rules(path, NAMES), platform)
