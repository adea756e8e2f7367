"""A post as Ghost keeps it: its fields within Ghost's limits, its tags and authors. For files and for pushing."""

from dataclasses import dataclass

from backup.model import Json, PostKind
from backup.platform_text import one_line
from exporters.article import Article
from exporters.ghost.addresses import is_page, slug_of
from exporters.ghost.limits import (
    ADDRESS,
    COMMENT_ID,
    EXCERPT,
    META_DESCRIPTION,
    META_TITLE,
    NAME,
    TITLE,
    shortened,
    time_of,
)
from exporters.selection import Audience
from exporters.writers.lexical import LexicalWriter

LONG_TITLE = "Ghost takes 255 letters of a title; search engines are told 300, the rest is left out."
LONG_SUBTITLE = "Ghost takes 300 letters of a subtitle; the rest is left out."
LONG_ADDRESS = "Ghost takes no address of more than 2,000 letters."
FOUNDING = "Ghost knows no founding members: everyone who pays can read it. It has the tag #founding."
UNKNOWN = "The platform's word for who may read it is not known: only paying members can. It has the tag #who-may-read."
NO_DATE = "The archive does not know when it was published; Ghost dates it to the day of the import."
_VISIBILITY = {
    Audience.EVERYONE: "public",
    Audience.FREE: "members",
    Audience.PAID: "paid",
    Audience.FOUNDING: "paid",
    Audience.UNKNOWN: "paid",
}
_ORDINARY = frozenset({"newsletter", "story", "page", ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class GhostPost:
    """A post for Ghost."""

    fields: dict[str, Json]
    """By their names in Ghost, in the import as in the Admin API; `lexical` is JSON in a text."""
    tags: tuple[str, ...]
    """Names, the first one is the main one; those that start with `#` only the writer sees."""
    authors: tuple[str, ...]
    """Names; empty where the archive knows none."""

    @property
    def page(self) -> bool:
        """Tell whether it is a page."""
        return self.fields["type"] == "page"


def ghost_post(article: Article, *, canonical: bool = False) -> GhostPost:
    """Return a post for Ghost; what does not fit is noted as a loss.

    `canonical`: it names its old address as the true one.
    """
    entry = article.entry
    published, old = not entry.draft, entry.url
    if published and entry.date is None:
        article.lose("post", NO_DATE)
    title, description = article.title, entry.description or article.document.description
    fields: dict[str, Json] = {
        "title": shortened(title, TITLE),
        "slug": slug_of(entry),
        "type": "page" if is_page(entry) else "post",
        "status": "published" if published else "draft",
        "visibility": _visibility(article),
        "published_at": time_of(entry.date) if published else None,
        "created_at": time_of(entry.date),
        "updated_at": time_of(entry.updated_at or entry.date),
        "custom_excerpt": _excerpt(article),
        "feature_image": _within(article, article.cover(), "cover"),
        "canonical_url": _within(article, old, "post") if canonical and published else None,
        "comment_id": entry.id[:COMMENT_ID],
        "meta_description": shortened(description, META_DESCRIPTION) if description else None,
        "lexical": LexicalWriter(article).body(),
    }
    if len(title) > TITLE:
        article.lose("post", LONG_TITLE, title)
        fields["meta_title"] = shortened(title, META_TITLE)
    told = {name: value for name, value in fields.items() if value is not None}
    lines: dict[str, Json] = {name: one_line(str(value)) for name, value in told.items() if name != "lexical"}
    fields = {**lines, "lexical": told["lexical"]}
    return GhostPost(fields=fields, tags=_tags(article), authors=tuple(name[:NAME] for name in entry.authors))


def _visibility(article: Article) -> str:
    audience = article.entry.audience
    if audience is Audience.FOUNDING:
        article.lose("post", FOUNDING)
    elif audience is Audience.UNKNOWN:
        article.lose("post", UNKNOWN, article.entry.stored.audience)
    return _VISIBILITY[audience]


def _excerpt(article: Article) -> str | None:
    subtitle = article.subtitle
    if subtitle is None:
        return None
    if len(subtitle) > EXCERPT:
        article.lose("post", LONG_SUBTITLE, subtitle)
    return shortened(subtitle, EXCERPT)


def _within(article: Article, address: str | None, block: str) -> str | None:
    if address is not None and len(address) > ADDRESS:
        article.lose(block, LONG_ADDRESS, address)
        return None
    return address


def _tags(article: Article) -> tuple[str, ...]:
    """Return the section first, then the tags; then what only the writer sees: where it is from, and what it was."""
    entry, platform = article.entry, article.export.selection.publication.platform
    shown = (_tag_name(name) for name in (entry.section or "", *article.tags))
    hidden = [f"#{platform}"]
    if entry.kind is PostKind.RESPONSE:
        hidden.append(f"#{platform}-response")
    elif entry.type not in _ORDINARY:
        hidden.append(f"#{platform}-{entry.type}")
    if entry.audience is Audience.FOUNDING:
        hidden.append("#founding")
    elif entry.audience is Audience.UNKNOWN:
        hidden.append("#who-may-read")
    by_case: dict[str, str] = {}
    for name in (*filter(None, shown), *hidden):
        by_case.setdefault(name.casefold(), name)
    return tuple(by_case.values())


def _tag_name(name: str) -> str:
    """Return a tag that readers see: a `#` in front would hide it, and Ghost refuses a comma there."""
    return one_line(name).lstrip("#, ")[:NAME].strip()
