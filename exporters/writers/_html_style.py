"""How HTML is written: what differs from one target to another."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlStyle:
    """The wishes of a target."""

    xml: bool = False
    """XHTML, for books: empty elements are closed, and nothing is shown that is not in the file."""
    frames: bool = False
    """Embeds are shown in frames, which ask other sites for them; else they are cards that lead there."""
    shift: int = 0
    """Added to the level of headings."""
    prefix: str = "post-"
    """Of every id. Several posts on one page need different ones."""
    paywall: str | None = None
    """Markup for the place where the paying part begins; `None`: a line, and a loss, since everybody can read on."""
