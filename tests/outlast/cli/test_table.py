"""Tables line up, on any terminal."""

from hypothesis import given, settings
from hypothesis import strategies as st

from outlast.cli._frame.table import columns_of, table_lines


def test_text_stands_left_and_numbers_right():
    assert table_lines(("Post", "Words"), [("a", "1,200"), ("bcd", "7")], width=None) == [
        "Post  Words",
        "a     1,200",
        "bcd       7",
    ]


def test_wide_signs_take_two_columns_and_colours_none():
    assert columns_of("夜") == 2
    assert columns_of("e\u0301") == 1
    assert columns_of("\x1b[32m✓\x1b[0m") == 1


def test_a_line_break_in_a_cell_does_not_break_the_table():
    assert table_lines(("A", "B"), [("x\ny", "z")], width=None) == ["A    B", "x y  z"]


def test_a_table_without_rows_is_its_header():
    assert table_lines(("A", "B"), [], width=40) == ["A  B"]


@given(
    rows=st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=5),
    width=st.integers(min_value=20, max_value=100),
)
@settings(deadline=None, max_examples=100)
def test_no_line_is_wider_than_the_terminal(rows, width):
    lines = table_lines(("Title", "Slug"), rows, width=width)
    assert len(lines) == len(rows) + 1
    assert max(columns_of(line) for line in lines) <= width
