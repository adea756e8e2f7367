"""Puts a letter together from the passages of its theme."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from outlast.demo_writer.words import CAST, THEMES, Theme
from outlast.demo_writer.words.awake import PASSAGES, SIGNATURES

_BRACES = re.compile(r"\{([^{}]*)\}")
_OWN, _BORROWED = 10, 12
"""So many passages a letter takes from its theme, and from all others: two letters on one theme share few of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Essay:
    """A letter as its writer typed it: paragraphs with light marks, and what she would put between them."""

    paragraphs: tuple[str, ...]
    headings: tuple[str, ...]
    sayings: tuple[str, ...]
    captions: tuple[str, ...]
    signature: str


def compose(chance: Random, theme_name: str, words: int) -> Essay:
    """Return a letter on that theme of about so many words."""
    theme = THEMES[theme_name]
    cast = {name: chance.choice(choices) for name, choices in CAST.items()}
    texts = [_said(chance, cast, text) for text in _passages(chance, theme_name, theme, words)]
    paragraphs: list[str] = []
    while texts:
        size = chance.choice((1, 2, 2, 2, 3))
        paragraphs.append(" ".join(texts[:size]))
        del texts[:size]
    return Essay(
        paragraphs=tuple(paragraphs),
        headings=_shuffled(chance, theme.headings),
        sayings=_shuffled(chance, theme.sayings),
        captions=_shuffled(chance, theme.captions),
        signature=chance.choice(SIGNATURES),
    )


def _passages(chance: Random, theme_name: str, theme: Theme, words: int) -> Iterator[str]:
    own = chance.sample(theme.passages, _OWN)
    elsewhere = [text for name, other in THEMES.items() if name != theme_name for text in other.passages]
    others = chance.sample([*PASSAGES, *chance.sample(elsewhere, _BORROWED)], len(PASSAGES) + _BORROWED)
    opening, closing = chance.choice(theme.openings), chance.choice(theme.closings)
    yield opening
    written = len((opening + closing).split())
    while written < words and (own or others):
        source = own if own and (not others or chance.random() < 0.55) else others
        text = source.pop()
        written += len(text.split())
        yield text
    yield closing


def _shuffled(chance: Random, lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line.replace("'", "’") for line in chance.sample(lines, len(lines)))


def _said(chance: Random, cast: Mapping[str, str], text: str) -> str:
    """Return a passage with its cast named and its alternatives chosen, innermost first."""

    def choose(match: re.Match[str]) -> str:
        inner = match.group(1)
        return chance.choice(inner.split("|")) if "|" in inner else cast[inner]

    while _BRACES.search(text):
        text = _BRACES.sub(choose, text)
    return text.replace("'", "’")


def plain(text: str) -> str:
    """Return a text without its marks."""
    return re.sub(r"\[(.+?)\]\(.+?\)", r"\1", text).replace("*", "")


def inline(text: str, *, strong: str = "", emphasis: str = "", link: str = "") -> str:
    """Return a text as HTML; the three are the attributes that a platform writes into its tags."""
    out = html.escape(text, quote=False)
    out = re.sub(r"\*\*(.+?)\*\*", rf"<strong{strong}>\1</strong>", out)
    out = re.sub(r"\*(.+?)\*", rf"<em{emphasis}>\1</em>", out)
    return re.sub(r"\[(.+?)\]\((.+?)\)", rf'<a href="\2"{link}>\1</a>', out)
