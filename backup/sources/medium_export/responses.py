"""How sure it is that a piece is a response to somebody else's story.

Nothing in the export says so, and the story it answers is not named (formats: 1.6). What is known: Medium gives a
response no title of its own and takes the first words of its first paragraph for one. Measured on three real exports,
370 of 585, 192 of 3,041 and 2 of 7 pieces have this shape; what else has it are short stories that were never given a
title. So the shape alone is a likely response, and whatever a comment hardly ever has makes it less so.
"""

from selectolax.lexbor import LexborNode

from backup.sources.medium_export.markup import squeeze

LIKELY = 0.5
"""From here on a piece is kept as a response; below, as a story that might be one."""

_OF_THE_SHAPE = 0.75
# (at most so many paragraphs, what that adds); the longest comments seen fill a screen.
_BY_PARAGRAPHS = ((1, 0.2), (6, 0.0), (10, -0.15), (20, -0.3))
_BY_LETTERS = ((1500, 0.0), (4000, -0.15))
_MANY = -0.4


def confidence(body: LexborNode, *, title: str, subtitle: str | None, tagged: bool, imported: bool) -> float | None:
    """Return how sure it is, 0.05 to 0.95, that a published piece is a response; `None` without the shape of one."""
    grafs = body.css(".graf")
    if not grafs or not _has_the_shape(body, grafs[0], title):
        return None
    text = squeeze(body.text())
    written = sum("graf--empty" not in (graf.attributes.get("class") or "") for graf in grafs)
    score = _OF_THE_SHAPE + _step(_BY_PARAGRAPHS, written) + _step(_BY_LETTERS, len(text))
    if body.css_first("figure, img, iframe, .graf--mixtapeEmbed") is not None:
        score -= 0.3
    if body.css_first(".graf--h2, .graf--h3, .graf--h4") is not None:
        score -= 0.35
    if len(body.css("section.section")) > 1:
        score -= 0.2
    if subtitle and not _taken_from(text, subtitle):
        score -= 0.3
    if tagged:
        score -= 0.25
    if imported:  # a response has no other home than Medium
        score -= 0.6
    return round(min(max(score, 0.05), 0.95), 2)


def _has_the_shape(body: LexborNode, first: LexborNode, title: str) -> bool:
    """Tell whether the title is nothing but the beginning of the first paragraph."""
    classes = (first.attributes.get("class") or "").split()
    if first.tag != "p" or "graf--leading" not in classes or body.css_first(".graf--title") is not None:
        return False
    beginning = _letters(title.removesuffix("…"))
    return bool(beginning) and _letters(first.text()).startswith(beginning)


def _taken_from(text: str, subtitle: str) -> bool:
    """Tell whether Medium made the subtitle itself, of the first words that are not the title."""
    return _letters(subtitle.removesuffix("…")) in _letters(text)


def _letters(text: str) -> str:
    """Return a text without its blanks: a line break within a paragraph is a blank in a title, or nothing."""
    return "".join(text.split())


def _step(steps: tuple[tuple[int, float], ...], count: int) -> float:
    return next((value for most, value in steps if count <= most), _MANY)
