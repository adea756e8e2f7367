"""Of several rows with one address the one that says most stays, and the strictest word on letters counts."""

from pathlib import Path

import pytest

from exporters.subscribers._export import TWIN
from tests.exporters.lists.made_up_list import FOREVER, made_list, row
from tests.exporters.lists.writing import PROBLEMS, rows, written

FULL = row("Eva@example.org", "Eva", "Comp", expires=FOREVER)
PLAIN = row("eva@example.org")
OFF = row("eva@example.org", off="true")


@pytest.mark.parametrize("records", [[FULL, PLAIN], [PLAIN, FULL], [PLAIN, FULL, PLAIN, PLAIN]])
def test_the_fullest_row_stays_wherever_it_stands(records: list[bytes], tmp_path: Path) -> None:
    report, files = written("csv", made_list(records), tmp_path / "out")

    (eva,) = rows(files["subscribers.csv"])
    assert (eva["email"], eva["name"], eva["kind"]) == ("eva@example.org", "Eva", "comp")
    assert report.twins == len(records) - 1
    assert [one["reason"] for one in rows(files[PROBLEMS])] == [TWIN] * report.twins


def test_of_two_that_say_as_much_the_first_stays(tmp_path: Path) -> None:
    records = [row("eva@example.org", "First"), row("EVA@example.org", "Second")]

    _, files = written("csv", made_list(records), tmp_path / "out")

    assert [one["name"] for one in rows(files["subscribers.csv"])] == ["First"]


@pytest.mark.parametrize("records", [[FULL, OFF], [OFF, FULL]])
def test_who_turned_letters_off_in_any_row_gets_none(records: list[bytes], tmp_path: Path) -> None:
    report, files = written("csv", made_list(records), tmp_path / "out")

    (eva,) = rows(files["no-mail.csv"])
    assert (eva["name"], eva["why"]) == ("Eva", "unsubscribed")
    assert "subscribers.csv" not in files
    assert report.off_elsewhere == 0


def test_rows_without_an_address_are_no_twins(tmp_path: Path) -> None:
    report, _ = written("csv", made_list([row(""), row("", "A"), row("eva@example.org")]), tmp_path / "out")

    assert (report.refused, report.twins, report.active) == (2, 0, 1)


def test_addresses_of_one_hash_are_not_taken_for_twins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backup.audience.twins.hash", lambda _: 7, raising=False)
    records = [row(f"reader{number}@example.org") for number in range(50)]

    report, _ = written("csv", made_list([*records, PLAIN, FULL]), tmp_path / "out")

    assert (report.active, report.twins) == (51, 1)
