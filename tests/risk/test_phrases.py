"""Calls to act, “the rest is over there” and “first published”, in several languages, and sentences that are none."""

import pytest

from backup.risk.phrases import FIRST_PUBLISHED, READ_ON, calls


@pytest.mark.parametrize(
    "text",
    [
        "Sign up before Friday",
        "Visit our new website",
        "Don’t miss it",
        "Haz clic aquí",
        "Cliquez ici",
        "Jetzt bestellen",
        "詳しくはこちら",
        "यहाँ क्लिक करें",
    ],
)
def test_a_call_is_heard(text: str) -> None:
    assert calls([text])


@pytest.mark.parametrize(
    "text",
    [
        "She signed the letter and left.",
        "We visited the harbour, and our aunt.",
        "He bought a lamp there.",
        "The clock stopped at noon.",
    ],
)
def test_a_sentence_of_a_story_is_no_call(text: str) -> None:
    assert calls([text]) == []


def test_a_phrase_is_given_as_it_stands_there() -> None:
    assert READ_ON.first("So: Read the whole REST of it.") == "Read the whole"
    assert FIRST_PUBLISHED.first("This was first, in May, published by me") == "first, in May, published"


@pytest.mark.parametrize("text", ["I read a book.", "The whole town slept.", ""])
def test_half_a_phrase_is_none(text: str) -> None:
    assert READ_ON.first(text) is None


def test_words_that_stand_far_apart_are_no_phrase() -> None:
    assert FIRST_PUBLISHED.first("The first thing that she ever wrote about ferries was published") is None
