"""Judges looks over time: an alarm needs two looks that agree, and a look that saw nothing changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backup.watch.finding import Finding, find
from backup.watch.sentences import sentence_of
from backup.watch.signals import Round
from backup.watch.verdict import ALARMS, BLIND, Verdict, VerdictKind

APART = timedelta(seconds=50)
"""Two looks closer together than this count as one: they may have met the same hiccup."""
_SERIOUS = ALARMS | {VerdictKind.RESTRICTED}
"""What one look alone may only suspect."""
LASTING = timedelta(days=1)
"""After so long without having seen anything, or with answers that make no sense, that itself is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Looks one after the other that say the same, apart from those that saw nothing."""

    finding: Finding
    since: datetime
    looks: int
    """How many, those too close together counted once."""
    last: datetime
    """When the last one that counts was."""

    def joined(self, finding: Finding, at: datetime) -> "_Run":
        counts = at - self.last >= APART
        return _Run(finding=finding, since=self.since, looks=self.looks + counts, last=at if counts else self.last)


def judge(rounds: Sequence[Round], *, name: str = "", platform: str = "") -> Verdict:
    """Return what the looks say together, the newest last; `name` and `platform` are for the sentence.

    Raises:
        ValueError: there is no look.
    """
    if not rounds:
        raise ValueError("a verdict needs at least one look")
    standing: _Run | None = None
    """What is held to be so: what was said twice, or once and is harmless."""
    run: _Run | None = None
    unseeing: _Run | None = None
    for one in rounds:
        finding = find(one)
        unseeing = _continued(unseeing, finding, one.at) if finding.kind in BLIND else None
        if finding.kind in BLIND:
            continue
        run = _continued(run, finding, one.at)
        if _holds(run, standing):
            standing = run
    return _verdict(standing, run, unseeing, rounds[-1].at, name, platform)


def _continued(run: _Run | None, finding: Finding, at: datetime) -> _Run:
    if run is not None and run.finding.kind is finding.kind:
        return run.joined(finding, at)
    return _Run(finding=finding, since=at, looks=1, last=at)


def _holds(run: _Run, standing: _Run | None) -> bool:
    """Tell whether what a run of looks says may be believed."""
    kind = run.finding.kind
    if kind is VerdictKind.UNKNOWN:
        return run.looks > 1 and run.last - run.since >= LASTING
    if kind is VerdictKind.OK:
        # Back from an alarm only when two looks say so: a page that flickers must not send three letters.
        return run.looks > 1 or standing is None or standing.finding.kind not in ALARMS
    return run.looks > 1


def _verdict(
    standing: _Run | None, run: _Run | None, unseeing: _Run | None, now: datetime, name: str, platform: str
) -> Verdict:
    def made(
        of: _Run, *, sure: bool, blind: VerdictKind | None = None, suspicion: VerdictKind | None = None
    ) -> Verdict:
        kind = VerdictKind.UNKNOWN if suspicion else of.finding.kind
        signals = of.finding.signals
        sentence = sentence_of(kind, signals, sure=sure, blind=blind, suspicion=suspicion, name=name, platform=platform)
        return Verdict(kind=kind, since=of.since, signals=signals, sure=sure, blind=blind, sentence=sentence)

    alarmed = standing if standing is not None and standing.finding.kind in ALARMS else None
    if unseeing is not None:
        if alarmed is not None:
            return made(alarmed, sure=True, blind=unseeing.finding.kind)
        return made(unseeing, sure=now - unseeing.since >= LASTING)
    if run is None:  # every look is seeing or unseeing
        raise ValueError("a verdict needs at least one look")
    if run is standing:
        return made(run, sure=True)
    if alarmed is not None:
        return made(alarmed, sure=True)
    kind = run.finding.kind
    return made(run, sure=False, suspicion=kind if kind in _SERIOUS else None)
