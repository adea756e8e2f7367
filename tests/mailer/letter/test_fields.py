"""How a subscriber may be spoken to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.letter.fields import first_name


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Ana García", "Ana"),
        ("Ana", "Ana"),
        ("García, Ana María", "Ana"),
        ("  Ana  ", "Ana"),
        ("", ""),
        (" , ", ""),
        ("J. R. R. Tolkien", ""),
        ("J Tolkien", ""),
        ("Dr. Ana García", ""),
        ("ana@example.com", ""),
        ("山田 花子", "山田 花子"),
        ("김철수", "김철수"),
        ("مريم العلي", "مريم"),
    ],
)
def test_the_first_name_is_taken_where_it_can_be_told(name: str, first: str) -> None:
    assert first_name(name) == first


@given(st.text())
def test_no_name_raises_and_the_first_is_part_of_it(name: str) -> None:
    assert first_name(name) in name
