"""Words can be told from what they stand on, on light screens and on dark ones (WCAG 2.2, 1.4.3: 4.5 to 1)."""

import re
import tomllib
from importlib import resources

import pytest

PLACE = resources.files("templates") / "mail"
LAYOUT = (PLACE / "layout.html").read_text(encoding="utf-8")
STYLES: dict[str, str] = tomllib.loads((PLACE / "styles.toml").read_text(encoding="utf-8"))
DARK = dict(re.findall(r"^([^{@]+?) \{ ([^}]*) \}", LAYOUT.partition("prefers-color-scheme: dark")[2], re.MULTILINE))
ENOUGH = 4.5


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2.2, “relative luminance”)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colour(style: str, what: str = "color") -> str:
    found = re.search(rf"(?:^|[;\s]){what}: ?(#[0-9a-f]{{6}})", style)
    assert found, style
    return found[1]


def style_of(classes: str) -> str:
    found = re.search(rf'class="{classes}"[^>]*? style="([^"]*)"', LAYOUT)
    assert found, classes
    return found[1]


def light() -> dict[str, tuple[str, str]]:
    sheet, page = colour(style_of("sheet words"), "background-color"), colour(style_of("page"), "background-color")
    found = {f"{tag} on the sheet": (colour(style), sheet) for tag, style in STYLES.items() if "color:#" in style}
    found["words on the sheet"] = (colour(style_of("sheet words")), sheet)
    found["foot"] = (colour(style_of("foot")), page)
    return found | {f"link {number} in the foot": (link, page) for number, link in enumerate(foot_links())}


def foot_links() -> list[str]:
    return [colour(style) for style in re.findall(r'<a href="[^"]*" style="([^"]*)"', LAYOUT)]


def dark() -> dict[str, tuple[str, str]]:
    sheet, page = colour(DARK[".sheet"], "background-color"), colour(DARK[".page"], "background-color")
    found = {}
    for selectors, style in DARK.items():
        for selector in selectors.split(", "):
            if selector.startswith((".words", ".foot")) and re.search(r"(?:^| )color:", style):
                found[selector] = (colour(style), sheet if selector.startswith(".words") else page)
    return found


def test_what_is_measured_is_what_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert len(foot_links()) == 2
    assert {"a on the sheet", "blockquote on the sheet", "words on the sheet", "foot"} <= light().keys()
    assert {".words", ".words p", ".words a", ".words blockquote p", ".foot", ".foot a"} <= dark().keys()


@pytest.mark.parametrize("pair", [pytest.param(pair, id=name) for name, pair in light().items()])
def test_words_can_be_read_on_a_light_screen(pair: tuple[str, str]) -> None:
    assert contrast(*pair) >= ENOUGH


@pytest.mark.parametrize("pair", [pytest.param(pair, id=name) for name, pair in dark().items()])
def test_words_can_be_read_on_a_dark_screen(pair: tuple[str, str]) -> None:
    assert contrast(*pair) >= ENOUGH


def test_each_colour_of_a_light_screen_has_one_for_a_dark_one() -> None:
    with_colour = {tag for tag, style in STYLES.items() if re.search(r"(?:^|;)color:", style)}
    assert {f".words {tag}" for tag in with_colour} <= dark().keys()


def test_outlook_on_the_web_gets_the_same_dark_colours() -> None:
    its_own = dict(re.findall(r"^\[data-ogs[bc]\] (\.\w+(?: \w+)?)[^{]*\{ ([^}]*) \}", LAYOUT, re.MULTILINE))
    known = {one: style for selectors, style in DARK.items() for one in selectors.split(", ")}
    assert its_own.keys() == {".page", ".sheet", ".words", ".foot", ".words a"}
    assert {name: style for name, style in its_own.items() if known[name] != style} == {}
