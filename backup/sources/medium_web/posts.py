"""A post of the site or of the feed as a `Post`: the same ids, kinds and spellings as in Medium's export."""

from urllib.parse import urlsplit

from backup.model import Body, BodyFormat, Json, Post, PostKind, TitleFrom
from backup.sources._feed import FeedItem
from backup.sources.medium_web.addresses import post_id_in, slug_in
from backup.sources.medium_web.fields import Data, inner, moment, number, objects, text

_LIKELY = 0.9
# What stays as it is while nobody edits the post: no claps, no counts of responses.
_RAW = (
    *("visibility", "license", "canonicalUrl", "isSeries", "isNewsletter", "isLimitedState", "detectedLanguage"),
    *("inResponseToEntityType", "isMarkedPaywallOnly"),
)


def post_of_site(data: Data, *, body: Body | None, tags: tuple[str, ...] | None, kind: PostKind | None) -> Post:
    """Return a post from the site's data. `tags` and `kind` are what the feed or an earlier run said, if it said so.

    Whether it is a response the site itself says, by `inResponseToPostResult`.
    """
    post_id = text(data, "id") or ""
    answers = is_response(data)
    if answers is not None:
        kind = PostKind.RESPONSE if answers else PostKind.POST
    url = text(data, "mediumUrl")
    title = text(data, "title") or ""
    name = text(inner(data, "creator"), "name")
    return Post(
        id=post_id,
        kind=kind or PostKind.POST,
        type="story",
        title=title,
        title_from=TitleFrom.PLATFORM if title else TitleFrom.NONE,
        subtitle=text(inner(data, "previewContent"), "subtitle"),
        slug=slug_in(url, post_id),
        url=url,
        published_at=moment(data, "firstPublishedAt"),
        updated_at=moment(data, "latestPublishedAt"),
        tags=_tags(data) if "tags" in data else tags,
        authors=(name,) if name else None,
        words=number(data, "wordCount"),
        response_confidence=1.0 if answers else None,
        body=body,
        raw=_rest(data, post_id),
    )


def is_response(data: Data) -> bool | None:
    """Tell whether Medium calls a post a response; `None` where it does not say."""
    if "inResponseToPostResult" not in data:
        return None
    return data.get("inResponseToPostResult") is not None or text(data, "inResponseToEntityType") is not None


def post_of_feed(item: FeedItem, *, body: Body | None, known: bool, kind: PostKind | None) -> Post | None:
    """Return a post from an item of the feed, or `None` where the item has no id of Medium's.

    `known` tells that the archive has it already: then its first moment is known to the millisecond, which the feed
    has not. `kind` is what an earlier run was told by the site itself.
    """
    post_id = post_id_in(item.guid) or post_id_in(item.link)
    if post_id is None:
        return None
    sure = None
    if kind is None:
        sure = _LIKELY if _looks_like_a_response(item) else None
        kind = PostKind.RESPONSE if sure else PostKind.POST
    elif kind is PostKind.RESPONSE:
        sure = 1.0
    link = urlsplit(item.link)._replace(query="", fragment="").geturl() or None
    return Post(
        id=post_id,
        kind=kind,
        type="story",
        title=item.title,
        title_from=TitleFrom.PLATFORM if item.title else TitleFrom.NONE,
        slug=slug_in(link, post_id),
        url=link,
        published_at=None if known else item.published,
        updated_at=item.updated,
        tags=item.categories,
        authors=(item.creator,) if item.creator else None,
        response_confidence=sure,
        body=body,
        raw={"link": f"https://medium.com/p/{post_id}"},
    )


def feed_body(item: FeedItem) -> Body | None:
    """Return the body of an item as it came."""
    if not item.content:
        return None
    return Body(data=item.content.encode("utf-8", "replace"), format=BodyFormat.MEDIUM_HTML)


def _looks_like_a_response(item: FeedItem) -> bool:
    """Guess: a response has no tags, and Medium takes its first words for its title (formats: 1.6, 3.1)."""
    from backup.document.tree import parse_html

    beginning = "".join(item.title.removesuffix("…").split())
    shown = "".join(parse_html(item.content).text().split())
    return not item.categories and bool(beginning) and shown.startswith(beginning)


def _tags(data: Data) -> tuple[str, ...]:
    """Return the tags as the feed spells them, so that both ways say the same."""
    slugs = (text(tag, "normalizedTagSlug") or text(tag, "id") for tag in objects(data, "tags"))
    return tuple(slug for slug in slugs if slug)


def _rest(data: Data, post_id: str) -> dict[str, Json]:
    rest: dict[str, Json] = {"link": f"https://medium.com/p/{post_id}"}
    rest |= {name: data[name] for name in _RAW if data.get(name) not in (None, "", False)}
    if data.get("isLocked") is True:
        rest["isLocked"] = True
    answered = text(inner(data, "inResponseToPostResult"), "id")
    if answered:
        rest["response_to"] = answered
    publication = {name: text(inner(data, "collection"), name) for name in ("id", "slug", "name")}
    if any(publication.values()):
        rest["publication"] = {name: value for name, value in publication.items() if value}
    shown = [name for tag in objects(data, "tags") if (name := text(tag, "displayTitle"))]
    if shown:
        rest["tag_names"] = [*shown]
    return rest
