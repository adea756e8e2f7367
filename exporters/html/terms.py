"""Tags and sections, each with a page of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from exporters.html.card import Card
from exporters.selection.slugs import Slugs, ascii_slug


@dataclass(slots=True, kw_only=True)
class Term:
    """A tag or a section."""

    name: str
    slug: str
    folder: str
    cards: list[Card] = field(default_factory=list)
    """Its posts, oldest first."""

    @property
    def path(self) -> str:
        """Return where its page lies."""
        return f"{self.folder}/{self.slug}/index.html"


class Terms:
    """All terms of one kind; those that differ in case only are one."""

    def __init__(self, folder: str) -> None:
        """Take the name of the folder that their pages lie in."""
        self._folder = folder
        self._found: dict[str, Term] = {}
        self._slugs = Slugs()

    def of(self, name: str) -> Term:
        """Return the term of that name."""
        key = name.casefold()
        if key not in self._found:
            # A name in other letters gets one that stays the same when terms are added.
            slug = ascii_slug(name) or f"t-{sha256(key.encode('utf-8', 'replace')).hexdigest()[:8]}"
            self._found[key] = Term(name=name, slug=self._slugs.unique(slug), folder=self._folder)
        return self._found[key]

    def __iter__(self) -> Iterator[Term]:
        """Yield those that have posts, by name."""
        used = (term for term in self._found.values() if term.cards)
        return iter(sorted(used, key=lambda term: term.name.casefold()))
