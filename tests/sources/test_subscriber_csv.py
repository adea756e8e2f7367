import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backup.errors import UnknownFile
from backup.model import Severity
from backup.sources._base import find_source, load
from backup.sources.subscriber_csv import SubscriberCsv
from tests.sources.reading import FIXTURES, Reading, read

A = "email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at"
LISTS = FIXTURES / "lists"


def listed(path: Path, text: str | bytes, name: str = "list.csv") -> SubscriberCsv:
    (path / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return SubscriberCsv(path / name)


def row(address: str, rest: str = ",false,,other,false,2025-01-28T07:04:41.591Z,") -> str:
    return address + rest


def test_substacks_list_is_kept_row_by_row_as_it_came(tmp_path: Path) -> None:
    rows = [row("Ada@Example.org"), row("ömil@example.org"), '"bela@example.org"' + row("")]
    reading = read(listed(tmp_path, "\n".join([A, *rows]) + "\n"))
    assert reading.records == [line.encode() for line in rows]
    assert {batch.header for batch in reading.lists} == {tuple(A.split(","))}
    assert {batch.file for batch in reading.lists} == {"list.csv"}
    assert (reading.problems, reading.complete) == ([], {"subscribers"})


@pytest.mark.parametrize(
    ("name", "count", "platform"),
    [
        ("ghost/fixtures_signup_emails.csv", 21, "substack"),
        ("ghost/fixtures_subscriber_emails.csv", 17, "substack"),
        ("ghost/invalid.csv", 3, "list"),
        ("ghost/medium-members.txt", 5, "medium"),
        ("dashboard.csv", 9, "substack"),
    ],
)
def test_lists_of_all_kinds_are_read_whole(name: str, count: int, platform: str) -> None:
    source = SubscriberCsv(LISTS / name)
    reading = read(source)
    assert len(reading.records) == count
    assert reading.lost("subscribers") == []
    assert "subscribers" in reading.complete
    assert source.identity().platform == platform


def test_every_list_is_found_as_one() -> None:
    for path in LISTS.rglob("*.csv"):
        assert find_source(path).kind == "subscriber_csv"
    assert load("subscriber_csv") is SubscriberCsv


def test_the_publication_is_in_the_name_of_its_list(tmp_path: Path) -> None:
    for name in ("email_list.nightletters.csv", "email_list.nightletters (1).csv", "email_list.paid.nightletters.csv"):
        identity = listed(tmp_path, A + "\n", name).identity()
        assert (identity.platform, identity.slug) == ("substack", "nightletters")
        assert identity.url == "https://nightletters.substack.com"


@pytest.mark.parametrize(
    ("written", "as_of"),
    [
        ("2025-03-20T08:00:00", "2025-03-20T08:00:00"),
        ("2026-03-20T08:00:00", "2025-03-01T10:00:00"),
        ("2025-02-01T08:00:00", "2025-03-01T10:00:00"),
    ],
    ids=["soon after the last one joined", "copied long after", "with a wrong clock"],
)
def test_a_list_is_as_of_its_file_where_its_content_bears_that_out(tmp_path: Path, written: str, as_of: str) -> None:
    rows = [row("a@example.org"), row("b@example.org", ",false,2118-01-01T00:00:00Z,other,false,2025-03-01T10:00:00Z,")]
    source = listed(tmp_path, "\n".join([A, *rows]))
    seconds = datetime.fromisoformat(written).replace(tzinfo=UTC).timestamp()
    os.utime(source.path, (seconds, seconds))
    assert source.as_of() == datetime.fromisoformat(as_of).replace(tzinfo=UTC)


def test_a_person_who_joined_in_the_future_does_not_tell_when_a_list_was_made(tmp_path: Path) -> None:
    rows = [row("a@example.org"), row("b@example.org", ",false,,other,false,2999-03-01T10:00:00Z,")]
    as_of = listed(tmp_path, "\n".join([A, *rows])).as_of()
    assert as_of is not None
    assert (as_of.year, as_of.month) == (2025, 1)


def test_a_list_without_dates_is_as_of_its_file(tmp_path: Path) -> None:
    source = listed(tmp_path, "email\na@example.org\n")
    assert source.as_of() == datetime.fromtimestamp(source.path.stat().st_mtime, UTC)


def test_a_spreadsheets_dates_do_not_count(tmp_path: Path) -> None:
    rows = [row("a@example.org"), row("b@example.org", ",false,,other,false,6/19/2025 12:07,")]
    as_of = listed(tmp_path, "\n".join([A, *rows])).as_of()
    assert as_of is not None
    assert as_of.year == 2025
    assert as_of.month == 1


def test_rows_that_cannot_be_read_are_named_and_kept_raw(tmp_path: Path) -> None:
    rows = [row("a@example.org"), "b@example.org,false", row("c@example.org") + ",,", row("nobody"), ",,,,,,"]
    reading = read(listed(tmp_path, "\n".join([A, *rows]) + "\n"))
    assert reading.records == [rows[0].encode()]
    assert [(p.row, p.raw.decode(), p.severity) for p in reading.lost("subscribers")] == [
        (2, rows[1], Severity.UNREADABLE),
        (3, rows[2], Severity.UNREADABLE),
        (4, rows[3], Severity.UNREADABLE),
        (5, rows[4], Severity.KEPT),
    ]
    assert "subscribers" in reading.complete


def test_no_reason_names_a_person(tmp_path: Path) -> None:
    rows = ["b@example.org,false", row("c@example.org") + ",", row("d@example.org"), row("D@example.org"), '"e@example']
    reading = read(listed(tmp_path, "\n".join([A, *rows])))
    assert len(reading.problems) == 4
    assert not any("example" in problem.reason for problem in reading.problems)


def test_an_empty_list_is_complete_and_said_to_be_empty(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, A + "\n"))
    assert (reading.records, reading.complete) == ([], {"subscribers"})
    assert [(p.severity, p.table) for p in reading.problems] == [(Severity.MISSING, None)]


def test_a_list_that_was_cut_is_not_complete(tmp_path: Path) -> None:
    for end in ("b@example.org,false,,ot", '"b@exam', row("b@example.org") + '\n"c@'):
        reading = read(listed(tmp_path, f"{A}\n{row('a@example.org')}\n{end}"))
        assert reading.complete == set()
        assert len(reading.lost("subscribers")) == 1


def test_a_text_list_has_one_address_a_line(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, "a@example.org\n\n  \nb@example.org \nc@example.org", "members.txt"))
    assert reading.lists[0].header == ("email",)
    assert reading.records == [b"a@example.org", b"b@example.org ", b"c@example.org"]
    assert reading.complete == {"subscribers", "masked"}


def test_masked_addresses_are_counted_apart() -> None:
    source = SubscriberCsv(LISTS / "medium-masked.csv")
    reading = read(source)
    assert [cells[1] for cells in reading.people] == ["ada@example.org", "cy@example.org"]
    assert [(r.id, r.data["Email"]) for r in reading.table("masked")] == [
        ("masked-1", "******@******.com"),
        ("masked-2", "b***@example.org"),
    ]
    assert reading.complete == {"subscribers", "masked"}
    assert source.identity().platform == "medium"


@pytest.mark.parametrize(
    ("name", "platform"),
    [("subscribers.csv", "list"), ("list.csv", "list"), ("medium-subscribers.csv", "medium")],
)
@pytest.mark.parametrize("header", ["Email,Name", "Name,Email", "Name,Email address"])
def test_names_and_addresses_alone_do_not_say_which_platform_a_list_is_from(
    tmp_path: Path, header: str, name: str, platform: str
) -> None:
    source = listed(tmp_path, f"{header}\nada@example.org,ada@example.org\n", name)
    assert source.identity().platform == platform


def test_a_column_of_addresses_is_found_whatever_its_name(tmp_path: Path) -> None:
    source = listed(tmp_path, "who,contact,city\nAda,a@example.org,Rome\nBob,b@example.org,Oslo\n")
    reading = read(source)
    assert reading.lists[0].header == ("who", "contact (email)", "city")
    assert [cells[1] for cells in reading.people] == ["a@example.org", "b@example.org"]


def test_a_column_called_email_without_addresses_does_not_hide_the_right_one(tmp_path: Path) -> None:
    source = listed(tmp_path, "email,contact\nyes,a@example.org\nno,b@example.org\n")
    assert read(source).lists[0].header == ("email", "contact (email)")


def test_a_table_without_header_gets_one(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, "Ada,a@example.org\nBob,b@example.org\n"))
    assert reading.lists[0].header == ("column 1", "email")
    assert len(reading.records) == 2


@pytest.mark.parametrize(
    "text",
    ["", "\n", "name,plan\nAda,free\n", "\ufeff", "just some words\n", "email", "<p>a@example.org</p>", "\0" * 100],
)
def test_a_file_without_addresses_is_unknown(text: str, tmp_path: Path) -> None:
    source = listed(tmp_path, text)
    if text != "email":  # a header alone is an empty list
        with pytest.raises(UnknownFile):
            read(source)
        assert SubscriberCsv.recognise(source.path) == 0


def test_other_files_are_not_taken_for_lists(tmp_path: Path) -> None:
    for name, data in {
        "a.html": b"<html>a@example.org</html>",
        "a.json": b'["a@example.org"]',
        "a.pdf": b"%PDF-1.4\na@example.org",
        "a.zip": b"PK\x03\x04",
        "1.delivers.csv": (FIXTURES / "export-betacraft/posts/1.delivers.csv").read_bytes(),
        "1.opens.csv": (FIXTURES / "export-betacraft/posts/1.opens.csv").read_bytes(),
        "posts.csv": (FIXTURES / "export-betacraft/posts.csv").read_bytes(),
        "letter.txt": b"Dear Ada,\nwrite to me:\nbob@example.org\nYours, Bob\n",
    }.items():
        (tmp_path / name).write_bytes(data)
        assert SubscriberCsv.recognise(tmp_path / name) == 0, name
    assert SubscriberCsv.recognise(tmp_path) == 0
    assert SubscriberCsv.recognise(tmp_path / "missing.csv") == 0


def test_a_file_that_is_gone_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(UnknownFile):
        read(SubscriberCsv(tmp_path / "missing.csv"))


def test_rows_come_in_batches(tmp_path: Path) -> None:
    reading: Reading = read(listed(tmp_path, "\n".join([A, *(row(f"r{i}@example.org") for i in range(25_001))])))
    assert [len(batch.records) for batch in reading.lists] == [10_000, 10_000, 5_001]


def test_the_fingerprint_changes_with_the_file(tmp_path: Path) -> None:
    first = listed(tmp_path, A + "\n").fingerprint()
    assert listed(tmp_path, A + "\n").fingerprint() == first
    assert listed(tmp_path, A + "\na@example.org").fingerprint() != first
