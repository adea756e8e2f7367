"""Who opened a letter last, in little room."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.archive.archive import Archive
from backup.model import Attachment
from outlast.mailing import engagement
from outlast.mailing.engagement import LastOpened, last_opened
from tests.outlast.mailing.conftest import Saved, opens, person


def when(archive: Archive, who: str) -> str | None:
    found = last_opened(archive, "night-letters")
    day = found.of(who) if found is not None else None
    return None if day is None else date.fromordinal(day).isoformat()


def test_of_several_opens_the_last_day_counts_wherever_it_stands(saved: Saved) -> None:
    lines = ("2025-11-03T10:00:00.000Z,ada@example.org", "2025-12-01T23:59:59.000Z,ADA@example.org")
    archive = saved([person("ada@example.org")], opened=[opens("1", *lines), opens("2", lines[0])])

    assert when(archive, "ada@example.org") == "2025-12-01"
    assert when(archive, "ben@example.org") is None


def test_an_export_without_opens_tells_nothing(saved: Saved) -> None:
    assert last_opened(saved([person("ada@example.org")]), "night-letters") is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"post_id,email\n1,ada@example.org\n",
        b"timestamp,reader\n2025-01-01,ada@example.org\n",
        b"post_id,timestamp,email\n1,never,ada@example.org\n1,2025-01-01T10:00:00Z\n\xff\xfe,,\n1,2025-01-01,nobody\n",
        b'post_id,timestamp,email\n1,"2025-01-01',
    ],
)
def test_a_file_that_tells_nothing_is_passed_over(saved: Saved, content: bytes) -> None:
    broken = Attachment(table="activity/opens", id="9", data=content, extension="csv", rows=1)
    archive = saved([person("x@example.org")], opened=[broken, opens("1", "2025-12-01T10:00:00Z,ben@example.org")])

    assert when(archive, "ben@example.org") == "2025-12-01"
    assert when(archive, "ada@example.org") is None


def test_cells_in_quotes_are_read(saved: Saved) -> None:
    content = b'post_id,timestamp,email\n"1","2025-12-01T10:00:00Z","ada@example.org"\n'
    quoted = Attachment(table="activity/opens", id="9", data=content, extension="csv", rows=1)

    assert when(saved([person("x@example.org")], opened=[quoted]), "ada@example.org") == "2025-12-01"


def test_the_list_of_the_dashboard_tells_it_too(saved: Saved, archive: Archive) -> None:
    content = b"Email,Name,Last email open\nada@example.org,Ada,2025-12-05T10:00:00.000Z\nben@example.org,Ben,\n"
    table = Attachment(table="activity/engagement", id="dashboard", data=content, extension="csv", rows=2)
    from datetime import UTC, datetime

    from backup.model import Complete, Publication, SubscriberRows

    records = [SubscriberRows(header=("email",), records=[b"ada@example.org"], file="x"), Complete(table="subscribers")]
    publication = Publication(slug="night-letters", platform="substack", name="Night Letters")
    records += [table, Complete(table="activity/engagement")]  # type: ignore[list-item]
    archive.snapshot(records, publication, source="test", as_of=datetime(2026, 1, 1, tzinfo=UTC))

    assert when(archive, "ada@example.org") == "2025-12-05"
    assert when(archive, "ben@example.org") is None


@given(st.lists(st.tuples(st.integers(0, 40).map(str), st.integers(719163, 750000)), max_size=300))
def test_in_parts_that_are_folded_nobody_and_no_day_is_lost(notes: list[tuple[str, int]]) -> None:
    opened = LastOpened("2026-01-01T12:00:00Z")
    opened._full = [3] * len(opened._full)
    truth: dict[str, int] = {}
    for who, day in notes:
        opened.note(who, day)
        truth[who] = max(truth.get(who, 0), day)
    opened.finish()

    assert {who: opened.of(who) for who in truth} == truth
    assert opened.of("somebody else") is None
    assert bool(opened) == bool(truth)


def test_people_of_one_part_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engagement, "hash", lambda who: 64 * int(who), raising=False)
    opened = LastOpened("2026-01-01T12:00:00Z")
    for number in range(100):
        opened.note(str(number), 730000 + number)

    assert [opened.finish().of(str(number)) for number in range(100)] == [730000 + number for number in range(100)]
