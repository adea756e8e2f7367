"""A site on the web, asked politely: its own list of pages, each page once, pictures by their first bytes."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from backup.errors import NotFound, UnsafeAnswer, WebProblem
from backup.http import Answer, PoliteSession
from backup.http.magic import LOOKED_AT, media_type
from exporters.selection import Entry
from outlast.moved.page import Page, read_page
from outlast.moved.site._base import Seen, Site
from outlast.moved.site.tree import readable

_LISTS = ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml")
_FEEDS = ("/rss/", "/feed/", "/feed.xml", "/index.xml", "/atom.xml", "/feed.json", "/search.json", "/index.json")
_LOCATION = re.compile(r"<loc>\s*([^<]+?)\s*</loc>")
_MOST_LISTS, _MOST_PAGES = 50, 50_000
_MOST_HOPS = 5
_LARGEST_PAGE = 16 << 20
_MOVED = frozenset({301, 302, 303, 307, 308})
_FOUND = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a site is, and how it is asked."""

    origin: str
    """What is asked: `https://host`; the session may lead that to this computer."""
    host: str
    """As its own pages name it, with its port."""
    start: str
    """The path below which it lies, without a slash at the end."""


class LiveSite(Site):
    """A site that answers."""

    def __init__(
        self,
        place: Place,
        session: PoliteSession,
        elsewhere: PoliteSession,
        *,
        pattern: str | None = None,
        also: Sequence[str] = (),
    ) -> None:
        """Take where it is, what asks it and other hosts, the path of posts if the writer said it, and other names."""
        super().__init__([place.host, *also])
        self._place, self._session, self._elsewhere = place, session, elsewhere
        self._pattern = pattern
        self._known: dict[str, Seen] = {}
        self._listed: list[str] | None = None
        self._worked: list[str] = [] if pattern else ["/p/{slug}/", "/{slug}/"]

    def open(self) -> None:
        """Ask for the front page, and follow the site to where it says that it is.

        Raises:
            WebProblem: it cannot be asked.
            NotFound: there is no such site.
        """
        answer = self._ask(f"{self._place.start}/", leave=True)
        if answer is None:
            raise NotFound(
                f"There is no page at {self._place.host}{self._place.start}/.",
                so_what="Nothing was compared.",
                next="Look whether the address is right, and whether a browser shows the site.",
            )

    def addresses(self) -> Sequence[str]:
        """See `Site.addresses`."""
        if self._listed is None:
            self._listed = list(dict.fromkeys(self._read_lists()))[:_MOST_PAGES]
        return self._listed

    def guesses(self, entry: Entry) -> Sequence[str]:
        """See `Site.guesses`."""
        patterns = [self._pattern] if self._pattern else self._worked
        paths = [self._place.start + _filled(pattern, entry) for pattern in patterns]
        old = urlsplit(entry.url or "").path
        return [*paths, *([old] if old.strip("/") and not self._pattern else [])]

    def page(self, address: str) -> Page | None:
        """See `Site.page`."""
        answer = self._ask(address)
        if answer is None or "html" not in (answer.content_type or "html"):
            return None
        self.read += 1
        here = self.inside(answer.url, here=address) or address
        return read_page(answer.text(), here)

    def picture(self, source: str, *, here: str) -> Seen:
        """See `Site.picture`."""
        if source.startswith("data:image/"):
            return Seen.THERE
        path = self.inside(source, here=here)
        known = path or urljoin(f"https://{self._place.host}{here}", source)
        if known not in self._known:
            self._known[known] = self._look(path, known)
        return self._known[known]

    def link(self, path: str) -> Seen:
        """See `Site.link`."""
        if path not in self._known:
            self._known[path] = Seen.THERE if self._ask(path, limit=LOOKED_AT) is not None else Seen.DEAD
        return self._known[path]

    def texts(self) -> Iterator[tuple[str, str]]:
        """See `Site.texts`: the front page and feeds."""
        for path in ("/", *_FEEDS):
            answer = self._ask(self._place.start + path)
            if answer is not None:
                name = "x.json" if "json" in answer.content_type else "x.xml"
                yield path, readable(name, answer.body)

    def _read_lists(self) -> Iterator[str]:
        """Yield the paths of the site's own lists of pages, and of the lists that those name."""
        waiting = [self._place.start + path for path in _LISTS]
        seen: set[str] = set()
        while waiting and len(seen) < _MOST_LISTS:
            path = waiting.pop(0)
            if path in seen:
                continue
            seen.add(path)
            answer = self._ask(path)
            if answer is None or b"<loc" not in answer.body:
                continue
            found = [self.inside(html.unescape(one), here=path) for one in _LOCATION.findall(answer.text())]
            if b"<sitemapindex" in answer.body:
                waiting += filter(None, found)
            else:
                yield from filter(None, found)

    def _look(self, path: str | None, url: str) -> Seen:
        try:
            answer = self._ask(path, limit=LOOKED_AT) if path is not None else self._other(url)
        except WebProblem:
            if path is not None:
                raise
            return Seen.DEAD
        if answer is None:
            return Seen.DEAD
        return Seen.THERE if media_type(answer.body).startswith("image/") else Seen.NO_PICTURE

    def _other(self, url: str) -> Answer | None:
        answer = self._elsewhere.get(url, signed_in=False, limit=LOOKED_AT, allow_cut=True)
        return answer if answer.status == _FOUND else None

    def _ask(self, path: str, *, limit: int = _LARGEST_PAGE, leave: bool = False) -> Answer | None:
        """Return the answer of a path, `None` where there is nothing; redirects on the site are followed."""
        for _ in range(_MOST_HOPS):
            answer = self._session.get(
                self._place.origin + _sent(path), signed_in=False, follow=False, limit=limit, allow_cut=True
            )
            if answer.status not in _MOVED:
                return answer if answer.status == _FOUND else None
            target = urljoin(f"https://{self._place.host}{path}", answer.headers.get("location", ""))
            inner = self.inside(target, here=path)
            if inner is None and leave:
                self._move_to(target)
                inner = self.inside(target, here="/")
            if inner is None:
                return None
            path = inner
        return None

    def _move_to(self, target: str) -> None:
        """Take it that the site is where its front page leads to."""
        parts = urlsplit(target)
        if parts.scheme != "https" or not parts.netloc:
            raise UnsafeAnswer(f"{self._place.host} leads to an address that is not a protected one.")
        self._place = Place(origin=f"https://{parts.netloc}", host=parts.netloc, start=parts.path.rstrip("/"))
        self.hosts = self.hosts | {parts.netloc.casefold().removeprefix("www.")}


def _sent(path: str) -> str:
    return quote(path, safe="/%-._~!'()*,;:@&=+?$")


def _filled(pattern: str, entry: Entry) -> str:
    day = entry.date
    values = {"slug": entry.slug, "id": entry.id}
    values |= {"year": f"{day:%Y}", "month": f"{day:%m}", "day": f"{day:%d}"} if day else {}
    return re.sub(r"\{(\w+)\}", lambda hole: values.get(hole[1], ""), pattern)
