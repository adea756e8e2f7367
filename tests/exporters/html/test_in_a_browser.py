"""The mirror in Chromium, opened from the disk: its search, its links, the keyboard, and that it asks nobody."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.exporters.html.mirrored import mirrored
from tests.exporters.html.test_search import SAMPLES
from tests.exporters.made_up import SUBSTACK, Made
from tests.real.components import NODE, node_package, program

pytestmark = pytest.mark.real
Seen = dict[str, Any]


@pytest.fixture(scope="module")
def seen(publication: Made, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    node_package("playwright-core")
    out = tmp_path_factory.mktemp("browser") / "out"
    mirrored(publication.archive, SUBSTACK, out)
    command = ["node", str(Path(__file__).with_name("in_a_browser.mjs")), str(NODE / "node_modules")]
    done = subprocess.run(
        [*command, program("chromium"), str(out), json.dumps(list(SAMPLES))],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found: Seen = json.loads(done.stdout)
    return found


def test_only_files_are_asked_for(seen: Seen) -> None:
    assert len(seen["asked"]) > 50
    assert [address for address in seen["asked"] if not address.startswith(("file:", "data:"))] == []


def test_the_policy_stops_nothing_and_no_script_fails(seen: Seen) -> None:
    assert seen["complaints"] == []


@pytest.mark.parametrize(
    ("words", "said", "titles"),
    [
        ("bold slanted", "One post", ['He said: "Hi" & <b>left</b>']),
        ("CAFÉ listen", "No post has all of these words. One post with some of them:", ["Episode one"]),
        ("灯台", "One post", ["夜の手紙"]),
        ("夜", "One post", ["夜の手紙"]),
        ("مرحبا", "One post", ["رسالة الليل"]),
        ("widg", "One post", ["Widgets"]),
        ("twin", "2 posts", ["Twin", "Twin"]),
        ("nowhereatall", "No post has these words.", []),
    ],
)
def test_the_search_finds_posts_by_their_words(seen: Seen, words: str, said: str, titles: list[str]) -> None:
    assert seen["search"][words] == {"said": said, "titles": titles}


def test_the_script_reads_words_as_the_index_does(seen: Seen) -> None:
    for (text, indexed), asked in zip(SAMPLES.items(), seen["words"], strict=True):
        # Of a run of signs without spaces, the index also has the last one alone.
        assert [one["word"] for one in asked] == (indexed[:-1] if text == "灯台の話" else indexed)


def test_a_result_leads_to_its_post_and_back(seen: Seen) -> None:
    assert seen["followed"] == 'He said: "Hi" & <b>left</b>'
    assert seen["back"] == "footnote"


def test_the_keyboard_is_enough(seen: Seen) -> None:
    assert seen["skip"]["text"] == "Skip to the text"
    assert seen["skip"]["outline"] == "solid"
    assert seen["skipped"]["id"] == "content"
    assert seen["first"]["text"] == "Widgets"
    assert seen["opened"] == "Widgets"


def test_without_scripts_the_search_leads_to_the_archive(seen: Seen) -> None:
    assert "archive" in seen["withoutScripts"]


def test_nothing_is_wider_than_a_phone(seen: Seen) -> None:
    assert seen["wide"] == []


def test_pictures_are_shown(seen: Seen) -> None:
    assert seen["pictures"] == [48, 48]


def test_it_is_dark_where_the_reader_likes_it_dark(seen: Seen) -> None:
    assert seen["looks"] == {"light": "rgb(253, 252, 248)", "dark": "rgb(23, 24, 26)"}


def test_it_prints_black_on_white_without_what_one_clicks(seen: Seen) -> None:
    assert seen["printed"] == {"paper": "rgb(255, 255, 255)", "hidden": ["none", "none", "none"]}
