"""A mirror: a website of everything, to open from a disk or to put online as it is.

It needs no server, no network and, but for its search, no script. Posts keep their place under `/p/`. Every link is
relative and names its file, so that it works from a stick, too.

    site.py        what all pages share           post_page.py   the page of a post
    card.py        a post as lists show it        threads.py     what readers said under it
    about.py       what is told of a post         lists.py       newest, years, archive, tags, responses
    terms.py       tags and sections              online.py      feed, map of the site
    language.py    what language words are in     search/        the index of the search
"""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from exporters._base import Exporter, Place, Report
from exporters.feeds.newest_first import NewestFirst
from exporters.html.card import Card, page_of
from exporters.html.lists import Lists
from exporters.html.online import Feed, write_map
from exporters.html.post_page import PostPages, Written
from exporters.html.search.index import SearchIndex
from exporters.html.site import Site
from exporters.selection import Entry

if TYPE_CHECKING:
    from exporters.article import Article
    from exporters.export import Export

_ADDRESS = re.compile(r"https?://\S+")
_TOP = "../../"
"""What leads from a post's page to the top of the mirror."""


LOOK = "Open index.html in the folder with a browser: the mirror works from the disk."
ONLINE = (
    "To put it online, write it again with --base-url https://your.site and --replace: feeds and search engines need"
    " the address."
)
CLOSED = "It holds drafts or posts for subscribers only: keep it where not everybody can read them."


class Mirror(Exporter):
    """Writes a static site."""

    as_it_is = True
    remote = False

    def write_all(self, export: "Export") -> None:
        """See `Exporter.write_all`."""
        self._closed = any(entry.private for entry in export.selection.entries)
        site, index = Site(export), SearchIndex()
        lists, feed = Lists(site), Feed(site)
        pages = PostPages(site, lists.tags, lists.sections)
        with NewestFirst() as newest:
            for article in export.articles():
                written = pages.write(article)
                _list(lists, article, written)
                _index(index, article, written)
                feed.add(newest, article, written)
            feed.write(newest)
        lists.write()
        for name, content in index.files():
            export.target.write(f"search/{name}", content)
        site.write("search/index.html", "search.html")
        top = f"{urlsplit(site.base_url or '').path}/"
        site.write("404.html", "not_found.html", root=top)
        for name in ("style.css", "search.js"):
            site.copy(name)
        write_map(site, [*lists.posts, *lists.pages, *lists.responses], ["index.html", "archive/index.html"])

    def address(self, entry: Entry, *, here: Entry | None) -> str:
        """See `Exporter.address`."""
        return f"{_TOP if here else ''}{page_of(entry.slug)}"

    def place(self, name: str, *, here: Entry) -> Place:  # noqa: ARG002
        """See `Exporter.place`."""
        return Place(path=f"media/{name}", address=f"{_TOP}media/{name}")

    def page_address(self, page: str, *, here: Entry | None) -> str | None:
        """See `Exporter.page_address`."""
        place = {"home": "index.html", "archive": "archive/index.html"}.get(page)
        return f"{_TOP if here else ''}{place}" if place else None

    def steps(self, report: Report) -> tuple[str, ...]:  # noqa: ARG002
        """See `Exporter.steps`."""
        if self._closed:
            return (LOOK, CLOSED)
        if self.options.base_url is None:
            return (LOOK, ONLINE)
        online = f"Put what is in the folder on any web host, so that index.html answers at {self.options.base_url}/."
        return (LOOK, online)


def _list(lists: Lists, article: "Article", written: Written) -> None:
    entry, card = article.entry, written.card
    place: list[Card] = lists.posts
    if entry.draft:
        place = lists.drafts
    elif article.response:
        place = lists.responses
    elif entry.page:
        place = lists.pages
    place.append(card)
    for name in article.tags:
        lists.tags.of(name).cards.append(card)
    if entry.section:
        lists.sections.of(entry.section).cards.append(card)


def _index(index: SearchIndex, article: "Article", written: Written) -> None:
    card = written.card
    index.add(
        title=card.title,
        more=" ".join((card.subtitle or "", *article.tags, *article.entry.authors)),
        text=_ADDRESS.sub(" ", written.text),
        slug=card.slug,
        date=card.day.iso if card.day else "",
        about=written.about,
    )


EXPORTER = Mirror
