"""Passages that texts have in common: all of them, only them, and in bounded time."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.risk.shingles import SIGNS, WORDS, Shingles
from backup.risk.words import words_of

few_words = st.lists(st.sampled_from("abcde"), max_size=40)


def made_up(count: int, seed: int, size: int = 4000) -> list[str]:
    chance = random.Random(seed)
    return [f"w{chance.randrange(size)}" for _ in range(count)]


def changed(words: list[str], share: float, seed: int) -> list[str]:
    chance = random.Random(seed)
    return [f"new{chance.randrange(9999)}" if chance.random() < share else word for word in words]


def test_texts_without_a_common_passage_are_no_pair() -> None:
    assert Shingles([made_up(300, 1), made_up(300, 2), []]).pairs == ()


def test_a_copy_is_a_pair_that_shares_everything() -> None:
    text = made_up(300, 1)
    (pair,) = Shingles([made_up(300, 2), text, text]).pairs
    assert (pair.first, pair.second, pair.share, pair.shared) == (1, 2, 1.0, 296)


@pytest.mark.parametrize("seed", range(13))
def test_a_copy_with_a_fifth_of_its_words_changed_stands_out(seed: int) -> None:
    text = made_up(1100, seed)
    texts = [made_up(1100, 100 + number) for number in range(30)]
    found = Shingles([*texts, text, changed(text, 0.2, seed)]).pairs
    assert (found[0].first, found[0].second) == (30, 31)
    assert found[0].share > 0.2
    assert all(pair.share < 0.02 for pair in found[1:])


def test_a_short_text_inside_a_long_one_shares_all_of_itself() -> None:
    long = made_up(5000, 3)
    (pair,) = Shingles([long, long[2000:2050]]).pairs
    assert pair.share == 1.0


def test_runs_are_the_whole_passages_in_order() -> None:
    first = [*made_up(20, 1), *"the lamp was lit at dusk every day".split(), *made_up(20, 2)]  # noqa: SIM905
    second = [*made_up(7, 3), *"the lamp was lit at dusk every day".split(), *made_up(9, 4)]  # noqa: SIM905
    (run,) = Shingles([first, second]).runs(0, 1)
    assert (run.first, run.first_end, run.second, run.second_end, run.same) == (20, 28, 7, 15, 8)


def test_runs_with_a_changed_word_between_them_are_one_with_a_gap() -> None:
    text = made_up(30, 1)
    other = [*text[:14], "another", *text[15:]]
    shingles = Shingles([text, other])
    assert [run.same for run in shingles.runs(0, 1)] == [14, 15]
    (run,) = shingles.runs(0, 1, gap=2)
    assert (run.first, run.first_end, run.same) == (0, 30, 29)


@given(few_words, few_words, st.integers(0, 4))
def test_every_run_is_in_both_texts(first: list[str], second: list[str], gap: int) -> None:
    shingles = Shingles([first, second])
    ends = (0, 0)
    for run in shingles.runs(0, 1):
        assert first[run.first : run.first_end] == second[run.second : run.second_end]
        assert run.first >= ends[0]
        assert run.first_end - run.first == run.same >= WORDS
        ends = (run.first_end, run.second_end)
    for run in shingles.runs(0, 1, gap=gap):
        assert 0 <= run.first < run.first_end <= len(first)
        assert 0 <= run.second < run.second_end <= len(second)
        assert run.same <= run.first_end - run.first


@given(st.lists(few_words, max_size=8))
def test_pairs_share_what_counting_by_hand_says(texts: list[list[str]]) -> None:
    sets = [{tuple(text[place : place + WORDS]) for place in range(len(text) - WORDS + 1)} for text in texts]
    by_hand = {
        (first, second): len(sets[first] & sets[second])
        for second in range(len(texts))
        for first in range(second)
        if sets[first] & sets[second]
    }
    assert {(pair.first, pair.second): pair.shared for pair in Shingles(texts).pairs} == by_hand


def test_scripts_without_spaces_are_compared_by_signs() -> None:
    same = "海辺の灯台守は毎晩ランプに火をともした"
    first, second = words_of("昨日の朝。" + same), words_of(same + "そして眠った")
    shingles = Shingles([first, second, words_of("灯台守は毎日眠る")])
    (pair,) = shingles.pairs
    assert (pair.first, pair.second) == (0, 1)
    assert shingles.runs(0, 1)[0].same == len(words_of(same)) > SIGNS


def test_a_common_passage_of_thai_is_found() -> None:
    same = "ประภาคารริมทะเลจุดตะเกียงทุกคืน"
    assert Shingles([words_of("เมื่อวาน" + same), words_of(same + "แล้วหลับ")]).pairs


def test_right_to_left_words_are_compared_as_others() -> None:
    same = "كان حارس المنارة يكتب رسالة كل ليلة قبل النوم"
    assert Shingles([words_of(f"قال إن {same}"), words_of(f"{same} دائما")]).pairs[0].shared == 5


def test_a_phrase_names_every_text_that_has_it() -> None:
    line = "join my list for free letters every week".split()  # noqa: SIM905
    texts = [[*made_up(30, seed), *line, *made_up(10, seed + 50)] for seed in range(4)]
    (phrase,) = Shingles([*texts, made_up(50, 99)]).phrases()
    assert phrase.words == tuple(line)
    assert phrase.texts == (0, 1, 2, 3)
    assert phrase.first == 30
    assert not Shingles(texts).phrases(5)


def test_a_line_under_every_post_is_not_a_pair_of_each_with_each() -> None:
    line = "join my list for free letters every week".split()  # noqa: SIM905
    texts = [[*made_up(20, seed), *line] for seed in range(500)]
    pairs = Shingles(texts).pairs
    assert len(pairs) < 5 * 500
    assert {0, 499} <= {number for pair in pairs for number in (pair.first, pair.second)}


@pytest.mark.parametrize("text", [["la"] * 200_000, ["la", "li"] * 100_000, made_up(200_000, 5, 300)])
def test_posts_of_200_000_words_do_not_explode(text: list[str]) -> None:
    before = time.process_time()
    shingles = Shingles([text, list(text), text[:100_000]])
    assert len(shingles.pairs) == 3
    assert shingles.runs(0, 1)[0].same > 100
    assert shingles.runs(1, 2)
    assert time.process_time() - before < 20  # seconds; quadratic work would take hours


@pytest.mark.parametrize("texts", [[], [[]], [["one"]], [["a", "b", "c", "d"]] * 2])
def test_too_few_words_share_nothing(texts: list[list[str]]) -> None:
    shingles = Shingles(texts)
    assert shingles.pairs == ()
    assert shingles.phrases() == ()
