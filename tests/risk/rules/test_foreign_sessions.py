"""Sessions in a country where there were none before."""

from datetime import datetime, timedelta

from backup.risk.activity import Activity, Session
from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Finding
from backup.risk.rules.foreign_sessions import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.acts import START

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:148.0) Gecko/20100101 Firefox/148.0"
CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"


def findings(*sessions: Session, **numbers: float) -> list[Finding]:
    return list(RULE.examine(Corpus(activity=Activity(sessions=sessions)), thresholds(numbers)))


def session(day: float, country: str | None = "PT", agent: str | None = FIREFOX) -> Session:
    at: datetime = START + timedelta(days=day)
    return Session(at=at, last_seen=at, country=country, place=f"{country}, Somewhere", agent=agent)


HOME = tuple(session(5 * number) for number in range(12))


def test_a_session_abroad_is_told_with_its_place_and_program() -> None:
    [finding] = findings(*HOME, session(57, "VN"))

    assert finding.title == "1 session in VN, where there were none before (most are in PT)"
    assert finding.confidence is Confidence.LOW
    assert finding.evidence[0].rows == ("VN, Somewhere", FIREFOX)
    assert "VPN" in finding.unknown


def test_another_program_within_hours_of_home_is_less_doubtful() -> None:
    [finding] = findings(*HOME, session(55.05, "VN", CHROME))

    assert finding.confidence is Confidence.MEDIUM
    assert finding.evidence[0].rows[2].startswith("72 minutes from a session at home")


def test_another_program_alone_or_a_version_is_nothing() -> None:
    assert findings(*HOME, session(57, "PT", CHROME)) == []


def test_who_moves_is_at_home_in_both_countries() -> None:
    assert findings(*HOME, *(session(80 + number, "ES") for number in range(9))) == []


def test_where_a_session_lasted_a_month_somebody_lives() -> None:
    first = START + timedelta(days=30)
    lasting = Session(at=first, last_seen=START + timedelta(days=62), country="ES", agent=FIREFOX)

    assert findings(*HOME, session(63, "ES"), lasting) == []


def test_who_travels_much_is_left_alone() -> None:
    travels = [session(3 * number, ("PT", "ES", "FR", "DE", "IT")[number % 5]) for number in range(20)]

    assert findings(*travels, session(70, "VN")) == []


def test_few_sessions_say_nothing_of_home() -> None:
    assert findings(*HOME[:4], session(57, "VN")) == []
    assert findings(*(session(number) for number in range(9)), session(10, "VN")) == []


def test_sessions_without_a_country_or_a_time_are_left_out() -> None:
    assert findings(*HOME, session(57, None), Session(country="VN")) == []
