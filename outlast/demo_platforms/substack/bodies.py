"""The bodies of the posts of a made-up Substack, made when they are first asked for."""

import json
from dataclasses import dataclass
from functools import lru_cache

from backup.model import Json
from outlast.demo_platforms.substack import parts
from outlast.demo_platforms.substack.making import say
from outlast.demo_platforms.substack.nouns import Post
from outlast.demo_platforms.substack.parts import Part
from outlast.demo_writer.chance import seeded
from outlast.demo_writer.prose import Essay, compose
from outlast.demo_writer.widgets import ASIDES
from outlast.demo_writer.widgets.text import footnote, old_footnote

_SHORT = 300
"""So many characters are in `truncated_body_text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a post says."""

    parts: tuple[Part, ...]

    @property
    def html(self) -> str:
        """Return all of it, as `body_html` has it."""
        return "".join(part.html for part in self.parts)

    @property
    def preview(self) -> str:
        """Return what stands above the paywall, or all where there is none."""
        return "".join(part.html for part in self._free())

    @property
    def words(self) -> int:
        """Return how many words all of it has, as `wordcount` counts them."""
        return sum(len(part.words.split()) for part in self.parts)

    @property
    def beginning(self) -> str:
        """Return its first words, as `truncated_body_text` has them."""
        return " ".join(part.words for part in self._free() if part.words)[:_SHORT]

    @property
    def pictures(self) -> tuple[str, ...]:
        """Return the addresses of the pictures that it shows, in their order."""
        return tuple(part.picture for part in self.parts if part.picture)

    def editor(self) -> str:
        """Return it as the editor keeps it: JSON in a string."""
        content: list[Json] = [part.node for part in self.parts if part.node is not None]
        return json.dumps({"type": "doc", "content": content}, ensure_ascii=False)

    def _free(self) -> list[Part]:
        free: list[Part] = []
        for part in self.parts:
            if part.paywall:
                break
            free.append(part)
        return free


@lru_cache(maxsize=4096)
def body(seed: int, post: Post) -> Body:
    """Return the body of a post as it is in its revision."""
    chance = seeded(seed, "body", post.number)
    words = 90 if post.type != "newsletter" else int(chance.triangular(220, 900, 420))
    essay = compose(seeded(seed, "essay", post.number), post.theme, words)
    made = [parts.paragraph(text) for text in essay.paragraphs]
    if post.published is not None and post.type == "newsletter":
        made = _letter(seed, post, essay, made)
    for place in range(post.pictures):
        caption = essay.captions[place % len(essay.captions)]
        shown = parts.shown(seeded(seed, "picture", post.number, place), caption, top=place == 0)
        made.insert(min(place * 3, len(made)), shown)
    for turn in range(post.revision):
        made.append(parts.paragraph(f"*Added later:* {say(seeded(seed, 'later', post.number, turn), 1)}"))
    return Body(parts=tuple(made))


def _letter(seed: int, post: Post, essay: Essay, made: list[Part]) -> list[Part]:
    """Return the paragraphs with what stands between and below them."""
    chance = seeded(seed, "letter", post.number)
    turn = post.number % 97
    below: list[Part] = []
    if turn % 3 == 0:
        anchor, note = (old_footnote if turn % 2 else footnote)(chance, 1)
        first = made[0]
        marked = first.html.removesuffix("</p>") + f"{anchor}</p>"
        made[0] = Part(html=marked, node=first.node, words=first.words)
        below.append(Part(html=note))
    middle = len(made) // 2
    made.insert(middle, parts.heading(essay.headings[0], 2))
    made.insert(middle, Part(html=ASIDES[turn % len(ASIDES)](chance)))
    made.insert(2, parts.pullquote(essay.sayings[0]))
    made.insert(min(4, len(made)), parts.form(chance))
    if post.audience == "only_paid":
        made.insert(min(5, len(made)), parts.paywall())
    return [*made, *below]
