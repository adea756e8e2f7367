"""What a writer did on the platform, as far as an export tells."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backup.model import Json, Row
from backup.risk.corpus import Activity, corpus_of
from tests.risk.accounts import MEDIUM, SUBSTACK, archive_of, clap


def _of(tmp_path: Path, *rows: Row) -> Activity:
    return corpus_of(archive_of(tmp_path, (MEDIUM, rows))).activity


def test_claps_have_their_number_their_minute_and_whom_they_are_for(tmp_path: Path) -> None:
    (act,) = _of(tmp_path, clap(1, "2026-01-20T08:05:00Z", count=50, url="https://medium.com/@Ada/x-1")).claps
    assert (act.count, act.at, act.precise) == (50, datetime(2026, 1, 20, 8, 5, tzinfo=UTC), False)
    assert act.target_author == "ada"


def test_a_time_that_only_stands_as_it_was_written_is_read(tmp_path: Path) -> None:
    acts = _of(tmp_path, clap(1, None, text="2025-08-7 3:18 pm"), clap(2, "2025-08-07T15:19:00"), clap(3, None)).claps
    assert [act.at for act in acts] == [
        None,
        datetime(2025, 8, 7, 15, 18, tzinfo=UTC),
        datetime(2025, 8, 7, 15, 19, tzinfo=UTC),
    ]


def test_claps_of_posts_that_are_gone_count_too(tmp_path: Path) -> None:
    gone = Row(table="activity/claps", id="x", data={"claps": 3, "time": "2026-01-20T08:05:00Z"})
    broken = Row(table="activity/claps", id="y", data={"claps": "many", "url": None, "time": 5})
    activity = _of(tmp_path, gone, broken)
    assert [(act.count, act.target_url) for act in activity.claps] == [(1, ""), (3, "")]
    assert len(activity.timed) == 1


def test_sessions_and_addresses_are_told(tmp_path: Path) -> None:
    session = Row(
        table="activity/sessions",
        id="a",
        data={"time": "2026-01-01T00:00:00Z", "last_seen_location": "IN, Karnataka", "user_agent": "Mozilla/5.0"},
    )
    address = Row(table="activity/ips", id="b", data={"ip": "203.0.113.5", "time": "2026-01-02T00:00:00Z"})
    first, second = _of(tmp_path, session, address).sessions
    assert (first.country, first.place, first.agent) == ("IN", "IN, Karnataka", "Mozilla/5.0")
    assert (second.ip, second.country) == ("203.0.113.5", None)


def test_comments_under_own_posts_are_told_and_own_ones_are_responses(tmp_path: Path) -> None:
    note = Row(table="notes", id="1", data={"user_id": 7, "body": "A note"})
    mine = Row(
        table="comments",
        id="2",
        data={"user_id": 7, "name": "Ines", "handle": "ines", "body": "Thank you", "date": "2026-01-03T08:00:00Z"},
    )
    other = Row(
        table="comments.private",
        id="3",
        data={"user_id": 8, "name": "Ines ", "handle": "ines_", "body": "Join me", "date": "2026-01-02T08:00:00Z"},
    )
    deleted = Row(table="comments", id="4", data={"user_id": 9, "name": "Bo", "body": None})
    activity = corpus_of(archive_of(tmp_path, (SUBSTACK, [note, mine, other, deleted]))).activity
    assert [(one.handle, one.own) for one in activity.comments] == [("ines_", False), ("ines", True)]
    assert [act.text for act in activity.responses] == ["Thank you"]


_FIELDS = st.sampled_from(
    ["claps", "time", "time_text", "url", "user", "title", "ip", "last_seen_location", "body", "name"]
)
_VALUES = st.none() | st.booleans() | st.integers(-9, 99) | st.text() | st.just("https://[x") | st.lists(st.text())


@settings(max_examples=25)
@given(st.lists(st.dictionaries(_FIELDS, _VALUES), max_size=12))
def test_no_row_breaks_the_reading(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Json]]) -> None:
    tables = ("activity/claps", "activity/follows", "activity/sessions", "activity/ips", "activity/profile", "comments")
    records = [Row(table=table, id=str(number), data=data) for table in tables for number, data in enumerate(rows)]
    archive = archive_of(tmp_path_factory.mktemp("rows"), (MEDIUM, records), key=None)
    activity = corpus_of(archive).activity
    assert len(activity.claps) == len(activity.follows) == len(rows)
    assert all(act.at is None or act.at.tzinfo for act in activity)
    archive.close()
