"""What the watch saw last of each account, for the status: read from the notes, nobody is asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from outlast.places import Places
from outlast.settings import Settings
from outlast.standing.gaps import Gap, GapKind
from outlast.state import FILE

_SHUT_OUT = ("suspended", "post-removed")
_LOOK = ("restricted", "renamed", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Online:
    """How an account stood at the last look."""

    at: datetime
    """When that was."""
    well: int
    """How many of the questions were answered as they should be…"""
    asked: int
    """…of how many about the account itself."""
    verdict: str
    """What was told last (`backup.watch.verdict.VerdictKind`); empty where nothing was told yet."""
    sentence: str = ""

    @property
    def shut_out(self) -> bool:
        """Tell whether the platform shuts the writer out."""
        return self.verdict in _SHUT_OUT


def last_looks(settings: Settings, places: Places) -> Mapping[str, Online]:
    """Return the last look at each account, by its publication; none where nothing was looked at yet."""
    if not (places.state_dir / FILE).exists() or not settings.accounts:
        return {}
    # Imported here: the status of somebody who never looked shall not pay for it.
    from backup.watch.probe import ProbeKind
    from backup.watch.signals import SignalKind
    from outlast.state.database import StateDatabase
    from outlast.watching.history import WatchHistory

    found: dict[str, Online] = {}
    notes = StateDatabase(places.state_dir)
    try:
        history = WatchHistory(notes)
        for account in settings.accounts:
            rounds = history.rounds(account.name, most=1)
            if not rounds:
                continue
            about = [one for one in rounds[0].signals if one.probe not in (ProbeKind.CONTROL, ProbeKind.NETWORK)]
            told = history.told(account.name)
            found[account.publication] = Online(
                at=rounds[0].at,
                well=sum(one.kind is SignalKind.OK for one in about),
                asked=len(about),
                verdict=str(told.kind) if told else "",
                sentence=told.sentence if told else "",
            )
    finally:
        notes.close()
    return found


def online_gaps(online: Online | None, publication: str) -> Iterator[Gap]:
    """Yield a gap if the writer is shut out, or something about the account needs a look."""
    if online is None:
        return
    text = online.sentence.rstrip(".")
    if online.shut_out:
        step = "outlast incident timeline"
        yield Gap(kind=GapKind.SHUT_OUT, text=text, next=step, publication=publication)
    elif online.verdict in _LOOK:
        yield Gap(kind=GapKind.ODD, text=text, next="outlast watch", publication=publication)
