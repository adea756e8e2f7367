"""The numbers of the audit: every one that a rule asks for can be set, and whose it is stands beside it."""

from collections.abc import Iterator, Mapping

import pytest

from backup.risk.audit import found
from backup.risk.corpus import Corpus
from backup.risk.thresholds import THRESHOLDS, thresholds
from outlast.auditing.thresholds import line_words, thresholds_said
from tests.outlast.auditing.reports import NOW, posts, report

NAMES = {one.name for one in THRESHOLDS}


class Asked(Mapping[str, float]):
    """Thresholds that note which of them were asked for."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self._values = thresholds()

    def __getitem__(self, name: str) -> float:
        self.names.add(name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def test_every_number_that_a_rule_asks_for_has_a_setting() -> None:
    corpus = Corpus(posts=posts(), activity=report().corpus.activity, now=NOW)
    asked = Asked()
    for rule in found():
        list(rule.examine(corpus, asked))

    assert asked.names - NAMES == set()


def test_each_number_says_whose_it_is() -> None:
    said = {one.setting: one for one in thresholds_said(thresholds({"claps_per_day": 7}))}

    assert len(said) == len(THRESHOLDS)
    assert said["risk.follows_per_day"].words.endswith("the number a writer was told by Medium’s support")
    assert said["risk.claps_per_hour"].words.endswith("a number of Outlast’s own")
    assert (said["risk.claps_per_day"].value, said["risk.claps_per_day"].words[-10:]) == ("7", "set by you")


@pytest.mark.parametrize(
    ("name", "words"),
    [("responses_per_day", "a number a writer was told"), ("claps_per_day", "a number of Outlast’s own")],
)
def test_no_line_of_a_plot_is_called_a_limit(name: str, words: str) -> None:
    assert words in line_words(name)
    assert "limit" not in line_words(name)
