"""The audit's workload as archives: 2,000 posts of 1,100 words, and 3,041 posts with 15,467 claps.

No two posts are alike but a few, which are copies with a fifth of their words changed. Everything follows from fixed
seeds, so that two runs, or two programs, get the same work.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.model import Body, BodyFormat, Complete, Post, PostKind, Publication, Record, Row
from tests.risk.making.disguise import disguised
from tests.risk.making.prose import Prose

WORDY, LIVELY = "wordy", "lively"
MEDIUM = Publication(slug="quiet-harbour", platform="medium", name="Quiet Harbour", url="https://medium.com/@ines")
KEY = Key("AGE-SECRET-KEY-1TZNDRTML578K8X856G9V97EJRC6VYU76ZR0PE97GRWAYJMQH4ZDQ9ZC2WF")  # made for the tests
WORDS, POSTS = 1_100, 2_000
LIVELY_POSTS, CLAPS = 3_041, 15_467
_COPIES = 40
_START = datetime(2017, 3, 1, 7, tzinfo=UTC)
_AS_OF = datetime(2026, 3, 1, tzinfo=UTC)
_SYLLABLES = [first + last for first in "bdfgklmnprstvwz" for last in "aeiou"]
"""Invented words make a vocabulary as wide as a writer's: of a few hundred, shingles would come again by chance."""


def make(folder: Path, name: str) -> Path:
    """Make one of the two archives and return its folder."""
    archive = Archive.create(folder / name, key=KEY)
    records = _wordy() if name == WORDY else _lively()
    archive.snapshot(records, MEDIUM, source="medium_export", as_of=_AS_OF)
    archive.close()
    return folder / name


def _wordy() -> Iterator[Record]:
    chance = Random("wordy")
    vocabulary = _vocabulary(chance)
    kept: list[list[str]] = []
    for number in range(POSTS):
        if number % (POSTS // _COPIES) == POSTS // _COPIES - 1:
            paragraphs = disguised(chance.choice(kept), chance)
        else:
            paragraphs = _paragraphs(chance, vocabulary, WORDS)
            if len(kept) < _COPIES:
                kept.append(paragraphs)
        yield _post(number, paragraphs)
    yield Complete(table="posts")


def _lively() -> Iterator[Record]:
    chance = Random("lively")
    vocabulary = _vocabulary(chance)
    for number in range(LIVELY_POSTS):
        short = number % 3 == 0
        yield _post(number, _paragraphs(chance, vocabulary, 40 if short else 600), response=short)
    at = _START
    for number in range(CLAPS):
        at += timedelta(minutes=chance.expovariate(1 / 300))
        data = {
            "claps": chance.choice((1, 3, 10, 50)),
            "url": f"https://medium.com/p/a-story-{number:012x}",
            "title": f"A story {number}",
            "time": f"{at:%Y-%m-%dT%H:%M:00Z}",
        }
        yield Row(table="activity/claps", id=f"{number:012x}", data=data)
    yield Complete(table="posts")
    yield Complete(table="activity/claps")


def _vocabulary(chance: Random) -> list[str]:
    common = sorted({word for text in Prose(chance, "en").paragraphs(400) for word in text.split()})
    invented = {"".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(20_000)}
    return common * 20 + sorted(invented)


def _paragraphs(chance: Random, vocabulary: list[str], words: int) -> list[str]:
    drawn = chance.choices(vocabulary, k=words)
    cuts = list(range(0, words, 90))
    return [" ".join(drawn[cut : cut + 90]).capitalize() + "." for cut in cuts]


def _post(number: int, paragraphs: list[str], *, response: bool = False) -> Post:
    links = f'<p><a href="https://shop{number % 7}.example/{number}">More</a> and <strong>so on</strong>.</p>'
    html = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs) + (links if number % 4 == 0 else "")
    identity = f"{number:012x}"
    return Post(
        id=identity,
        kind=PostKind.RESPONSE if response else PostKind.POST,
        type="story",
        title=f"Story {number}",
        slug=f"story-{identity}",
        url=f"https://medium.com/@ines/story-{identity}",
        audience="everyone",
        published_at=f"{_START + timedelta(days=number):%Y-%m-%dT%H:%M:%S.000Z}",
        authors=("Ines Falk",),
        body=Body(data=html.encode(), format=BodyFormat.SUBSTACK_HTML),
    )
