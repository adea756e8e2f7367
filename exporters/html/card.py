"""A post as lists show it, and the day it was published as people write it."""

from dataclasses import dataclass
from datetime import datetime

from exporters.html.language import direction_of
from exporters.selection import Audience, Entry

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_LABELS = {
    Audience.FREE: "For subscribers",
    Audience.PAID: "For paying subscribers",
    Audience.FOUNDING: "For founding members",
    Audience.UNKNOWN: "For some subscribers",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day, for people and for programs."""

    iso: str
    words: str
    year: str

    @classmethod
    def of(cls, at: datetime | None) -> "Day | None":
        """Return the day of a time."""
        if at is None:
            return None
        words = f"{at.day} {_MONTHS[at.month - 1]} {at.year}"
        return cls(iso=at.date().isoformat(), words=words, year=f"{at.year:04d}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A post in a list."""

    slug: str
    title: str
    subtitle: str | None
    day: Day | None
    label: str | None
    """For whom it is, where not for everybody."""
    language: str | None
    podcast: bool

    @property
    def path(self) -> str:
        """Return where its page lies."""
        return page_of(self.slug)

    @property
    def direction(self) -> str:
        """Return the value of `dir`."""
        return direction_of(self.language)

    @property
    def year(self) -> str:
        """Return the name of its year's page."""
        return self.day.year if self.day else UNDATED


UNDATED = "undated"


def page_of(slug: str) -> str:
    """Return where the page of a post lies."""
    return f"p/{slug}/index.html"


def label_of(entry: Entry) -> str | None:
    """Return for whom a post is, `None` for everybody."""
    return "Draft" if entry.draft else _LABELS.get(entry.audience)
