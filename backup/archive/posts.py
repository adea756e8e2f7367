"""A post as a line of the `posts` tables, and how a new sighting of it is joined with what is already known."""

from typing import Any

import msgspec

from backup.model import BodyFormat, Post, PostKind, TitleFrom


class StoredPost(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A post in the archive: `backup.model.Post` with the name of the object that holds its body."""

    id: str
    kind: PostKind
    type: str
    title: str
    title_from: TitleFrom = TitleFrom.PLATFORM
    subtitle: str | None = None
    slug: str | None = None
    url: str | None = None
    published_at: str | None = None
    updated_at: str | None = None
    audience: str = "everyone"
    tags: tuple[str, ...] | None = None
    authors: tuple[str, ...] | None = None
    words: int | None = None
    response_confidence: float | None = None
    file: str | None = None
    format: BodyFormat | None = None
    body: str | None = None
    """The object's name."""
    digest: str | None = None
    """Of the body but for the day of the export (`sameness`): SHA-256 where it is public, keyed where it is private."""
    size: int = 0
    """Bytes of the body."""
    raw: dict[str, Any] = {}
    """The platform's own row; `Any`, because this is the JSON border."""

    @property
    def private(self) -> bool:
        """See `backup.model.Post.private`."""
        return self.kind is PostKind.DRAFT or self.audience != "everyone"

    @property
    def name(self) -> str:
        """Return what to call it on a screen."""
        return self.title or self.slug or self.id


_decoder = msgspec.json.Decoder(StoredPost)
encode = msgspec.json.Encoder().encode
"""Return the line of a stored post."""


def decode(line: bytes) -> StoredPost:
    """Return the stored post of a line."""
    return _decoder.decode(line)


def join(post: Post, known: StoredPost | None) -> StoredPost:
    """Return the row of `post` without its body, with what only an earlier sighting knew.

    `None` in a post means that this source does not know, so it never blanks what another one knew; a title made
    from a slug gives way to one that the platform gave, and a guess of what kind of post it is to whatever is known of
    it. Each source has columns of its own in `raw`, so those of both
    are kept: an export and the live site then do not take turns in changing a post.
    """

    def either(name: str) -> object:
        value = getattr(post, name)
        return getattr(known, name) if value is None and known is not None else value

    guessed = post.title_from is not TitleFrom.PLATFORM
    keeps_title = guessed and known is not None and known.title_from is TitleFrom.PLATFORM and bool(known.title)
    nature = known if post.guessed and known is not None else post
    title_of = known if keeps_title and known is not None else post
    carried = {
        name: either(name)
        for name in ("subtitle", "slug", "url", "published_at", "updated_at", "tags", "authors", "words", "file")
    }
    return StoredPost(
        id=post.id,
        kind=nature.kind,
        type=nature.type,
        title=title_of.title,
        title_from=title_of.title_from,
        audience=nature.audience,
        response_confidence=post.response_confidence,
        raw={**(known.raw if known is not None else {}), **post.raw},
        **carried,  # type: ignore[arg-type]  # the names are those of both classes
    )
