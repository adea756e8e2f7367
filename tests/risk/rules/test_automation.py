"""Acts by a program: equal intervals, no pause, many a minute, programs among the sign-ins."""

from datetime import datetime, timedelta
from random import Random

import pytest

from backup.risk.activity import Activity, ActKind, Session
from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Finding
from backup.risk.rules.automation import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.acts import START, acts, by_chance, corpus, every, response
from tests.risk.making.phrases import small_talk


def _found(given: Corpus) -> list[Finding]:
    return list(RULE.examine(given, thresholds()))


def _claps(times: list[datetime]) -> Corpus:
    return corpus(activity=Activity(claps=acts(ActKind.CLAP, times, Random(1))))


def test_a_clap_every_five_minutes_for_hours_can_hardly_be_read_in_another_way() -> None:
    (finding,) = _found(_claps(list(every(START, 300, 80, Random(1), 0.05))))
    assert finding.title == "80 claps in a row about 5 minutes apart, from 2 March 2026, 07:00 UTC"
    assert finding.confidence is Confidence.HIGH


def test_uneven_stories_on_a_sunday_are_of_low_confidence_at_most() -> None:
    for seed in range(30):
        chance, time, times = Random(seed), START, []
        for _ in range(40):
            time += timedelta(minutes=chance.uniform(3, 8))
            times.append(time)
        assert {finding.confidence for finding in _found(_claps(times))} <= {Confidence.LOW}


def test_responses_are_known_to_the_second() -> None:
    times = every(START, 40, 45, Random(2), 0.1)
    (finding,) = _found(corpus(*(response(one, small_talk(Random(one)), at) for one, at in enumerate(times))))
    assert finding.title.startswith("45 responses in a row about 40 seconds apart")


def test_a_rhythm_is_seen_though_other_acts_lie_between() -> None:
    chance = Random(3)
    claps = acts(ActKind.CLAP, every(START, 300, 60, chance, 0.1), chance)
    marks = acts(ActKind.HIGHLIGHT, by_chance(START, 400, 40, chance), chance)
    (finding,) = _found(corpus(activity=Activity(claps=claps, highlights=marks)))
    assert "claps in a row" in finding.title


def test_four_nights_awake_are_not_sure_since_a_team_does_the_same() -> None:
    (finding,) = _found(_claps(list(by_chance(START, 1200, 300, Random(4)))))
    assert "with no pause longer than" in finding.title
    assert "several people" in finding.why
    assert finding.confidence is Confidence.MEDIUM


def test_one_night_awake_is_of_low_confidence() -> None:
    (finding,) = _found(_claps(list(every(START, 1200, 90, Random(7), 0.9))))
    assert "with no pause longer than" in finding.title
    assert finding.confidence is Confidence.LOW


def test_one_very_full_minute_is_of_low_confidence() -> None:
    (finding,) = _found(_claps(list(every(START, 1, 30, Random(8)))))
    assert finding.title.startswith("10 acts or more in one minute, in 1 minute; most: 30")
    assert finding.confidence is Confidence.LOW


def test_one_full_minute_is_not_yet_a_program() -> None:
    assert _found(_claps(list(every(START, 3, 19, Random(5))))) == []


@pytest.mark.parametrize(
    "agent", ["python-requests/2.32", "Mozilla/5.0 HeadlessChrome/126.0", "curl/8.9.1", "Mozilla/5.0 (puppeteer)"]
)
def test_a_sign_in_by_a_program_is_named(agent: str) -> None:
    sessions = (
        Session(at=START, agent=agent, place="SE, Skane"),
        Session(agent=None),
        Session(at=START, ip="192.0.2.1"),
    )
    (finding,) = _found(corpus(activity=Activity(sessions=sessions)))
    assert finding.confidence is Confidence.LOW
    assert agent in finding.evidence[0].rows[0]


@pytest.mark.parametrize(
    "agent",
    ["donkey/3.2.2377", "okhttp/4.12.0", "Mozilla/5.0 (X11; rv:148.0) Gecko/20100101 Firefox/148.0", "JavaScript"],
)
def test_a_browser_and_the_platforms_apps_are_no_programs(agent: str) -> None:
    assert _found(corpus(activity=Activity(sessions=(Session(at=START, agent=agent),)))) == []


def test_sign_ins_by_the_clock_are_of_low_confidence_since_apps_renew_them() -> None:
    sessions = tuple(Session(at=at, agent="donkey/3.2.2377") for at in every(START, 3600, 90, Random(6)))
    (finding,) = _found(corpus(activity=Activity(sessions=sessions)))
    assert "sign-ins" in finding.title
    assert finding.confidence is Confidence.LOW


def test_an_empty_account_has_no_finding() -> None:
    assert _found(Corpus()) == []
