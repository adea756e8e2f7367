"""The labelled set of the rules about interactions: guilty writers are seen, lively ones are not called guilty."""

import pytest

from backup.risk.audit import found
from backup.risk.model import Confidence, Finding
from backup.risk.thresholds import thresholds
from tests.risk.making.guilty_acts import MAKERS, guilty
from tests.risk.making.lively import lively

RULES = {rule.id: rule for rule in found() if rule.id in MAKERS}
TOLD = (Confidence.MEDIUM, Confidence.HIGH)


@pytest.mark.parametrize(("disguised", "least"), [(False, 0.95), (True, 0.85)])
@pytest.mark.parametrize("rule", MAKERS)
def test_guilty_writers_are_found_with_more_than_low_confidence(rule: str, disguised: bool, least: float) -> None:
    missed = [
        name
        for name, corpus in guilty(rule, disguised=disguised)
        if not any(finding.confidence in TOLD for finding in RULES[rule].examine(corpus, thresholds()))
    ]
    assert len(missed) <= (1 - least) * 60, missed


def test_no_lively_writer_is_called_guilty_with_high_confidence() -> None:
    wrong = [
        (name, finding.title)
        for name, corpus in lively()
        for rule in RULES.values()
        for finding in rule.examine(corpus, thresholds())
        if finding.confidence is Confidence.HIGH
    ]
    assert wrong == []


def test_quiet_habits_are_no_finding_at_all() -> None:
    quiet = ("morning_paper", "traveller")
    assert [
        (name, finding.title)
        for name, corpus in lively()
        if name.startswith(quiet)
        for rule in RULES.values()
        for finding in rule.examine(corpus, thresholds())
    ] == []


def test_every_finding_says_what_is_not_known_and_what_to_do() -> None:
    findings: list[Finding] = [
        finding
        for rule in MAKERS
        for disguised in (False, True)
        for _, corpus in guilty(rule, disguised=disguised, cases=len(MAKERS[rule]) * 2)
        for finding in RULES[rule].examine(corpus, thresholds())
    ]
    assert {finding.rule for finding in findings} == set(MAKERS)
    for finding in findings:
        assert "is not public" in finding.unknown
        assert finding.why and finding.remedy and finding.evidence and finding.numbers
        assert all(len(one.passage) <= 300 and len(one.rows) <= 20 for one in finding.evidence)
        assert "’s limit" not in finding.why or "not the platform’s limit" in finding.why or "None of" in finding.why
