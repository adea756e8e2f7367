"""What readers wrote under a post, as data that a template can show line by line."""

import json
from collections.abc import Sequence

from exporters.selection import Comment

_DEEPEST = 6
"""Answers below that stand side by side, so that they do not run out of a narrow screen."""


def comment_rows(comments: Sequence[Comment]) -> list[dict[str, str | int | bool]]:
    """Return comments in their order, each with how deep it stands; no handles, no addresses."""
    depths: dict[str, int] = {}
    rows: list[dict[str, str | int | bool]] = []
    for comment in comments:
        depth = depths.get(comment.parent, -1) + 1 if comment.parent is not None else 0
        depths[comment.id] = depth
        rows.append(
            {
                "author": "" if comment.deleted else comment.author,
                "date": comment.at.strftime("%Y-%m-%d") if comment.at else "",
                "depth": min(depth, _DEEPEST),
                "deleted": comment.deleted,
                "text": comment.text,
            }
        )
    return rows


def as_json(value: object) -> str:
    """Return data as a file of JSON."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
