"""The inbox: what arrived is imported and put away, what is still coming is left, what cannot be read gets a note."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from backup.archive import layout
from backup.archive.archive import Archive
from backup.archive.lock import writing
from backup.errors import Locked
from outlast.inbox.looking import problem_path
from outlast.inbox.taking import take_in
from outlast.places import Places
from outlast.schedule.here import HERE
from outlast.schedule.job import Ending, Job
from outlast.schedule.notes import ScheduleNotes
from outlast.schedule.work import Workshop
from outlast.settings import load_settings
from outlast.state.database import StateDatabase
from tests.outlast.small_export import LIST, write_export

JOB = Job(name="inbox", kind="inbox", every=timedelta(0))


class Inbox:
    """An archive with an inbox, and a worker who looks into it."""

    def __init__(self, places: Places) -> None:
        self.database = StateDatabase(places.state_dir)
        Archive.create(places.archive, key=None).close()
        self.folder = places.archive / layout.INBOX
        self.done = self.folder / "done"
        self.places = places
        self.stop: Callable[[], bool] = lambda: False

    def now(self, later: timedelta) -> datetime:
        """Return a moment that long after the last change of anything in it, as the file system dates it."""
        newest = max(max(path.stat().st_ctime, path.stat().st_mtime) for path in [self.folder, *self.folder.rglob("*")])
        return datetime.fromtimestamp(newest, HERE) + later

    def look(self, later: timedelta = timedelta(minutes=1)):
        """Look into it, a minute after the last change unless the test says otherwise."""
        now = self.now(later)
        shop = Workshop(
            settings=load_settings(self.places, environ={}),
            places=self.places,
            environ={},
            database=self.database,
            notes=ScheduleNotes(self.database),
            clock=lambda: now,
            tell=lambda news: None,
            stop=lambda: self.stop(),
        )
        return take_in(shop, JOB)

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.rglob("*") if path.is_file())


@pytest.fixture
def inbox(places):
    found = Inbox(places)
    yield found
    found.database.close()


def slugs(inbox):
    archive = Archive(inbox.places.archive)
    try:
        return archive.slugs()
    finally:
        archive.close()


def drop(inbox, name="nightletters.zip", **attributes):
    return write_export(inbox.folder / name, when=datetime(2026, 2, 1), **attributes)


def test_an_export_is_imported_and_put_away_under_its_day(inbox):
    drop(inbox)
    outcome = inbox.look()
    assert (outcome.ending, dict(outcome.counts)) == (Ending.DONE, {"imported": 1})
    assert slugs(inbox) == ["nightletters"]
    (name,) = inbox.names()
    assert name.endswith("-nightletters.zip")
    assert (inbox.done / name).exists()
    assert inbox.look().counts == {}


def test_two_exports_of_one_name_are_both_kept(inbox):
    for _ in range(3):
        drop(inbox)
        inbox.look()
    assert [name[10:] for name in inbox.names()] == ["-nightletters-2.zip", "-nightletters-3.zip", "-nightletters.zip"]


def test_a_folder_that_an_export_was_unpacked_to_is_taken_too(inbox, tmp_path):
    shutil.unpack_archive(write_export(tmp_path / "x.zip", when=datetime(2026, 2, 1)), inbox.folder / "export")
    assert dict(inbox.look().counts) == {"imported": 1}
    assert not (inbox.folder / "export").exists()


def test_a_file_that_changed_just_now_is_left_for_the_next_look(inbox):
    drop(inbox)
    assert inbox.look(timedelta(seconds=29)).counts == {}
    assert inbox.names() == ["nightletters.zip"]
    assert dict(inbox.look(timedelta(seconds=31)).counts) == {"imported": 1}


def test_a_file_that_grew_since_the_last_look_is_left_for_the_next(inbox):
    whole = drop(inbox).read_bytes()
    path = inbox.folder / "nightletters.zip"
    path.write_bytes(whole[:200])
    inbox.look(timedelta(seconds=5))
    path.write_bytes(whole)
    assert inbox.look(timedelta(minutes=10)).counts == {}
    assert dict(inbox.look(timedelta(minutes=11)).counts) == {"imported": 1}


def test_a_date_in_the_future_counts_for_nothing_but_lying_still_does(inbox):
    path = drop(inbox)
    future = path.stat().st_mtime + 1e6
    os.utime(path, (future, future))
    assert inbox.look(timedelta(seconds=-5e5)).counts == {}
    assert dict(inbox.look(timedelta(seconds=-4e5)).counts) == {"imported": 1}


@pytest.mark.parametrize("name", ["a.zip.part", "a.zip.crdownload", ".a.zip", "~a.zip", "Thumbs.db", "a.zip.tmp"])
def test_what_a_browser_or_a_system_leaves_there_is_not_touched(inbox, name):
    (inbox.folder / name).write_bytes(b"half")
    assert inbox.look().counts == {}
    assert inbox.names() == [name]


def test_a_link_is_not_followed(inbox, tmp_path):
    write_export(tmp_path / "elsewhere.zip", when=datetime(2026, 2, 1))
    (inbox.folder / "link.zip").symlink_to(tmp_path / "elsewhere.zip")
    assert inbox.look().counts == {}
    assert slugs(inbox) == []


def test_what_cannot_be_read_gets_a_note_and_is_not_tried_again_until_it_changes(inbox):
    path = inbox.folder / "export.zip"
    path.write_bytes(b"PK rubbish")
    outcome = inbox.look()
    assert (outcome.ending, dict(outcome.counts)) == (Ending.PARTLY, {"refused": 1})
    note = problem_path(path)
    text = note.read_text()
    assert note.stat().st_mode & 0o777 == 0o600
    assert "What happened" in text
    assert "[OUT-12" in text
    assert f'outlast import "{path}"' in text
    for _ in range(3):
        assert inbox.look().counts == {}
    drop(inbox, "export.zip")
    inbox.look()
    assert dict(inbox.look().counts) == {"imported": 1}
    assert [name[10:] for name in inbox.names()] == ["-export.zip"]


def test_deleting_the_note_is_how_to_ask_for_another_try(inbox):
    path = inbox.folder / "export.zip"
    path.write_bytes(b"rubbish")
    inbox.look()
    problem_path(path).unlink()
    assert dict(inbox.look().counts) == {"refused": 1}
    assert problem_path(path).exists()


def test_a_list_that_does_not_say_whose_it_is_stays_and_the_note_says_how_to_say_it(inbox):
    drop(inbox, "a.zip", subdomain="aletters")
    inbox.look()
    drop(inbox, "b.zip", subdomain="bletters")
    inbox.look()
    (inbox.folder / "people.csv").write_text(LIST)
    outcome = inbox.look()
    text = problem_path(inbox.folder / "people.csv").read_text()
    assert dict(outcome.counts) == {"refused": 1}
    assert "--publication NAME" in text
    assert "ada@example.org" not in text + outcome.text
    assert slugs(inbox) == ["aletters", "bletters"]


def test_an_archive_that_is_busy_leaves_all_as_it_is_for_the_next_look(inbox):
    drop(inbox)
    with writing(inbox.places.archive), pytest.raises(Locked):
        inbox.look()
    assert inbox.names() == ["nightletters.zip"]
    assert dict(inbox.look().counts) == {"imported": 1}


def test_whoever_asks_to_stop_is_heard_between_two_files(inbox):
    drop(inbox, "a.zip")
    drop(inbox, "b.zip", subdomain="other")
    asked = iter([False, True])
    inbox.stop = lambda: next(asked)
    outcome = inbox.look()
    assert (outcome.ending, dict(outcome.counts)) == (Ending.STOPPED, {"imported": 1})
    assert "b.zip" in inbox.names()


def test_without_an_archive_there_is_nothing_to_do(places):
    database = StateDatabase(places.state_dir)
    shop = Workshop(
        settings=load_settings(places, environ={}),
        places=places,
        environ={},
        database=database,
        notes=ScheduleNotes(database),
        clock=lambda: datetime(2026, 3, 1, tzinfo=HERE),
        tell=lambda news: None,
    )
    assert take_in(shop, JOB).ending is Ending.DONE
    database.close()
