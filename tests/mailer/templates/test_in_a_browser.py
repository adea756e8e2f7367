"""The letters in Chromium, at 320 and 640 pixels, on a light screen and on a dark one.

With `OUTLAST_SCREENSHOTS=folder` each is also kept as a picture, to be looked at.
"""

from pathlib import Path

import msgspec
import pytest

from backup.audience.subscriber import Status
from mailer.letter.compiled import compile_letter
from mailer.model import Recipient
from tests.mailer.templates.shipped import ALL, DATE, PAID, compiled, read
from tests.mailer.templates.test_colours import ENOUGH
from tests.real.browser import Seen, looked_at

pytestmark = pytest.mark.real
SCHEMES = ("light", "dark")
LONG = f"https://nightletters.example.org/{'a-very-long-path/' * 6}?{'q' * 120}"
ENDLESS = Recipient(address=f"{'a' * 60}@example.com", name="N" * 120, status=Status.PAID)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    folder = tmp_path_factory.mktemp("letters")
    for template, language in ALL:
        html = read(compiled(template, language), PAID).html
        (folder / f"{template}.{language}.html").write_text(html, encoding="utf-8")
    for language in ("en", "ar"):
        (folder / f"long.{language}.html").write_text(with_long_words(language), encoding="utf-8")
    found = looked_at(folder, Path(__file__).with_name("looks.mjs"))
    assert len(found) == 4 * (len(ALL) + 2)
    return found


def with_long_words(language: str) -> str:
    """Return a letter full of what does not break by itself."""
    letter = compiled("moved", language).letter
    words = f"> {'w' * 200}\n\n`{'c' * 200}`\n\n- {LONG}\n\n## {'H' * 100}\n\n    {'p' * 200}"
    values = {**letter.values, "new_address": LONG, "to_do_words": words}
    return read(compile_letter(msgspec.structs.replace(letter, values=values), date=DATE), ENDLESS).html


def test_nothing_is_wider_than_the_screen(seen: Seen) -> None:
    assert {key: one["wide"] for key, one in seen.items() if one["wide"] > int(key.split()[1])} == {}


def test_the_sheet_takes_what_room_there_is(seen: Seen) -> None:
    assert {one["sheetWidth"] for key, one in seen.items() if " 320 " in key} == {304}
    assert {one["sheetWidth"] for key, one in seen.items() if " 640 " in key} == {600}


def test_all_words_can_be_read_on_light_and_dark_screens(seen: Seen) -> None:
    assert {key: one["contrast"] for key, one in seen.items() if one["contrast"] < ENOUGH} == {}
    assert {one["smallest"] for one in seen.values()} == {14}


def test_a_letter_is_dark_where_the_screen_is(seen: Seen) -> None:
    colours = {
        scheme: {(one["page"], one["sheet"]) for key, one in seen.items() if scheme in key} for scheme in SCHEMES
    }
    assert colours == {
        "light": {("rgb(240, 241, 243)", "rgb(255, 255, 255)")},
        "dark": {("rgb(19, 19, 20)", "rgb(30, 31, 32)")},
    }


def test_lines_begin_at_the_side_of_the_language(seen: Seen) -> None:
    for key, one in seen.items():
        begins, ends = ("gapRight", "gapLeft") if ".ar " in key else ("gapLeft", "gapRight")
        assert one[begins] == 0, key
        assert one[ends] > 20 or key.startswith("long"), key


def test_nothing_is_asked_of_anybody(seen: Seen) -> None:
    assert {key: one["asked"] for key, one in seen.items() if one["asked"]} == {}
