"""What a theme of the made-up writer is: the passages that her letters about one subject are put together from.

In every text `{name}` stands for one of the cast, the same all through a letter, and `{this|that}` for either word;
`*so*`, `**so**` and `[so](https://…)` are emphasis, strong emphasis and links.
"""

import re
from dataclasses import dataclass
from typing import Self

CAST: dict[str, tuple[str, ...]] = {
    "friend": (
        "Ingrid",
        "Tomas",
        "Aurelio",
        "Wren",
        "Odile",
        "Kasimir",
        "Bettina",
        "Yusuf",
        "Noor",
        "Halloran",
        "Petra",
    ),
    "town": ("Skerrow", "Hallowmere", "Brannock", "Lund Haven", "Tarn Ferry", "Quillan", "Morrow Point", "Oxmouth"),
    "hour": ("ten past two", "a quarter to four", "half past three", "five to one", "twenty to five"),
    "month": ("January", "February", "March", "April", "June", "September", "October", "November", "December"),
    "weather": ("rain", "fog", "a hard frost", "wind", "sleet", "a thin moon", "thunder far out"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The passages on one subject."""

    openings: tuple[str, ...]
    passages: tuple[str, ...]
    closings: tuple[str, ...]
    sayings: tuple[str, ...]
    """Lines short enough for a pull quote."""
    captions: tuple[str, ...]
    """What is under her pictures."""
    headings: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the theme that is written in a text of parts (`# openings`): an empty line ends a passage."""
        parts = dict(part.split("\n", 1) for part in text.strip().removeprefix("# ").split("\n# "))
        return cls(
            openings=texts(parts["openings"]),
            passages=texts(parts["passages"]),
            closings=texts(parts["closings"]),
            sayings=tuple(parts["sayings"].split("\n")[:-1]),
            captions=tuple(parts["captions"].split("\n")[:-1]),
            headings=tuple(parts["headings"].split("\n")),
        )


def texts(block: str) -> tuple[str, ...]:
    """Return the passages of a block, each on one line; an empty line parts them."""
    return tuple(" ".join(text.split("\n")) for text in re.split(r"\n\n+", block.strip()))
