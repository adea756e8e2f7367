"""Rules about tides, for tests of what is told: they depend on no real rule."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import pytest

from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Evidence, Finding, Rule, Severity, Source
from outlast.auditing import choosing
from tests.archive.night_letters import post
from tests.outlast.running import Ran
from tests.outlast.saved_letters import draft

LETTERS = [
    post(1, text="The night train to Lisbon is late."),
    post(2, text="The tide came in at night."),
    draft(4, "A hidden tide, not yet told."),
]


class TideRule:
    """Finds every post with a tide, if there are as many as a threshold says."""

    id: ClassVar = "too-many-tides"
    title: ClassVar = "Too many tides"
    number: ClassVar = 3
    source: ClassVar = Source(words="Tides count as spam.", place="Rules of the Sea, June 2023")
    platforms: ClassVar = ("medium", "substack")
    severity = Severity.HIGH

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        found = [one for one in corpus.everything if "tide" in one.words]
        if len(found) < thresholds["template_posts"] - 3:
            return
        yield Finding(
            rule=self.id,
            title=f"{len(found)} posts have a tide",
            severity=self.severity,
            confidence=Confidence.MEDIUM,
            why="They say so.",
            unknown="What the filter makes of tides is not public.",
            remedy="Write of the moon.",
            evidence=tuple(
                Evidence(where=one.title, post=one.key, object=one.object, passage=one.text) for one in found
            ),
            numbers={"posts": len(found)},
        )


class QuietRule(TideRule):
    """Finds nothing."""

    id: ClassVar = "nothing-at-all"
    title: ClassVar = "Nothing at all"
    number: ClassVar = 0

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        return ()


class BrokenRule(QuietRule):
    """Fails."""

    id: ClassVar = "broken-one"

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        raise ZeroDivisionError


def with_rules(monkeypatch: pytest.MonkeyPatch, *rules: Rule) -> None:
    """Let these be all the rules there are."""
    monkeypatch.setattr(choosing, "found", lambda: rules)


def lines(ran: Ran, kind: str) -> list[dict[str, Any]]:
    """Return the JSON lines of a kind."""
    return [line for line in ran.lines if line["type"] == kind]
