"""A big made-up account for measuring the audit: posts of random words, some of them copies, and many claps."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from backup.archive.archive import Archive
from backup.model import Body, BodyFormat, Complete, Post, PostKind, Publication, Record, Row

PUBLICATION = Publication(slug="big", platform="medium", name="Big", url="https://medium.com/@big")
_START = datetime(2016, 1, 1, 8, tzinfo=UTC)
_SYLLABLES = "ka lo mi ren tas vel dor ni sha um per ou lin gra fe bo tuk es an wi".split()  # noqa: SIM905


def vocabulary(chance: random.Random, size: int = 20_000) -> list[str]:
    """Return that many made-up words."""
    found: dict[str, None] = {}
    while len(found) < size:
        found["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4)))] = None
    return list(found)


def records(posts: int, words: int, claps: int, seed: int = 6) -> Iterator[Record]:
    """Yield the records of an account; every hundredth post is an earlier one with a fifth of its words changed."""
    chance = random.Random(seed)
    known = vocabulary(chance)
    # As in real texts: the word of rank n comes about 1/n as often as the first.
    weights = list(accumulate(1 / (rank + 2) for rank in range(len(known))))
    texts: list[list[str]] = []
    for number in range(posts):
        if number % 100 == 99:
            changed = chance.choices(known, cum_weights=weights, k=words)
            text = [
                new if chance.random() < 0.2 else old
                for old, new in zip(texts[chance.randrange(len(texts))], changed, strict=True)
            ]
        else:
            text = chance.choices(known, cum_weights=weights, k=words)
        texts.append(text)
        yield _post(number, text)
    yield Complete(table="posts")
    at = _START
    for number in range(claps):
        at += timedelta(minutes=chance.expovariate(1 / 300))
        url = f"https://medium.com/p/story-{number:012x}"
        data = {
            "claps": chance.choice((1, 1, 1, 5, 50)),
            "post": f"{number:012x}",
            "url": url,
            "title": f"Story {number}",
        }
        yield Row(table="activity/claps", id=f"{number:012x}", data={**data, "time": at.strftime("%Y-%m-%dT%H:%M:00Z")})
    yield Complete(table="activity/claps")


def make(root: Path, *, posts: int = 2_000, words: int = 1_100, claps: int = 0) -> None:
    """Make an archive of such an account, without a key."""
    archive = Archive.create(root, key=None)
    archive.snapshot(records(posts, words, claps), PUBLICATION, source="bench", as_of=datetime(2026, 1, 1, tzinfo=UTC))
    archive.close()


def _post(number: int, words: list[str]) -> Post:
    identity = f"{number + 1:012x}"
    grafs = []
    for start in range(0, len(words), 60):
        text = " ".join(words[start : start + 60]).capitalize()
        if start % 240 == 0:
            href = f"https://site{number % 50}.example/page-{start}"
            text += f' <a href="{href}" data-href="{href}" class="markup--anchor markup--p-anchor">more of it</a>'
        grafs.append(f'<p name="{start:04x}" id="{start:04x}" class="graf graf--p graf-after--p">{text}.</p>')
    at = (_START + timedelta(days=number)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    html = (
        f'<!DOCTYPE html><html><body><article class="h-entry"><header><h1 class="p-name">Story {number}</h1></header>'
        '<section data-field="body" class="e-content"><section class="section section--body">'
        '<div class="section-content">'
        f'<div class="section-inner sectionLayout--insetColumn">{"".join(grafs)}</div></div></section></section>'
        f'<footer><p>By <a href="https://medium.com/@big" class="p-author h-card">Big</a> on '
        f'<a href="https://medium.com/p/{identity}"><time class="dt-published" datetime="{at}">A day</time></a>.</p>'
        "</footer>"
        "</article></body></html>"
    )
    return Post(
        id=identity,
        kind=PostKind.POST,
        type="story",
        title=f"Story {number}",
        url=f"https://medium.com/@big/story-{identity}",
        published_at=at,
        authors=("Big",),
        body=Body(data=html.encode(), format=BodyFormat.MEDIUM_HTML),
    )
