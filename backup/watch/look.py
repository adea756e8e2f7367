"""One look: puts the questions, keeps what came, and says what each answer means. Whatever happens is a value."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from backup.errors import (
    BadCertificate,
    Blocked,
    Limited,
    NoConnection,
    OutlastError,
    UnexpectedAnswer,
    UnsafeAnswer,
    WebProblem,
)
from backup.http import Answer, PoliteSession, is_challenge
from backup.watch._base import Ask, Learned, WatchedPlatform, digest_of
from backup.watch.page import title_of
from backup.watch.probe import KEPT_HEADERS, NoAnswer, Probe, ProbeKind
from backup.watch.reading import Reading
from backup.watch.rules import Rule, signal_of
from backup.watch.signals import Round, Signal, SignalKind
from backup.watch.target import Target

VIAS = {
    "direct": frozenset({ProbeKind.HOME, ProbeKind.KNOWN_POST, ProbeKind.PROFILE}),
    "rss": frozenset({ProbeKind.FEED}),
    "api": frozenset({ProbeKind.API, ProbeKind.BY_ID}),
}
"""Ways of looking that may be chosen. The owner's view and the page to compare with are always looked at."""
_ALWAYS = frozenset({ProbeKind.OWNER})
_LARGEST = 4_000_000
"""Bytes of an answer that are kept; a longer page is cut, which no rule minds."""
_PROBLEMS: tuple[tuple[type[OutlastError], NoAnswer], ...] = (
    (BadCertificate, NoAnswer.BAD_CERTIFICATE),
    (Limited, NoAnswer.LIMITED),
    (Blocked, NoAnswer.BLOCKED),
    (UnsafeAnswer, NoAnswer.UNSAFE),
    (NoConnection, NoAnswer.NO_CONNECTION),
    (UnexpectedAnswer, NoAnswer.UNREADABLE),
    (WebProblem, NoAnswer.NO_CONNECTION),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A look, and what it told for later ones."""

    round: Round
    learned: Learned


def look(
    target: Target,
    platform: WatchedPlatform,
    web: PoliteSession,
    owner: PoliteSession | None,
    now: datetime,
    *,
    vias: frozenset[str] = frozenset(VIAS),
    rules: tuple[Rule, ...] | None = None,
    notes: tuple[Signal, ...] = (),
) -> Looked:
    """Look at a publication once; no answer and no lack of one makes this raise.

    Args:
        target: what to look at, and what is known of it.
        platform: how to ask there.
        web: what asks as any visitor does; its cookies, if it has some, are not sent.
        owner: the signed-in session, if there is one.
        now: the time of the look.
        vias: which ways, by the names in `VIAS`.
        rules: the table to go by, if not the platform's own.
        notes: signals that do not come from a probe, such as a snapshot that was kept apart.
    """
    table = platform.rules if rules is None else rules
    wanted = _ALWAYS.union(*(VIAS[via] for via in vias))
    readings: list[Reading] = []
    for ask in platform.asks(target):
        session = owner if ask.signed_in else web
        if ask.kind in wanted and session is not None:
            readings.append(_read(ask, target, platform, session, now))
    signals = [signal_of(reading, table, platform.cause(reading.probe.kind)) for reading in readings]
    for reading, signal in _compared(target, platform, web, now, table):
        readings.append(reading)
        signals.append(signal)
    seen = Round(
        at=now,
        probes=tuple(reading.probe for reading in readings),
        signals=(*signals, *notes),
        seen_well=target.landed is not None,
    )
    return Looked(round=seen, learned=platform.learn(readings, target))


def _compared(
    target: Target, platform: WatchedPlatform, web: PoliteSession, now: datetime, table: tuple[Rule, ...]
) -> Iterator[tuple[Reading, Signal]]:
    """Yield the pages to compare with, up to the first that is well; then the unrelated one, if none is."""
    for address in platform.controls_for(target):
        reading = _read(Ask(kind=ProbeKind.CONTROL, address=address), target, platform, web, now)
        signal = signal_of(reading, table, platform.cause(ProbeKind.CONTROL))
        yield reading, signal
        if signal.kind is SignalKind.OK:
            return
    if target.neutral is not None:
        reading = _read(Ask(kind=ProbeKind.NETWORK, address=target.neutral), target, platform, web, now)
        yield reading, signal_of(reading, table, platform.cause(ProbeKind.NETWORK))


def _read(ask: Ask, target: Target, platform: WatchedPlatform, web: PoliteSession, now: datetime) -> Reading:
    empty = Probe(kind=ask.kind, address=ask.address, at=now, post=ask.post)
    try:
        answer = web.get(ask.address, raw=True, signed_in=ask.signed_in, retry=False, limit=_LARGEST, allow_cut=True)
    except OutlastError as error:
        problem = next((one for kind, one in _PROBLEMS if isinstance(error, kind)), NoAnswer.UNREADABLE)
        return platform.read(replace(empty, problem=problem, said=error.what), target)
    return platform.read(_answered(empty, answer), target, challenge=is_challenge(answer))


def _answered(empty: Probe, answer: Answer) -> Probe:
    return replace(
        empty,
        status=answer.status,
        url=answer.url,
        hops=tuple(answer.hops),
        headers={name: value for name, value in answer.headers.items() if name in KEPT_HEADERS},
        title=title_of(answer.body.decode("utf-8", "replace")),
        seconds=answer.seconds,
        size=len(answer.body),
        digest=digest_of(answer.body),
        body=answer.body,
    )
