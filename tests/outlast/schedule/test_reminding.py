"""Reminders: told once for each change of state, and of a backup that does not work at all."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from outlast.schedule.alarm import stale_backups
from outlast.schedule.driving import workshop
from outlast.schedule.job import Job
from outlast.schedule.plan import jobs_of
from outlast.schedule.reminding import _of_standing, check
from outlast.settings import load_settings
from outlast.standing.archive import standing
from outlast.standing.gaps import Gap, GapKind
from tests.archive.night_letters import PUBLICATION, day, records
from tests.outlast.saved_letters import SLUG, new_archive

JOB = Job(name="check", kind="check", every=timedelta(days=1))
START = datetime(2026, 1, 4, tzinfo=UTC)
"""The day after the last export."""


@pytest.fixture
def look(home, monkeypatch, places):
    """Save an export of 3 January, and return what looks at it and returns the news."""
    with new_archive(home, monkeypatch) as archive:
        archive.snapshot(records(), PUBLICATION, source="substack_export", as_of=day(3))

    def look_at(days: int) -> list[tuple[str, str]]:
        news = []
        settings = load_settings(places, environ=os.environ)
        clock = lambda: START + timedelta(days=days)  # noqa: E731
        with workshop(settings, places, environ=os.environ, tell=news.append, clock=clock) as shop:
            check(shop, JOB)
        look_at.news = news
        return [(one.state.split()[0], one.account) for one in news]

    return look_at


def test_an_old_list_is_told_once_and_again_only_after_it_was_mended(look, home):
    assert look(1) == []
    assert look(8) == [("old-list", SLUG)]
    assert "Import/Export" in look.news[0].text
    assert look(9) == []
    assert look(1) == []  # mended: the clock of this test may go back
    assert look(8) == [("old-list", SLUG)]
    assert look(40) == [("old-export", SLUG)]


def test_a_reminder_that_cannot_be_shown_is_in_the_outbox_all_the_same(look, places):
    def refuse(news):
        raise OSError("no terminal")

    settings = load_settings(places, environ=os.environ)
    clock = lambda: START + timedelta(days=8)  # noqa: E731
    with workshop(settings, places, environ=os.environ, tell=refuse, clock=clock) as shop:
        check(shop, JOB)
        posted = shop.database.connection.execute("SELECT kind, state, account FROM alert_news").fetchall()
    assert posted == [("reminder", "old-list", SLUG)]
    assert look(8) == []


def test_a_backup_that_never_worked_is_told_after_the_days_of_the_setting(places, monkeypatch):
    places.settings_file.parent.mkdir(parents=True)
    places.settings_file.write_text('[accounts.a]\nplatform = "substack"\nurl = "https://a.substack.com"\n')
    settings = load_settings(places, environ={})
    assert stale_backups(settings, places, START) == ()
    assert not places.state_dir.exists()
    monkeypatch.setattr("outlast.schedule.work.WORK", {"backup": "nowhere:at_all"})
    monkeypatch.setattr("outlast.schedule.plan.WORK", {"backup": "nowhere:at_all"})
    with workshop(settings, places, environ={}, tell=lambda news: None) as shop:
        shop.notes.meet(jobs_of(settings), START)
    (one,) = stale_backups(settings, places, START + timedelta(days=3))
    assert (one.job, one.days, one.never) == ("backup:a", 3, True)
    assert stale_backups(settings, places, START + timedelta(days=2, hours=23)) == ()


def test_a_sign_in_that_ends_soon_is_told_and_a_missing_recovery_sheet_is_not(look, places):
    settings = load_settings(places, environ=os.environ)
    ends = Gap(kind=GapKind.SIGN_IN_EXPIRES, text="the sign-in ends in 3 days", next="outlast login", publication=SLUG)
    sheet = Gap(kind=GapKind.NO_SHEET, text="none was printed", next="outlast keys print-sheet")
    found = replace(standing(settings, places, environ=os.environ, now=START), own_gaps=(ends, sheet))
    ((key, news),) = _of_standing(found, START)
    assert key == ("sign-in-expires", SLUG)
    assert (news.kind, news.account, news.next) == ("sign-in", SLUG, "outlast login")
    assert news.text == "night-letters: the sign-in ends in 3 days."
