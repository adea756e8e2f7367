"""What reaches the terminal is text, whatever the title says."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st

from outlast.cli._frame.signs import harmless, plain, printable
from tests.outlast.running import AsciiFile

TEXT = st.text(st.one_of(st.characters(max_codepoint=0xA0), st.sampled_from("\x1b[]m;0夜✓\ud800")))


@given(TEXT)
@settings(deadline=None, max_examples=200)
def test_without_colours_no_control_character_gets_through(text):
    clean = harmless(text, colour=False)
    assert not [sign for sign in clean if (sign < " " and sign not in "\n\t") or "\x7f" <= sign <= "\x9f"]


@given(TEXT)
@settings(deadline=None, max_examples=200)
def test_with_colours_nothing_but_colours_gets_through(text):
    assert harmless(plain(harmless(text, colour=True)), colour=False) == plain(harmless(text, colour=True))


@given(st.text(st.characters(exclude_categories=("Cc",))))
@settings(deadline=None, max_examples=100)
def test_plain_text_stays_as_it_is(text):
    assert harmless(text, colour=False) == text


@given(TEXT)
@settings(deadline=None, max_examples=100)
def test_what_is_printable_can_be_encoded(text):
    assert printable(text, AsciiFile()).encode("ascii") is not None
    assert printable("夜 ✓", io.StringIO()) == "夜 ✓"
