"""A list read row by row is the same list."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.archive.tables import SUBSCRIBERS
from outlast.subscribers.lists import listed
from outlast.subscribers.rows import Rows
from tests.archive.night_letters import subscriber
from tests.outlast.saved_letters import SLUG, new_archive, save, save_three_days

QUOTED = b'q@example.org,false,,"a ""plan"",\nof two lines",false,,'


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with new_archive(home, monkeypatch) as made:
        yield made


def test_it_has_the_rows_of_every_day(archive: Archive) -> None:
    save_three_days(archive)
    people = [subscriber(number) for number in range(3, 60)]
    save(archive, 4, subscribers=[*people, QUOTED])

    numbers = [snapshot.number for snapshot in archive.chain(SLUG)]
    assert len(numbers) == 4
    for snapshot in archive.chain(SLUG):
        rows = Rows(archive, SLUG, snapshot)
        assert list(rows) == listed(archive, SLUG, snapshot).records
        assert list(rows) == list(rows), "it can be gone through again"


def test_progress_is_told_for_each_row_that_was_kept(archive: Archive) -> None:
    save_three_days(archive)
    latest = archive.chain(SLUG).latest(SUBSCRIBERS)
    assert latest is not None
    told: list[int] = []

    rows = list(Rows(archive, SLUG, latest, progress=told.append))

    assert 0 < sum(told) <= len(rows)
