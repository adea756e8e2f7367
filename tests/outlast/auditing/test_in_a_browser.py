"""The page in Chromium: on a telephone and a desk, light and dark, and on paper.

With `OUTLAST_SCREENSHOTS=folder` each is also kept as a picture, to be looked at.
"""

from pathlib import Path

import pytest

from outlast.auditing.page import write_page
from tests.outlast.auditing.reports import HOSTILE, report
from tests.real.browser import Seen, looked_at

pytestmark = pytest.mark.real
ENOUGH = 4.5
"""WCAG 2.2, 1.4.3: contrast of words at level AA."""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    folder = tmp_path_factory.mktemp("pages")
    reports = {
        "plain": report(),
        "hostile": report(title=HOSTILE),
        "nothing": report(found=()),
        "months": report(days=100),
        "years": report(days=400),
    }
    for name, one in reports.items():
        (folder / f"{name}.html").write_bytes(write_page(one))
    found = looked_at(folder, Path(__file__).with_name("looks.mjs"))
    assert len(found) == 5 * 6
    return found


def test_nothing_is_wider_than_the_screen(seen: Seen) -> None:
    assert {key: one["wide"] for key, one in seen.items() if one["wide"] > int(key.split()[2])} == {}


def test_all_words_can_be_read_on_light_and_dark_screens_and_on_paper(seen: Seen) -> None:
    assert {key: one["contrast"] for key, one in seen.items() if one["contrast"] < ENOUGH} == {}
    assert min(one["smallest"] for one in seen.values()) >= 12


def test_the_words_of_the_plots_stand_clear_of_each_other_and_of_the_edge(seen: Seen) -> None:
    assert {key: one["overlapping"] for key, one in seen.items() if one["overlapping"]} == {}
    assert {key: one["outside"] for key, one in seen.items() if one["outside"]} == {}


def test_every_plot_is_there(seen: Seen) -> None:
    assert {one["plots"] for key, one in seen.items() if key.startswith("plain")} == {5}


def test_the_tables_of_the_plots_are_on_paper(seen: Seen) -> None:
    assert {one["hidden"] for key, one in seen.items() if " print " in key} == {0}
    assert {one["hidden"] for key, one in seen.items() if "plain screen" in key} == {5}


def test_nothing_is_asked_of_anybody(seen: Seen) -> None:
    assert {key: one["asked"] for key, one in seen.items() if one["asked"]} == {}
