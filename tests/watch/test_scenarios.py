"""Ten real troubles are told within two looks; ten innocent ones never are."""

import pytest

from tests.watch.scenarios import MORE, SCENARIOS, Scenario, play


@pytest.mark.parametrize("scenario", [*SCENARIOS, *MORE], ids=lambda one: one.name)
def test_a_real_trouble_is_told_within_two_looks_and_an_innocent_one_never(scenario: Scenario):
    outcome = play(scenario)
    said = [(str(one.kind), one.sure, one.sentence) for one in outcome.verdicts]
    assert outcome.as_expected, (said, list(outcome.rounds[-1].signals))


def test_there_are_ten_of_each():
    assert [sum(one.real is kind for one in SCENARIOS) for kind in (True, False)] == [10, 10]
