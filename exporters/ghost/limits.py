"""What fits into Ghost: one value that is too long, and it imports nothing at all."""

import re
from datetime import datetime

TITLE, EXCERPT, META_TITLE, META_DESCRIPTION, NAME, SLUG = 255, 300, 300, 500, 191, 185
"""Letters, of Ghost's own tables (core/server/data/schema/schema.js)."""
ADDRESS, COMMENT_ID = 2000, 50
_BLANK = re.compile(r"\s\S*\Z")


def shortened(text: str, most: int) -> str:
    """Return text of at most so many letters, cut between words."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    at = _BLANK.search(cut)
    return (cut[: at.start()] if at and at.start() > most // 2 else cut).rstrip() + "…"


def time_of(moment: datetime | None) -> str | None:
    """Return a time as Ghost reads it."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z") if moment else None
