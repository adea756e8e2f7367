"""What only programs read: the feed, and, where the address is known, the map of the site for search engines."""

import re
from collections.abc import Iterable, Iterator
from html import escape

from exporters.article import Article
from exporters.feeds import atom
from exporters.feeds.item import content_of, item_of, latest
from exporters.feeds.newest_first import NewestFirst, pour
from exporters.html.card import Card
from exporters.html.post_page import Written
from exporters.html.site import Site

FEED = "feed.xml"
_IN_FEED = 30
"""Posts; a reader's program wants the newest, and asks for the whole file each hour."""
_UP = re.compile(r'(<(?:a|img|audio|video)\b[^>]*? (?:href|src)=")\.\./\.\./')


class Feed:
    """Collects the newest posts for `feed.xml`."""

    def __init__(self, site: Site) -> None:
        """Take the site."""
        self._site = site
        self._wanted = {entry.id for entry in [one for one in site.posts if one.date][-_IN_FEED:]}
        self._top = f"{site.base_url}/" if site.base_url else ""
        """What leads from the feed to a file of the mirror: absolute where that is known."""

    def add(self, pieces: NewestFirst, article: Article, written: Written) -> None:
        """Keep a post, if it is one of the newest."""
        if article.entry.id not in self._wanted:
            return
        body = leading_from(self._top, written.body)
        cover = self._from_top(written.cover) if written.cover else None
        item = item_of(
            article,
            url=self._site.absolute(written.card.path) or written.card.path,
            content=content_of(article, body, cover=cover),
            sound=self._from_top(written.sound) if written.sound else None,
        )
        pieces.add(atom.entry(item), article.entry.date)

    def write(self, pieces: NewestFirst) -> None:
        """Write the feed.

        Raises:
            StorageError: the disk refuses.
        """
        pour(self._site.export.target, FEED, self._framed(pieces))

    def _framed(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        site, selection = self._site, self._site.export.selection
        yield atom.start(
            selection.publication,
            title=site.title,
            updated=latest(selection.entries),
            home=site.absolute("index.html") or "index.html",
            itself=site.absolute(FEED),
        )
        yield from pieces
        yield atom.END

    def _from_top(self, address: str) -> str:
        inside = address.removeprefix("../../")
        return self._top + inside if inside != address else address


def leading_from(top: str, body: str) -> str:
    """Return the body of a post's page with its links and pictures as seen from elsewhere; words are not touched."""
    return _UP.sub(lambda found: found[1] + escape(top), body)


def write_map(site: Site, cards: Iterable[Card], lists: Iterable[str]) -> None:
    """Write `sitemap.xml` and `robots.txt`, where it is known what address the mirror will have.

    Raises:
        StorageError: the disk refuses.
    """
    if site.base_url is None:
        return
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    lines += [f"<url><loc>{escape(str(site.absolute(path)))}</loc></url>" for path in lists]
    for card in cards:
        lines.append(f"<url><loc>{escape(str(site.absolute(card.path)))}</loc></url>")
    lines.append("</urlset>")
    site.export.target.write("sitemap.xml", "\n".join(lines) + "\n")
    site.export.target.write("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.absolute('sitemap.xml')}\n")
