"""The look of the mirror: what is written can be read, in the light and in the dark."""

import re
from pathlib import Path

import pytest

import templates

STYLE = (Path(templates.__file__).parent / "site" / "style.css").read_text(encoding="utf-8")
ENOUGH = 4.5
"""WCAG 2.2, 1.4.3: contrast (minimum), level AA."""


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(sign * 2 for sign in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


LOOKS = [colours(block) for block in re.findall(r":root \{([^}]*)\}", STYLE)]


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "print"])
def test_words_stand_out_from_what_they_stand_on(look: dict[str, str]) -> None:
    for words in ("ink", "soft", "accent"):
        for ground in ("paper", "tint"):
            assert contrast(look[words], look[ground]) >= ENOUGH, (words, ground)
    assert contrast(look["ink"], look["mark"]) >= ENOUGH


def test_there_is_a_look_for_light_dark_and_paper() -> None:
    assert len(LOOKS) == 3
