"""Words as they are compared: whatever the script, and however they are disguised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.risk.words import fold, is_sign, passage, words_of


def test_case_and_apostrophes_make_no_difference() -> None:
    assert words_of("DON’T Look, don't look!") == ("don't", "look", "don't", "look")


@pytest.mark.parametrize("disguised", ["pro\u00admotion", "pro\u200bmotion", "ｐｒｏｍｏｔｉｏｎ", "PROMOTION"])
def test_a_disguised_word_is_the_same_word(disguised: str) -> None:
    assert words_of(disguised) == ("promotion",)


def test_hindi_words_are_not_cut_at_their_vowels() -> None:
    assert words_of("हिन्दी में लिखना।") == ("हिन्दी", "में", "लिखना")


def test_hebrew_points_and_arabic_vowels_stay_in_their_words() -> None:
    assert len(words_of("שָׁלוֹם עֲלֵיכֶם")) == 2
    assert len(words_of("السَّلَامُ عَلَيْكُم")) == 2


def test_signs_of_scripts_without_spaces_are_words_of_their_own() -> None:
    assert words_of("灯台守 wrote 手紙") == ("灯", "台", "守", "wrote", "手", "紙")
    assert all(is_sign(sign) for sign in words_of("จดหมาย"))
    assert not is_sign("é")


def test_korean_has_spaces() -> None:
    assert words_of("등대지기가 편지를 쓴다") == ("등대지기가", "편지를", "쓴다")


def test_a_passage_is_shown_as_it_was_written() -> None:
    text = "First, the keeper’s\nLAMP — then the sea."
    assert passage(text, 1, 4) == "the keeper’s\nLAMP"
    assert passage(text, 3, 3) == ""
    assert passage(text, 50, 60) == ""


@given(st.text())
def test_no_text_breaks_the_words(text: str) -> None:
    words = words_of(text)
    assert len(words_of(passage(text, 0, len(words)))) == len(words)
    assert all(fold(word) == word for word in words if word.isascii())


@given(st.text(), st.integers(0, 40), st.integers(0, 40))
def test_a_passage_has_the_words_of_its_places(text: str, first: int, length: int) -> None:
    assert words_of(passage(text, first, first + length)) == words_of(text)[first : first + length]
