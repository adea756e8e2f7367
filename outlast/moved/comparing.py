"""One post and its page: is all of it there, and does what it leads to answer?"""

from urllib.parse import urljoin

from exporters.links import OwnLinks
from exporters.selection import Selection
from outlast.moved.expected import Expected
from outlast.moved.finding import has_title
from outlast.moved.gaps import Checked, Gap, Kind
from outlast.moved.page import Page
from outlast.moved.site import Seen, Site

ENOUGH = 0.98
"""Of a post's words: sites leave a footnote's number out, or write ½ for 1/2."""
_SAID = {
    Seen.DEAD: "a picture does not answer",
    Seen.NO_PICTURE: "something that is no picture stands for one",
}


class Comparing:
    """Compares posts with their pages."""

    def __init__(self, selection: Selection, site: Site) -> None:
        """Take what must be there, and where."""
        self._selection, self._site = selection, site
        self._links = OwnLinks(selection.publication, (*selection.entries, *selection.others), selection.former)

    def compare(self, wanted: Expected, page: Page | None, share: float) -> Checked:
        """Return what is there of a post, whose page has that share of its words.

        Raises:
            WebProblem: the site cannot be asked.
        """
        told = _Told(wanted, page)
        if page is None:
            told.gap(Kind.MISSING, "there is no page of it")
            return told.checked(share=0.0, pictures=0)
        if share < ENOUGH:
            told.gap(Kind.WORDS, f"only {int(share * 100)} % of its words are there")
        if not has_title(wanted, page):
            told.gap(Kind.TITLE, f"its title there is “{next(filter(None, page.titles), '')[:80]}”")
        pictures = self._pictures(told, wanted, page)
        self._look_at_links(told, page)
        if wanted.day is not None and page.is_of(wanted.day) is False:
            shown = (page.published or page.times)[0]
            told.gap(Kind.DATE, f"it is dated {shown.isoformat()}, not {wanted.day.isoformat()}")
        return told.checked(share=share, pictures=pictures)

    def _pictures(self, told: "_Told", wanted: Expected, page: Page) -> int:
        """Look at the pictures of a page, and return how many are there."""
        there = 0
        for source in page.pictures:
            seen = self._site.picture(source, here=page.address)
            outside = self._site.inside(source, here=page.address) is None
            if outside and self._selection.media(_whole(source)) is not None:
                told.gap(Kind.PICTURE, f"a picture is still shown from the old platform: {source}")
            elif seen in _SAID:
                told.gap(Kind.PICTURE, f"{_SAID[seen]}: {source}")
            there += seen in (Seen.THERE, Seen.NOT_ASKED)
        if len(page.pictures) < wanted.pictures:
            told.gap(Kind.PICTURE, f"{len(page.pictures)} of its {wanted.pictures} pictures are there")
        return there

    def _look_at_links(self, told: "_Told", page: Page) -> None:
        for link in dict.fromkeys(page.links):
            if link.startswith("#"):
                continue
            path = self._site.inside(link, here=page.address)
            if path is not None:
                if self._site.link(path) is Seen.DEAD:
                    told.gap(Kind.LINK, f"a link leads to nothing there: {link}")
                continue
            own = self._links.find(_whole(link))
            entry = self._selection.entry(own.entry.id) if own is not None and own.entry is not None else None
            if entry is not None and not entry.draft:
                told.gap(Kind.LINK, f"a link still leads to the old platform: {link}")


class _Told:
    """Collects what is wrong with one post."""

    def __init__(self, wanted: Expected, page: Page | None) -> None:
        self._wanted, self._page = wanted, page
        self._gaps: dict[Gap, None] = {}

    def gap(self, kind: Kind, what: str) -> None:
        entry = self._wanted.entry
        where = self._page.address if self._page else None
        self._gaps[Gap(kind=kind, post=entry.id, title=entry.title, where=where, what=what)] = None

    def checked(self, *, share: float, pictures: int) -> Checked:
        wanted = self._wanted
        return Checked(
            post=wanted.entry.id,
            title=wanted.entry.title,
            where=self._page.address if self._page else None,
            share=share,
            pictures=pictures,
            expected_pictures=wanted.pictures,
            gaps=tuple(self._gaps),
        )


def _whole(link: str) -> str:
    return urljoin("https://", link) if link.startswith("//") else link
