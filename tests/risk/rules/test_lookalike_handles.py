"""Commenters who can be taken for the writer."""

import pytest

from backup.risk.activity import Activity, Comment
from backup.risk.corpus import Corpus, PublicationFacts
from backup.risk.model import Confidence, Finding
from backup.risk.rules.lookalike_handles import RULE
from backup.risk.thresholds import thresholds

FACTS = PublicationFacts(
    slug="tides", platform="substack", name="Tide Letters", handle="inesfalk", authors=("ines falk",)
)
LURE = "Thank you for reading! Message me on Telegram @tides_prize, you have been selected."


def findings(*comments: Comment) -> list[Finding]:
    corpus = Corpus(publications=(FACTS,), activity=Activity(comments=comments))
    return list(RULE.examine(corpus, thresholds()))


def comment(name: str, handle: str | None, text: str = "A fine letter.", *, own: bool = False) -> Comment:
    return Comment(publication="tides", post="tides/1", name=name, handle=handle, text=text, own=own)


@pytest.mark.parametrize(
    ("name", "handle", "says"),
    [
        ("Ines FaIk", "someone", "has a name that looks like yours"),
        ("Inеs Falk", None, "has a name that looks like yours"),
        ("Tide  Letters.", "tl99", "has a name that looks like yours"),
        ("Ines Falk", "inesfalk22", "has your name and another handle"),
        ("A. Nobody", "inesfa1k", "has a handle that looks like @inesfalk"),
        ("A. Nobody", "ines_falk", "has a handle that looks like @inesfalk"),
        ("A. Nobody", "inesfalkofficial", "has your handle, @inesfalk, with something added"),
        ("A. Nobody", "realinesfalk", "has your handle, @inesfalk, with something added"),
        ("A. Nobody", "inesfalk_2", "has your handle, @inesfalk, with something added"),
    ],
)
def test_who_can_be_taken_for_the_writer_is_told(name: str, handle: str | None, says: str) -> None:
    [finding] = findings(comment(name, handle))

    assert finding.title == "1 commenter can be taken for you"
    assert finding.confidence is Confidence.LOW
    assert finding.evidence[0].where.endswith(f"who {says}")


def test_who_asks_to_be_written_to_elsewhere_is_less_doubtful() -> None:
    [finding] = findings(comment("Ines FaIk", "x1", LURE), comment("Ines FaIk", "x1"))

    assert finding.title == "1 commenter can be taken for you; 1 of them ask to be written to elsewhere"
    assert finding.confidence is Confidence.MEDIUM
    assert finding.evidence[0].passage == LURE


def test_a_name_that_the_reading_took_for_the_writers_is_found_by_its_handle() -> None:
    [finding] = findings(comment("Ines Falk", "inesfalk", own=True), comment("Ines Falk", "inezf0", LURE, own=True))

    assert "@inezf0" in finding.evidence[0].where


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Ines Falk", "inesfalk"),
        ("Ina Falk", "inafalk"),
        ("Ines", "ines"),
        ("Falk", "falkland"),
        ("Marta Quell", "martaq"),
        ("Tides", "tidesandtowns"),
        ("", None),
    ],
)
def test_the_writer_and_people_with_other_names_are_nothing(name: str, handle: str | None) -> None:
    assert findings(comment(name, handle)) == []


def test_the_writers_own_comments_without_a_handle_are_nothing() -> None:
    assert findings(comment("Ines Falk", None, own=True)) == []


def test_lures_of_strangers_are_not_about_the_writers_name() -> None:
    assert findings(comment("Marta Quell", "martaq", LURE)) == []
