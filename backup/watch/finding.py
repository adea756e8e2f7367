"""What one look says: the signals of a round, weighed against each other.

An alarm needs two signals that no single fault could bring about together. Where the page to compare with is not
well either, nothing is said about the account at all.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from backup.watch.probe import ProbeKind
from backup.watch.signals import Round, Signal, SignalKind, Strength
from backup.watch.verdict import VerdictKind

_BLIND = {
    SignalKind.NETWORK: VerdictKind.NETWORK,
    SignalKind.CDN_BLOCK: VerdictKind.CDN_BLOCK,
    SignalKind.OUTAGE: VerdictKind.OUTAGE,
}
_PRESENCE = (ProbeKind.HOME, ProbeKind.KNOWN_POST)
_TROUBLE = (SignalKind.SUSPENDED, SignalKind.GONE)
SUSPECT_RULE = "suspect-snapshot"
"""The rule of the signal that is made of a snapshot which was kept apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one look says."""

    kind: VerdictKind
    signals: tuple[Signal, ...]
    """What speaks for it."""


def find(seen: Round) -> Finding:
    """Return what a look says by itself; one look alone never makes an alarm (see `backup.watch.judge`)."""
    signals = seen.signals
    about = [one for one in signals if one.probe not in (ProbeKind.CONTROL, ProbeKind.NETWORK)]
    blind = _blind(signals, about)
    if blind is not None:
        return blind
    counted = [one for one in about if one.strength is not Strength.NOTES and not _one_of_several(one, about)]
    public = [one for one in counted if one.probe is not ProbeKind.OWNER]
    trouble = [one for one in counted if one.kind in _TROUBLE]
    found = (
        _renamed(counted, trouble)
        or _shut_out(trouble, public, seen_well=seen.seen_well)
        or _post_removed(counted)
        or _restricted(counted, trouble, public)
        or _signed_out(counted, public)
    )
    if found is not None:
        return found
    if not any(one.kind is SignalKind.OK for one in public):
        mostly = _mostly_blind(public)
        if mostly is not None:
            return mostly
    if any(one.kind is SignalKind.OK and one.probe is ProbeKind.HOME for one in public):
        return Finding(kind=VerdictKind.OK, signals=tuple(about))
    if not any(one.probe is ProbeKind.HOME for one in public) and not trouble and _all_ok(public):
        return Finding(kind=VerdictKind.OK, signals=tuple(about))  # the front page was not asked for
    odd = tuple(one for one in counted if one.kind is not SignalKind.OK)
    return Finding(kind=VerdictKind.UNKNOWN, signals=odd or tuple(about))


def _blind(signals: Iterable[Signal], about: list[Signal]) -> Finding | None:
    """Return why nothing can be said, if the page to compare with is not well; a sound account needs no comparison."""
    signals = list(signals)
    controls = [one for one in signals if one.probe is ProbeKind.CONTROL]
    if any(one.kind is SignalKind.OK for one in controls) or not controls:
        return None
    public = [one for one in about if one.probe is not ProbeKind.OWNER]
    if public and _all_ok(public):
        return None
    network = [one for one in signals if one.probe is ProbeKind.NETWORK and one.kind is SignalKind.NETWORK]
    if network:
        return Finding(kind=VerdictKind.NETWORK, signals=(*network, *controls))
    mostly = _mostly_blind([*controls, *public])
    # A page to compare with that is gone itself: nothing can be compared.
    return mostly or Finding(kind=VerdictKind.UNKNOWN, signals=tuple(controls))


def _mostly_blind(signals: list[Signal]) -> Finding | None:
    """Return the most frequent reason for having seen nothing."""
    kinds = Counter(one.kind for one in signals if one.kind in _BLIND)
    if not kinds:
        return None
    most = kinds.most_common(1)[0][0]
    return Finding(kind=_BLIND[most], signals=tuple(one for one in signals if one.kind is most))


def _all_ok(signals: Iterable[Signal]) -> bool:
    return all(one.kind is SignalKind.OK or one.strength is Strength.NOTES for one in signals)


def _one_of_several(signal: Signal, about: list[Signal]) -> bool:
    """Tell whether a post is gone while others are there: posts are deleted, that says nothing about the account."""
    if signal.post is None or signal.kind is not SignalKind.GONE:
        return False
    return any(one.post is not None and one.probe is signal.probe and one.kind is SignalKind.OK for one in about)


def _renamed(counted: list[Signal], trouble: list[Signal]) -> Finding | None:
    renamed = [one for one in counted if one.kind is SignalKind.RENAMED]
    if not renamed or any(one.kind is SignalKind.SUSPENDED and one.strength is Strength.SAYS for one in trouble):
        return None
    return Finding(kind=VerdictKind.RENAMED, signals=tuple(renamed))


def _shut_out(trouble: list[Signal], public: list[Signal], *, seen_well: bool) -> Finding | None:
    """Return a finding where two causes agree, and there is no reason to think that they only seem to.

    In the platform's words that is enough. Hints alone count where the owner's own view agrees with what visitors do
    not find, or where visitors find neither the front page nor any known post. A snapshot that was kept apart is no
    view of the owner's in this sense: a writer who deletes half the posts makes one, and shortens the feed too.
    """
    if len({one.cause for one in trouble}) < 2:
        return None
    said = any(one.strength is Strength.SAYS for one in trouble)
    owner = any(one.probe is ProbeKind.OWNER and one.rule != SUSPECT_RULE for one in trouble)
    there = any(one.kind is SignalKind.OK and one.probe in _PRESENCE for one in public)
    missed = any(one.kind is SignalKind.GONE and one.probe in _PRESENCE for one in public)
    if said or (seen_well and (owner or (missed and not there))):
        return Finding(kind=VerdictKind.SUSPENDED, signals=tuple(trouble))
    return None


def _post_removed(counted: list[Signal]) -> Finding | None:
    """Return a finding where the platform says of one post, asked for in two ways, that it took it away."""
    removed = [one for one in counted if one.kind is SignalKind.POST_REMOVED]
    for post in {one.post for one in removed}:
        agreeing = [one for one in removed if one.post == post]
        if len({one.probe for one in agreeing}) > 1:
            return Finding(kind=VerdictKind.POST_REMOVED, signals=tuple(agreeing))
    return None


def _restricted(counted: list[Signal], trouble: list[Signal], public: list[Signal]) -> Finding | None:
    """Return a finding where the platform says one thing in one place and shows another elsewhere."""
    said = [one for one in counted if one.kind is SignalKind.RESTRICTED]
    there = any(one.kind is SignalKind.OK and one.probe is ProbeKind.HOME for one in public)
    said += [one for one in trouble if one.kind is SignalKind.SUSPENDED and one.strength is Strength.SAYS and there]
    owner = [one for one in counted if one.probe is ProbeKind.OWNER and one.rule != SUSPECT_RULE]
    emptied = [one for one in owner if one.kind in _TROUBLE]
    if there:
        said += [one for one in emptied if one not in said]
    elif any(one.kind is SignalKind.OK for one in owner) and not emptied:
        # The owner sees it as always, visitors do not find the front page.
        said += [one for one in trouble if one.probe is ProbeKind.HOME]
    return Finding(kind=VerdictKind.RESTRICTED, signals=tuple(said)) if said else None


def _signed_out(counted: list[Signal], public: list[Signal]) -> Finding | None:
    out = [one for one in counted if one.kind is SignalKind.SIGNED_OUT]
    there = any(one.kind is SignalKind.OK and one.probe is ProbeKind.HOME for one in public)
    return Finding(kind=VerdictKind.SIGNED_OUT, signals=tuple(out)) if out and there else None
