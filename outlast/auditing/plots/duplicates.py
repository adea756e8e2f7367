"""Which posts share passages: a map with a field for each two of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from outlast.auditing.plots.drawing import Plot, element, percent, picture, text, tip

_MOST = 40
"""Posts on the map; the fields of more could not be hit with a finger."""
_ROWS = 8
_EVERY = 5
"""Where there are many posts, every so many carries its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two posts that share passages."""

    one: str
    other: str
    """Their keys."""
    share: float
    """How much of the shorter one is in the other, from 0 to 1."""


def duplicate_map(pairs: Sequence[Pair], titles: dict[str, str], order: Sequence[str]) -> Plot:
    """Return the map of the posts with the most in common, in the order in which they appeared; there is a pair."""
    weight: Counter[str] = Counter()
    for pair in pairs:
        weight[pair.one] += round(pair.share * 1000)
        weight[pair.other] += round(pair.share * 1000)
    place = {key: number for number, key in enumerate(order)}
    shown = sorted((key for key, _ in weight.most_common(_MOST)), key=lambda key: place.get(key, len(place)))
    number = {key: at for at, key in enumerate(shown)}
    size = 1 / len(shown)
    parts = [element("rect", x="0", y="0", width="100%", height="100%", class_="field")]
    for at in range(len(shown)):
        parts.append(_field(at, at, size, "same", f"{at + 1}: {titles[shown[at]]}"))
        if len(shown) <= 2 * _EVERY or (at + 1) % _EVERY == 0 or at == 0:
            middle = percent((at + 0.5) * size)
            parts.append(text(str(at + 1), middle, -6, class_="tick", anchor="middle"))
            parts.append(element("text", str(at + 1), x=-6, y=middle, dy=4, class_="tick", text_anchor="end"))
    for pair in sorted(pairs, key=lambda pair: pair.share):
        if pair.one in number and pair.other in number:
            names = f"{titles[pair.one]} and {titles[pair.other]}: {pair.share:.0%}"
            for column, row in ((number[pair.one], number[pair.other]), (number[pair.other], number[pair.one])):
                parts.append(_field(column, row, size, f"shared s{min(int(pair.share * 5), 4)}", names))
    title = "Posts that share passages"
    left_out = len(weight) - len(shown)
    words = (
        f"{len(weight):,} posts share passages with another one, in {len(pairs):,} pairs. Each field is two posts; the "
        "stronger its colour, the more of the shorter one is in the other. The diagonal is each post with itself."
        + (f" {left_out:,} posts with less in common are left out." if left_out else "")
    )
    return Plot(
        id="plot-duplicates",
        title=title,
        words=words,
        svg=picture("plot-duplicates", title, words, parts, height=320, class_="plot map"),
        header=("Numbers", "Post", "Shares with", "Of the shorter one"),
        rows=tuple(
            (
                f"{number[pair.one] + 1}, {number[pair.other] + 1}"
                if pair.one in number and pair.other in number
                else "–",
                titles[pair.one],
                titles[pair.other],
                f"{pair.share:.0%}",
            )
            for pair in sorted(pairs, key=lambda pair: -pair.share)[:_ROWS]
        ),
        left_out=max(len(pairs) - _ROWS, 0),
    )


def _field(column: int, row: int, size: float, class_: str, words: str) -> str:
    return element(
        "rect",
        tip(words),
        x=percent(column * size),
        y=percent(row * size),
        width=percent(size),
        height=percent(size),
        class_=class_,
    )
