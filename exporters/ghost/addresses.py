"""Where posts, pages and files stand in a Ghost."""

from backup.model import PostKind
from exporters._base import Place
from exporters.selection import Entry

SITE = "__GHOST_URL__"
"""Ghost puts the site's address here when it shows a post, so that posts are right wherever the site moves to."""
ROUTES = """\
routes:

collections:
  /:
    permalink: /p/{slug}/
    template: index

taxonomies:
  tag: /tag/{slug}/
  author: /author/{slug}/
"""
"""Puts posts where Substack has them, so that old links need no redirects."""
_PAGES = {"home": "/", "archive": "/", "subscribe": "/#/portal/signup"}
_PROTECTED = frozenset({"ghost", "rss", "amp"})
"""Slugs that Ghost changes (core/shared/config/overrides.json)."""
_FOLDER = "archive"
_PICTURES = frozenset({"jpg", "jpeg", "gif", "png", "svg", "svgz", "ico", "webp"})
_MEDIA = frozenset({"mp4", "webm", "ogv", "mp3", "wav", "ogg", "m4a"})
_DOCUMENTS = frozenset({"doc", "docx", "epub", "odp", "ods", "odt", "pdf", "ppt", "pptx", "rtf", "txt", "xls", "xlsx"})
_OTHERS = frozenset({"aac", "flac", "ics", "key", "m4v", "mkv", "mov", "numbers", "opus", "pages", "tar", "zip"})
"""Of Ghost's list (`uploads.files`); .json, .md and .csv are left out, since it reads those in a ZIP as posts."""


def slug_of(entry: Entry) -> str:
    """Return the name of a post as Ghost keeps it."""
    return f"{entry.slug}-post" if entry.slug in _PROTECTED else entry.slug


def post_address(entry: Entry) -> str:
    """Return where a post stands; a page, and what answers somebody else's story, stands at the top."""
    return f"{SITE}/{slug_of(entry)}/" if is_page(entry) else f"{SITE}/p/{slug_of(entry)}/"


def page_address(page: str) -> str | None:
    """Return where a page of the publication is, if there is one like it."""
    return f"{SITE}{_PAGES[page]}" if page in _PAGES else None


def is_page(entry: Entry) -> bool:
    """Tell whether a post is a page over there: in no list of posts, no feed, and under no date.

    Responses are: they stay readable at an address of their own, and never stand between the posts.
    """
    return entry.page or entry.kind is PostKind.RESPONSE


def takes(extension: str) -> bool:
    """Tell whether Ghost keeps files of this ending."""
    return any(extension in kind for kind in (_PICTURES, _MEDIA, _DOCUMENTS, _OTHERS))


def place(name: str) -> Place:
    """Return where a file lies in the upload, and its address over there."""
    ending = name.rpartition(".")[2]
    kind = "images" if ending in _PICTURES else "media" if ending in _MEDIA else "files"
    path = f"content/{kind}/{_FOLDER}/{name}"
    return Place(path=path, address=f"{SITE}/{path}")
