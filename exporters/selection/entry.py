"""A post as every target needs it: named, dated, described; its words are read when it is its turn."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backup.archive.posts import StoredPost
from backup.model import PostKind
from backup.platform_text import moment, one_line
from exporters.selection.criteria import Audience
from exporters.selection.slugs import slug_for

_PLAIN_TYPES = frozenset({"newsletter", "story", ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A post of a selection."""

    id: str
    slug: str
    """`[a-z0-9-]`, at most 180 letters, its own in the publication (posts that were not chosen count too)."""
    title: str
    """One line, never empty."""
    titled: bool
    """Whether the title is the post's own; else it was made of the slug or the id."""
    subtitle: str | None
    description: str | None
    """For search engines and cards, where the platform has one."""
    kind: PostKind
    type: str
    """newsletter, podcast, page, thread, story …"""
    audience: Audience
    published_at: datetime | None
    """Aware, UTC; `None` for a draft, or where the platform did not tell."""
    updated_at: datetime | None
    url: str | None
    """Where it was."""
    tags: tuple[str, ...]
    section: str | None
    authors: tuple[str, ...]
    cover: str | None
    """The address of its picture on top."""
    audio: str | None
    """The address of a podcast's episode."""
    answers: str | None
    """A response: the id of the post that it answers, where that is known."""
    stored: StoredPost

    @property
    def draft(self) -> bool:
        """Tell whether it was never published."""
        return self.kind is PostKind.DRAFT

    @property
    def page(self) -> bool:
        """Tell whether it is a page (About …), which has no place among the dates."""
        return self.type == "page"

    @property
    def private(self) -> bool:
        """Tell whether not everybody may read it."""
        return self.draft or self.audience is not Audience.EVERYONE

    @property
    def date(self) -> datetime | None:
        """Return when it was published, else when it was last changed."""
        return self.published_at or self.updated_at

    @property
    def podcast(self) -> bool:
        """Tell whether it is an episode with sound."""
        return self.audio is not None


def entry_of(post: StoredPost) -> Entry:
    """Return the entry of a stored post; its slug may be that of another one still."""
    raw, title = post.raw, one_line(post.title)
    slug = slug_for(slug=post.slug, url=post.url, title=title, identity=post.id)
    return Entry(
        id=post.id,
        slug=slug,
        title=title or slug.replace("-", " ").capitalize(),
        titled=bool(title),
        subtitle=one_line(post.subtitle) or None,
        description=_text(raw, "search_engine_description") or _text(raw, "description"),
        kind=post.kind,
        type=post.type,
        audience=Audience.of(post.audience),
        published_at=None if post.kind is PostKind.DRAFT else moment(post.published_at),
        updated_at=moment(post.updated_at),
        url=post.url,
        tags=tuple(dict.fromkeys(filter(None, map(one_line, _names(raw) or post.tags or ())))),
        section=_text(raw, "section_name"),
        authors=tuple(dict.fromkeys(filter(None, map(one_line, post.authors or ())))),
        cover=_text(raw, "cover_image"),
        audio=_text(raw, "podcast_url"),
        answers=_text(raw, "response_to"),
        stored=post,
    )


def _text(raw: dict[str, Any], name: str) -> str | None:
    value = raw.get(name)
    return one_line(value) or None if isinstance(value, str) else None


def _names(raw: dict[str, Any]) -> tuple[str, ...]:
    """Return Medium's tags as readers see them, where the site told; `tags` has them as in addresses."""
    names = raw.get("tag_names")
    return tuple(name for name in names if isinstance(name, str)) if isinstance(names, list) else ()
