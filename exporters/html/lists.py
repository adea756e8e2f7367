"""The pages that lead to posts: the newest, years, the archive, tags and sections, responses, drafts."""

from dataclasses import dataclass, field

from exporters.html.card import UNDATED, Card
from exporters.html.site import Site
from exporters.html.terms import Term, Terms

_NEWEST = 30
"""Posts on the first page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Posts of one year, or of one month of a year."""

    name: str
    cards: list[Card]
    path: str | None = None
    """Its page."""


@dataclass(slots=True)
class Lists:
    """Collects posts, oldest first, and writes the lists when all are there."""

    site: Site
    tags: Terms = field(default_factory=lambda: Terms("tag"))
    sections: Terms = field(default_factory=lambda: Terms("section"))
    posts: list[Card] = field(default_factory=list)
    pages: list[Card] = field(default_factory=list)
    responses: list[Card] = field(default_factory=list)
    drafts: list[Card] = field(default_factory=list)

    def write(self) -> None:
        """Write all lists.

        Raises:
            StorageError: the disk refuses.
        """
        posts = newest_first(self.posts)
        years = by_year(posts)
        self.site.write(
            "index.html", "index.html", years=by_year(posts[:_NEWEST]), more=len(posts) - _NEWEST, pages=self.pages
        )
        self.site.write(
            "archive/index.html",
            "archive.html",
            years=years,
            pages=self.pages,
            sections=list(self.sections),
            tags=list(self.tags),
        )
        for place, year in enumerate(years):
            self.site.write(
                str(year.path),
                "list.html",
                heading=year.name,
                kind=None,
                groups=by_month(year.cards),
                newer=years[place - 1] if place else None,
                older=years[place + 1] if place + 1 < len(years) else None,
            )
        for kind, terms in (("Tag", self.tags), ("Section", self.sections)):
            for term in terms:
                self._term(kind, term)
        for heading, cards in (("Responses", self.responses), ("Drafts", self.drafts)):
            if cards:
                self._plain(f"{heading.lower()}/index.html", heading, cards)

    def _term(self, kind: str, term: Term) -> None:
        self._plain(term.path, term.name, term.cards, kind=kind)

    def _plain(self, path: str, heading: str, cards: list[Card], kind: str | None = None) -> None:
        groups = by_year(newest_first(cards), linked=False)
        self.site.write(path, "list.html", heading=heading, kind=kind, groups=groups, newer=None, older=None)


def newest_first(cards: list[Card]) -> list[Card]:
    """Return posts the other way round; those without a date stay last."""
    return [card for card in reversed(cards) if card.day] + [card for card in cards if not card.day]


def by_year(cards: list[Card], *, linked: bool = True) -> list[Group]:
    """Return posts in groups of years, in their order."""
    found: dict[str, list[Card]] = {}
    for card in cards:
        found.setdefault(card.year, []).append(card)
    return [
        Group(
            name="Without a date" if year == UNDATED else year,
            cards=group,
            path=f"{year}/index.html" if linked else None,
        )
        for year, group in found.items()
    ]


def by_month(cards: list[Card]) -> list[Group]:
    """Return the posts of one year in groups of months, in their order."""
    found: dict[str, list[Card]] = {}
    for card in cards:
        found.setdefault(card.day.words.split()[1] if card.day else "", []).append(card)
    return [Group(name=month, cards=group) for month, group in found.items()]
