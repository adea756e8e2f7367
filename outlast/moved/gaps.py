"""What can be wrong with a move, and what came of looking at it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong; the order is that of how bad it is."""

    LEAK = "leak"
    """What is not for everybody can be read there."""
    MISSING = "missing"
    WORDS = "words"
    TITLE = "title"
    PICTURE = "picture"
    LINK = "link"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that is wrong."""

    kind: Kind
    post: str
    """The post's id."""
    title: str
    where: str | None
    """The page, as the site names it."""
    what: str
    """A sentence without its full stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One post that was looked for."""

    post: str
    title: str
    where: str | None
    """`None` where there is no page of it."""
    share: float = 0.0
    """How many of its words are there: 1.0 is all."""
    pictures: int = 0
    """That are there and answer."""
    expected_pictures: int = 0
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it all."""

    leaks: tuple[Gap, ...]
    posts: tuple[Checked, ...]
    """Oldest first."""
    kept_back: int
    """Drafts and paid posts that must not be readable."""
    undated: int
    """Posts whose pages show no date that could be compared."""
    passed_over: int = 0
    """Posts that were not part of the sample."""
    pages: int = 0
    """Pages that were read."""
    gaps: tuple[Gap, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        """Gather the gaps, leaks first."""
        object.__setattr__(self, "gaps", (*self.leaks, *(gap for post in self.posts for gap in post.gaps)))

    @property
    def whole(self) -> int:
        """Return how many posts are there with all that belongs to them."""
        return sum(not post.gaps for post in self.posts)
