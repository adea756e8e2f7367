"""Other people at Medium, and what they wrote: none of them exist."""

import re
from dataclasses import dataclass

from outlast.demo_writer.chance import hex_id, seeded

_BEGINNINGS = (
    *("What I learned from", "A week with", "The case against", "Notes on", "How to live with", "In defence of"),
    *("Everything I know about", "The quiet return of", "Leaving", "Twelve ways to photograph", "My mother and"),
    *("A field guide to", "Who is afraid of", "The price of"),
)
_SUBJECTS = (
    *("ferries", "fog", "a broken clock", "the last bus", "small rooms", "slow soup", "borrowed bicycles", "lichen"),
    *(
        "the night shift",
        "second-hand maps",
        "waiting rooms",
        "other people’s gardens",
        "typewriters",
        "the word almost",
    ),
    *(
        "rooftops",
        "a bad piano",
        "herring",
        "moss",
        "lamp-posts",
        "the empty chair",
        "bread",
        "weather",
        "lists",
        "gulls",
    ),
    *("the old harbour", "handwriting"),
)
_WRITERS = (
    *("corin-ashdown-example", "ilse.example", "the-slow-ferryman", "marginalia-example", "tideline.example"),
    *("nocturne-example", "a.lamp.example", "paperboats-example", "wintering.example", "quiet-desk-example"),
)
PUBLICATIONS = (
    *(("The Slow Press", "the-slow-press-example"), ("Harbour Review", "harbour-review-example")),
    *(("Small Hours", "small-hours-example"), ("Field & Lamp", "field-and-lamp-example")),
)
TOPICS = (("Writing", "writing"), ("Travel", "travel"), ("Radio", "radio"), ("Memoir", "memoir"), ("Sea", "sea"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Something that somebody else wrote."""

    title: str
    number: str

    @property
    def link(self) -> str:
        """Return its address as Medium's lists give it."""
        slug = re.sub(r"[^a-z0-9]+", "-", self.title.lower().replace("’", "")).strip("-")
        return f"https://medium.com/p/{slug}-{self.number}"


def writings() -> tuple[Other, ...]:
    """Return what other people wrote, in no order."""
    titles = [f"{beginning} {subject}" for beginning in _BEGINNINGS for subject in _SUBJECTS]
    seeded("other writings").shuffle(titles)
    return tuple(Other(title=title, number=hex_id(seeded("other", title))) for title in titles)


def writers(count: int) -> tuple[str, ...]:
    """Return user names without their `@`."""
    numbered = (f"{name}{number or ''}" for number in range(count) for name in _WRITERS)
    return tuple(name for name, _ in zip(numbered, range(count), strict=False))
