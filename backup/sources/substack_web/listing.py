"""The list of published posts: the archive route page by page, and the sitemap for what it leaves out.

How many posts a page has differs from client to client, so the offset grows by what came, and an empty page, or one
that brings nothing new, is the end (formats: section 3.3).
"""

import hashlib
import re
from dataclasses import dataclass, field

import msgspec

from backup.model import Json
from backup.sources.substack_web.fields import Fields, must_be_list
from backup.sources.substack_web.site import Site, Values

_PAGE = 50
_MOST_PAGES = 4_000
_TELLING = (
    "title", "subtitle", "slug", "updated_at", "post_date", "audience", "type", "wordcount", "cover_image",
    "description", "social_title", "search_engine_title", "search_engine_description", "section_id", "podcast_url",
    "podcast_upload_id", "video_upload_id", "voiceover_upload_id", "canonical_url", "is_published", "hidden",
)  # fmt: skip
"""Fields of a listed post that change when its writer changes it, and not when somebody reads or likes it."""
_LOCATION = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)")
_CHANGED = re.compile(r"<lastmod>\s*([0-9][^<\s]+)")
_SLUG = re.compile(r"/p/([^/?#]+)\Z")


@dataclass(slots=True, kw_only=True)
class Listing:
    """The published posts as the site lists them."""

    posts: dict[str, Fields] = field(default_factory=dict)
    """By id, newest first."""
    foreign: int = 0
    """Posts of other publications that stood among them (restacks)."""


def list_posts(site: Site) -> Listing:
    """Return all published posts. Raises what `Site.find` raises: a list that is not whole is none."""
    listing = Listing()
    own = site.publication.identity("id")
    offset = 0
    for _ in range(_MOST_PAGES):
        values: Values = {"sort": "new", "search": "", "offset": offset, "limit": _PAGE}
        page = must_be_list(site.find("archive", values), "list of posts")
        before = len(listing.posts) + listing.foreign
        for item in map(Fields, page):
            identity, owner = item.identity("id"), item.identity("publication_id")
            if identity is None:
                continue
            if own is not None and owner not in (None, own):
                listing.foreign += 1
            else:
                listing.posts[identity] = item
        offset += len(page)
        if not page or len(listing.posts) + listing.foreign == before:
            break
    return listing


def mark_of(item: Fields) -> str:
    """Return a short text that changes when the writer changes the post."""
    telling: list[Json] = [item.all.get(name) for name in _TELLING]
    telling += [tag.identity("id", "slug") for tag in item.items("postTags")]
    telling += [author.identity("id", "name") for author in item.items("publishedBylines")]
    return hashlib.sha256(msgspec.json.encode(telling)).hexdigest()[:16]


def slugs_in_sitemap(site: Site) -> dict[str, str]:
    """Return the slugs of the posts that the sitemap names, and when each was changed (`YYYY-MM-DD…`, or empty)."""
    answer = site.page("/sitemap.xml")
    text = answer.text() if answer else ""
    found: dict[str, str] = {}
    for entry in text.split("<url>")[1:] if "<urlset" in text[:2000] else ():
        location, changed = _LOCATION.search(entry), _CHANGED.search(entry)
        if location and (slug := _SLUG.search(location[1])):
            found[slug[1]] = changed[1] if changed else ""
    return found
