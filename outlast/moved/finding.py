"""Which page of a site is which post: by the name in its path, else by its title, and by its words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from outlast.moved.expected import Expected
from outlast.moved.page import Page
from outlast.moved.site import Site
from outlast.moved.words import share_there, words_of

_MOST = 8
"""Pages that are read to find one."""
_ENOUGH = 0.3
"""Of the words: a page with fewer, and another title, is another one."""
_LONG = 180
"""Letters of a title that a target may have cut."""
_ENDINGS = re.compile(r"\.(?:html?|xhtml|md)\Z")
_DATED = re.compile(r"\A\d{4}-\d\d-\d\d-")


class Finder:
    """Finds posts on a site."""

    def __init__(self, site: Site) -> None:
        """Take the site."""
        self._site = site
        self._by_name: defaultdict[str, list[str]] = defaultdict(list)
        self._by_title: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for address in site.addresses():
            self._by_name[_name(address)].append(address)

    def note(self, page: Page) -> None:
        """Learn the titles of a page that was read."""
        for title in page.titles:
            self._by_title[tuple(words_of(title))].append(page.address)

    def addresses(self, *, slug: str, url: str | None) -> list[str]:
        """Return the known addresses that end with a post's name, over there or where it was."""
        names = (slug, _name(urlsplit(url or "").path))
        return [address for name in dict.fromkeys(names) if name for address in self._by_name.get(name.casefold(), [])]

    def find(self, wanted: Expected) -> tuple[Page | None, float]:
        """Return the page of a post, `None` where there is none, and how many of its words that has.

        Raises:
            WebProblem: the site cannot be asked.
        """
        best: tuple[float, bool, Page] | None = None
        for address in list(dict.fromkeys(self._candidates(wanted)))[:_MOST]:
            page = self._site.page(address)
            if page is None:
                continue
            found = (share_of(wanted, page), has_title(wanted, page), page)
            if best is None or found[:2] > best[:2]:
                best = found
            if found[0] == 1.0 and found[1]:
                break
        return (best[2], best[0]) if best is not None and (best[0] >= _ENOUGH or best[1]) else (None, 0.0)

    def _candidates(self, wanted: Expected) -> Iterator[str]:
        entry = wanted.entry
        yield from self.addresses(slug=entry.slug, url=entry.url)
        yield from self._site.guesses(entry)
        if wanted.title:
            yield from self._by_title.get(tuple(words_of(wanted.title)), [])


def share_of(wanted: Expected, page: Page) -> float:
    """Return how many of a post's words its page has in its main part."""
    return share_there(wanted.words, Counter(words_of(page.text)))


def has_title(wanted: Expected, page: Page) -> bool:
    """Tell whether a page is titled like a post; the site's name may follow."""
    title = words_of(wanted.title or "")
    if not title:
        return True
    return any(words_of(one)[: len(title)] == title or _is_cut(one, title) for one in page.titles)


def _is_cut(shown: str, title: list[str]) -> bool:
    """Tell whether a title is the beginning of a very long one: Ghost keeps 255 letters."""
    words = words_of(shown)[:-1]  # the last one may be a half
    return len(shown) >= _LONG and title[: len(words)] == words


def _name(address: str) -> str:
    last = unquote(address.partition("?")[0]).rstrip("/").rpartition("/")[2]
    return _DATED.sub("", _ENDINGS.sub("", last)).casefold()
