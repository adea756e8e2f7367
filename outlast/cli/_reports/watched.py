"""Shows what a look at an account brought: each question, its answer and its meaning, and what they say together."""

from datetime import datetime

from backup.watch.probe import Probe
from backup.watch.signals import Signal, SignalKind, Strength
from backup.watch.verdict import ALARMS, BLIND, VerdictKind
from outlast.cli.output import Output, State
from outlast.exit_codes import ExitCode
from outlast.standing.spoken_time import spoken
from outlast.watching.run import Watched

_CODES = {
    VerdictKind.OK: ExitCode.DONE,
    VerdictKind.SIGNED_OUT: ExitCode.SIGNED_OUT,
    **dict.fromkeys(ALARMS, ExitCode.SUSPENDED),
    **dict.fromkeys(BLIND, ExitCode.TRY_LATER),
}
_SEVEREST = (
    ExitCode.SUSPENDED,
    ExitCode.PARTLY,
    ExitCode.SIGNED_OUT,
    ExitCode.TRY_LATER,
    ExitCode.DONE,
)
_NEXT = {
    VerdictKind.SUSPENDED: "What you saved is safe: outlast status    If you can still sign in, ask for an export now.",
    VerdictKind.POST_REMOVED: "The post is in your archive; find it with: outlast search WORDS",
    VerdictKind.SIGNED_OUT: "Sign in again with: outlast login",
    VerdictKind.RENAMED: "If that is right, say so with: outlast config set accounts.{account}.url https://…",
}
_MEANING = {
    SignalKind.OK: "as it should be",
    SignalKind.SUSPENDED: "suspended",
    SignalKind.POST_REMOVED: "post taken away",
    SignalKind.GONE: "gone",
    SignalKind.RESTRICTED: "restricted",
    SignalKind.SIGNED_OUT: "signed out",
    SignalKind.RENAMED: "moved",
    SignalKind.OUTAGE: "platform out of order",
    SignalKind.NETWORK: "network",
    SignalKind.CDN_BLOCK: "turned away",
    SignalKind.ODD: "not clear",
}


def exit_code_of(watched: Watched) -> ExitCode:
    """Return the exit code of a look."""
    return _CODES.get(watched.verdict.kind, ExitCode.PARTLY)


def severest(codes: list[ExitCode]) -> ExitCode:
    """Return the exit code for several accounts."""
    return min(codes, key=_SEVEREST.index, default=ExitCode.DONE)


def show_watched(output: Output, watched: Watched, *, now: datetime) -> None:
    """Show a look: the table, then the verdict."""
    seen, verdict = watched.round, watched.verdict
    # Signals that come from no probe, such as a snapshot that was kept apart, stand behind the others.
    pairs = list(zip(seen.probes, seen.signals, strict=False))
    output.table(("Asked", "Answer", "What it means"), [_row(probe, signal) for probe, signal in pairs])
    for signal in seen.signals[len(pairs) :]:
        output.text(f"And {signal.words}.")
    output.text()
    for probe, signal in pairs:
        output.line("probe", account=watched.account.name, **_fields(probe, signal))
    sure = verdict.kind is VerdictKind.OK
    state = State.OK if sure else State.BAD if verdict.kind in ALARMS else State.ATTENTION
    output.prose(f"{output.sign(state)} {verdict.sentence}")
    if verdict.sure and not sure:
        output.text(f"  Since {spoken(verdict.since, now)}.")
    if verdict.kind in _NEXT:
        output.prose(f"  → {_NEXT[verdict.kind].format(account=watched.account.name)}")
    output.line(
        "verdict",
        account=watched.account.name,
        kind=verdict.kind,
        sure=verdict.sure,
        alarm=verdict.alarm,
        since=verdict.since,
        blind=verdict.blind,
        changed=watched.changed,
        sentence=verdict.sentence,
        next_look_seconds=watched.next_look.total_seconds() if watched.next_look else None,
    )


def _row(probe: Probe, signal: Signal) -> tuple[str, str, str]:
    answer = str(probe.status) if probe.status is not None else str(probe.problem)
    if probe.title and probe.status != 200:
        answer += f" “{probe.title}”"
    meaning = _MEANING[signal.kind]
    if signal.kind is not SignalKind.OK:
        meaning += f": {signal.words}"
    if signal.strength is Strength.NOTES:
        meaning += " (tells nothing about the account)"
    return probe.address.removeprefix("https://"), answer, meaning


def _fields(probe: Probe, signal: Signal) -> dict[str, object]:
    return {
        "kind": probe.kind,
        "address": probe.address,
        "at": probe.at,
        "status": probe.status,
        "problem": probe.problem,
        "url": probe.url,
        "hops": probe.hops,
        "title": probe.title,
        "seconds": round(probe.seconds, 3),
        "size": probe.size,
        "digest": probe.digest,
        "fingerprint": probe.fingerprint,
        "means": signal.kind,
        "strength": signal.strength,
        "rule": signal.rule,
        "words": signal.words,
    }
