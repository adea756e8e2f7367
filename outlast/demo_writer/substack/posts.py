"""Her posts: when each was begun, published, mailed, changed and taken down."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from outlast.demo_writer.chance import day, moment, seeded
from outlast.demo_writer.substack.catalogue import BEGUN_EARLY, CATALOGUE, DRAFTS, EDITED, REMOVED

_START = day("2025-09-02 06:30")
_EVERY = timedelta(days=6, hours=7)
_SUNDAY = 6
_REVISED = {EDITED: (day("2026-04-17 21:08"), day("2026-06-21 08:44"))}
_TAKEN_DOWN = {REMOVED: day("2026-06-10 12:00")}
_BEGUN = {BEGUN_EARLY: day("2026-03-22 00:47")}
_ODD_SLUGS = {"夜の手紙": "8a7"}
_TYPES = {"page": "page", "podcast": "podcast", "thread": "thread"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A post with its whole life."""

    number: int
    slug: str
    kind: str
    """page, letter, note, paid, podcast, thread or draft."""
    theme: str
    title: str
    subtitle: str
    place: int
    """Its place in the catalogue; drafts have 0."""
    begun: datetime
    published: datetime | None
    removed: datetime | None
    revised: tuple[datetime, ...]

    @property
    def type(self) -> str:
        """Return Substack's word for what it is."""
        return _TYPES.get(self.kind, "newsletter")

    @property
    def turn(self) -> int:
        """Return how many newsletters are before it in the catalogue: whose turn it is when widgets are dealt."""
        return sum(kind not in _TYPES for kind, *_ in CATALOGUE[: self.place])

    @property
    def audience(self) -> str:
        """Return Substack's word for whom it is for."""
        return "only_paid" if self.kind == "paid" else "everyone"

    @property
    def mailed(self) -> datetime | None:
        """Return when it was sent by mail, or `None` when it only stands on the web."""
        sent = self.kind in ("letter", "paid") or (self.kind == "podcast" and self.place % 2 == 0)
        return self.published + timedelta(milliseconds=378) if sent and self.published else None

    def exists(self, when: datetime) -> bool:
        """Tell whether an export made at that time has it."""
        return self.begun <= when and (self.removed is None or when < self.removed)

    def is_published(self, when: datetime) -> bool:
        """Tell whether it is public at that time."""
        return self.published is not None and self.published <= when

    def revision(self, when: datetime) -> int:
        """Return how often it had been changed by then."""
        return sum(time <= when for time in self.revised)


def posts() -> tuple[Planned, ...]:
    """Return all of her posts, newest number first, as the export orders them."""
    made = [_published(place, *row) for place, row in enumerate(CATALOGUE)]
    made += [_draft(*row) for row in DRAFTS]
    return tuple(sorted(made, key=lambda post: post.number, reverse=True))


def _published(place: int, kind: str, theme: str, title: str, subtitle: str) -> Planned:
    slug = _ODD_SLUGS.get(title) or _slug(title)
    chance = seeded("post", slug)
    due = _START + place * _EVERY
    if kind == "letter":
        due += timedelta(days=(_SUNDAY - due.weekday()) % 7)
    published = moment(chance, due.replace(hour=6), due.replace(hour=7))
    begun = _BEGUN.get(slug) or published - timedelta(minutes=chance.randrange(60, 3000))
    return Planned(
        number=_number(begun),
        slug=slug,
        kind=kind,
        theme=theme,
        title=title,
        subtitle=subtitle,
        place=place,
        begun=begun,
        published=published,
        removed=_TAKEN_DOWN.get(slug),
        revised=_REVISED.get(slug, ()),
    )


def _draft(slug: str, begun: str, theme: str) -> Planned:
    return Planned(
        number=_number(day(begun)),
        slug=slug,
        kind="draft",
        theme=theme,
        title="",
        subtitle="",
        place=0,
        begun=day(begun),
        published=None,
        removed=None,
        revised=(),
    )


def _number(begun: datetime) -> int:
    """Return a post's number: Substack counts the posts of all writers, some 46 a minute (formats: posts.csv)."""
    return 173_000_000 + int((begun - day("2025-09-01")).total_seconds() / 60 * 46)


def _slug(title: str) -> str:
    """Return what Substack makes of a title: at most about 40 characters, cut at a word."""
    words = re.findall(r"[a-z0-9]+", title.lower().replace("’", "").replace(":", ""))
    slug = ""
    for word in words:
        if len(slug) + len(word) >= 40:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug
