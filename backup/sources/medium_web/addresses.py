"""Addresses at Medium: whose feed and profile, and which post (formats: 1.5 and 3.1)."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

_POST = re.compile(r"(?:\A|[-/])([0-9a-f]{8,12})\Z")
_HANDLE = re.compile(r"[A-Za-z0-9_.-]{1,80}\Z")
_NOT_WRITERS = frozenset({"www", "miro", "cdn-images-1", "help", "blog", "policy", "api"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a writer or a publication is found."""

    feed: str
    page: str
    handle: str | None
    """Of a writer, without `@`; `None` for a publication."""

    @property
    def whose(self) -> str:
        """Return what to call it in a message."""
        return f"@{self.handle}" if self.handle else self.page.removeprefix("https://")


def place_of(url: str, handle: str | None) -> Place:
    """Return the place of an account from its address or handle."""
    parts = urlsplit(url if "//" in url else f"https://{url}")
    host = (parts.hostname or "").lower()
    first = unquote(parts.path).strip("/").partition("/")[0]
    name = (handle or "").removeprefix("@")
    if not name and first.startswith("@"):
        name = first[1:]
    if not name and host.endswith(".medium.com") and host.partition(".")[0] not in _NOT_WRITERS:
        name = host.partition(".")[0]
    if name and _HANDLE.match(name):
        return Place(feed=f"https://medium.com/feed/@{name}", page=f"https://medium.com/@{name}", handle=name)
    if host in ("medium.com", "www.medium.com") and first:
        slug = quote(first)
        return Place(feed=f"https://medium.com/feed/{slug}", page=f"https://medium.com/{slug}", handle=None)
    return Place(feed=f"https://{host}/feed", page=f"https://{host}/", handle=None)


def post_id_in(url: str) -> str | None:
    """Return the post's id that the path of an address ends in, or `None`."""
    try:
        found = _POST.search(unquote(urlsplit(url.strip()).path).rstrip("/"))
    except ValueError:
        return None
    return found[1] if found else None


def slug_in(url: str | None, post_id: str) -> str | None:
    """Return the words of a post's address without the id, or `None` where it has none."""
    if not url:
        return None
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    return last.removesuffix(post_id).rstrip("-") or None
