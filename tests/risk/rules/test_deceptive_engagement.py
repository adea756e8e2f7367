"""Engagement that deceives: full claps at once or by the clock, and a line of praise with each."""

from datetime import timedelta
from random import Random

from backup.risk.activity import Activity, ActKind
from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Finding
from backup.risk.rules.deceptive_engagement import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.acts import START, acts, corpus, every, response
from tests.risk.making.phrases import PRAISE, small_talk


def _found(given: Corpus) -> list[Finding]:
    return list(RULE.examine(given, thresholds()))


def _claps(count: int, seconds: float, claps: int) -> Corpus:
    times = every(START, seconds, count, Random(1))
    return corpus(activity=Activity(claps=acts(ActKind.CLAP, times, Random(1), counts=(claps,))))


def test_fifty_claps_for_three_posts_in_a_minute_are_named() -> None:
    (finding,) = _found(_claps(3, 10, 50))
    assert finding.title == "150 claps for 3 posts in one minute (2 March 2026, 07:00 UTC)"
    assert finding.confidence is Confidence.LOW


def test_few_claps_for_each_of_many_posts_are_not_this_rules() -> None:
    assert _found(_claps(20, 3, 2)) == []


def test_fifty_claps_every_six_minutes_for_hours_are_named() -> None:
    (finding,) = _found(_claps(40, 360, 50))
    assert finding.title == "40 posts with 40 claps or more, one every 6 minutes, from 2 March 2026, 07:00 UTC"
    assert finding.confidence is Confidence.MEDIUM


def _commenter(texts: list[str], *, clap: bool) -> Corpus:
    times = [START + timedelta(minutes=7 * place + place * place % 5) for place in range(len(texts))]
    claps = acts(ActKind.CLAP, times if clap else [], Random(2))
    return corpus(
        *(response(place, text, at) for place, (text, at) in enumerate(zip(texts, times, strict=True))),
        activity=Activity(claps=claps),
    )


def test_praise_with_a_clap_each_is_named() -> None:
    (finding,) = _found(_commenter(list(PRAISE) * 2, clap=True))
    assert finding.title.startswith("16 responses that fit any story, each with a clap, in one day")
    assert finding.confidence is Confidence.MEDIUM


def test_praise_without_claps_is_only_kind() -> None:
    assert _found(_commenter(list(PRAISE) * 2, clap=False)) == []


def test_comments_that_say_something_are_none_even_with_claps() -> None:
    assert _found(_commenter([small_talk(Random(one)) for one in range(40)], clap=True)) == []


def test_an_empty_account_has_no_finding() -> None:
    assert _found(Corpus()) == []
