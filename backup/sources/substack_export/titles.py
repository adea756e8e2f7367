"""A post's title, also where the export leaves it out, as it does for drafts. Formats: substack.md, section 1.2."""

import html
import re
from urllib.parse import unquote

from backup.document.decoding import decode
from backup.model import TitleFrom

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_HEADING = re.compile(r"<h[1-6][\s>]", re.IGNORECASE)
_HEADING_END = re.compile(r"</h[1-6]", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_RANDOM_SLUG = 3
"""Substack gives titles without Latin letters a slug of three random letters and digits, like `8a7`."""


def unescaped(text: str) -> str:
    """Return the text with its HTML entities resolved; only whole ones, as `&copy=2` is no copyright sign."""
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text)


def title_of(given: str, slug: str | None, body: bytes | None) -> tuple[str, TitleFrom]:
    """Return the best title there is for a post, and where it was found."""
    if given.strip():
        return given, TitleFrom.PLATFORM
    if slug and len(slug) > _RANDOM_SLUG:
        return from_slug(slug), TitleFrom.SLUG
    if body and (heading := first_heading(body)):
        return heading, TitleFrom.BODY
    return (from_slug(slug), TitleFrom.SLUG) if slug else ("", TitleFrom.NONE)


def from_slug(slug: str) -> str:
    """Return the words of a slug as a title: `no-more-set-up` becomes `No more set up`."""
    words = " ".join(unquote(slug).replace("-", " ").split())
    return words[:1].upper() + words[1:] if words else slug


def first_heading(body: bytes) -> str:
    """Return the text of a body's first heading, `""` where it has none."""
    text = decode(body).text
    start = _HEADING.search(text)
    end = _HEADING_END.search(text, start.end()) if start else None
    if not start or not end:
        return ""
    return " ".join(unescaped(_TAG.sub("", text[start.start() : end.start()])).split())
