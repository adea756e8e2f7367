from pathlib import Path

from backup.model import Severity
from tests.sources.reading import read
from tests.sources.test_subscriber_csv import A, listed, row

FREE = ",false,,other,false,2025-01-28T07:04:41.591Z,"
PAID = ",true,2026-01-28T07:04:41.591Z,yearly,false,2025-01-28T07:04:41.591Z,2025-01-28T07:04:41.591Z"
OFF = ",false,,other,true,2025-01-28T07:04:41.591Z,"


def kept(path: Path, *rows: str) -> tuple[list[str], list[tuple[int | None, str]]]:
    reading = read(listed(path, "\n".join([A, *rows]) + "\n"))
    assert reading.complete == {"subscribers"}
    assert all(problem.severity is Severity.KEPT for problem in reading.problems)
    left = [(problem.row, problem.raw.decode()) for problem in reading.lost("subscribers")]
    assert len(reading.records) + len(left) == len(rows)
    return [record.decode() for record in reading.records], left


def test_the_same_row_again_is_reported_once(tmp_path: Path) -> None:
    a, b = row("a@example.org"), row("b@example.org")
    assert kept(tmp_path, a, b, a, a) == ([b, a], [(3, a), (4, a)])


def test_the_active_row_of_a_person_is_kept_wherever_it_stands(tmp_path: Path) -> None:
    free, paid = "a@example.org" + FREE, "A@Example.org" + PAID
    assert kept(tmp_path, free, paid) == ([paid], [(1, free)])
    assert kept(tmp_path, paid, free) == ([paid], [(2, free)])


def test_else_the_later_row_is_kept(tmp_path: Path) -> None:
    first, second = "a@example.org" + FREE, "a@example.org" + OFF
    assert kept(tmp_path, first, second) == ([second], [(1, first)])


def test_of_two_active_rows_the_later_is_kept(tmp_path: Path) -> None:
    first, second = "a@example.org" + PAID, "A@example.org" + PAID
    assert kept(tmp_path, first, second) == ([second], [(1, first)])
    assert kept(tmp_path, first, second, first) == ([first], [(1, first), (2, second)])


def test_who_turned_email_off_in_one_row_has_turned_it_off(tmp_path: Path) -> None:
    free, off, paid = "a@example.org" + FREE, "A@example.org" + OFF, "a@example.org" + PAID
    paid_off = paid.replace("yearly,false", "yearly,true")
    assert kept(tmp_path, free, off, free) == ([free.replace("other,false", "other,true")], [(1, free), (2, off)])
    assert kept(tmp_path, off, free) == ([free.replace("other,false", "other,true")], [(1, off)])
    assert kept(tmp_path, paid, off) == ([paid_off], [(2, off)])
    assert kept(tmp_path, off, paid, paid) == ([paid_off], [(1, off), (3, paid)])


def test_a_row_left_out_that_turned_email_off_says_so(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, "\n".join([A, "a@example.org" + OFF, "a@example.org" + PAID])))
    assert "turned e-mail off; so does the one that was kept now" in reading.problems[0].reason


def test_in_the_list_of_another_service_the_row_that_says_off_is_kept(tmp_path: Path) -> None:
    text = "email,status\na@example.org,active\na@example.org,bounced\na@example.org,active\n"
    reading = read(listed(tmp_path, text))
    assert reading.records == [b"a@example.org,bounced"]
    assert [problem.row for problem in reading.lost("subscribers")] == [1, 3]


def test_repetitions_far_apart_are_found(tmp_path: Path) -> None:
    rows = [row(f"r{i}@example.org") for i in range(30_000)]
    records, left = kept(tmp_path, *rows, rows[3].upper(), rows[29_999])
    assert len(records) == 30_000
    # Neither is active, so of the two that differ the later one is kept.
    assert left == [(4, rows[3]), (30_002, rows[29_999])]


def test_masked_addresses_are_not_repetitions_of_each_other(tmp_path: Path) -> None:
    masked = "******,******@******.com"
    reading = read(listed(tmp_path, f"Name,Email\n{masked}\n{masked}\nAda,ada@example.org\n"))
    assert (len(reading.table("masked")), len(reading.records), reading.problems) == (2, 1, [])
