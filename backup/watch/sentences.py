"""Says a verdict in one sentence, to a writer who may be frightened."""

from collections.abc import Iterable

from backup.watch.signals import Signal, SignalKind, Strength
from backup.watch.verdict import VerdictKind

_MOST = 3
_SAID = {
    VerdictKind.SUSPENDED: "{who} is suspended on {where}: {why}.",
    VerdictKind.POST_REMOVED: "{where} has taken a post of {who} away: {why}.",
    VerdictKind.RESTRICTED: "{who} is not shown to everybody as it should be: {why}.",
    VerdictKind.SIGNED_OUT: "{who} is up, but the saved sign-in has ended: {why}.",
    VerdictKind.RENAMED: "{who} has another address now: {why}.",
    VerdictKind.OUTAGE: "{where} itself is out of order; this says nothing about {who}.",
    VerdictKind.NETWORK: "This computer's network does not get through; this says nothing about {who}.",
    VerdictKind.CDN_BLOCK: "{where} turned this computer away or asks to wait; this says nothing about {who}.",
}
_GONE = "{who} is gone from {where}, suspended or removed: {why}."


def sentence_of(
    kind: VerdictKind,
    signals: Iterable[Signal],
    *,
    sure: bool,
    blind: VerdictKind | None = None,
    suspicion: VerdictKind | None = None,
    name: str = "",
    platform: str = "",
) -> str:
    """Return the sentence of a verdict.

    `blind` says why the newest look saw nothing, `suspicion` what a doubtful look would mean if it were confirmed.
    """
    who, where = name or "The account", platform or "The platform"
    signals = tuple(signals)
    if kind is VerdictKind.OK:
        notes = _why(tuple(one for one in signals if one.kind is not SignalKind.OK))
        said = f"{who} is up{f' (though {notes})' if notes else ''}."
    elif kind is VerdictKind.UNKNOWN:
        said = _doubt(who, _why(signals), suspicion, sure=sure)
    else:
        named = any(one.kind is SignalKind.SUSPENDED for one in signals)
        text = _GONE if kind is VerdictKind.SUSPENDED and not named else _SAID[kind]
        said = text.format(who=who, where=where, why=_why(signals))
    if blind is not None:
        said += " The newest look saw nothing; this is from the one before."
    return said


def _doubt(who: str, why: str, suspicion: VerdictKind | None, *, sure: bool) -> str:
    because = f": {why}" if why else ""
    if suspicion is VerdictKind.SUSPENDED:
        return f"{who} may be suspended{because}. One look is not enough to tell; look again in a few minutes."
    if suspicion is VerdictKind.POST_REMOVED:
        return f"A post of {who} may have been taken away{because}. Look again in a few minutes."
    if sure:
        return f"It has not been possible to tell for a day how it stands with {who}{because}."
    return f"It cannot be told how it stands with {who}{because}. Look again in a few minutes."


def _why(signals: tuple[Signal, ...]) -> str:
    """Return the words of the signals that matter most, each once."""
    order = {Strength.SAYS: 0, Strength.HINTS: 1, Strength.NOTES: 2}
    said = dict.fromkeys(one.words for one in sorted(signals, key=lambda one: order[one.strength]))
    first = list(said)[:_MOST]
    return "; ".join(first)
