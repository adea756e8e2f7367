"""What is watched: a publication, and what is known of it from before."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPost:
    """A post that was public."""

    id: str
    slug: str | None
    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A publication to look at, and the facts to compare answers with; `None` is what nobody knows yet."""

    platform: str
    name: str
    url: str
    publication_id: str | None = None
    """The platform's own id (Medium: the user's)."""
    handle: str | None = None
    posts: tuple[KnownPost, ...] = ()
    """A few posts to ask for, best the newest, the oldest and one in between."""
    public_posts: int | None = None
    """How many public posts the archive knows."""
    feed_size: int | None = None
    """The most items that the feed had lately."""
    subscribers: int | None = None
    landed: str | None = None
    """Where the front page led when all was well."""
    controls: tuple[str, ...] = ()
    """Pages of other people on the same platform; the platform's own choice where empty."""
    neutral: str | None = None
    """A page that has nothing to do with the platform; `None` asks none."""

    @property
    def titles(self) -> tuple[str, ...]:
        """Return the titles that a page of this publication may show, longer than a common word."""
        return tuple(post.title for post in self.posts if len(post.title) > 7)


def canaries(posts: Iterable[KnownPost], *, without: frozenset[str] = frozenset()) -> tuple[KnownPost, ...]:
    """Return the newest, the oldest and one in between of `posts` (oldest first), leaving out those without."""
    able = [post for post in posts if post.id not in without]
    if len(able) <= 3:
        return tuple(reversed(able))
    return able[-1], able[len(able) // 2], able[0]
