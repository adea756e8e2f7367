"""SVG for a page that may be any width: across in percent, down in pixels, so that no word ever shrinks.

There is no viewBox: lengths in percent follow the width of the page and lengths without a unit do not (SVG 2, 8.9).
Colours are classes, which the page's style sheet fills for light and dark screens and for paper.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

_TITLE = 24
"""Pixels above the plot for what its line is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A picture with all that it shows in words, for who cannot see it."""

    id: str
    title: str
    words: str
    """What is drawn and how to read it, in sentences."""
    svg: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The numbers of the picture, the most telling ones first."""
    left_out: int = 0
    """Rows that the table leaves out."""


def element(name: str, inside: str = "", /, **attributes: float | str) -> str:
    """Return an element; `inside` is markup already, attributes are not. `class_` and `x_y` are `class` and `x-y`."""
    said = "".join(
        f' {key.strip("_").replace("_", "-")}="{escape(value if isinstance(value, str) else short(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>"


def text(words: str, x: str | float, y: float, *, class_: str = "", anchor: str = "start") -> str:
    """Return words that begin, end or have their middle at a point."""
    said: dict[str, str | float] = {"x": x, "y": y, "text_anchor": anchor}
    return element("text", _written(words), **(said | ({"class_": class_} if class_ else {})))


def tip(words: str) -> str:
    """Return the name of what it stands in: a pointer shows it, and a screen reader says it."""
    return element("title", _written(words))


def picture(plot: str, title: str, words: str, parts: Iterable[str], *, height: int, class_: str = "plot") -> str:
    """Return the whole picture, named and told for who cannot see it."""
    named = element("title", _written(title), id=f"{plot}-title") + element("desc", _written(words), id=f"{plot}-words")
    return element(
        "svg",
        named + "".join(parts),
        role="img",
        aria_labelledby=f"{plot}-title {plot}-words",
        class_=class_,
        height=height,
    )


def _written(words: str) -> str:
    """Return words as markup; without the signs that nobody sees, some of which XML does not allow at all."""
    return escape("".join(sign for sign in words if sign.isprintable()))


def percent(share: float) -> str:
    """Return a share of the width."""
    return f"{short(share * 100)}%"


def short(number: float) -> str:
    """Return a number without digits that nobody sees."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def steps(highest: float) -> Sequence[float]:
    """Return round numbers from 0 to `highest` or just above, three to six of them."""
    size = 1.0
    while highest / size > 5:
        size *= 2.5 if str(size)[0] == "2" else 2
    while highest / size < 1:
        size /= 2
    count = int(-(-highest // size))
    return [size * number for number in range(max(count, 1) + 1)]


def scale(highest: float, *, height: int) -> tuple[list[str], float]:
    """Return the lines and numbers of the upright axis, and how many pixels one unit is high.

    The plot is as high as `height` says; its zero is `_TITLE` lower.
    """
    numbers = steps(highest)
    pixel = height / numbers[-1]
    lines: list[str] = []
    for number in numbers:
        y = bottom(height) - number * pixel
        lines.append(element("line", x1="0", x2="100%", y1=y, y2=y, class_="grid" if number else "axis"))
        lines.append(text(f"{number:,g}", -6, y + 4, class_="tick", anchor="end"))
    return lines, pixel


def bottom(height: int) -> float:
    """Return where zero is, in pixels from above."""
    return height + _TITLE


def limit_line(value: float, words: str, *, height: int, pixel: float) -> str:
    """Return the line of a threshold; its words stand above the plot, where nothing is drawn over them."""
    y = bottom(height) - value * pixel
    line = element("line", x1="0", x2="100%", y1=y, y2=y, class_="limit")
    key = element("line", x1="-40", x2="-16", y1="6", y2="6", class_="limit")
    return line + key + text(words, -10, 10, class_="limit-words")
