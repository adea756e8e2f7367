"""Reminders of an appeal that nobody answers: at 24 and 72 hours, then each week, until somebody does."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from outlast.appeals.log import Channel
from outlast.appeals.noting import note_answer, note_sent
from outlast.appeals.reminding import remind, step_at
from outlast.incidents.closing import close_incident
from outlast.incidents.opening import open_incident
from outlast.schedule.driving import workshop
from outlast.schedule.job import Job
from outlast.settings import load_settings
from outlast.telling.scheduled import deliver
from tests.outlast.sealed_archive import KEY, make

START = datetime(2026, 1, 9, 12, tzinfo=UTC)
JOB = Job(name="alerts", kind="alerts", every=timedelta(0))


def hours(number):
    return START + timedelta(hours=number)


@pytest.fixture
def incident(places):
    """Open an incident, and appeal at the start."""
    with_key = make(places)
    opened = open_incident(with_key, "night-letters", text="It was opened.", now=hours(-2)).incident.id
    with_key.close()
    return opened


@pytest.fixture
def archive(places, incident):
    opened = Archive(places.archive, key=KEY)
    yield opened
    opened.close()


@pytest.fixture
def tick(places, monkeypatch):
    """Return what does what a tick does about alerts at an hour, and returns the titles and steps that were told."""
    monkeypatch.setenv("OUTLAST_ARCHIVE", str(places.archive))

    def run_at(hour):
        news = []
        settings = load_settings(places, environ=os.environ)
        with workshop(settings, places, environ=os.environ, tell=news.append, clock=lambda: hours(hour)) as shop:
            deliver(shop, JOB)
        run_at.news += news
        return [one.state.rpartition("Z ")[2] for one in news]

    run_at.news = []
    return run_at


def send(archive, incident, hour, form="account"):
    note_sent(archive, incident, form=form, channel=Channel.WEB_FORM, text="Please look", receipt=None, at=hours(hour))


def test_a_week_without_an_answer_in_ticks_of_a_quarter_of_an_hour(archive, incident, tick):
    send(archive, incident, 0)
    told = [(quarter / 4, step) for quarter in range(0, 4 * 24 * 15, 3) for step in tick(quarter / 4)]
    assert told == [(24, "24 h"), (72, "72 h"), (168, "168 h"), (336, "336 h")]


def test_it_names_the_form_and_how_long_and_nobody(archive, incident, tick):
    send(archive, incident, 0, form="profile")
    tick(25)
    (news,) = tick.news
    assert (news.kind, news.account, news.incident, news.severity) == (
        "reminder",
        "night-letters",
        incident,
        "attention",
    )
    assert "appeal for the profile was sent on 9 January 2026, 12:00 UTC, 25 hours ago" in news.text
    assert "27 hours so far" in news.text
    assert "new account" in news.text


def test_an_answer_stops_them_and_the_next_appeal_begins_them_anew(archive, incident, tick):
    send(archive, incident, 0)
    assert tick(24) == ["24 h"]
    note_answer(archive, incident, "We look into it", at=hours(30))
    assert [tick(hour) for hour in (72, 168, 336)] == [[], [], []]
    send(archive, incident, 340)
    assert [tick(hour) for hour in (350, 364, 412)] == [[], ["24 h"], ["72 h"]]


def test_the_last_of_several_appeals_counts(archive, incident, tick):
    send(archive, incident, 0)
    send(archive, incident, 20, form="publication")
    assert [tick(hour) for hour in (24, 43, 44)] == [[], [], ["24 h"]]


def test_a_computer_that_was_off_is_told_once(archive, incident, tick):
    send(archive, incident, 0)
    assert tick(200) == ["168 h"]
    assert tick(201) == []


def test_a_closed_incident_reminds_of_nothing(archive, incident, tick):
    send(archive, incident, 0)
    close_incident(archive, incident, compare=None, now=hours(5))
    assert tick(24) == []


def test_an_incident_without_an_appeal_reminds_of_nothing(archive, incident, tick):
    assert Incidents(archive)[incident].is_open
    assert tick(400) == []


def test_a_damaged_timeline_stops_neither_the_alerts_nor_the_others(archive, incident, tick, places):
    send(archive, incident, 0)
    (places.archive / "incidents" / "2026-01-01-broken-1.json").write_bytes(b"{}")
    assert tick(24) == ["24 h"]


def test_what_could_not_be_told_is_told_the_next_time(archive, incident, tick, places):
    send(archive, incident, 0)

    class Refusing(Exception):
        """No disk, no outbox."""

    def refuse(news):
        raise Refusing

    settings = load_settings(places, environ=os.environ)
    with (
        workshop(settings, places, environ=os.environ, tell=refuse, clock=lambda: hours(24)) as shop,
        pytest.raises(Refusing),
    ):
        remind(replace(shop, tell=refuse))
    assert tick(25) == ["24 h"]


@pytest.mark.parametrize(
    ("waited", "step"), [(-5, None), (23.9, None), (24, 24), (71.9, 24), (72, 72), (167.9, 72), (168, 168), (700, 672)]
)
def test_the_step_that_is_due(waited, step):
    found = step_at(timedelta(hours=waited))
    assert found == (timedelta(hours=step) if step else None)
