"""What follows from a look: news for the writer, and an incident that keeps the proof while it goes on."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.model import Json
from backup.watch.incident import EntryKind, Incident, NewEntry, NewEvidence
from backup.watch.probe import Probe, ProbeKind
from backup.watch.signals import Round, Signal, SignalKind
from backup.watch.verdict import ALARMS, BLIND, VerdictKind
from outlast.incidents.opening import open_incident
from outlast.telling.news import News, NewsKind, Severity
from outlast.watching.history import WatchHistory
from outlast.watching.run import Watched

_TITLES = {
    VerdictKind.SUSPENDED: "looks suspended",
    VerdictKind.POST_REMOVED: "has a post that was taken away",
    VerdictKind.RESTRICTED: "is shown to fewer people than it should be",
    VerdictKind.RENAMED: "has moved to another address",
    VerdictKind.SIGNED_OUT: "wants you to sign in again",
    VerdictKind.UNKNOWN: "answers in a way that is not understood",
    VerdictKind.OK: "is up again",
}


def follow_up(watched: Watched, history: WatchHistory, archive: Archive | None, now: datetime) -> list[News]:
    """Open or go on with the incident of an account, and return the news for the writer.

    Raises:
        Locked, StorageError, DamageError: the incident could not be written; the look itself is kept.
    """
    incident = _keep(watched, history, archive, now) if archive is not None else None
    if not watched.changed or watched.verdict.kind in BLIND:
        return []
    return [_news(watched, incident.id if incident else "", now)]


def _keep(watched: Watched, history: WatchHistory, archive: Archive, now: datetime) -> Incident | None:
    slug = watched.account.publication
    incidents = Incidents(archive)
    known = incidents.open_one(slug)
    if known is None and not watched.verdict.alarm:
        return None
    if known is None:
        # The looks before this one that already said so are the first proof.
        since = [seen for seen in history.rounds(watched.account.name) if seen.at >= watched.verdict.since]
        rounds = [*(seen for seen in since if seen.at != watched.round.at), watched.round]
        found = [entry for seen in rounds for entry in _entries(seen, history, {})]
        text = watched.verdict.sentence
        return open_incident(
            archive, slug, text=text, now=now, account=watched.account.name, found=[*found, _verdict(watched, now)]
        ).incident
    entries = list(_entries(watched.round, history, _last_prints(known)))
    if watched.changed:
        entries.append(_verdict(watched, now))
    return incidents.append(known.id, entries) if entries else known


def _entries(seen: Round, history: WatchHistory, known: Mapping[str, str]) -> Iterator[NewEntry]:
    """Yield an entry for each probe; a page is kept only when the answer differs from the last one of its kind."""
    for probe, signal in zip(seen.probes, seen.signals, strict=False):
        if probe.kind in (ProbeKind.CONTROL, ProbeKind.NETWORK) and signal.kind is SignalKind.OK and known:
            continue
        if known.get(_asked(probe)) == probe.fingerprint:
            continue
        yield _entry(probe, signal, history)


def _entry(probe: Probe, signal: Signal, history: WatchHistory) -> NewEntry:
    page = probe.body or (history.page(probe.digest) if probe.digest else None) or b""
    fields: dict[str, Json] = {
        "asked": _asked(probe),
        "kind": str(probe.kind),
        "address": probe.address,
        "status": probe.status,
        "url": probe.url,
        "hops": list(probe.hops),
        "headers": dict(probe.headers),
        "title": probe.title,
        "seconds": round(probe.seconds, 3),
        "means": str(signal.kind),
        "rule": signal.rule,
        "fingerprint": probe.fingerprint,
    }
    answer = f"answered {probe.status}" if probe.status is not None else f"gave no answer ({probe.said})"
    name = f"{probe.kind}-{probe.at:%Y%m%dT%H%M%S}.{'html' if b'<' in page[:200] else 'txt'}"
    return NewEntry(
        kind=EntryKind.PROBE,
        at=probe.at,
        text=f"{probe.address} {answer}: {signal.words}.",
        evidence=(NewEvidence(name=name, content=page),) if page else (),
        fields=fields,
    )


def _verdict(watched: Watched, now: datetime) -> NewEntry:
    verdict = watched.verdict
    fields: dict[str, Json] = {"verdict": str(verdict.kind), "sure": verdict.sure, "since": verdict.since.isoformat()}
    return NewEntry(kind=EntryKind.VERDICT, at=now, text=verdict.sentence, fields=fields)


def _asked(probe: Probe) -> str:
    return f"{probe.kind}:{probe.post or ''}:{probe.address}"


def _last_prints(incident: Incident) -> dict[str, str]:
    probes = [entry.fields for entry in incident.entries if entry.kind is EntryKind.PROBE]
    return {str(fields.get("asked")): str(fields.get("fingerprint")) for fields in probes}


def _news(watched: Watched, incident: str, now: datetime) -> News:
    verdict = watched.verdict
    kind, severity, next_step = NewsKind.DOWN, Severity.ATTENTION, "outlast watch"
    text = verdict.sentence
    if verdict.kind in ALARMS:
        severity = Severity.ALARM
        text += " What was saved is safe, and kept from being replaced. The proof is being kept."
        next_step = "outlast incident timeline    and, if you can still sign in: ask the platform for an export now"
    elif verdict.kind is VerdictKind.OK:
        kind, severity = NewsKind.BACK, Severity.INFO
        next_step = "outlast incident close    (it lists what was lost)" if incident else "outlast status"
    elif verdict.kind is VerdictKind.SIGNED_OUT:
        kind, next_step = NewsKind.SIGN_IN, "outlast login"
    return News(
        kind=kind,
        title=f"{watched.account.name} {_TITLES.get(verdict.kind, 'needs a look')}",
        text=text,
        account=watched.account.name,
        when=now,
        severity=severity,
        incident=incident,
        next=next_step,
        state=f"{verdict.kind} {verdict.since.isoformat()}",
    )
