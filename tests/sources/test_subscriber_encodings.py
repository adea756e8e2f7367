import codecs
from pathlib import Path

import pytest

from backup.model import Severity
from backup.sources.subscriber_csv import SubscriberCsv
from tests.sources.reading import read
from tests.sources.test_subscriber_csv import A, listed, row

PEOPLE = ["ada@example.org", "ömil@example.org", "zoë@example.org"]
TEXT = "\n".join([A, *map(row, PEOPLE)]) + "\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"", "latin-1"),
        (b"", "cp1252"),
    ],
)
def test_every_encoding_gives_the_same_rows(mark: bytes, encoding: str, end: str, tmp_path: Path) -> None:
    reading = read(listed(tmp_path, mark + TEXT.replace("\n", end).encode(encoding)))
    assert reading.records == [row(address).encode() for address in PEOPLE]
    assert reading.lists[0].header == tuple(A.split(","))
    assert (reading.problems, reading.complete) == ([], {"subscribers"})
    assert bool(reading.remarks) == (encoding != "utf-8")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_every_delimiter_becomes_a_comma(delimiter: str, tmp_path: Path) -> None:
    text = TEXT.replace(",", delimiter) + delimiter.join(["b@example.org", "false", '"a,b"', "other", "false", "", ""])
    reading = read(listed(tmp_path, text))
    assert reading.records == [*(row(a).encode() for a in PEOPLE), b'b@example.org,false,"a,b",other,false,,']
    assert len(reading.remarks) == 1


def test_excels_hint_is_no_header(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, "sep=;\r\n" + TEXT.replace(",", ";")))
    assert reading.records == [row(address).encode() for address in PEOPLE]


def test_a_list_of_utf16_in_many_pieces_is_read(tmp_path: Path) -> None:
    people = [f"zoë{i}@example.org" for i in range(20_000)]
    reading = read(listed(tmp_path, ("\r\n".join([A, *map(row, people)]) + "\r\n").encode("utf-16")))
    assert reading.records == [row(person).encode() for person in people]


def test_letters_that_utf16_does_not_allow_make_a_problem_not_an_address(tmp_path: Path) -> None:
    data = codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le").replace("ö".encode("utf-16-le"), b"\x00\xd8")
    reading = read(listed(tmp_path, data))
    assert len(reading.records) == 2
    assert [problem.severity for problem in reading.lost("subscribers")] == [Severity.UNREADABLE]


def test_a_file_of_two_encodings_is_read(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, TEXT.encode() + row("björn@example.org").encode("latin-1")))
    assert reading.records[-1] == row("björn@example.org").encode()
    assert "1252: 1." in reading.remarks[0]


def test_a_letter_that_windows_does_not_have_is_latin_1(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, "email,name\na@example.org,x\x81y\xe9".encode("latin-1")))
    assert reading.people == [["a@example.org", "x\x81yé"]]


def test_nuls_at_the_end_are_a_cut_file(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, TEXT.encode() + bytes(4096)))
    assert len(reading.records) == 3
    assert [problem.raw for problem in reading.lost("subscribers")] == [bytes(4096)]
    assert reading.complete == set()


def test_a_nul_in_an_address_makes_a_problem(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, TEXT.encode() + row("a\0@example.org").encode() + b"\n"))
    assert (len(reading.records), len(reading.lost("subscribers"))) == (3, 1)


def test_a_bare_cr_in_a_name_is_quoted(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, b"email,name\na@example.org,Ada\r\nb@example.org,B\rob\n"))
    assert reading.people == [["a@example.org", "Ada"], ["b@example.org", "B\rob"]]
    assert reading.records[1] == b'b@example.org,"B\rob"'


FIVE = [row(f"r{i}@example.org") for i in range(5)]


@pytest.mark.parametrize("quoted", [False, True], ids=["bare", "quoted"])
@pytest.mark.parametrize(
    ("before", "after_header", "after_row"),
    [
        ("", "\r\r\n", "\r\r\n"),
        ("", "\r", "\n"),
        ("", "\r", "\r\n"),
        ("", "\n", "\r"),
        ("\n", "\r", "\r"),
        ("\r", "\n", "\n"),
        ("\r\n", "\r", "\r"),
        ("\n\n", "\r\n", "\r\n"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_line_ends_of_two_kinds_lose_no_row(
    before: str, after_header: str, after_row: str, delimiter: str, tmp_path: Path, *, quoted: bool
) -> None:
    lines = [line.split(",") for line in (A, *FIVE)]
    header, *rows = [delimiter.join(f'"{cell}"' if quoted else cell for cell in cells) for cells in lines]
    text = before + header + after_header + "".join(line + after_row for line in rows)
    reading = read(listed(tmp_path, text.encode()))
    assert reading.people == lines[1:]
    assert not reading.problems
    assert reading.lists[0].header == tuple(lines[0])


def test_a_row_after_a_stray_line_end_is_a_row(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, f"{A}\n{FIVE[0]}\r{FIVE[1]}\n{FIVE[2]}\n".encode()))
    assert reading.records == [person.encode() for person in FIVE[:3]]


def test_rows_after_a_stray_line_end_are_cut_out_as_they_came(tmp_path: Path) -> None:
    one, two = (",".join(f'"{cell}"' for cell in person.split(",")) for person in FIVE[:2])
    reading = read(listed(tmp_path, f"{A}\n{one}\r{two}\n".encode()))
    assert reading.records == [one.encode(), two.encode()]


def test_a_list_without_rows_keeps_its_header(tmp_path: Path) -> None:
    reading = read(listed(tmp_path, f"{A}\n".encode()))
    assert [problem.raw for problem in reading.of(Severity.MISSING)] == [f"{A}\n".encode()]


def test_a_stray_quote_does_not_swallow_the_rows_after_it(tmp_path: Path) -> None:
    people = [row(f"r{i}@example.org") for i in range(50)]
    people[10] = '"' + people[10]
    people[30] = people[30].replace("other", '"other')
    reading = read(listed(tmp_path, "\n".join([A, *people]) + "\n"))
    assert len(reading.records) == 48
    assert sorted(problem.raw.decode() for problem in reading.lost("subscribers")) == sorted([people[10], people[30]])


def test_a_line_of_a_gigabyte_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with path.open("wb") as stream:
        stream.write(TEXT.encode())
        stream.seek(1 << 30, 1)  # a sparse file: no disk is used
        stream.write(b"\n" + row("last@example.org").encode() + b"\n")
    reading = read(SubscriberCsv(path))
    assert reading.records[-1] == row("last@example.org").encode()
    [problem] = reading.lost("subscribers")
    assert len(problem.raw) == 1 << 16
    assert reading.complete == {"subscribers"}
