"""How safe one publication is, from its manifests alone: no key is needed, and no list is opened."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from backup.archive import tables
from backup.archive.chain import Chain, Snapshot
from backup.archive.counting import POST_COUNTS
from outlast.export_pages import export_page
from outlast.gaps import Gap, GapKind
from outlast.settings import Account, Settings
from outlast.spoken_time import day, days_between, moment_of

COUNTED = ("posts", "drafts", "responses", "media", "subscribers")
"""The counts that are always given, by their names in `outlast import --json`."""
_ALSO = (tables.MASKED, "comments", "notes", "chats")
_POSTS = (tables.POSTS, tables.PRIVATE_POSTS)
_IMPORT = "outlast import FILE"
_WITHOUT_LIST = ("medium",)
"""Platforms that do not give every writer a list, so that its absence is no gap (formats: medium.md, section 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A snapshot that is kept apart, and that nobody has accepted and no later one has replaced."""

    number: int
    as_of: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationStanding:
    """How safe a publication is."""

    slug: str
    name: str
    platform: str
    url: str | None = None
    counts: dict[str, int]
    saved: datetime | None = None
    """When something of it was last saved."""
    snapshot: int | None = None
    """The number of what was saved then."""
    source: str | None = None
    """The kind of source that it came from."""
    posts_as_of: datetime | None = None
    """When the platform made the newest export of its posts."""
    subscribers_as_of: datetime | None = None
    noted: int = 0
    """Things in what was last saved that could not be read, or were new to Outlast; kept as they came."""
    apart: tuple[Apart, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def safe(self) -> bool:
        """Tell whether nothing is missing."""
        return not self.gaps


def unsaved(account: Account) -> PublicationStanding:
    """Return the standing of an account of which nothing is in the archive."""
    page = export_page(account.platform, account.url)
    where = f"; its export is at {page.posts}" if page.posts else ""
    gap = Gap(
        kind=GapKind.NOTHING_SAVED,
        text=f"nothing of it is saved yet{where}",
        next=_IMPORT,
        publication=account.publication,
    )
    return PublicationStanding(
        slug=account.publication,
        name=account.name,
        platform=account.platform,
        url=account.url,
        counts=dict.fromkeys(COUNTED, 0),
        gaps=(gap,),
    )


def standing_of(chain: Chain, settings: Settings, *, now: datetime, alone: bool) -> PublicationStanding:
    """Return how safe the publication of a chain is; `alone` says that there is no other one in the archive."""
    said = chain.newest.manifest.publication if chain.newest else None
    account = next((one for one in settings.accounts if one.publication == chain.slug), None)
    # What the writer says counts: a list that was saved first makes the archive call it a list for good.
    platform = account.platform if account else said.platform if said else ""
    newest = max((one for one in chain if one.good), key=lambda one: one.number, default=None)
    posts, people = (_as_of(chain.latest(table)) for table in (tables.POSTS, tables.SUBSCRIBERS))
    apart = tuple(_apart(chain))
    return PublicationStanding(
        slug=chain.slug,
        name=said.name if said else chain.slug,
        platform=platform,
        url=(account.url if account else None) or (said.url if said else None),
        counts=_counts(chain),
        saved=moment_of(newest.manifest.created) if newest else None,
        snapshot=newest.number if newest else None,
        source=newest.manifest.source if newest else None,
        posts_as_of=posts,
        subscribers_as_of=people,
        noted=newest.manifest.tables[tables.PROBLEMS].rows
        if newest and tables.PROBLEMS in newest.manifest.tables
        else 0,
        apart=apart,
        gaps=(
            *_damage(chain),
            *(_kept_apart(chain.slug, one, now=now, alone=alone) for one in apart),
            *_of_posts(chain.slug, platform, posts, settings, now=now),
            *_of_people(chain.slug, platform, people, settings, now=now),
        ),
    )


def _as_of(snapshot: Snapshot | None) -> datetime | None:
    return moment_of(snapshot.manifest.as_of) if snapshot else None


def _counts(chain: Chain) -> dict[str, int]:
    counts: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
    for table in (*_POSTS, tables.MEDIA, tables.SUBSCRIBERS, *_ALSO):
        latest = chain.latest(table)
        if latest is None:
            continue
        entry = latest.manifest.tables[table]
        if table in _POSTS:
            for kind, name in POST_COUNTS.items():
                counts[name] += entry.kinds.get(kind, 0)
        else:
            counts[table] += entry.rows
    return dict(counts)


def _apart(chain: Chain) -> Iterator[Apart]:
    for snapshot in chain:
        said = snapshot.manifest
        if snapshot.good or said.suspect is None:
            continue
        later = (chain.latest(table) for table in tables.WATCHED & said.tables.keys())
        if any(latest is None or latest.order < snapshot.order for latest in later):
            yield Apart(number=said.number, as_of=moment_of(said.as_of), reason=said.suspect)


def _damage(chain: Chain) -> Iterator[Gap]:
    if chain.damaged:
        text = (
            f"{len(chain.damaged)} of its snapshots cannot be read"
            if len(chain.damaged) > 1
            else "one of its snapshots cannot be read"
        )
        yield Gap(kind=GapKind.DAMAGE, text=text, next="outlast verify", publication=chain.slug)


def _kept_apart(slug: str, apart: Apart, *, now: datetime, alone: bool) -> Gap:
    return Gap(
        kind=GapKind.KEPT_APART,
        text=f"{apart.reason} in the export of {day(apart.as_of.astimezone(now.tzinfo))}; if that is right",
        next=f"outlast snapshots keep {apart.number}" + ("" if alone else f" --publication {slug}"),
        publication=slug,
    )


def _of_posts(slug: str, platform: str, as_of: datetime | None, settings: Settings, *, now: datetime) -> Iterator[Gap]:
    if as_of is None:
        if platform != "list":
            text = "none are saved yet"
            yield Gap(kind=GapKind.NO_POSTS, text=text, next=_IMPORT, publication=slug)
    elif (age := days_between(as_of, now)) > settings.export_age_days:
        text = f"the newest export is {age} days old; what you wrote since is not saved"
        yield Gap(kind=GapKind.OLD_EXPORT, text=text, next=_IMPORT, publication=slug)


def _of_people(slug: str, platform: str, as_of: datetime | None, settings: Settings, *, now: datetime) -> Iterator[Gap]:
    if as_of is None:
        if platform not in _WITHOUT_LIST:
            text = "no list is saved yet"
            yield Gap(kind=GapKind.NO_SUBSCRIBERS, text=text, next=_IMPORT, publication=slug)
    elif (age := days_between(as_of, now)) > settings.list_age_days:
        yield Gap(kind=GapKind.OLD_LIST, text=f"the list is {age} days old", next=_IMPORT, publication=slug)
