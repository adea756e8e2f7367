"""Whose export this is: finds the publication a file belongs to, or asks."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from backup import slugs
from backup.archive.archive import Archive
from backup.errors import NeedsConfirmation
from backup.model import Post, Publication
from backup.sources._base import FileSource, Identity
from outlast.settings import Account


def decide(
    source: FileSource,
    archive: Archive,
    *,
    accounts: Iterable[Account] = (),
    said: str | None = None,
    again: Callable[[], FileSource],
    confirm: Callable[[str], None],
) -> Publication:
    """Return the publication that what `source` yields is saved under.

    `said` is what the writer said it is; `again` gives the source anew (it is read once); `confirm` returns when the
    writer says yes.

    Raises:
        NeedsConfirmation: it cannot be told, or it is somebody else's and nobody said yes.
    """
    identity = source.identity()
    known = archive.publications()
    if said is not None:
        slug = slugs.slug_of(said, fallback="")
        if not slug:
            raise NeedsConfirmation(f"{said!r} cannot be the name of a publication.", next="Use letters and digits.")
        return next((one for one in known if one.slug == slug), None) or _new(identity, slug)
    mine = _known(identity, known)
    if mine is None and source.has_posts:
        mine = _by_content(identity, known, archive, again, source.path)
    if mine is not None:
        return mine
    if identity.slug is None and not source.has_posts:
        candidates = [one for one in known if identity.platform in (one.platform, "list")]
        if len(candidates) == 1:
            return candidates[0]
    else:
        candidates = []
    if candidates:
        names = ", ".join(one.slug for one in candidates)
        raise NeedsConfirmation(
            f"{source.path.name} does not say which publication it belongs to, and there are {len(candidates)}.",
            so_what="Nothing was saved, so that no list is mixed with another.",
            next=f"Say it with --publication NAME (one of {names}).",
        )
    slug = slugs.slug_of(identity.slug or _stem(source.path), fallback=identity.platform)
    slug = _free(slug, identity.platform, known)
    accounts = list(accounts)
    if accounts and not any(account.publication == slug for account in accounts):
        names = ", ".join(account.name for account in accounts)
        confirm(
            f"{source.path.name} is an export of “{identity.name or slug}” ({identity.platform}), none of your "
            f"accounts ({names}). Save it as a publication of its own?"
        )
    return _new(identity, slug)


def _known(identity: Identity, known: list[Publication]) -> Publication | None:
    """Return the publication with the platform's own id, or with its name on the platform."""
    for one in known:
        if one.platform not in (identity.platform, "list") and identity.platform != "list":
            continue
        if identity.platform_id and one.platform_id == identity.platform_id:
            return one
        if identity.slug and one.slug == slugs.slug_of(identity.slug, fallback=""):
            return one
    return None


def _by_content(
    identity: Identity, known: list[Publication], archive: Archive, again: Callable[[], FileSource], path: Path
) -> Publication | None:
    """Return the publication that has posts in common with an export that does not say whose it is."""
    candidates = [one for one in known if one.platform == identity.platform]
    if identity.slug is not None or not candidates:
        return None
    ids = {record.id for record in again().fetch() if isinstance(record, Post)}
    if not ids:  # lists alone: nothing to compare by but the name of the file
        stem = slugs.slug_of(_stem(path), fallback=identity.platform)
        named = [one for one in candidates if one.slug == stem]
        return next(iter(named or (candidates if len(candidates) == 1 else [])), None)
    shared = {one.slug: len(ids & {post.id for post in archive.posts(one.slug)}) for one in candidates}
    best = max(candidates, key=lambda one: shared[one.slug])
    return best if shared[best.slug] else None


def _new(identity: Identity, slug: str) -> Publication:
    return Publication(
        slug=slug,
        platform=identity.platform,
        name=identity.name or identity.slug or slug,
        url=identity.url,
        platform_id=identity.platform_id,
    )


def _free(slug: str, platform: str, known: list[Publication]) -> str:
    """Return `slug`, or with the platform and then a number added where another publication has it."""
    taken = {one.slug for one in known}
    if slug not in taken:
        return slug
    candidates = (f"{slug}-{platform}", *(f"{slug}-{platform}-{number}" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate not in taken)


def _stem(path: Path) -> str:
    return re.sub(r"\.(zip|csv|txt)\Z", "", path.name, flags=re.IGNORECASE)
