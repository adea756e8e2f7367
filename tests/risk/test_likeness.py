"""Short texts that are much the same are found, with words changed; others are not."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from backup.risk.likeness import alike
from backup.risk.words import words_of
from tests.risk.making.phrases import PROMOTIONS, changed, small_talk


def test_the_same_sentence_is_found_with_a_fifth_of_its_words_changed() -> None:
    chance = Random(1)
    for phrase in PROMOTIONS[:4]:
        texts = [words_of(changed(phrase.format(link="https://x.example/a"), chance)) for _ in range(20)]
        assert len(alike(texts)[0]) >= 10


def test_comments_that_have_words_in_common_are_not_alike() -> None:
    chance = Random(2)
    texts = [words_of(small_talk(chance)) for _ in range(300)]
    assert max(map(len, alike(texts)), default=0) <= 30


def test_a_text_of_one_word_is_alike_nothing() -> None:
    assert alike([("wow",), ("wow",), ()]) == []


@given(st.lists(st.lists(st.sampled_from("abcde"), max_size=8).map(tuple), max_size=30))
def test_no_text_is_in_two_groups(texts: list[tuple[str, ...]]) -> None:
    places = [place for group in alike(texts) for place in group]
    assert len(places) == len(set(places))
    assert all(0 <= place < len(texts) for place in places)
