from hypothesis import given, settings
from hypothesis import strategies as st

from backup.audience.cells import has_bare_line_end, join_cells, split_all, split_cells

cell = st.text(st.one_of(st.sampled_from('",;\n\r\t\0 a'), st.characters(exclude_categories=["Cs"])), max_size=8)
rows = st.lists(st.lists(cell, min_size=1, max_size=5), max_size=6)


@settings(deadline=None, max_examples=300)
@given(rows=rows)
def test_what_is_joined_is_split_again(rows: list[list[str]]) -> None:
    records = [join_cells(cells) for cells in rows]
    assert [split_cells(record) for record in records] == rows
    assert split_all(records) == rows
    assert not any(map(has_bare_line_end, records))


@settings(deadline=None, max_examples=300)
@given(record=st.binary(max_size=30), delimiter=st.sampled_from([",", ";", "\t"]))
def test_any_bytes_are_cells(record: bytes, delimiter: str) -> None:
    assert split_all([record, record], delimiter) == [split_cells(record, delimiter)] * 2


def test_a_cell_above_the_limit_of_the_csv_module_is_read() -> None:
    long = "x," * 100_000
    assert split_cells(join_cells(["a", long])) == ["a", long]


def test_what_follows_a_closing_quote_belongs_to_the_cell() -> None:
    assert split_cells(b'"a"b"c,d') == ['ab"c', "d"]
    assert split_cells(b'"a"b"c\r,d') == ['ab"c\r', "d"]


def test_a_bare_line_end_is_noticed_and_a_quoted_one_is_not() -> None:
    assert has_bare_line_end(b"a\r,b")
    assert has_bare_line_end(b'"a"\n,b')
    assert not has_bare_line_end(b'"a\r\nb",c')
    assert not has_bare_line_end(b"a,b")


def test_quotes_are_used_only_where_they_are_needed() -> None:
    assert join_cells(["a b", "c,d", 'e"f', "g\nh", ""]) == b'a b,"c,d","e""f","g\nh",'
    assert join_cells([""]) == b'""'
