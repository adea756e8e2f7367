"""A cover: the publication's name on a ground of its own colour, drawn as SVG, so that it needs no program to make."""

import hashlib
import unicodedata

from exporters.writers._html_text import plain_html

WIDTH, HEIGHT = 1600, 2400
_SIDE = 1240
"""How wide a line may be."""
_SIZES = (200, 170, 140, 115, 95, 80)
_MOST_LINES = 7
_HUES = (212, 236, 262, 340, 8, 24, 152, 172, 192)
"""Degrees; dark ones of these carry white letters well."""


def cover(title: str, author: str, years: str, seed: str) -> str:
    """Return the cover as SVG; the colour follows from `seed`."""
    size, lines = _set(title)
    hue = _HUES[hashlib.sha256(seed.encode()).digest()[0] % len(_HUES)]
    top = HEIGHT * 0.36 - (len(lines) - 1) * size * 0.6
    drawn = "\n".join(_line(line, top + number * size * 1.2, size) for number, line in enumerate(lines))
    below = top + len(lines) * size * 1.2
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' role="img" aria-label="{plain_html(title).replace(chr(34), "&quot;")}">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="hsl({hue},38%,22%)"/>\n'
        f'<rect x="90" y="90" width="{WIDTH - 180}" height="{HEIGHT - 180}" fill="none"'
        f' stroke="hsl({hue},45%,72%)" stroke-width="4"/>\n'
        f"{drawn}\n"
        f'<rect x="{WIDTH // 2 - 90}" y="{below:.0f}" width="180" height="6" fill="hsl({hue},45%,72%)"/>\n'
        f"{_line(author, HEIGHT - 330, 72)}\n{_line(years, HEIGHT - 220, 56)}\n"
        "</svg>\n"
    )


def _line(text: str, y: float, size: int) -> str:
    return (
        f'<text x="{WIDTH // 2}" y="{y:.0f}" font-family="Georgia, \'Noto Serif\', serif" font-size="{size}"'
        f' fill="#fff" text-anchor="middle">{plain_html(text)}</text>'
    )


def _set(title: str) -> tuple[int, list[str]]:
    """Return a size, and the title in lines that fit at it."""
    lines: list[str] = []
    for size in _SIZES:
        lines = _lines(title, _SIDE / size)
        if len(lines) <= _MOST_LINES and all(_width(line) <= _SIDE / size for line in lines):
            return size, lines
    kept = lines[:_MOST_LINES]
    return _SIZES[-1], [*kept[:-1], f"{kept[-1]}…"]


def _lines(title: str, most: float) -> list[str]:
    """Return the title in lines of at most `most` widths of an M; a script without blanks is cut anywhere."""
    words = title.split()
    if any(_wide(sign) for sign in title):
        words = [piece for word in words for piece in (list(word) if any(map(_wide, word)) else [word])]
    lines: list[str] = []
    for word in words:
        glue = "" if lines and _wide(word[0]) and _wide(lines[-1][-1]) else " "
        if lines and _width(lines[-1] + glue + word) <= most:
            lines[-1] += glue + word
        else:
            lines.append(word)
    return lines or [""]


def _width(text: str) -> float:
    """Return about how wide text is, in widths of an M."""
    return sum(1.0 if _wide(sign) else 0.72 if sign.isupper() else 0.56 for sign in text)


def _wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"
