"""The index of the search: what a text is found by, how posts are numbered in it, and that nothing secret is in it."""

import json
import random
import re
from pathlib import Path

import pytest

from exporters.html.search.index import SIGNS, SearchIndex, digits, piece_of
from exporters.html.search.words import LONGEST, words_of
from tests.exporters.html.mirrored import mirrored
from tests.exporters.made_up import DRAFT_WORD, FREE_WORD, PAID_WORD, SUBSTACK, Made

SAMPLES = {
    "Café, naïve ÉCOLE": ["cafe", "naive", "ecole"],
    "Straße Øre łódź": ["strasse", "ore", "lodz"],
    "don’t stop": ["don", "stop"],
    "a I x 7": [],
    "1841": ["1841"],
    "灯台の話": ["灯台", "台の", "の話", "話"],
    "ガ ｶﾞ": ["ガ", "ガ"],
    "夜 letter": ["夜", "letter"],
    "서울에서": ["서울에서"],
    "مَرْحَبًا": ["مرحبا"],
    "हिन्दी।": ["हिन्दी"],
    "snake_case": ["snake", "case"],
    "x" * 40: ["x" * LONGEST],
    "": [],
}


def read(numbers: str) -> list[tuple[int, bool]]:
    """Return the numbers of a list, the way the script reads them."""
    found, post, value, shift = [], -1, 0, 0
    for sign in numbers:
        digit = SIGNS.index(sign)
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            post += value >> 1
            found.append((post, bool(value & 1)))
            value = shift = 0
    return found


def lists(index: SearchIndex) -> dict[str, str]:
    """Return the numbers of each word."""
    found = {}
    for name, content in index.files():
        if name != "posts.js":
            piece = json.loads(re.sub(r"\Aoutlast\.piece\(|\);\n\Z", "", f"[{content[len('outlast.piece(') : -3]}]"))
            assert f"{piece[0]}.js" == name
            for line in piece[1].split("\n"):
                word, numbers = line.split(" ")
                assert piece_of(word) == piece[0]
                found[word] = numbers
    return found


def with_texts(texts: list[str]) -> SearchIndex:
    index = SearchIndex()
    for number, text in enumerate(texts):
        index.add(title=f"Title{number}", more="", text=text, slug=f"s{number}", date="2024-01-01", about="")
    return index


@pytest.mark.parametrize("text", SAMPLES)
def test_a_text_is_found_by_its_words_without_case_and_accents(text: str) -> None:
    assert words_of(text) == SAMPLES[text]


def test_numbers_are_read_as_they_were_written() -> None:
    chance = random.Random(4)
    numbers = sorted({chance.randrange(100_000) for _ in range(2000)})
    written = b"".join(digits((b - a) * 2 + 1) for a, b in zip([-1, *numbers], numbers, strict=False))

    assert read(written.decode()) == [(number, True) for number in numbers]


def test_each_word_names_its_posts_and_where_it_matters() -> None:
    index = with_texts(["tide", "nothing", "tide tide tide", "low water"])

    found = lists(index)
    assert read(found["tide"]) == [(0, False), (2, True)]
    assert read(found["title2"]) == [(2, True)]
    assert read(found["water"]) == [(3, False)]


def test_a_word_of_nearly_all_posts_takes_no_room() -> None:
    index = with_texts([f"and word{number}" for number in range(100)])

    assert lists(index)["and"] == "*"
    assert read(lists(index)["word7"]) == [(7, False)]


def test_words_that_are_names_of_javascript_are_words() -> None:
    index = with_texts(["constructor hasOwnProperty __proto__"])

    assert {"constructor", "hasownproperty", "proto"} <= set(lists(index))


def test_two_thousand_posts_stay_small() -> None:
    chance = random.Random(2)
    vocabulary = [f"{chance.choice('abcdefghijklmnopqrstuvwxyz')}{number:x}" for number in range(20_000)]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    texts = [" ".join(chance.choices(vocabulary, weights, k=200)) for _ in range(2000)]

    files = dict(with_texts(texts).files())

    largest = max(len(content) for name, content in files.items() if name != "posts.js")
    assert largest < 80_000
    assert sum(map(len, files.values())) < 1_000_000


def test_nothing_that_is_not_for_everybody_can_be_found(publication: Made, tmp_path: Path) -> None:
    mirrored(publication.archive, SUBSTACK, tmp_path / "out")

    index = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out" / "search").glob("*.js"))
    assert "listen" in index
    for secret in (DRAFT_WORD, PAID_WORD, FREE_WORD, "payers"):
        assert secret not in index
