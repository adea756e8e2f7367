"""Repeated promotion: links, sentences and mentions."""

from datetime import timedelta
from random import Random

from backup.risk.activity import Act, Activity, ActKind
from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Finding, Severity
from backup.risk.rules.repeated_promotion import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.acts import START, corpus, response, story
from tests.risk.making.phrases import small_talk


def _found(given: Corpus) -> list[Finding]:
    return list(RULE.examine(given, thresholds()))


def _responses(*texts: str) -> Corpus:
    return corpus(*(response(place, text, START + timedelta(hours=place)) for place, text in enumerate(texts)))


def test_one_place_is_counted_though_its_addresses_differ() -> None:
    links = (f"https://grow.example/{page}?utm_source={page}" for page in "abcd")
    (finding,) = _found(_responses(*(f"{small_talk(Random(link))} {link}" for link in links)))
    assert finding.title == "4 of 4 responses link to grow.example"
    assert finding.evidence[0].post == "tidebook/r0"


def test_two_links_are_no_habit() -> None:
    assert _found(_responses("See https://a.example/1", "Look, https://a.example/2", "And https://b.example")) == []


def test_one_link_and_its_sentence_are_not_told_twice_for_places_with_the_same_responses() -> None:
    texts = (f"{small_talk(Random(one))} https://a.example https://b.example" for one in range(5))
    assert len([finding for finding in _found(_responses(*texts)) if "link to" in finding.title]) == 1


def test_a_polite_sentence_again_and_again_is_of_low_severity() -> None:
    (finding,) = _found(_responses(*["Thank you so much for your kind comment, dear friend."] * 12))
    assert (finding.severity, finding.confidence) == (Severity.LOW, Confidence.LOW)


def test_a_sentence_that_promotes_is_seen_among_other_words() -> None:
    texts = [f"{small_talk(Random(one))} Please visit my profile and follow me for more." for one in range(5)]
    (finding,) = _found(_responses(*texts))
    assert "Please visit my profile" in finding.title
    assert finding.confidence is Confidence.MEDIUM


def test_comments_that_are_no_posts_count_too() -> None:
    acts = tuple(
        Act(kind=ActKind.RESPONSE, at=START + timedelta(hours=one), precise=True, text=f"No. {one}: www.grow.example")
        for one in range(4)
    )
    assert [finding.title for finding in _found(corpus(activity=Activity(responses=acts)))] == [
        "4 of 4 responses link to grow.example"
    ]


def test_a_long_list_of_people_is_of_low_confidence() -> None:
    names = tuple(f"@w{one}" for one in range(30))
    text = [
        f"{name}: {small_talk(Random(name))} {small_talk(Random(name + '!'))} {'So it goes. ' * 12}" for name in names
    ]
    (finding,) = _found(corpus(story(1, text, START, mentions=names)))
    assert (finding.severity, finding.confidence) == (Severity.LOW, Confidence.LOW)
    assert finding.title == "30 people are mentioned in “Tide book, page 1”"


def test_an_empty_account_has_no_finding() -> None:
    assert _found(Corpus()) == []
