"""What is said of a list besides its rows, and lists of people who get no letters."""

from pathlib import Path

import pytest

from backup.audience.subscriber import understanding
from backup.model import Severity
from tests.sources.reading import Reading, read
from tests.sources.test_subscriber_csv import A, listed, row


def writable(reading: Reading) -> list[str]:
    people = [understanding(batch.header)(record) for batch in reading.lists for record in batch.records]
    return [person.email for person in people if person.may_mail]


@pytest.mark.parametrize(
    "name",
    [
        "unsubscribed.csv",
        "unsubscribed_members_export_0a1b.csv",
        "cleaned.csv",
        "blocklist.csv",
        "blacklisted.csv",
        "leave-out.csv",
        "no-mail.csv",
        "members-no-mail.csv",
        "suppressions.csv",
        "unsubscribes-0001.csv",
        "complaints-0001.csv",
        "Bounced.CSV",
    ],
)
def test_nobody_in_a_file_of_people_who_get_no_letters_is_writable(tmp_path: Path, name: str) -> None:
    reading = read(listed(tmp_path, "email,name\nada@example.org,Ada\nbela@example.org,Bela\n", name))
    assert len(reading.records) == 2
    assert reading.records[0] == b"ada@example.org,Ada"
    assert writable(reading) == []
    assert any("By the file's name these people get no letters" in text for text in reading.remarks)


def test_a_column_can_say_otherwise_than_the_files_name(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, "email,status\nada@example.org,active\nbela@example.org,\n", "cleaned.csv"))
    assert writable(reading) == ["ada@example.org"]


@pytest.mark.parametrize("name", ["email_list.bouncehouse.csv", "piano-mail.csv", "readers.csv"])
def test_other_names_say_nothing(tmp_path: Path, name: str) -> None:
    reading = read(listed(tmp_path, "email,name\nada@example.org,Ada\n", name))
    assert writable(reading) == ["ada@example.org"]


def test_substacks_own_column_counts_more_than_the_files_name(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, f"{A}\n{row('ada@example.org')}\n", "cleaned.csv"))
    assert writable(reading) == ["ada@example.org"]


def test_the_same_list_under_another_name_is_another_list(tmp_path: Path) -> None:
    one = listed(tmp_path, "email\nada@example.org\n", "cleaned.csv")
    other = listed(tmp_path, "email\nada@example.org\n", "readers.csv")
    assert one.fingerprint() != other.fingerprint()


def test_a_list_that_does_not_tell_who_turned_email_off_is_said_to(tmp_path: Path) -> None:
    [remark] = read(listed(tmp_path, "email,name\nada@example.org,Ada\n")).remarks
    assert "does not tell who turned e-mail off" in remark
    assert read(listed(tmp_path, f"{A}\n{row('ada@example.org')}\n")).remarks == []


def test_rows_that_no_letter_can_reach_are_counted(tmp_path: Path) -> None:
    rows = [row("ada@example.org"), row("bela@example"), row("carla@@example.org")]
    reading = read(listed(tmp_path, "\n".join([A, *rows])))
    assert len(reading.records) == 3
    [remark] = reading.remarks
    assert "Rows that no letter can reach" in remark
    assert ": 2." in remark


@pytest.mark.parametrize("quoted", ["", '"'])
def test_rows_that_neither_say_nor_deny_that_email_is_off_are_counted_and_get_none(tmp_path: Path, quoted: str) -> None:
    rows = [f"ada@example.org,false,,other,{quoted}maybe{quoted},,", row("bela@example.org")]
    reading = read(listed(tmp_path, "\n".join([A, *rows])))
    assert writable(reading) == ["bela@example.org"]
    [problem] = reading.of(Severity.UNREADABLE)
    assert "email_disabled is neither a yes nor a no: 1" in problem.reason
    assert "subscribers" in reading.complete
