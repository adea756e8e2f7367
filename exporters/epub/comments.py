"""What readers wrote under a post, at the end of its chapter."""

import re

from exporters.epub.dates import day
from exporters.selection import Comment
from exporters.writers._html_text import plain_html

_DEEPEST = 4
"""Answers to answers are set in further, to here: a page of a book is narrow."""
_GONE = "This comment was deleted."
_PARAGRAPHS = re.compile(r"\n\s*\n")


def comments_section(comments: list[Comment], language: str) -> str:
    """Return the comments as a section; empty where there are none."""
    if not comments:
        return ""
    depths: dict[str, int] = {}
    parts = ['<section class="comments">', "<h2>Comments</h2>"]
    for comment in comments:
        depth = depths[comment.id] = depths.get(comment.parent or "", -1) + 1
        parts.append(_comment(comment, min(depth, _DEEPEST), language))
    return "\n".join([*parts, "</section>"])


def _comment(comment: Comment, depth: int, language: str) -> str:
    when = f", {day(comment.at, language)}" if comment.at else ""
    text = _GONE if comment.deleted else comment.text
    paragraphs = (plain_html(piece.strip()).replace("\n", "<br/>") for piece in _PARAGRAPHS.split(text))
    words = "".join(f"<p>{words}</p>" for words in paragraphs if words)
    about = f'<p class="about"><b>{plain_html(comment.author)}</b>{when}</p>'
    return f'<div class="comment depth-{depth}">{about}{words}</div>'
