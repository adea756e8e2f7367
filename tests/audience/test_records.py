import csv
import io
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backup.audience import records as module
from backup.audience.cells import split_cells
from backup.audience.records import KEPT_OF_LONG, LONGEST, Records, Torn, split_records


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def cut(data: bytes, size: int = 1 << 16) -> list[bytes | Torn]:
    found: list[bytes | Torn] = []
    for item in split_records(pieces(data, size)):
        found += item.records if isinstance(item, Records) else [item]
    return found


cells = st.text(st.one_of(st.sampled_from('",\n\r;a \0é\ufeff'), st.characters(exclude_categories=["Cs"])), max_size=6)
tables = st.lists(st.lists(cells, min_size=2, max_size=4), max_size=8)


def written(rows: list[list[str]], end: str, *, always: bool) -> bytes:
    def cell(text: str) -> str:
        needed = always or any(letter in text for letter in '",\r\n')
        return '"' + text.replace('"', '""') + '"' if needed else text

    return "".join(",".join(map(cell, row)) + end for row in rows).encode()


@settings(deadline=None, max_examples=200)
@given(rows=tables, end=st.sampled_from(["\n", "\r\n", "\r"]), size=st.integers(1, 40), always=st.booleans())
def test_whatever_is_written_as_csv_is_cut_into_the_same_rows(
    rows: list[list[str]], end: str, size: int, *, always: bool
) -> None:
    data = f"header{end}".encode() + written(rows, end, always=always)
    items = list(split_records(pieces(data, size)))
    assert all(isinstance(item, Records) for item in items)
    assert [split_cells(r) for r in cut(data, size)[1:] if isinstance(r, bytes)] == rows


@settings(deadline=None, max_examples=300)
@given(text=st.lists(st.sampled_from(['"', ",", "\n", "a", "bc", '""', " ", 'x"', "é"])).map("".join))
def test_records_are_those_that_the_csv_module_reads(text: str) -> None:
    expected = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    found = cut(text.encode())
    if not any(isinstance(item, Torn) for item in found):
        assert [split_cells(item) for item in found if isinstance(item, bytes)] == expected


@settings(deadline=None, max_examples=300)
@given(
    data=st.lists(st.sampled_from([b'"', b",", b"\n", b"\r", b"ab", b'""', b"\xff", b"\r\n", b"@"])).map(b"".join),
    size=st.integers(1, 20),
    longest=st.integers(4, 40),
)
def test_no_byte_is_lost_whatever_the_file(data: bytes, size: int, longest: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LONGEST", longest)
        found = cut(data, size)
    kept = letters(b"".join(item.start if isinstance(item, Torn) else item for item in found))
    skipped = sum(item.size - len(item.start) for item in found if isinstance(item, Torn))
    if skipped:
        assert len(kept) + skipped >= len(letters(data))
    else:
        assert kept == letters(data)


def letters(data: bytes) -> bytes:
    return data.replace(b"\n", b"").replace(b"\r", b"")


def test_a_record_keeps_its_bytes() -> None:
    data = b'email,name\na@example.org,"Lovelace, ""Ada"""\r\nb@example.org,"two\r\nlines"\r\n'
    assert cut(data) == [b"email,name", b'a@example.org,"Lovelace, ""Ada"""', b'b@example.org,"two\r\nlines"']


def test_a_quote_within_a_word_opens_nothing() -> None:
    assert cut(b'5" pipe,a\nb,c"d"\n') == [b'5" pipe,a', b'b,c"d"']


def test_a_lone_cr_is_a_part_of_its_cell_in_a_file_of_lfs() -> None:
    [item] = split_records([b"email,name\na@example.org,Ada\rL\n"])
    assert isinstance(item, Records)
    assert item.records[1] == b"a@example.org,Ada\rL"
    assert not item.plain


def test_a_file_of_lone_crs_has_rows_too() -> None:
    assert cut(b"email,name\ra,b\r\rc,d\r", 3) == [b"email,name", b"a,b", b"c,d"]


@pytest.mark.parametrize("size", [1, 3, 1 << 16])
def test_crs_before_an_lf_are_one_line_end_with_it(size: int) -> None:
    assert cut(b'a,b\r\r\n"c",d\r\r\n\r\r\ne,f\r\r', size) == [b"a,b", b'"c",d', b"e,f"]


@pytest.mark.parametrize("size", [1, 3, 1 << 16])
def test_a_header_may_end_in_another_way_than_the_rows(size: int) -> None:
    assert cut(b'"a",b\r"c",d\ne,f\n', size) == [b'"a",b', b'"c",d', b"e,f"]
    assert cut(b'\r\n"a",b\r"c",d\re,f\r', size) == [b'"a",b', b'"c",d', b"e,f"]


def test_a_stray_crlf_in_a_file_of_crs_ends_a_line() -> None:
    assert cut(b'a,b\rc,d\r\n"e",f\rg,h\r') == [b"a,b", b"c,d", b'"e",f', b"g,h"]


def test_many_crs_take_no_time_by_the_square() -> None:
    data = b"a,b\nc\r\r\n" + b"\r" * 900_000 + b"d\n"
    assert cut(data)[-1] == b"\r" * 900_000 + b"d"  # by the square, this would take an hour


def test_an_open_quote_tears_one_line_only() -> None:
    found = cut(b'a,b\n"c,d\ne,f\ng,h\n')
    assert found == [b"a,b", Torn(start=b'"c,d', size=4, cut=True), b"e,f", b"g,h"]


def test_an_open_quote_in_a_long_file_tears_one_line_only() -> None:
    lines = [b"%d,x" % i for i in range(400_000)]
    lines[5] = b'"5,x'
    found = cut(b"\n".join(lines) + b"\n")
    assert len(found) == 400_000
    assert [item for item in found if isinstance(item, Torn)] == [Torn(start=b'"5,x', size=4)]


def test_lines_that_all_open_quotes_take_no_time_by_the_square() -> None:
    # Each of them closes the quote of the one before and opens another: the end of the first is never found.
    data = b'5","x\n' * 400_000
    found = cut(data)  # by the square, this would take hours
    assert len(found) == 400_000


def test_a_quoted_cell_of_many_lines_takes_no_time_by_the_square() -> None:
    data = b'a,"' + b"x\n" * 400_000 + b'"\n'
    [record] = cut(data)  # by the square, this would take an hour
    assert record == data[:-1]


def test_a_line_of_a_gigabyte_is_never_held() -> None:
    def stream() -> Iterator[bytes]:
        yield b"email\na@example.org\n"
        piece = b"x" * (1 << 20)
        for _ in range(1024):
            yield piece
        yield b"\nb@example.org\n"

    found = [item for item in split_records(stream()) if isinstance(item, Torn)]
    assert found == [Torn(start=b"x" * KEPT_OF_LONG, size=1 << 30)]


def test_a_long_line_within_one_piece_is_torn_too() -> None:
    long = b"y" * (LONGEST + 1)
    assert cut(b"a\n" + long + b"\nb\n" + long, 1 << 30) == [
        b"a",
        Torn(start=long[:KEPT_OF_LONG], size=len(long)),
        b"b",
        Torn(start=long[:KEPT_OF_LONG], size=len(long), cut=True),
    ]


def test_a_file_without_a_last_line_end_says_so() -> None:
    assert [(item.records, item.cut) for item in split_records([b"a,b\nc"]) if isinstance(item, Records)] == [
        ([b"a,b"], False),
        ([b"c"], True),
    ]
    assert [item.cut for item in split_records([b"a,b\nc\n"]) if isinstance(item, Records)] == [False]


def test_invalid_utf8_is_noticed() -> None:
    [item] = split_records([b"caf\xe9,b\n"])
    assert isinstance(item, Records)
    assert not item.utf8
