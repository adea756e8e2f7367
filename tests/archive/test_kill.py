"""Killed at any moment, an archive holds the old or the new state, and running the same command again finishes."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from backup.archive import layout, tables
from backup.archive.archive import Archive
from backup.archive.retention import Policy
from backup.archive.verify import Verifier
from tests.archive.conftest import KEY
from tests.archive.killing import moments
from tests.archive.night_letters import PUBLICATION, day, posts, records, subscriber

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

SLUG = PUBLICATION.slug
OLD = sorted(subscriber(number) for number in range(40))
NEW = sorted(subscriber(number) for number in range(2, 45))


def base(folder: Path) -> Path:
    """Make an archive with one snapshot."""
    archive = Archive.create(folder, key=KEY)
    archive.snapshot(records(posts(10)), PUBLICATION, source="memory", as_of=day(1))
    archive.close()
    return folder


def copier(original: Path, work_folder: Path) -> Callable[[], Path]:
    """Return a function that makes a new copy of an archive each time."""
    numbers = iter(range(10_000))

    def fresh() -> Path:
        return Path(shutil.copytree(original, work_folder / f"copy{next(numbers)}"))

    return fresh


def save_second(folder: Path) -> None:
    """Save the second day."""
    archive = Archive(folder, key=KEY)
    rows = [subscriber(number) for number in range(2, 45)]
    archive.snapshot(records(posts(14), rows), PUBLICATION, source="memory", as_of=day(2))
    archive.close()


def test_two_hundred_kills_leave_the_old_or_the_new_state_and_a_rerun_finishes(tmp_path: Path) -> None:
    fresh = copier(base(tmp_path / "base"), tmp_path)
    states = []

    for folder in moments(save_second, fresh, steps=120, times=80):
        archive = Archive(folder, key=KEY)
        assert Verifier(archive).verify().damages == ()
        chain = archive.chain(SLUG)
        latest = chain.latest(tables.SUBSCRIBERS)
        assert latest is not None
        rows = archive.tables(SLUG).state(latest.number, tables.SUBSCRIBERS).lines
        titles = len(list(archive.posts(SLUG)))
        assert (rows, titles) in [(OLD, 10), (NEW, 14)]
        states.append(titles)
        archive.close()

        save_second(folder)

        archive = Archive(folder, key=KEY)
        assert len(list(archive.posts(SLUG))) == 14
        assert archive.index.connection.execute("SELECT count(*) FROM posts WHERE NOT gone").fetchone() == (8,)
        report = Verifier(archive).verify()
        assert (report.damages, report.manifests) == ((), 2)
        assert list(archive.store.unfinished()) == []
        archive.close()
        shutil.rmtree(folder)

    assert len(states) == 200
    assert {10, 14} == set(states)


def test_a_first_import_that_was_killed_can_be_run_again(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    def first(folder: Path) -> None:
        exists = (folder / layout.INFO).exists()
        archive = Archive(folder, key=KEY) if exists else Archive.create(folder, key=KEY)
        archive.snapshot(records(posts(10)), PUBLICATION, source="memory", as_of=day(1))
        archive.close()

    for folder in moments(first, copier(empty, tmp_path), steps=40, times=10):
        first(folder)
        archive = Archive(folder, key=KEY)
        assert len(list(archive.posts(SLUG))) == 10
        assert Verifier(archive).verify().damages == ()
        archive.close()


def test_an_erasure_that_was_killed_is_all_done_or_not_begun(tmp_path: Path) -> None:
    original = base(tmp_path / "base")
    save_second(original)
    outcomes = set()

    def forget(folder: Path) -> None:
        archive = Archive(folder, key=KEY)
        archive.forget("reader7@example.org")
        archive.close()

    for folder in moments(forget, copier(original, tmp_path), steps=70, times=20):
        archive = Archive(folder, key=KEY)
        found = [subscriber(7) in archive.tables(SLUG).state(number, tables.SUBSCRIBERS).lines for number in (1, 2)]
        assert found in ([True, True], [False, False])
        outcomes.add(found[0])
        assert Verifier(archive).verify().damages == ()
        if not found[0]:
            assert not archive.root.joinpath(layout.REWRITE_INTENT).exists()
        archive.close()
        shutil.rmtree(folder)

    assert outcomes == {True, False}


def test_pruning_that_was_killed_loses_no_kept_snapshot(tmp_path: Path) -> None:
    original = base(tmp_path / "base")
    archive = Archive(original, key=KEY)
    for number in range(2, 7):
        archive.snapshot(records(posts(10 + number)), PUBLICATION, source="memory", as_of=day(number))
    archive.close()

    def prune(folder: Path) -> None:
        pruned = Archive(folder, key=KEY)
        pruned.prune(Policy(last=2))
        pruned.close()

    for folder in moments(prune, copier(original, tmp_path), steps=40, times=10):
        archive = Archive(folder, key=KEY)
        numbers = [snapshot.number for snapshot in archive.chain(SLUG)]
        assert numbers in ([1, 2, 3, 4, 5, 6], [1, 5, 6])
        assert len(list(archive.posts(SLUG))) == 16
        assert Verifier(archive).verify().damages == ()
        archive.close()
        shutil.rmtree(folder)
