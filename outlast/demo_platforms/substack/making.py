"""Makes the people, posts and pictures of a made-up Substack from a seed; the words are those of the demo's writer."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from random import Random

from outlast.demo_platforms.substack.nouns import Member, Post, Section, Sizes, Tag, Title
from outlast.demo_writer.chance import seeded, uuid
from outlast.demo_writer.people import people
from outlast.demo_writer.prose import compose, plain
from outlast.demo_writer.substack.catalogue import CATALOGUE
from outlast.demo_writer.words import THEMES

_EVERY = timedelta(hours=31)
_POST_NUMBERS = 173_000_000
_USER_NUMBERS = 28_000_000
_ROWS = tuple(row for row in CATALOGUE if row[0] != "page")
_FREE = frozenset({"letter", "note"})


def image(chance: Random, ending: str = "jpeg", width: int = 1456, height: int = 1048) -> str:
    """Return the address of an original picture (formats: image CDN)."""
    return f"https://substack-post-media.s3.amazonaws.com/public/images/{uuid(chance)}_{width}x{height}.{ending}"


def readers(seed: int, count: int) -> tuple[Member, ...]:
    """Return people who comment and chat."""
    chance = seeded(seed, "readers")
    made: list[Member] = []
    for place, person in enumerate(people(chance)):
        if place == count:
            break
        handle = re.sub(r"[^a-z]", "", person.name.lower()) + str(place)
        photo = image(chance, "png", 144, 144)
        made.append(Member(number=_USER_NUMBERS + 7 * place, name=person.name, handle=handle, photo=photo))
    return tuple(made)


def title(seed: int, subdomain: str, custom_domain: str | None, founded: datetime) -> Title:
    """Return the publication; the one of seed 1 is the demo's."""
    chance = seeded(seed, "title", subdomain)
    number = 2_000_000 + chance.randrange(900_000)
    sections = tuple(
        Section(number=number // 10 + place, name=name, slug=name.lower())
        for place, name in enumerate(("Letters", "Recordings"))
    )
    tags = tuple(Tag(uuid=uuid(chance), name=name.capitalize(), slug=name) for name in THEMES)
    return Title(
        number=number,
        name="Night Letters" if subdomain == "nightletters" else subdomain.capitalize(),
        subdomain=subdomain,
        custom_domain=custom_domain,
        about="Letters written at night, from trains, harbours and a kitchen table.",
        logo=image(chance, "png", 600, 600),
        founded=founded,
        sections=sections,
        tags=tags,
    )


@cache
def sentences() -> tuple[str, ...]:
    """Return what people say when they comment, note and chat."""
    said: dict[str, None] = {}
    for theme in THEMES:
        for turn in range(4):
            for paragraph in compose(seeded("said", theme, turn), theme, 900).paragraphs:
                said.update(dict.fromkeys(re.split(r"(?<=[.?!]) ", plain(paragraph))))
    return tuple(said)


def say(chance: Random, most: int = 3) -> str:
    """Return a sentence or a few."""
    return " ".join(chance.choices(sentences(), k=chance.randrange(1, most + 1)))


def posts(seed: int, sizes: Sizes, publication: Title, now: datetime) -> Iterator[Post]:
    """Yield published posts, oldest first and the page About among them, then drafts and scheduled ones."""
    first = now - _EVERY * (sizes.posts + 1)
    for place in range(sizes.posts):
        yield published(seed, place, publication, first + _EVERY * place, sizes.pictures)
    for place in range(sizes.drafts + sizes.scheduled):
        waiting = place >= sizes.drafts
        begun = now - timedelta(hours=5 * (place + 1))
        yield draft(seed, place, publication, begun, now + timedelta(days=place + 1) if waiting else None)


def published(seed: int, place: int, publication: Title, due: datetime, pictures: int) -> Post:
    """Return the post of that place, published a little after `due`."""
    chance = seeded(seed, "post", place)
    kind, theme, name, subtitle = CATALOGUE[0] if place == 0 else _ROWS[(place - 1) % len(_ROWS)]
    turn = (place - 1) // len(_ROWS) + 1
    name = f"{name}, part {turn}" if turn > 1 else name
    out = due + timedelta(milliseconds=chance.randrange(3_600_000))
    newsletter = kind in _FREE or kind == "paid"
    recording = uuid(chance) if kind == "podcast" else None
    return Post(
        number=_POST_NUMBERS + place * 1_913 + chance.randrange(900),
        uuid=uuid(chance),
        slug=slug_of(name, place),
        type="newsletter" if newsletter else kind,
        audience="only_paid" if kind == "paid" else "everyone",
        theme=theme,
        title=name,
        subtitle=subtitle,
        created=out - timedelta(minutes=chance.randrange(60, 3000)),
        published=out,
        updated=out + timedelta(seconds=chance.randrange(7_200)),
        mailed=out + timedelta(milliseconds=378) if kind in ("letter", "paid") else None,
        pictures=pictures + place % 2 if newsletter else 0,
        cover=image(chance) if newsletter else None,
        section=publication.sections[1] if recording else (publication.sections[0] if kind == "letter" else None),
        tags=tuple(tag for tag in publication.tags if tag.slug == theme),
        audio=recording,
        seconds=chance.randrange(300, 2_400) if recording else 0,
        likes=chance.randrange(3, 90),
    )


def draft(seed: int, place: int, publication: Title, begun: datetime, due: datetime | None) -> Post:
    """Return something that is being written; with `due` it will be published then."""
    chance = seeded(seed, "draft", place)
    theme = chance.choice(tuple(THEMES))
    name = chance.choice(THEMES[theme].headings)
    name = f"{name}, begun" if due is None else f"{name}, to come"
    return Post(
        number=_POST_NUMBERS + 9_000_000 + place * 1_913,
        uuid=uuid(chance),
        slug=f"{slug_of(name, place)}-{place}",
        type="newsletter",
        audience="only_paid" if place % 4 == 3 else "everyone",
        theme=theme,
        title=name,
        subtitle="" if place % 2 else "Not finished",
        created=begun - timedelta(hours=4),
        published=None,
        updated=begun,
        scheduled=due,
        pictures=place % 3,
        tags=publication.tags[:1],
    )


def slug_of(name: str, place: int) -> str:
    """Return what Substack makes of a title: about 40 characters, cut at a word; three where no letter is left."""
    words = re.findall(r"[a-z0-9]+", name.lower().replace("’", "").replace(":", ""))
    slug = ""
    for word in words:
        if len(slug) + len(word) >= 40:
            break
        slug = f"{slug}-{word}" if slug else word
    if not slug:
        return f"{place % 16**3:03x}"
    return slug if words[-2:-1] != ["part"] or slug.endswith(words[-1]) else f"{slug}-{words[-1]}"
