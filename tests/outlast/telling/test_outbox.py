"""The outbox: one alert for each change of state, tried again in time, and never twice."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from outlast.alerts._base import Alert
from outlast.errors import AlertFailed, SecretProblem
from outlast.settings import AlertSetting
from outlast.state.database import StateDatabase
from outlast.telling.delivering import deliver_due, send_test
from outlast.telling.news import NewsKind
from outlast.telling.outbox import KEEP_TRYING, Outbox
from tests.outlast.alerts.some_news import DOWN, NOON

MAIL = AlertSetting(name="mail", kind="email")
PHONE = AlertSetting(name="phone", kind="ntfy", on=("down", "back"))
BACK = replace(DOWN, kind=NewsKind.BACK, state="ok", title="It is back")


class Way(Alert):
    """A way that keeps what it is told, or fails as a test wants it."""

    def __init__(self):
        self.told = []
        self.failure = None

    def send(self, news):
        if self.failure is not None:
            raise self.failure
        self.told.append(news)
        return "250 Ok"


@pytest.fixture
def notes(tmp_path):
    made = StateDatabase(tmp_path)
    yield made
    made.close()


@pytest.fixture
def outbox(notes):
    return Outbox(notes)


def later(**time):
    return NOON + timedelta(**time)


def test_the_same_state_is_told_once_however_many_probes_find_it(outbox):
    way = Way()
    assert [outbox.post(DOWN, [MAIL], now=NOON) for _ in range(5)] == [True, False, False, False, False]
    deliver_due(outbox, {"mail": way}, NOON)
    deliver_due(outbox, {"mail": way}, NOON)
    assert way.told == [DOWN]


def test_each_change_of_state_is_told_also_when_it_goes_back_and_forth(outbox):
    way = Way()
    for news in (DOWN, DOWN, BACK, BACK, DOWN):
        outbox.post(news, [MAIL], now=NOON)
    deliver_due(outbox, {"mail": way}, NOON)
    assert [news.kind for news in way.told] == ["down", "back", "down"]


def test_a_new_incident_another_account_and_another_state_are_news(outbox):
    others = (replace(DOWN, incident="2026-12-01-nightletters-1"), replace(DOWN, account="tides"))
    for news in (DOWN, *others, replace(DOWN, state="removed")):
        assert outbox.post(news, [MAIL], now=NOON)


def test_a_state_that_ended_in_silence_is_told_again_when_it_begins_again(outbox):
    late = replace(DOWN, kind=NewsKind.BACKUP, state="late", incident="")
    assert outbox.post(late, [MAIL], now=NOON)
    assert not outbox.post(late, [MAIL], now=NOON)
    outbox.settle(late.account, NewsKind.BACKUP)
    assert outbox.post(late, [MAIL], now=NOON)


def test_a_way_gets_only_the_news_that_it_is_for(outbox):
    mail, phone = Way(), Way()
    outbox.post(replace(DOWN, kind=NewsKind.REMINDER), [MAIL, PHONE], now=NOON)
    outbox.post(DOWN, [MAIL, PHONE], now=NOON)
    deliver_due(outbox, {"mail": mail, "phone": phone}, NOON)
    assert [news.kind for news in mail.told] == ["reminder", "down"]
    assert [news.kind for news in phone.told] == ["down"]


def test_a_failure_is_tried_again_after_1_5_15_and_60_minutes_and_so_on_for_three_days(outbox):
    way = Way()
    way.failure = AlertFailed("nobody there", permanent=False)
    outbox.post(DOWN, [MAIL], now=NOON)
    tried = [
        minute for minute in range(5 * 24 * 60) if deliver_due(outbox, {"mail": way}, later(minutes=minute))
    ]  # fmt: skip
    assert [after - before for before, after in pairwise(tried)] == [
        1, 5, 15, 60, 180, 360, 720, 1440, 1440,
    ]  # fmt: skip
    (left,) = outbox.undelivered()
    assert (left.given_up, left.tries, left.said) == (True, 10, "nobody there")
    assert tried[-1] * 60 < KEEP_TRYING


def test_one_way_that_fails_holds_up_no_other(outbox):
    mail, phone = Way(), Way()
    mail.failure = SecretProblem("the key store is locked")
    outbox.post(DOWN, [MAIL, PHONE], now=NOON)
    attempts = deliver_due(outbox, {"mail": mail, "phone": phone}, NOON)
    assert [(attempt.way, attempt.sent) for attempt in attempts] == [("mail", False), ("phone", True)]
    mail.failure = None
    assert [attempt.sent for attempt in deliver_due(outbox, {"mail": mail, "phone": phone}, later(minutes=1))] == [True]
    assert (len(mail.told), len(phone.told)) == (1, 1)
    assert outbox.undelivered() == []


def test_what_will_fail_again_is_given_up_at_once_and_goes_out_after_a_test_that_succeeds(outbox):
    way = Way()
    way.failure = AlertFailed("550 no such user", permanent=True)
    outbox.post(DOWN, [MAIL], now=NOON)
    deliver_due(outbox, {"mail": way}, NOON)
    assert deliver_due(outbox, {"mail": way}, later(hours=2)) == []
    assert outbox.undelivered()[0].given_up

    way.failure = None
    assert send_test(outbox, "mail", way, later(hours=3)) == "250 Ok"
    deliver_due(outbox, {"mail": way}, later(hours=3))
    assert [news.kind for news in way.told] == ["test", "down"]


def test_a_test_that_fails_is_shown_and_brings_nothing_back(outbox):
    way = Way()
    way.failure = AlertFailed("535 no", permanent=True)
    with pytest.raises(AlertFailed):
        send_test(outbox, "mail", way, NOON)
    (attempt,) = outbox.last_attempts("mail")
    assert (attempt.sent, attempt.said) == (False, "535 no")
    assert outbox.undelivered() == []


def test_two_runs_at_once_do_not_send_the_same_news_twice(outbox, tmp_path):
    outbox.post(DOWN, [MAIL], now=NOON)
    other_notes = StateDatabase(tmp_path)
    other = Way()

    class Slow(Way):
        def send(self, news):
            deliver_due(Outbox(other_notes), {"mail": other}, NOON)
            return super().send(news)

    slow = Slow()
    deliver_due(outbox, {"mail": slow}, NOON)
    other_notes.close()
    assert (len(slow.told), len(other.told)) == (1, 0)


def test_a_run_that_was_killed_while_sending_leaves_the_news_to_a_later_one(outbox):
    outbox.post(DOWN, [MAIL], now=NOON)
    assert outbox.take_due("mail", now=NOON) is not None
    way = Way()
    assert deliver_due(outbox, {"mail": way}, later(minutes=1)) == []
    assert len(deliver_due(outbox, {"mail": way}, later(minutes=11))) == 1


def test_a_clock_that_was_set_back_a_year_holds_up_nothing(outbox):
    way = Way()
    way.failure = AlertFailed("no", permanent=False)
    outbox.post(DOWN, [MAIL], now=NOON)
    deliver_due(outbox, {"mail": way}, NOON)
    way.failure = None
    assert len(deliver_due(outbox, {"mail": way}, later(days=-365))) == 1


def test_attempts_of_an_incident_wait_until_its_timeline_has_them(outbox):
    way = Way()
    outbox.post(DOWN, [MAIL], now=NOON)
    outbox.post(replace(DOWN, incident="", kind=NewsKind.REMINDER), [MAIL], now=NOON)
    deliver_due(outbox, {"mail": way}, NOON)
    waiting = outbox.unnoted()
    assert [attempt.news.incident for attempt in waiting] == [DOWN.incident]
    outbox.mark_noted(waiting)
    assert outbox.unnoted() == []


def test_a_way_that_was_removed_leaves_nothing_waiting(outbox):
    outbox.post(DOWN, [MAIL], now=NOON)
    outbox.drop("mail")
    assert outbox.undelivered() == []
