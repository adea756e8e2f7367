"""Brigades and bounties: offers, rounds of claps for the same people, and comments both ways."""

from datetime import timedelta
from random import Random

from backup.risk.activity import Act, Activity, ActKind, Comment
from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Finding, Severity
from backup.risk.rules.brigades_and_bounties import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.acts import START, acts, corpus, response, story
from tests.risk.making.phrases import small_talk


def _found(given: Corpus) -> list[Finding]:
    return list(RULE.examine(given, thresholds()))


def _claps(people: int, nights: int) -> tuple[Act, ...]:
    return tuple(
        act
        for night in range(nights)
        for one in range(people)
        for act in acts(
            ActKind.CLAP, [START + timedelta(days=night, minutes=one)], Random(one), counts=(50,), by=f"pal{one}"
        )
    )


def test_a_reward_for_claps_is_severer_than_claps_for_claps() -> None:
    (paid,) = _found(corpus(story(1, ["Clap fifty times and we pay you $2.", "Follow us to win a prize."], START)))
    (swapped,) = _found(corpus(story(1, ["Clap for me and I clap back.", "We all follow each other."], START)))
    assert (paid.severity, swapped.severity) == (Severity.HIGH, Severity.MEDIUM)
    assert paid.confidence is swapped.confidence is Confidence.MEDIUM
    assert paid.evidence[0].passage == "Clap fifty times and we pay you $2. … Follow us to win a prize."


def test_one_such_sentence_in_a_long_text_is_of_low_confidence() -> None:
    lines = [small_talk(Random(one)) for one in range(40)]
    (finding,) = _found(corpus(story(1, [*lines, "They say: clap for me and I clap back."], START)))
    assert finding.confidence is Confidence.LOW


def test_the_same_offer_in_two_responses_is_more_than_one() -> None:
    (finding,) = _found(corpus(*(response(one, "Follow me, I follow back.", START) for one in range(2))))
    assert finding.confidence is Confidence.MEDIUM
    assert "“Follow me, I follow back.”" in finding.evidence[0].where


def test_full_claps_for_the_same_people_on_many_days_are_rounds() -> None:
    (finding,) = _found(corpus(activity=Activity(claps=_claps(8, 7))))
    assert finding.title == "40 claps or more for the same 8 people on each of 7 days"
    assert "friends read each other" in finding.unknown


def test_three_friends_are_no_circle() -> None:
    assert _found(corpus(activity=Activity(claps=_claps(3, 30)))) == []


def test_claps_whose_author_is_not_known_make_no_circle() -> None:
    claps = acts(ActKind.CLAP, [START + timedelta(days=one) for one in range(90)], Random(1), counts=(50,))
    assert _found(corpus(activity=Activity(claps=claps))) == []


def test_a_small_readership_that_answers_is_of_low_confidence() -> None:
    comments = tuple(
        Comment(publication="tidebook", post=None, name=f"Pal {one}", handle=f"Pal{one}", text="Yes.", at=START)
        for one in range(5)
        for _ in range(3)
    )
    claps = tuple(act for act in _claps(5, 3))
    (finding,) = _found(corpus(activity=Activity(claps=claps, comments=comments)))
    assert finding.title == ("At least 100% of what you gave and of the comments you got is between you and 5 people")
    assert finding.confidence is Confidence.LOW


def test_an_empty_account_has_no_finding() -> None:
    assert _found(Corpus()) == []
