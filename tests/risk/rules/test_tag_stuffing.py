"""Rows of hashtags, and tags that never change."""

from dataclasses import replace
from random import Random

import pytest

from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Finding
from backup.risk.rules.tag_stuffing import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.posts import corpus, post
from tests.risk.making.prose import Prose

ROW = "#life #money #success #mindset #writing #love #growth #wealth #news #viral"
FIVE = ("Lamps", "Ferries", "Bread", "Tides", "Chess")


def findings(of: Corpus, **numbers: float) -> list[Finding]:
    return list(RULE.examine(of, thresholds(numbers)))


def account(*lines: str, posts: int = 5) -> Corpus:
    prose = Prose(Random(1))
    return corpus(post(number, [*prose.paragraphs(3), *lines], title=prose.title()) for number in range(posts))


def test_a_row_of_hashtags_is_shown_with_its_number() -> None:
    [finding] = findings(account(ROW))

    assert finding.title == "Up to 10 hashtags in a row, in 5 posts"
    assert finding.confidence is Confidence.MEDIUM
    assert finding.evidence[0].passage == ROW


@pytest.mark.parametrize("row", [ROW.replace(" ", ""), "＃海 " * 10, "#समुद्र " * 10])
def test_rows_without_blanks_and_in_other_scripts_are_seen(row: str) -> None:
    [finding] = findings(account(row, posts=1))

    assert finding.confidence is Confidence.LOW


@pytest.mark.parametrize(
    "line",
    [
        ROW.rpartition(" ")[0],
        "The houses #1 #2 #3 #4 #5 #6 #7 #8 #9 #10 are ours.",
        "C# and F# and G# and A#: a song has these, and more of them than a beginner likes, all in a row.",
        f"{ROW} {'is what I read on the wall of the harbour, and I wondered who would ever look for it. ' * 3}",
    ],
)
def test_few_numbers_and_notes_are_no_row(line: str) -> None:
    assert findings(account(line)) == []


def test_tags_that_never_change_are_doubtful() -> None:
    made = account(posts=40)
    [finding] = findings(corpus(replace(each, tags=FIVE) for each in made.posts))

    assert finding.title == "40 of 40 posts have the same 5 tags"
    assert finding.confidence is Confidence.LOW
    assert "guess" in finding.unknown


def test_tags_that_change_are_nothing() -> None:
    made = account(posts=40)
    varied = [replace(each, tags=(*FIVE[:4], f"Tag {place % 5}")) for place, each in enumerate(made.posts)]

    assert findings(corpus(varied)) == []
    assert findings(corpus(replace(each, tags=FIVE[:2]) for each in made.posts)) == []
