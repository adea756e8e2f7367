"""A post's name in an address over there: `[a-z0-9-]` only, since targets change or refuse anything else.

Ghost rewrites other signs, Jekyll keeps and Hugo lowers them (tried with the real ones), so the same post would end at
three addresses.
"""

import re
import unicodedata
from urllib.parse import unquote, urlsplit

_OTHER = re.compile(r"[^a-z0-9]+")
MOST = 180
"""Letters; Ghost takes 191 with what it adds to a name that is taken."""


def ascii_slug(text: str) -> str:
    """Return what of `text` can stand in an address; empty where that is nothing."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _OTHER.sub("-", plain).strip("-")[:MOST].strip("-")


def slug_for(*, slug: str | None, url: str | None, title: str, identity: str) -> str:
    """Return the name of a post: that of its old address if there was one, so that old links keep their path."""
    last = ""
    if url:
        try:
            last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
        except ValueError:
            last = ""
    for text in (unquote(slug or ""), last, title):
        if made := ascii_slug(text):
            return made
    return ascii_slug(f"post-{identity}") or "post"


class Slugs:
    """Gives every post a name of its own."""

    def __init__(self) -> None:
        """Start with none taken."""
        self._taken: set[str] = set()

    def unique(self, slug: str) -> str:
        """Return `slug`, or with a number behind it where it is taken."""
        found, number = slug, 1
        while found in self._taken:
            number += 1
            end = f"-{number}"
            found = slug[: MOST - len(end)].strip("-") + end
        self._taken.add(found)
        return found
