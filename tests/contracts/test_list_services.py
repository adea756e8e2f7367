"""The contract of every list service, found by listing the package: a new one is held to it without being named here."""

import socket
import stat
from collections import Counter
from pathlib import Path

import pytest

from backup.audience.saved_list import SEGMENTS, MailOff, Wanted
from backup.audience.subscriber import Status
from exporters.subscribers import found, load
from exporters.subscribers._base import ListReport, ListService, Part
from exporters.subscribers._export import ListExport
from exporters.subscribers._unwritten import Unwritten
from tests.exporters.lists import made_up_list as made
from tests.exporters.lists.made_up_list import made_list
from tests.exporters.lists.writing import PROBLEMS, STEPS, address_column, file_of, people, rows, table, written

SERVICES = sorted(found())
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def total(report: ListReport) -> int:
    return sum(
        getattr(report, name)
        for name in ("active", "suppressed", "masked", "refused", "twins", "deleted", "forgotten", "not_asked")
    )


def addresses(records: list[bytes]) -> list[str]:
    """Return the addresses of made-up rows, as they must be written."""
    return [record.decode().split(",")[0].strip('"').strip().lower() for record in records]


def lists(service: ListService, files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files that are imported over there, or kept as a record."""
    del service
    return {path: content for path, content in files.items() if path not in (PROBLEMS, STEPS)}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection: addresses go to nobody."""

    def refuse(*_: object) -> None:
        raise AssertionError("a list was on its way")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("name", SERVICES)
class TestListServiceContract:
    """What the command line and a writer rely on in every service."""

    def test_it_is_found_under_its_own_name_and_says_what_it_takes(self, name: str) -> None:
        service = load(name)

        assert isinstance(service, ListService)
        assert len(found()[name]) > 10
        assert {file.part for file in service.files} >= {Part.ACTIVE, Part.SUPPRESSED}

    def test_every_row_ends_in_exactly_one_place(self, name: str, tmp_path: Path) -> None:
        report, _ = written(name, made_list(), tmp_path / "out")

        assert report.rows == len(made.ROWS) + 3 == total(report)
        assert (report.masked, report.deleted, report.forgotten) == (5, 1, 1)
        assert report.twins == len(made.TWINS)
        assert report.refused >= len(made.REFUSED)

    def test_nobody_is_there_twice_or_among_both(self, name: str, tmp_path: Path) -> None:
        report, files = written(name, made_list(), tmp_path / "out")

        active, suppressed = (people(load(name), files, part) for part in (Part.ACTIVE, Part.SUPPRESSED))
        assert set(active.values()) == set(suppressed.values()) == {1}
        assert active.keys().isdisjoint(suppressed)
        assert (active.total(), suppressed.total()) == (report.active, report.suppressed)
        assert people(load(name), files, Part.AGAIN).keys() <= active.keys() | suppressed.keys()

    def test_addresses_are_written_byte_by_byte(self, name: str, tmp_path: Path) -> None:
        service = load(name)
        _, files = written(name, made_list(), tmp_path / "out")

        refused = {one for one in addresses(made.ACTIVE) if service.why_refused(one)}
        assert set(people(service, files, Part.ACTIVE)) == set(addresses(made.ACTIVE)) - refused
        assert set(people(service, files, Part.SUPPRESSED)) == set(addresses(made.SUPPRESSED))
        assert "=cmd@example.org" in people(service, files, Part.ACTIVE)

    def test_no_other_cell_is_a_formula(self, name: str, tmp_path: Path) -> None:
        service = load(name)
        _, files = written(name, made_list(), tmp_path / "out")

        for path, content in lists(service, files).items():
            its_address = address_column(file_of(service, path))
            for row in rows(content):
                assert not [cell for column, cell in row.items() if column != its_address and cell.startswith(FORMULA)]
        assert not [cell for row in table(files[PROBLEMS]) for cell in row if cell.startswith(FORMULA)]

    def test_the_names_of_its_columns_are_its_own(self, name: str, tmp_path: Path) -> None:
        service = load(name)
        _, files = written(name, made_list(), tmp_path / "out")

        for path, content in lists(service, files).items():
            header, *others = table(content)
            assert header == [column.name for column in file_of(service, path).columns]
            assert {len(row) for row in others} == {len(header)}
            assert not content.startswith(b"\xef\xbb\xbf")
            assert content.endswith(b"\r\n")

    def test_each_row_that_is_not_written_is_named_with_the_reason(self, name: str, tmp_path: Path) -> None:
        report, files = written(name, made_list(), tmp_path / "out")

        named = rows(files[PROBLEMS])
        assert len(named) == report.refused + report.twins + report.noted
        assert all(row["reason"].endswith(".") for row in named)
        assert "two@at@example.org" in [row["address"] for row in named]

    def test_hidden_erased_and_deleted_people_are_nowhere(self, name: str, tmp_path: Path) -> None:
        _, files = written(name, made_list(), tmp_path / "out")

        together = b"".join(files.values())
        for gone in (b"***", b"forget.me", b"deletion-request", b"Forgotten"):
            assert gone not in together

    def test_who_must_get_no_letters_is_always_told_whoever_is_asked_for(self, name: str, tmp_path: Path) -> None:
        service = load(name)
        report, files = written(name, made_list(), tmp_path / "out", Wanted(statuses=SEGMENTS["comp"]))

        assert set(people(service, files, Part.SUPPRESSED)) == set(addresses(made.SUPPRESSED))
        assert set(report.statuses) <= {Status.COMP, Status.GIFT, Status.TRIAL}
        assert total(report) == report.rows
        assert report.not_asked > 0

    def test_another_list_is_believed_where_this_one_does_not_tell(self, name: str, tmp_path: Path) -> None:
        service = load(name)
        off = MailOff(told=False, since="2025-01-01T00:00:00Z", people=frozenset({"ada@example.org"}))
        report, files = written(name, made_list(mail_off=off), tmp_path / "out")

        assert report.off_elsewhere == 1
        assert "ada@example.org" in people(service, files, Part.SUPPRESSED)
        assert "ada@example.org" not in people(service, files, Part.ACTIVE)

    def test_the_same_list_gives_the_same_bytes(self, name: str, tmp_path: Path) -> None:
        first = written(name, made_list(), tmp_path / "a")
        second = written(name, made_list(), tmp_path / "b")

        assert first == second

    def test_a_dry_run_says_what_a_real_one_says(self, name: str, tmp_path: Path) -> None:
        real, _ = written(name, made_list(), tmp_path / "a")
        dry = ListExport(load(name), made_list(), Wanted(), Unwritten()).write()

        assert dry == real

    def test_only_the_writer_may_read_it(self, name: str, tmp_path: Path) -> None:
        written(name, made_list(), tmp_path / "out")

        for path in (tmp_path / "out").rglob("*"):
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)

    def test_it_says_what_to_do_and_names_every_file(self, name: str, tmp_path: Path) -> None:
        report, files = written(name, made_list(), tmp_path / "out")

        text = files[STEPS].decode()
        for file in report.files:
            assert file.name in text or file.name.rpartition("-")[0] in text
        assert "do not disconnect Stripe in Substack's dashboard" in text
        assert "10 % application fee" in text
        assert all(step.endswith((".", "”", ".csv", "'paid'")) for step in report.steps)

    def test_a_list_of_nobody_makes_no_file(self, name: str, tmp_path: Path) -> None:
        report, files = written(name, made_list([]), tmp_path / "out")

        assert report.files == ()
        assert files == {}

    def test_files_are_counted(self, name: str, tmp_path: Path) -> None:
        service = load(name)
        report, files = written(name, made_list(), tmp_path / "out")

        counted = Counter({file.name: file.rows for file in report.files})
        assert counted == Counter({path: len(rows(content)) for path, content in lists(service, files).items()})
        assert report.size == sum(map(len, files.values()))
