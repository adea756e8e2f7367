from pathlib import Path

import pytest

from backup.model import Severity
from tests.sources.reading import read
from tests.sources.test_subscriber_csv import listed


@pytest.mark.parametrize(
    "text",
    [
        "ada@example.org, bela@example.org, carla@example.org\n",
        "ada@example.org; bela@example.org; carla@example.org",
        "ada@example.org,bela@example.org\ncarla@example.org,\n",
        "Ada <ada@example.org>\nBela <bela@example.org>\nmailto:carla@example.org\n",
        "ada@example.org bela@example.org\ncarla@example.org\n",
    ],
)
def test_addresses_from_a_mail_program_are_a_row_each(tmp_path: Path, text: str) -> None:
    reading = read(listed(tmp_path, text, "list.txt"))
    assert [cells[0].partition("@")[0] for cells in reading.people] == ["ada", "bela", "carla"]
    assert (reading.problems, reading.complete) == ([], {"subscribers", "masked"})


def test_their_names_are_kept(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, "Ada L. <ada@example.org>; Bela <bela@example.org>\n", "list.txt"))
    assert reading.people == [["ada@example.org", "Ada L."], ["bela@example.org", "Bela"]]
    assert reading.lists[0].header == ("email", "name")


def test_a_row_that_is_no_row_of_addresses_is_reported(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, "a@example.org, b@example.org\nc@example.org, Carla\n", "list.txt"))
    assert len(reading.records) == 2
    [problem] = reading.of(Severity.UNREADABLE)
    assert (problem.row, problem.raw) == (2, b"c@example.org, Carla")


def test_a_second_address_under_a_single_column_is_reported(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, "email\na@example.org\nb@example.org,c@example.org\n"))
    assert reading.records == [b"a@example.org"]
    assert reading.of(Severity.UNREADABLE)[0].raw == b"b@example.org,c@example.org"
