"""The labelled set of the rules on texts: who is guilty is found, plain and disguised, and who is not is left alone."""

from pathlib import Path
from random import Random

import pytest

from backup.risk.audit import found
from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Finding, Rule
from backup.risk.thresholds import thresholds
from tests.risk.making import guilty_copies, guilty_promotion, innocent_texts
from tests.risk.making.samples import demo_writer, samples

GUILTY = guilty_copies.MAKERS | guilty_promotion.MAKERS
RULES: dict[str, Rule] = {rule.id: rule for rule in found() if rule.id in GUILTY}
SEEDS = 6


def findings(corpus: Corpus, *rules: str) -> list[Finding]:
    return [found for rule in rules or RULES for found in RULES[rule].examine(corpus, thresholds())]


@pytest.mark.parametrize(("disguised", "least"), [(False, 0.95), (True, 0.85)], ids=["plain", "disguised"])
@pytest.mark.parametrize("rule", sorted(GUILTY))
def test_guilty_accounts_are_found_with_more_than_low_confidence(rule: str, disguised: bool, least: float) -> None:
    accounts = [maker(Random(f"{maker.__name__} {seed}"), disguised) for maker in GUILTY[rule] for seed in range(SEEDS)]

    met = [any(each.confidence is not Confidence.LOW for each in findings(account, rule)) for account in accounts]

    assert sum(met) / len(met) >= least


@pytest.mark.parametrize("maker", innocent_texts.MAKERS, ids=lambda maker: maker.__name__)
def test_innocent_accounts_are_met_with_low_confidence_at_most(maker: innocent_texts.Maker) -> None:
    for seed in range(3):
        sure = [
            each.title for each in findings(maker(Random(f"innocent {seed}"))) if each.confidence is not Confidence.LOW
        ]

        assert not sure


def test_sample_exports_are_met_with_low_confidence_at_most(tmp_path: Path) -> None:
    for name, corpus in samples(tmp_path):
        sure = [each.title for each in findings(corpus) if each.confidence is not Confidence.LOW]

        assert not sure, name


def test_of_the_demo_writer_only_her_texts_on_two_platforms_are_named(tmp_path: Path) -> None:
    [finding] = findings(demo_writer(tmp_path))

    assert finding.rule == "duplicate-content"
    assert finding.severity == "low"
    assert "on two platforms" in finding.title


@pytest.mark.parametrize("rule", sorted(GUILTY))
def test_every_finding_says_where_why_what_is_unknown_and_what_to_do(rule: str) -> None:
    for maker in GUILTY[rule]:
        corpus = maker(Random(1), False)
        for finding in findings(corpus, rule):
            assert finding.rule == rule
            assert all(text.strip() for text in (finding.title, finding.why, finding.unknown, finding.remedy))
            assert finding.numbers
            assert 0 < len(finding.evidence) <= 12
            for evidence in finding.evidence:
                assert evidence.post in corpus.by_key
                assert len(evidence.passage) <= 300
                assert len(evidence.rows) <= 20


@pytest.mark.parametrize("rule", sorted(GUILTY))
def test_a_rule_names_its_source_with_a_date(rule: str) -> None:
    assert "June 2023" in RULES[rule].source.place
    assert "21308869037975" in RULES[rule].source.place
    assert 1 <= RULES[rule].number <= 10
