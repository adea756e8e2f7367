"""Praise that fits any story is told from comments that say something."""

import pytest

from backup.risk.praise_words import is_mere_praise
from backup.risk.words import words_of


@pytest.mark.parametrize(
    "text",
    ["Great article, thanks for sharing!", "Muy buen artículo, gracias.", "Super texte, merci !", "Toller Beitrag, danke!",
     "Ótimo texto, parabéns!", "बहुत अच्छा लेख, धन्यवाद"],
)  # fmt: skip
def test_praise_in_several_languages_is_mere_praise(text: str) -> None:
    assert is_mere_praise(words_of(text))


@pytest.mark.parametrize(
    "text",
    ["", "The flood of 1987 was worse in Lund.", "Thanks, but the census of that year says the opposite about honey.",
     "Great article about how the harbour lost its ferries, its bakery and in the end its only school of music."],
)  # fmt: skip
def test_what_says_something_is_not(text: str) -> None:
    assert not is_mere_praise(words_of(text))
