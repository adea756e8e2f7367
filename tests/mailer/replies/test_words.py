"""No subscriber's address may be kept or shown because a server repeated it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.replies import without_addresses
from mailer.replies.words import as_looked_at


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<jane@example.com>: User unknown", "<…>: User unknown"),
        ("No such user jane.doe+x@sub.example.com.", "No such user …."),
        ("to=jane@example.com, (jane@example.com) [jane@example.com]", "…, (…) […]"),
        ('"jane doe"@example.com is full', "… is full"),
        ("jürgen@bücher.example unknown", "… unknown"),
        ("user=?jane@[192.0.2.1] no", "… no"),
        ("jane.o'neill@example.com, 'jane@example.com'", "…, '…'"),
        ("bounces+jane=example.com@example.org", "…"),
        ("<jane doe@example.com> and <x>", "<…> and <…>"),
        ("a @ b and 5.1.1 stay", "a @ b and 5.1.1 stay"),
        ("", ""),
    ],
)
def test_addresses_are_blotted_out(text: str, left: str) -> None:
    assert without_addresses(text) == left


def test_what_stands_before_the_sign_is_blotted_out_where_it_stands_alone() -> None:
    text = "No such user 'Jane.Doe' here; jane.doer and mary-jane.doe stay"
    assert without_addresses(text, "jane.doe@example.com") == "No such user '…' here; jane.doer and mary-… stay"
    assert without_addresses("a.b (c) unknown", "(c@example.com") == "a.b …) unknown"


@given(
    st.from_regex(r"[a-z0-9!#$%&*+/?^_`{|}~-]+(\.[a-z0-9!#$%&*+/?^_`{|}~-]+)*", fullmatch=True),
    st.from_regex(r"[a-z0-9]+(\.[a-z0-9]+)+", fullmatch=True),
    st.sampled_from(["<%s>", "%s", "(%s)", "to=%s", "'%s'", "user %s unknown", "%s.", "%s, and", "[%s]", "smtp;%s:"]),
)
def test_no_address_survives(local: str, host: str, place: str) -> None:
    address = f"{local}@{host}"
    left = without_addresses(place % address)
    assert address not in left
    assert "@" not in left
    assert not re.search(re.escape(local) + r"@", left)


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert "\n" not in as_looked_at(text)
    without_addresses(text, text)
