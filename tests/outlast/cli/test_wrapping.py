"""Sentences are broken between words; what is to be copied stays whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outlast.cli._frame.table import columns_of
from outlast.cli._frame.wrapping import wrapped
from tests.outlast.running import Terminal, an_output

LONG = "one two three four five six seven eight nine ten eleven twelve"


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("short", "short"),
        ("one two three four", "one two\nthree four"),
        ("    one two three", "    one two\n    three"),
        ("! one two three", "! one two\n  three"),
        ("\x1b[33m!\x1b[0m one two three", "\x1b[33m!\x1b[0m one two\n  three"),
        ("> one two three", "> one two\n> three"),
        ("灯台 灯台 灯台", "灯台 灯台\n灯台"),
        ("a https://example.org/a-long-way b", "a\nhttps://example.org/a-long-way\nb"),
        ("  → outlast show 17 --at 2026-01-01", "  → outlast show 17 --at 2026-01-01"),
        ("one\n\ntwo", "one\n\ntwo"),
    ],
)
def test_a_long_line_is_broken_under_its_beginning(text: str, broken: str) -> None:
    assert wrapped(text, 11) == broken


def test_what_follows_stands_under_the_column_that_was_asked_for() -> None:
    assert wrapped("  Saved    one two", 14, hanging=11) == "  Saved    one\n           two"


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text("ab é灯!→", min_size=1, max_size=8), max_size=20).map(" ".join), st.integers(4, 40))
def test_no_word_is_lost_and_no_line_is_too_long_for_its_words(text: str, width: int) -> None:
    broken = wrapped(text, width, hanging=0)
    assert broken.split() == text.split()
    if not text.lstrip().startswith("→ "):
        longest = max((columns_of(word) for word in text.split()), default=0)
        blanks = len(text) - len(text.lstrip())
        assert all(columns_of(line.rstrip()) <= max(width, longest + blanks) for line in broken.split("\n"))


def test_only_a_terminal_gets_broken_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    screen, messages = Terminal(), Terminal()
    output = an_output(stdout=screen, stderr=messages)
    output.prose(LONG)
    output.warn(LONG)
    output.error(LONG, LONG, "outlast import FILE and so on and so forth", code="OUT-100", exit_code=1)
    lines = (screen.getvalue() + messages.getvalue()).splitlines()
    assert [line for line in lines if columns_of(line) > 30] == ["  → outlast import FILE and so on and so forth"]


def test_a_file_gets_each_sentence_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    import io

    file = io.StringIO()
    an_output(stdout=file).prose(LONG * 5)
    assert file.getvalue() == LONG * 5 + "\n"
