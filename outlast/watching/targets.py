"""From an account and its archive to what is looked at: its address, a few known posts, the facts of earlier looks."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from backup.archive.reading import ReadableArchive
from backup.errors import NotFound, OutlastError
from backup.model import PostKind
from backup.watch._base import WatchedPlatform
from backup.watch.finding import SUSPECT_RULE
from backup.watch.probe import ProbeKind
from backup.watch.signals import Signal, SignalKind, Strength
from backup.watch.target import KnownPost, Target, canaries
from outlast.settings import Account
from outlast.standing.apart import kept_apart
from outlast.watching.history import Facts

NEUTRAL = "https://cp.cloudflare.com/generate_204"
"""Made for the question whether a network lets requests through. Both platforms stand behind Cloudflare, so it learns
nothing that it does not know, and it is asked only when nothing at the platform answers as it should."""
_RECENT = timedelta(days=14)


def target_of(
    account: Account,
    platform: WatchedPlatform,
    archive: ReadableArchive | None,
    facts: Facts,
    *,
    controls: tuple[str, ...] = (),
    neutral: str | None = NEUTRAL,
) -> Target:
    """Return what to look at for an account.

    Raises:
        NotFound: nobody said its address, neither the settings nor an export.
    """
    known = [one for one in archive.publications() if one.slug == account.publication] if archive else []
    url = account.url or next((one.url for one in known if one.url), None)
    if url is None:
        raise NotFound(
            f"It is not known where {account.name} is on the web.",
            so_what="It was not looked at.",
            next=f"Say it with: outlast config set accounts.{account.name}.url https://…",
        )
    posts = list(_public_posts(account, archive)) if archive and known else []
    given = next((one.platform_id for one in known if one.platform_id and platform.is_id(one.platform_id)), None)
    return Target(
        platform=platform.title,
        name=known[0].name if known else account.name,
        url=url,
        publication_id=facts.publication_id or given,
        handle=facts.handle,
        posts=canaries(posts, without=facts.gone_posts),
        public_posts=len(posts) if known else None,
        feed_size=facts.feed_size,
        subscribers=facts.subscribers,
        landed=facts.landed,
        controls=controls,
        neutral=neutral,
    )


def suspect_notes(account: Account, archive: ReadableArchive | None, now: datetime) -> tuple[Signal, ...]:
    """Return a signal for a backup of the last days that came back with much less in it, if there is one."""
    if archive is None or account.publication not in archive.slugs():
        return ()
    recent = [one for one in kept_apart(archive.chain(account.publication)) if now - one.as_of <= _RECENT]
    if not recent:
        return ()
    words = f"the newest backup came back with much less in it ({recent[-1].reason})"
    return (
        Signal(
            kind=SignalKind.GONE,
            strength=Strength.HINTS,
            probe=ProbeKind.OWNER,
            cause=str(ProbeKind.OWNER),
            rule=SUSPECT_RULE,
            words=words,
        ),
    )


def _public_posts(account: Account, archive: ReadableArchive) -> Iterator[KnownPost]:
    """Yield the posts that anybody may see, oldest first; none where the list cannot be read."""
    try:
        posts = list(archive.posts(account.publication, private=False))
    except OutlastError:  # a damaged list is told by status and verify; the watch goes on without it
        return
    public = [one for one in posts if one.kind is PostKind.POST and not one.private and (one.url or one.slug)]
    for post in sorted(public, key=lambda one: one.published_at or ""):
        yield KnownPost(id=post.id, slug=post.slug, title=post.title, url=post.url)
