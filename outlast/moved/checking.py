"""The whole comparison: every post, and what must be nowhere."""

from collections.abc import Callable

from exporters.selection import Entry, Selection
from outlast.moved.comparing import Comparing
from outlast.moved.expected import expected
from outlast.moved.finding import Finder
from outlast.moved.gaps import Checked, Outcome
from outlast.moved.leaks import Leaks
from outlast.moved.page import Page
from outlast.moved.site import Site

Progress = Callable[[int], None]


def check_move(
    selection: Selection, site: Site, *, sample: int | None = None, progress: Progress | None = None
) -> Outcome:
    """Compare a site with what must be there.

    Args:
        selection: the posts that must be there; drafts and paid posts that are not chosen must be nowhere.
        site: the new site.
        sample: only so many posts, spread evenly from the oldest to the newest.
        progress: told after each post.

    Raises:
        WebProblem: the site cannot be asked.
        KeyProblem: something is sealed, and the key is away.
    """
    finder, leaks = Finder(site), Leaks(selection)
    if site.near:
        _read_all(site, finder, leaks)
    comparing = Comparing(selection, site)
    wanted = _sample(selection.entries, sample)
    posts: list[Checked] = []
    undated = 0
    for entry in wanted:
        one = expected(selection, entry)
        page, share = finder.find(one)
        if page is not None:
            if not site.near:
                leaks.look_at_page(page)
            undated += one.day is not None and page.is_of(one.day) is None
        posts.append(comparing.compare(one, page, share))
        if progress is not None:
            progress(1)
    _look_for_leaks(site, finder, leaks)
    return Outcome(
        leaks=leaks.found(),
        posts=tuple(posts),
        kept_back=len(leaks.entries),
        undated=undated,
        passed_over=len(selection.entries) - len(wanted),
        pages=site.read,
    )


def _read_all(site: Site, finder: Finder, leaks: Leaks) -> None:
    for address in site.addresses():
        page = site.page(address)
        if page is not None:
            finder.note(page)
            leaks.look_at_page(page)
    for name, data in site.files():
        leaks.look_at_file(name, data)


def _look_for_leaks(site: Site, finder: Finder, leaks: Leaks) -> None:
    """Look where drafts and paid posts would be if they were there, and in what is no page."""
    if not leaks.entries:
        return
    if not site.near:
        for entry in leaks.entries:
            for page in _pages_of(entry, site, finder):
                leaks.look_at_page(page)
    for name, text in site.texts():
        leaks.look_at_text(name, text)


def _pages_of(entry: Entry, site: Site, finder: Finder) -> list[Page]:
    addresses = finder.addresses(slug=entry.slug, url=entry.url) or site.guesses(entry)
    return [page for address in dict.fromkeys(addresses) if (page := site.page(address)) is not None]


def _sample(entries: tuple[Entry, ...], size: int | None) -> tuple[Entry, ...]:
    if size is None or size >= len(entries):
        return entries
    return tuple(entries[number * len(entries) // size] for number in range(size))
