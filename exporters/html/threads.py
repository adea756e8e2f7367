"""What readers said under a post, as its page shows it."""

import re
from dataclasses import dataclass

from backup.platform_text import one_line
from exporters.html.card import Day
from exporters.selection import Comment

_DEEPEST = 5
"""Steps that answers are set in; deeper ones stand below each other. All say whom they answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A comment on the page."""

    id: str
    author: str
    day: Day | None
    paragraphs: list[list[str]]
    """Lines."""
    depth: int
    answers: "Said | None"


def threads(comments: list[Comment]) -> list[Said]:
    """Return the comments under a post as the page shows them."""
    shown: dict[str, Said] = {}
    for comment in comments:
        parent = shown.get(comment.parent or "")
        shown[comment.id] = Said(
            id=re.sub(r"[^\w-]", "-", comment.id),
            author=comment.author,
            day=Day.of(comment.at),
            paragraphs=_paragraphs(comment.text),
            depth=min(parent.depth + 1, _DEEPEST) if parent else 0,
            answers=parent,
        )
    return list(shown.values())


def _paragraphs(text: str) -> list[list[str]]:
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    lines = ([line for line in map(one_line, block.splitlines()) if line] for block in blocks)
    return [block for block in lines if block]
