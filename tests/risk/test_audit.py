"""The audit runs every rule, orders what they find, and survives a rule that fails."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import ClassVar

from backup.model import PostKind
from backup.risk.audit import found, run
from backup.risk.corpus import Act, Activity, ActKind, Corpus, Paragraph, RiskPost
from backup.risk.model import Confidence, Finding, Severity, Source
from backup.risk.thresholds import THRESHOLDS, Origin, thresholds


class _Rule:
    title: ClassVar[str] = "A rule of the tests"
    number: ClassVar[int] = 0
    by_writer: ClassVar[bool] = True
    source: ClassVar[Source] = Source(words="None.", place="Nowhere")
    platforms: ClassVar[tuple[str, ...]] = ("medium",)


class Finds(_Rule):
    id: ClassVar[str] = "finds"

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        for severity in (Severity.LOW, Severity.HIGH, Severity.MEDIUM):
            for confidence in (Confidence.MEDIUM, Confidence.HIGH, Confidence.LOW):
                yield _finding(severity, confidence)


class Fails(_Rule):
    id: ClassVar[str] = "fails"

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        yield _finding(Severity.HIGH, Confidence.HIGH, title="found before it failed")
        raise ZeroDivisionError


class Asks(_Rule):
    id: ClassVar[str] = "asks"

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        yield _finding(Severity.LOW, Confidence.LOW, title=f"{thresholds['follows_per_day']:g}")


def _finding(severity: Severity, confidence: Confidence, title: str = "x") -> Finding:
    return Finding(rule="finds", title=title, severity=severity, confidence=confidence, why="", unknown="", remedy="")


def test_the_severest_comes_first_then_the_surest() -> None:
    order = [(one.severity.value, one.confidence.value) for one in run(Corpus(), [Finds()]).findings]
    levels = ("high", "medium", "low")
    assert order == [(severity, confidence) for severity in levels for confidence in levels]


def test_a_rule_that_fails_is_said_and_hides_nothing() -> None:
    audit = run(Corpus(remarks=("The key is not here.",)), [Fails(), Finds()])
    assert len(audit.findings) == 10
    assert audit.findings[0].title == "found before it failed"
    assert audit.broken == ("fails",)
    assert audit.remarks[0] == "The key is not here."
    assert "fails" in audit.remarks[1]


def test_rules_get_every_threshold_and_the_writers_own_first() -> None:
    assert run(Corpus(), [Asks()]).findings[0].title == "125"
    assert run(Corpus(), [Asks()], {"follows_per_day": 30}).findings[0].title == "30"


def test_the_audit_says_how_much_it_examined() -> None:
    post = RiskPost(key="a/1", publication="a", platform="medium", title="", paragraphs=(Paragraph(text="One two."),))
    draft = RiskPost(key="a/2", publication="a", platform="medium", title="", kind=PostKind.DRAFT)
    claps = (Act(kind=ActKind.CLAP), Act(kind=ActKind.CLAP, at=datetime(2026, 1, 1, tzinfo=UTC)))
    examined = run(Corpus(posts=(post, draft), earlier=(post,), activity=Activity(claps=claps)), []).examined
    assert (examined.posts, examined.drafts, examined.words, examined.compared) == (1, 1, 2, 1)
    assert (examined.acts, examined.acts_without_time) == (2, 1)


def test_the_rules_that_are_there_are_found_by_listing() -> None:
    rules = found()
    assert len({rule.id for rule in rules}) == len(rules)
    assert [rule.number or 99 for rule in rules] == sorted(rule.number or 99 for rule in rules)


def test_rules_find_nothing_in_an_empty_corpus_and_none_fails() -> None:
    audit = run(Corpus())
    assert (audit.findings, audit.broken) == ((), ())


def test_only_the_numbers_a_writer_was_told_are_called_so() -> None:
    told = {one.name: one.default for one in THRESHOLDS if one.origin is Origin.TOLD}
    assert told == {"follows_per_day": 125, "responses_per_day": 100}
    assert len(thresholds()) == len(THRESHOLDS)
    assert all("limit" not in one.origin for one in THRESHOLDS)
