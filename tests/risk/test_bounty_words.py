"""Offers of claps for claps are told from sentences that only have the same words."""

import pytest

from backup.risk.bounty_words import deals_in
from tests.risk.making.phrases import DEALS


@pytest.mark.parametrize("lines", DEALS)
def test_most_sentences_of_an_offer_are_seen_in_each_language(lines: tuple[str, ...]) -> None:
    assert len(list(deals_in("\n".join(lines)))) >= 3


@pytest.mark.parametrize(
    "text", ["互粉吗？", "相互フォローしませんか。", "Взаимная подписка, пишите!", "F4F", "takibe takip"]
)
def test_fixed_words_of_other_languages_are_seen(text: str) -> None:
    assert list(deals_in(text)) == [(text, False)]


def test_a_deal_that_pays_is_told_apart() -> None:
    assert [pays for _, pays in deals_in("We pay $2 for each comment you leave. Clap and I clap back.")] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I never do follow for follow.",
        "Why I won’t clap back just because you clapped.",
        "They walked side by side along the harbour, day for day.",
        "My followers earned it.",
        "A bit-for-bit copy of the highlights, read word for word.",
        "Comments, notes, likes and who pays through which account.",
        "Please follow the instructions below.",
        "He took the letter back and paid the ferryman.",
        "No sigo a nadie a cambio de nada, nunca.",
        "Ich folge niemandem zurück, weil er klatscht; nie.",
        "",
    ],
)
def test_sentences_with_the_same_words_and_another_sense_are_left_out(text: str) -> None:
    assert list(deals_in(text)) == []
