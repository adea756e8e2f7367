import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.audience.booleans import read_boolean

YES = [
    "true",
    "TRUE",
    "1",
    "yes",
    "t",
    "on",
    "ja",
    "oui",
    "sí",
    "si",
    "sì",
    "sim",
    "да",
    "WAHR",
    "VRAI",
    "VERDADERO",
    "VERO",
    "VERDADEIRO",
    "WAAR",
    "SANT",
    "SAND",
    "TOSI",
    "PRAWDA",
    "ИСТИНА",
    "真",
    "x",
    "✓",
]
NO = [
    "false",
    "FALSE",
    "0",
    "no",
    "f",
    "off",
    "nein",
    "non",
    "não",
    "нет",
    "FALSCH",
    "FAUX",
    "FALSO",
    "ONWAAR",
    "FALSKT",
    "FALSK",
    "EPÄTOSI",
    "FAŁSZ",
    "ЛОЖЬ",
    "偽",
    "假",
]


@pytest.mark.parametrize("word", YES)
def test_a_spreadsheet_in_another_language_says_yes(word: str) -> None:
    assert read_boolean(word) is True
    assert read_boolean(f" {word.lower()}\xa0") is True


@pytest.mark.parametrize("word", NO)
def test_a_spreadsheet_in_another_language_says_no(word: str) -> None:
    assert read_boolean(word) is False
    assert read_boolean(f'"{word.title()}" ') is False


@pytest.mark.parametrize("word", ["", " ", "maybe", "2025-01-01", "none", "10"])
def test_any_other_word_is_neither_yes_nor_no(word: str) -> None:
    assert read_boolean(word) is None


def test_an_accent_can_be_written_in_two_ways() -> None:
    assert read_boolean("epa\u0308tosi") is False


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert read_boolean(text) in (True, False, None)
