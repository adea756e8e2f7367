"""A post as the API gives it, as a `Post`. Formats: section 3.3."""

from backup.document import parse
from backup.document.text import words
from backup.model import Body, BodyFormat, Post, PostKind
from backup.sources.substack_web.fields import COUNTERS, Fields

_PREVIEW_SHARE = 0.72
"""Fewer words than this share of `wordcount` are a preview (as measured by one public downloader)."""
_UNKNOWN = "unknown"
"""The audience of a post that the platform does not name: it is sealed, since it may be a paid one."""
_SHORT = 20
"""Words under which the share says nothing."""


def body_of(item: Fields) -> Body | None:
    """Return the body that came with a post, whatever it is worth."""
    html = item.text("body_html")
    return Body(data=html.encode("utf-8", "surrogatepass"), format=BodyFormat.SUBSTACK_HTML) if html else None


def words_in(body: Body | None) -> int:
    """Return how many words a body shows."""
    return words(parse(body)) if body is not None else 0


def is_preview(item: Fields, body: Body | None) -> bool:
    """Tell whether a body is only what people see who have not paid, compared with what the platform counts."""
    if item.flag("hidden"):
        return True
    count = item.number("wordcount") or 0
    if item.text("audience") in (None, "everyone") or count < _SHORT:
        return False
    return words_in(body) < _PREVIEW_SHARE * count


def post_of(item: Fields, identity: str, body: Body | None, base: str) -> Post:
    """Return the post of an object of the API; `base` is the publication's address."""
    slug = item.text("slug")
    tags = tuple(name for tag in item.items("postTags") if (name := tag.text("name")))
    authors = tuple(name for author in item.items("publishedBylines") if (name := author.text("name")))
    return Post(
        id=identity,
        kind=PostKind.POST,
        type=item.text("type") or "newsletter",
        title=item.text("title") or "",
        subtitle=item.text("subtitle"),
        slug=slug,
        url=item.text("canonical_url") or (f"{base}/p/{slug}" if slug else None),
        published_at=item.text("post_date"),
        updated_at=item.text("updated_at"),
        audience=item.text("audience") or _UNKNOWN,
        tags=tags if "postTags" in item.all else None,
        authors=authors if "publishedBylines" in item.all else None,
        words=item.number("wordcount"),
        body=body,
        raw=item.kept("body_html", "body_json", "truncated_body_text", *COUNTERS),
    )
