"""The notes between two runs: private from birth, each part brought up to date once, one writer at a time."""

import stat
import threading

import pytest

from backup.errors import StorageError
from outlast.state import FILE
from outlast.state.database import StateDatabase


def test_the_file_is_its_owners_alone_from_birth(tmp_path):
    StateDatabase(tmp_path / "state").close()
    assert stat.S_IMODE((tmp_path / "state" / FILE).stat().st_mode) == 0o600


def test_each_change_of_a_part_runs_once_and_new_ones_run_later(tmp_path):
    changes = ["CREATE TABLE due (job TEXT)", "INSERT INTO due VALUES ('first')"]
    for known in (changes[:1], changes, changes):
        notes = StateDatabase(tmp_path)
        notes.prepare("schedule", known)
        notes.close()
    notes = StateDatabase(tmp_path)
    assert notes.connection.execute("SELECT job FROM due").fetchall() == [("first",)]
    notes.close()


def test_a_transaction_that_fails_leaves_nothing(tmp_path):
    notes = StateDatabase(tmp_path)
    notes.prepare("schedule", ["CREATE TABLE due (job TEXT)"])
    with pytest.raises(RuntimeError), notes.transaction() as connection:
        connection.execute("INSERT INTO due VALUES ('half')")
        raise RuntimeError
    assert notes.connection.execute("SELECT * FROM due").fetchall() == []
    notes.close()


def test_two_writers_wait_for_each_other_and_lose_nothing(tmp_path):
    first = StateDatabase(tmp_path)
    first.prepare("count", ["CREATE TABLE count (number INTEGER)", "INSERT INTO count VALUES (0)"])

    def add_many():
        notes = StateDatabase(tmp_path)
        for _ in range(50):
            with notes.transaction() as connection:
                number = connection.execute("SELECT number FROM count").fetchone()[0]
                connection.execute("UPDATE count SET number = ?", (number + 1,))
        notes.close()

    threads = [threading.Thread(target=add_many) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert first.connection.execute("SELECT number FROM count").fetchone() == (100,)
    first.close()


def test_a_folder_that_cannot_be_made_is_told_as_such(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="cannot be opened"):
        StateDatabase(tmp_path / "file")
