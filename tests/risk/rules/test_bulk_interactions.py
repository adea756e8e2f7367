"""Interactions in bulk: what is counted, what it is called, and how sure it is."""

from datetime import timedelta
from random import Random

from backup.risk.activity import Activity, ActKind, FollowChange
from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Finding, Severity
from backup.risk.rules.bulk_interactions import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.acts import START, acts, by_chance, corpus, every


def _found(given: Corpus, **chosen: float) -> list[Finding]:
    return list(RULE.examine(given, thresholds(chosen)))


def _claps(count: int, seconds: float, **counts: tuple[int, ...]) -> Corpus:
    times = every(START, seconds, count, Random(1))
    return corpus(activity=Activity(claps=acts(ActKind.CLAP, times, Random(1), **counts)))


def test_four_claps_in_a_minute_are_nothing() -> None:
    assert _found(_claps(4, 1)) == []


def test_five_claps_in_a_minute_are_told_with_low_confidence() -> None:
    (finding,) = _found(_claps(5, 1))
    assert finding.title.startswith("5 claps in one minute (2 March 2026, 07:00 UTC)")
    assert (finding.severity, finding.confidence) == (Severity.MEDIUM, Confidence.LOW)
    assert finding.numbers["per_minute"] == 5


def test_twenty_claps_in_one_minute_are_of_medium_confidence() -> None:
    (finding,) = _found(_claps(20, 1))
    assert finding.confidence is Confidence.MEDIUM


def test_fifty_claps_for_one_post_are_one_act() -> None:
    assert _found(_claps(4, 1, counts=(50,))) == []


def test_the_number_that_support_told_is_called_that() -> None:
    change = FollowChange(since=START, until=START + timedelta(days=2), added=tuple(f"@w{one}" for one in range(400)))
    (finding,) = _found(corpus(activity=Activity(follow_changes=(change,))))
    assert finding.title == "400 follows in 2 days: at least 200 on one day"
    assert "125 people followed in a day (the number a writer was told by Medium’s support)" in finding.why
    assert "An export tells no time of a follow" in finding.unknown


def test_a_number_of_the_writers_own_is_called_their_setting() -> None:
    (finding,) = _found(_claps(5, 1), claps_per_minute=4)
    assert "4 posts clapped for in a minute (your setting)" in finding.why


def test_follows_that_may_be_of_many_days_are_nothing() -> None:
    change = FollowChange(since=START, until=START + timedelta(days=30), added=tuple(f"@w{one}" for one in range(900)))
    assert _found(corpus(activity=Activity(follow_changes=(change,)))) == []


def test_two_exports_of_one_hour_do_not_make_a_rate_of_days() -> None:
    change = FollowChange(since=START, until=START + timedelta(hours=1), added=tuple(f"@w{one}" for one in range(60)))
    assert _found(corpus(activity=Activity(follow_changes=(change,)))) == []


def test_bookmarks_put_in_order_are_never_sure() -> None:
    times = [time for day in range(9) for time in by_chance(START + timedelta(days=day), 1, 900, Random(day))]
    (finding,) = _found(corpus(activity=Activity(bookmarks=acts(ActKind.BOOKMARK, times, Random(1)))))
    assert finding.confidence is Confidence.MEDIUM


def test_thousands_a_day_on_three_days_are_hardly_done_by_hand() -> None:
    times = [time for day in range(3) for time in by_chance(START + timedelta(days=2 * day), 30, 1000, Random(day))]
    (finding,) = _found(corpus(activity=Activity(claps=acts(ActKind.CLAP, times, Random(1)))))
    assert finding.confidence is Confidence.HIGH


def test_an_empty_account_has_no_finding() -> None:
    assert _found(Corpus()) == []
