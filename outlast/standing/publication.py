"""How safe one publication is, from its manifests alone: no key is needed, and no list is opened."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from backup.archive import tables
from backup.archive.chain import Chain
from backup.archive.counting import POST_COUNTS
from outlast.settings import Account, Settings
from outlast.standing.apart import Apart, kept_apart
from outlast.standing.export_pages import export_page
from outlast.standing.gaps import Gap, GapKind
from outlast.standing.noted import Noted, noted_in
from outlast.standing.online import Online
from outlast.standing.publication_gaps import as_of, gaps_of, remedy
from outlast.standing.spoken_time import moment_of

COUNTED = ("posts", "drafts", "responses", "media", "subscribers")
"""The counts that are always given, by their names in `outlast import --json`."""
_ALSO = (tables.MASKED, "comments", "comments.private", "notes", "chats")
_POSTS = (tables.POSTS, tables.PRIVATE_POSTS)


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
    noted: Noted = field(default_factory=Noted)
    """What is odd in what was last saved."""
    apart: tuple[Apart, ...] = ()
    online: Online | None = None
    """What the watch saw last; `None` where nobody looked yet."""
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
        next=remedy(account),
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
    posts, people = as_of(chain, tables.POSTS), as_of(chain, tables.SUBSCRIBERS)
    apart = tuple(kept_apart(chain))
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
        noted=noted_in(newest),
        apart=apart,
        gaps=tuple(gaps_of(chain, platform, apart, settings, now=now, alone=alone)),
    )


def _counts(chain: Chain) -> dict[str, int]:
    counts: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
    for table in (*_POSTS, tables.MEDIA, tables.PRIVATE_MEDIA, tables.SUBSCRIBERS, *_ALSO):
        latest = chain.latest(table)
        if latest is None:
            continue
        entry = latest.manifest.tables[table]
        if table in _POSTS:
            for kind, name in POST_COUNTS.items():
                counts[name] += entry.kinds.get(kind, 0)
        else:
            counts[tables.count_name(table)] += entry.rows
    return dict(counts)
