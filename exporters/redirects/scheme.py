"""Where posts and pages lie over there: as an exporter puts them, or by a pattern of the writer's own."""

import re
from collections.abc import Callable
from urllib.parse import quote, urlsplit

import exporters
from backup.errors import UsageError
from exporters._base import Options
from exporters.selection import Entry

_HOLE = re.compile(r"\{(\w+)\}")
_SAFE = "/%-._~!'()*,;:@&=+?#"
_FILLED: dict[str, Callable[[Entry], str]] = {
    "slug": lambda entry: entry.slug,
    "id": lambda entry: entry.id,
    "year": lambda entry: f"{entry.date:%Y}" if entry.date else "",
    "month": lambda entry: f"{entry.date:%m}" if entry.date else "",
    "day": lambda entry: f"{entry.date:%d}" if entry.date else "",
}
_FEEDS = {
    "ghost": "/rss/",
    "wordpress": "/feed/",
    "hugo": "/index.xml",
    "jekyll": "/feed.xml",
    "eleventy": "/feed.xml",
    "html": "/feed.xml",
}
"""Where the feed lies over there, where the exporter does not say."""
_NO_SITES = frozenset({"atom", "jsonfeed", "markdown"})
"""What is written for programs to read, not to be put online as pages."""


class Scheme:
    """Says where things lie."""

    def __init__(self, to: str, base_url: str | None = None) -> None:
        """Take an exporter's name, or a pattern like `/p/{slug}/`, and the new site's address.

        Raises:
            UsageError: it is neither.
        """
        self.to, self._base = to, (base_url or "").rstrip("/")
        self._pattern = to if to.startswith("/") else None
        if self._pattern is not None:
            _check(self._pattern)
            return
        self._exporter = exporters.load(to)(Options(base_url=base_url))
        if self._exporter.single is not None or to in _NO_SITES:
            raise UsageError(
                f"{to} is no site, so nothing can lead there.", next="Name a site: --to ghost, --to hugo …"
            )

    def post(self, entry: Entry) -> str:
        """Return the path of a post, as it is sent."""
        if self._pattern is not None:
            return self._path(_HOLE.sub(lambda hole: _FILLED[hole[1]](entry), self._pattern))
        return self._path(self._exporter.address(entry, here=None))

    def page(self, name: str) -> str | None:
        """Return the path of a page of the publication, `None` where there is none."""
        if self._pattern is not None:
            return self._path("/") if name in ("home", "archive") else None
        address = self._exporter.page_address(name, here=None)
        if address is None and name == "feed":
            address = _FEEDS.get(self.to)
        return None if address is None else self._path(address)

    def _path(self, address: str) -> str:
        """Return an address as a path on the new host: some exporters write whole ones, or such that begin nowhere."""
        home = urlsplit(self._base)
        start = home.path.rstrip("/")
        path = address.removeprefix("__GHOST_URL__")
        if self._base and path.startswith(self._base):
            path = path.removeprefix(self._base)
        elif path.startswith(("http://", "https://")):
            parts = urlsplit(path)
            path = (
                parts.path
                + (f"?{parts.query}" if parts.query else "")
                + (f"#{parts.fragment}" if parts.fragment else "")
            )
        path = "/" + re.sub(r"\A(?:\.{0,2}/)+", "", path)
        path = path.removesuffix("index.html") if path.endswith("/index.html") else path
        if start and not f"{path}/".startswith(f"{start}/"):
            path = start + path
        return quote(path, safe=_SAFE)


def _check(pattern: str) -> None:
    holes = set(_HOLE.findall(pattern))
    wrong = holes - _FILLED.keys()
    if wrong or not holes & {"slug", "id"}:
        what = f"there is no {{{min(wrong)}}}" if wrong else "no post would have a path of its own"
        raise UsageError(
            f"{pattern!r} is no pattern for paths: {what}.",
            next="Write one with {slug}, and {year}, {month}, {day} or {id} if you like: --to '/p/{slug}/'",
        )
