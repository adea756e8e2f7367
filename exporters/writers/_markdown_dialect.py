"""How Markdown is written: what differs from one reader of it to another."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What the program understands that reads it."""

    notes: bool = True
    """Footnotes are `[^1]`; where it does not know them they are HTML."""
    site: bool = True
    """It becomes a page: captions, galleries and embeds are HTML; else they are plain Markdown, as far as that goes."""
    templates: tuple[str, ...] = ()
    """What it would run as a template wherever that stands, in code too."""
    kramdown: bool = False
    """It reads as kramdown does: other signs can be escaped, and HTML ends with its tag and not at a blank line."""
