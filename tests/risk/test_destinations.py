"""One place has one name, however its address is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.risk.destinations import destination, links_in


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://www.grow.example/join?utm_source=a#top", "grow.example"),
        ("http://grow.example", "grow.example"),
        ("GROW.example/other", "grow.example"),
        ("https://github.com/ines/tides/issues/4", "github.com/ines"),
        ("https://medium.com/@Ines/a-story-12ab", "medium.com/@ines"),
        ("https://m.youtube.com/@ines", "youtube.com/@ines"),
        ("https://bit.ly/", "bit.ly"),
        ("https://[broken", ""),
        ("", ""),
    ],
)
def test_a_destination_is_a_host_or_whose_part_of_it(address: str, place: str) -> None:
    assert destination(address) == place


def test_links_in_a_text_end_before_its_punctuation() -> None:
    text = "See https://a.example/x, (www.b.example) and “https://c.example/y?z=1”."
    assert links_in(text) == ("https://a.example/x", "www.b.example", "https://c.example/y?z=1")


@given(st.text())
def test_no_text_raises(text: str) -> None:
    for address in (text, *links_in(text)):
        destination(address)
