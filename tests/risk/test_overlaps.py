"""How what two texts share is spread over them."""

from random import Random

import pytest

from backup.risk.overlaps import Glance, Overlap, clusters, overlap_of
from backup.risk.shingles import Shingles
from backup.risk.words import words_of
from tests.risk.making.disguise import disguised
from tests.risk.making.prose import Prose


def compare(first: list[str], second: list[str]) -> Overlap:
    texts = [words_of("\n".join(first)), words_of("\n".join(second))]
    shingles = Shingles(texts)
    [pair] = shingles.pairs
    return overlap_of(pair, shingles.runs(0, 1), *texts)


@pytest.mark.parametrize("language", ["en", "es", "ja"])
def test_a_disguised_copy_is_one_text_throughout(language: str) -> None:
    body = Prose(Random(1), language).paragraphs(12)

    overlap = compare(body, disguised(body, Random(2), language))

    assert overlap.one_text
    assert overlap.reworded
    assert overlap.share < 0.6 < overlap.met
    assert overlap.throughout > 0.5


def test_a_footer_is_met_in_its_own_place_only() -> None:
    prose = Prose(Random(1))
    footer = prose.paragraphs(2)

    overlap = compare([*prose.paragraphs(6), *footer], [*prose.paragraphs(6), *footer])

    assert not overlap.one_text
    assert overlap.throughout < 0
    assert overlap.gap > 0.6


def test_paragraphs_in_common_in_another_order_are_not_one_text() -> None:
    chance = Random(1)
    prose = Prose(chance)
    common = prose.paragraphs(8, 2)
    other = chance.sample(common, 8)

    overlap = compare([*common, *prose.paragraphs(3)], [*prose.paragraphs(3), *other])

    assert not overlap.one_text


def test_what_is_said_under_each_item_of_a_list_counts_once() -> None:
    prose = Prose(Random(1))

    def items() -> list[str]:
        return [f"{prose.sentence()} You can read more of it over there." for _ in range(12)]

    assert compare(items(), items()).met < 0.2


def test_a_glance_sees_no_less_than_is_measured() -> None:
    body = Prose(Random(1)).paragraphs(12)
    texts = [words_of("\n".join(body)), words_of("\n".join(disguised(body, Random(2))))]

    assert Glance(texts.__getitem__).met(0, 1) > 0.5
    assert Glance([(), *texts].__getitem__).met(0, 1) == 0


def test_numbers_that_hang_together_are_one_cluster_and_the_largest_comes_first() -> None:
    assert clusters([(7, 8), (1, 2), (3, 4), (2, 3)]) == [[1, 2, 3, 4], [7, 8]]
    assert clusters([]) == []
