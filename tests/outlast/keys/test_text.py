"""The key as a person hands it in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backup.archive.keys import Key
from backup.errors import KeyProblem
from outlast.keys.text import in_groups, read_key
from tests.outlast.sealed_archive import KEY


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(["", " ", "  ", "\n", "\t", "\r\n"]), min_size=74, max_size=74), st.booleans())
def test_blanks_line_ends_and_small_letters_do_not_matter(gaps, small):
    text = "".join(sign + gap for sign, gap in zip(KEY.text, gaps, strict=True))
    assert read_key(text.lower() if small else text).text == KEY.text


@settings(deadline=None, max_examples=60)
@given(st.integers(16, 73), st.sampled_from("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"))
def test_one_wrong_sign_is_noticed(place, sign):
    if KEY.text[place] == sign:
        return
    with pytest.raises(KeyProblem, match="not the key"):
        read_key(KEY.text[:place] + sign + KEY.text[place + 1 :])


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "# created: 2026-01-01\n# public key: age1…\n{}\n",
        "A key begins with AGE-SECRET-KEY-1 and goes on with letters and digits that say what it is, all in all\n{}\nx",
        "<pre>{}</pre>",
        "my key: {}",
    ],
)
def test_what_stands_around_the_key_does_not_matter(around):
    assert read_key(around.format(KEY.text)).recipient == KEY.recipient


def test_the_groups_are_the_key_and_short_enough_to_read_aloud():
    lines = in_groups(KEY)
    assert lines[0] == "AGE-SECRET-KEY-1"
    assert "".join(lines).replace(" ", "") == KEY.text
    assert max(len(group) for line in lines[1:] for group in line.split()) == 4
    assert max(map(len, lines)) <= 24


@pytest.mark.parametrize("text", ["", "hello", "AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1" + "Q" * 58, "\x00\ufffd"])
def test_what_is_no_key_is_refused(text):
    with pytest.raises(KeyProblem):
        read_key(text)


def test_the_second_of_two_counts_if_the_first_is_spoilt():
    other = Key.generate()
    spoilt = other.text[:-1] + ("Q" if other.text[-1] != "Q" else "P")
    assert read_key(f"{spoilt}\n{KEY.text}").recipient == KEY.recipient
