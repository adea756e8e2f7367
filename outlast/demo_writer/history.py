"""The story of Night Letters: half a year of exports, and what happened before each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from outlast.demo_writer.chance import day
from outlast.demo_writer.medium.export import Account
from outlast.demo_writer.pack import pack, write
from outlast.demo_writer.substack.dashboard import dashboard
from outlast.demo_writer.substack.export import Figures, Publication, figures

_FIRST = day("2026-03-01 09:20")
_MONTHS = (
    ("2026-04-01 09:06", "March"),
    ("2026-05-01 22:14", "April"),
    ("2026-06-01 08:47", "May"),
    ("2026-07-01 09:31", "June"),
    ("2026-09-01 09:02", "July and August"),
)
_EVENTS = {
    "April": "a letter was corrected",
    "May": "an index of small sounds was begun and left lying",
    "June": "the same letter was corrected again and a note about a neighbour was taken down",
    "July and August": "the export between them was forgotten",
}
_DASHBOARD = day("2026-09-02 17:40")
_MEDIUM = (day("2026-03-02 20:18"), day("2026-09-03 20:44"))
_EMPTIED = day("2026-09-09 07:12")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoExport:
    """A file that the platform gave the made-up writer."""

    path: Path
    platform: str
    as_of: datetime
    story: str
    """One sentence: what happened before it."""
    emptied: bool = False
    """Whether the list in it is suddenly empty, so that its snapshot has to be kept apart."""


def build(folder: Path) -> list[DemoExport]:
    """Write all of the exports into a folder that exists, and return them from the oldest to the newest."""
    publication = Publication()
    made = [*_substack(folder, publication), *_medium(folder, publication)]
    return sorted(made, key=lambda export: export.as_of)


def _substack(folder: Path, publication: Publication) -> Iterator[DemoExport]:
    now = figures(publication, _FIRST)
    story = (
        f"The first export, after half a year of Night Letters: {now.posts} posts, {now.drafts} drafts and "
        f"{now.subscribers:,} subscribers."
    )
    yield _zip(folder, publication, _FIRST, story)
    for time, month in _MONTHS:
        before, now = now, figures(publication, day(time))
        yield _zip(folder, publication, day(time), _month_story(month, before, now))
    path = folder / f"nightletters-subscribers-{_DASHBOARD:%Y-%m-%d}.csv"
    write(path, dashboard(publication.audience, _DASHBOARD), _DASHBOARD)
    story = "The same subscribers from the dashboard, this time with names, countries and what they open."
    yield DemoExport(path=path, platform="substack", as_of=_DASHBOARD, story=story)
    story = "The account was suspended overnight: the posts still came, and a list with nobody on it."
    yield _zip(folder, publication, _EMPTIED, story, emptied=True)


def _month_story(month: str, before: Figures, now: Figures) -> str:
    event = f"; {_EVENTS[month]}" if month in _EVENTS else ""
    return f"{month}: {now.added - before.added} new posts, the list grew to {now.subscribers:,}{event}."


def _zip(folder: Path, publication: Publication, when: datetime, story: str, *, emptied: bool = False) -> DemoExport:
    path = folder / f"nightletters-{when:%Y-%m-%d}.zip"
    pack(path, publication.entries(when, emptied=emptied), when)
    return DemoExport(path=path, platform="substack", as_of=when, story=story, emptied=emptied)


def _medium(folder: Path, publication: Publication) -> Iterator[DemoExport]:
    account = Account(publication.posts)
    for when in _MEDIUM:
        path = folder / f"medium-export-{when:%Y-%m-%d}.zip"
        pack(path, account.entries(when), when, streamed=True)
        kinds = [story.kind for story in account.present(when)]
        story = (
            f"Her Medium account: {kinds.count('story')} stories, {kinds.count('response')} responses "
            f"and {kinds.count('draft')} drafts."
        )
        yield DemoExport(path=path, platform="medium", as_of=when, story=story)
