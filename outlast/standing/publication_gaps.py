"""What is missing of one publication, told from its manifests."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from backup.archive import tables
from backup.archive.chain import Chain
from outlast.settings import Account, Settings
from outlast.standing.apart import Apart
from outlast.standing.gaps import Gap, GapKind
from outlast.standing.noted import noted_in
from outlast.standing.spoken_time import day, days_between, moment_of

_IMPORT, _BACKUP, _LOGIN = "outlast import FILE", "outlast backup", "outlast login"
_LIVE, _GIVES_LIST = ("substack", "medium"), ("substack",)
"""Platforms whose site can be read, and those that give the subscriber list to the signed-in writer there."""
_TELLING = (tables.POSTS, tables.PRIVATE_POSTS, tables.SUBSCRIBERS)
"""The tables whose newest snapshots are what a writer has."""
_WITHOUT_LIST = ("medium",)
"""Platforms that do not give every writer a list, so that its absence is no gap (formats: medium.md, section 2)."""


def gaps_of(
    chain: Chain, platform: str, apart: Iterable[Apart], settings: Settings, *, now: datetime, alone: bool
) -> Iterator[Gap]:
    """Yield the gaps of a publication; `alone` says that there is no other one in the archive."""
    yield from _damage(chain)
    for one in apart:
        yield _accept(chain.slug, one, now=now, alone=alone)
    yield from _unreadable(chain, alone=alone)
    yield from _of_posts(chain.slug, platform, as_of(chain, tables.POSTS), settings, now=now)
    yield from _of_people(chain.slug, platform, as_of(chain, tables.SUBSCRIBERS), settings, now=now)


def as_of(chain: Chain, table: str) -> datetime | None:
    """Return when the platform made what is newest of a table; `None` where there is nothing of it."""
    latest = chain.latest(table)
    return moment_of(latest.manifest.as_of) if latest else None


def _damage(chain: Chain) -> Iterator[Gap]:
    if chain.damaged:
        text = (
            f"{len(chain.damaged)} of its snapshots cannot be read"
            if len(chain.damaged) > 1
            else "one of its snapshots cannot be read"
        )
        yield Gap(kind=GapKind.DAMAGE, text=text, next="outlast verify", publication=chain.slug)


def _accept(slug: str, apart: Apart, *, now: datetime, alone: bool) -> Gap:
    return Gap(
        kind=GapKind.KEPT_APART,
        text=f"{apart.reason} in the export of {day(apart.as_of.astimezone(now.tzinfo))}; if that is right",
        next=f"outlast snapshots keep {apart.number}" + ("" if alone else f" --publication {slug}"),
        publication=slug,
    )


def _unreadable(chain: Chain, *, alone: bool) -> Iterator[Gap]:
    """Yield a gap for each snapshot that the posts or the subscribers of today are from, and that lacks something."""
    latest = {one.number: one for table in _TELLING if (one := chain.latest(table))}
    for number, snapshot in sorted(latest.items()):
        if missed := noted_in(snapshot).missed:
            what = "1 file or row" if missed == 1 else f"{missed:,} files or rows"
            yield Gap(
                kind=GapKind.UNREADABLE,
                text=f"{what} of the last export could not be read",
                next=f"outlast snapshots show {number}" + ("" if alone else f" --publication {chain.slug}"),
                publication=chain.slug,
            )


def _of_posts(slug: str, platform: str, as_of: datetime | None, settings: Settings, *, now: datetime) -> Iterator[Gap]:
    if as_of is None:
        if platform != "list":
            text = "none are saved yet"
            yield Gap(kind=GapKind.NO_POSTS, text=text, next=_remedy(slug, settings), publication=slug)
    elif (age := days_between(as_of, now)) > settings.export_age_days:
        text = f"the newest copy is {age} days old; what you wrote since is not saved"
        yield Gap(kind=GapKind.OLD_EXPORT, text=text, next=_remedy(slug, settings), publication=slug)


def _of_people(slug: str, platform: str, as_of: datetime | None, settings: Settings, *, now: datetime) -> Iterator[Gap]:
    if as_of is None:
        if platform not in _WITHOUT_LIST:
            text = "no list is saved yet"
            step = _LOGIN if _only_sign_in_is_missing(slug, settings) else _remedy(slug, settings, owner=True)
            yield Gap(kind=GapKind.NO_SUBSCRIBERS, text=text, next=step, publication=slug)
    elif (age := days_between(as_of, now)) > settings.list_age_days:
        step = _remedy(slug, settings, owner=True)
        yield Gap(kind=GapKind.OLD_LIST, text=f"the list is {age} days old", next=step, publication=slug)


def _only_sign_in_is_missing(slug: str, settings: Settings) -> bool:
    """Tell whether the site would give the list if the writer were signed in, as they want it to (no export yet)."""
    mine = [one for one in settings.accounts if one.publication == slug and one.url and not one.session]
    return any(account.platform in _GIVES_LIST for account in mine)


def remedy(account: Account, *, owner: bool = False) -> str:
    """Return what brings a newer copy: the live site, where it gives that (`owner`: only to who is signed in)."""
    live = account.platform in (_GIVES_LIST if owner else _LIVE) and account.url
    return _BACKUP if live and (account.session or not owner) else _IMPORT


def _remedy(slug: str, settings: Settings, *, owner: bool = False) -> str:
    account = next((one for one in settings.accounts if one.publication == slug), None)
    return remedy(account, owner=owner) if account else _IMPORT
