"""Many more posts than before."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from backup.risk.corpus import Corpus, RiskPost
from backup.risk.model import Confidence, Finding
from backup.risk.rules.sudden_frequency import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.posts import START, corpus, post


def findings(of: Corpus, **numbers: float) -> list[Finding]:
    return list(RULE.examine(of, thresholds(numbers)))


def dated(days: Iterable[float], publication: str = "quiet-harbour") -> list[RiskPost]:
    return [
        replace(
            post(number, ["A page."], title=f"Page {number}", publication=publication),
            published=START + timedelta(days=day),
        )
        for number, day in enumerate(days)
    ]


WEEKLY = [7.0 * week for week in range(16)]


def test_twenty_posts_in_a_week_after_one_a_week_are_named() -> None:
    [finding] = findings(corpus(dated([*WEEKLY, *(113 + hour / 4 for hour in range(20))])))

    assert finding.title == "20 posts in the week from 29 April 2025, after 0.9 a week before"
    assert finding.confidence is Confidence.LOW
    assert finding.numbers["usual_per_week"] == 0.92


def test_fifty_in_a_week_after_one_a_week_are_more_than_a_good_week() -> None:
    [finding] = findings(corpus(dated([*WEEKLY, *(113 + hour / 12 for hour in range(50))])))

    assert finding.confidence is Confidence.MEDIUM


def test_who_always_posts_much_or_has_just_begun_is_no_finding() -> None:
    assert findings(corpus(dated(hour / 4 for hour in range(400)))) == []
    assert findings(corpus(dated(hour / 4 for hour in range(60)))) == []


def test_more_posts_week_by_week_are_no_finding() -> None:
    days = [7 * week + 6 * number / (week + 1) for week in range(25) for number in range(week // 2 + 1)]

    assert findings(corpus(dated(days))) == []


def test_each_account_is_looked_at_for_itself() -> None:
    quiet, busy = dated(WEEKLY), dated([100 + hour / 4 for hour in range(60)], publication="tide-book")

    assert findings(corpus([*quiet, *busy])) == []


def test_posts_before_the_chosen_day_say_what_was_usual() -> None:
    made = dated([*WEEKLY, *(113 + hour / 4 for hour in range(20))])
    given = corpus(made)

    assert len(findings(replace(given, posts=tuple(made[16:]), earlier=tuple(made[:16])))) == 1
    assert findings(replace(given, posts=(), earlier=tuple(made))) == []


def test_posts_without_a_date_are_left_out() -> None:
    assert findings(corpus(replace(each, published=None) for each in dated([*WEEKLY, *[113.0] * 30]))) == []
