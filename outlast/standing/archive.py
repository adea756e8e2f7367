"""How safe everything is: what `outlast status` tells. It reads manifests and small files only, and asks nobody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from backup.archive import info, layout
from backup.archive.chain import Chain
from outlast.keys import archive_key
from outlast.keys.standing import KeyStanding, KeyState, key_standing
from outlast.places import Places
from outlast.schedule.alarm import stale_backups
from outlast.settings import Settings
from outlast.sign_in.warning import sign_in_gaps
from outlast.standing.campaigns import campaign_gaps
from outlast.standing.gaps import Gap, GapKind, worst
from outlast.standing.incidents import alert_gaps, incident_gaps
from outlast.standing.online import Online, last_looks, online_gaps
from outlast.standing.publication import PublicationStanding, standing_of, unsaved


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How safe an archive is."""

    archive: Path
    encrypted: bool
    key: KeyStanding
    sheet_printed: bool
    publications: tuple[PublicationStanding, ...]
    own_gaps: tuple[Gap, ...]
    """Those of the archive as a whole."""
    due: datetime | None
    """The day on which the first list or export is called old; `None` where there is none."""

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Return all gaps."""
        return (*(gap for one in self.publications for gap in one.gaps), *self.own_gaps)

    @property
    def safe(self) -> bool:
        """Tell whether nothing is missing."""
        return not self.gaps

    @property
    def next(self) -> str | None:
        """Return what to type first, if anything is missing."""
        gap = worst(self.gaps)
        return gap.next if gap else None


def standing(
    settings: Settings,
    places: Places,
    *,
    environ: Mapping[str, str],
    now: datetime,
    only: tuple[str, ...] | None = None,
) -> Standing:
    """Return how safe the archive is that the settings name; `only` leaves out all but these publications.

    Raises:
        NoArchive: there is none.
        DamageError: its description cannot be read.
    """
    said = info.read(settings.archive)
    key = key_standing(said, settings, places, environ=environ)
    printed = archive_key.sheet_mark(places, said.id).exists()
    online = last_looks(settings, places)
    publications = tuple(_with_online(one, online.get(one.slug)) for one in _publications(settings, now, only))
    return Standing(
        archive=settings.archive,
        encrypted=said.recipient is not None,
        key=key,
        sheet_printed=printed,
        publications=publications,
        own_gaps=(
            *incident_gaps(settings),
            *campaign_gaps(settings, places, said, key, environ=environ, now=now),
            *_no_backup(settings, places, now),
            *_own_gaps(key, publications, printed=printed),
            *_sign_ins(settings, places, now, only),
            *alert_gaps(places),
        ),
        due=_due(publications, settings),
    )


def _with_online(one: PublicationStanding, online: Online | None) -> PublicationStanding:
    return replace(one, online=online, gaps=(*online_gaps(online, one.slug), *one.gaps))


def _publications(settings: Settings, now: datetime, only: tuple[str, ...] | None) -> Iterator[PublicationStanding]:
    folder = settings.archive / layout.PUBLICATIONS
    slugs = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    chains = [Chain(settings.archive, slug) for slug in slugs]
    # A folder without a manifest: the first run was killed before it saved anything.
    chains = [chain for chain in chains if len(chain) or chain.damaged]
    for chain in chains:
        if only is None or chain.slug in only:
            yield standing_of(chain, settings, now=now, alone=len(chains) == 1)
    known = {chain.slug for chain in chains}
    for account in settings.accounts:
        if account.publication not in known and (only is None or account.publication in only):
            yield unsaved(account)


def _no_backup(settings: Settings, places: Places, now: datetime) -> Iterator[Gap]:
    for one in stale_backups(settings, places, now):
        yield Gap(kind=GapKind.NO_BACKUP, text=one.text, next="outlast schedule run-missed")


def _own_gaps(key: KeyStanding, publications: tuple[PublicationStanding, ...], *, printed: bool) -> Iterator[Gap]:
    if not publications:
        yield Gap(kind=GapKind.NOTHING_SAVED, text="nothing is saved yet", next="outlast import FILE")
    if key.state is KeyState.MISSING:
        text = "it is not on this computer, so subscribers and drafts stay sealed"
        yield Gap(kind=GapKind.NO_KEY, text=text, next="outlast keys recover")
    elif key.problem is not None:
        yield Gap(kind=GapKind.NO_KEY, text=key.problem.what.rstrip("."), next=key.problem.advice)
    elif key.state is not KeyState.NOT_NEEDED and not printed:
        text = "none was printed; if this computer breaks, nobody can open the archive"
        yield Gap(kind=GapKind.NO_SHEET, text=text, next="outlast keys print-sheet")


def _sign_ins(settings: Settings, places: Places, now: datetime, only: tuple[str, ...] | None) -> Iterator[Gap]:
    accounts = [one for one in settings.accounts if only is None or one.publication in only]
    yield from sign_in_gaps(places, accounts, now=now)


def _due(publications: tuple[PublicationStanding, ...], settings: Settings) -> datetime | None:
    days = [
        moment + timedelta(days=limit + 1)
        for one in publications
        for moment, limit in (
            (one.subscribers_as_of, settings.list_age_days),
            (one.posts_as_of, settings.export_age_days),
        )
        if moment is not None
    ]
    return min(days, default=None)
