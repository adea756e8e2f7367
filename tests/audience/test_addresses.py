"""Which addresses are refused, each with its reason, and which are the same one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.audience import addresses
from backup.audience.addresses import are_plain, identity, is_masked, known_host, why_refused
from backup.audience.columns import key_of
from backup.audience.older_identity import older_identity

GOOD = [
    "ada@example.org",
    "a.b-c_d+e@mail.example.co.uk",
    "=cmd@example.org",
    "ömil@example.org",
    "anna@münchen.example",
    "anna@xn--mnchen-3ya.example",
    "noor@example.xn--p1ai",
    f"{'x' * 64}@example.org",
]
BAD = {
    "": addresses.NO_ADDRESS,
    "nobody": addresses.NOT_ONE,
    "two@at@example.org": addresses.NOT_ONE,
    "in side@example.org": addresses.BAD_LETTERS,
    "a\u202eb@example.org": addresses.BAD_LETTERS,
    "<a@example.org>": addresses.BAD_LETTERS,
    "a,b@example.org": addresses.BAD_LETTERS,
    "@example.org": addresses.BAD_NAME,
    "a..b@example.org": addresses.BAD_NAME,
    "a.@example.org": addresses.BAD_NAME,
    "a@localhost": addresses.BAD_HOST,
    "a@-example.org": addresses.BAD_HOST,
    "a@example..org": addresses.BAD_HOST,
    "a@exa_mple.org": addresses.BAD_HOST,
    "a@1.2.3.4": addresses.BAD_HOST,
    f"{'x' * 65}@example.org": addresses.TOO_LONG,
    f"{'ö' * 33}@example.org": addresses.TOO_LONG,
    f"x@{'a.' * 130}org": addresses.TOO_LONG,
}


@pytest.mark.parametrize("address", GOOD)
def test_a_good_address_is_taken(address: str) -> None:
    assert why_refused(address) is None


@pytest.mark.parametrize(("address", "reason"), BAD.items())
def test_a_bad_one_is_refused_with_its_reason(address: str, reason: str) -> None:
    assert why_refused(address) == reason


@pytest.mark.parametrize("address", ["******@******.com", "b***@example.org", "******", "* *"])
def test_a_hidden_address_is_seen(address: str) -> None:
    assert is_masked(address)


def test_an_open_one_is_not_hidden() -> None:
    assert not any(map(is_masked, [*GOOD, "", "nobody", "a * b"]))


def test_one_address_in_two_writings_is_the_same() -> None:
    assert identity("anna@münchen.example") == identity("anna@xn--mnchen-3ya.example")
    assert identity("\u00f6mil@example.org") == identity("o\u0308mil@example.org")
    assert identity("omil@example.org") != identity("\u00f6mil@example.org")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("maß@example.org", "mass@example.org"),
        ("anna@faß.example", "anna@fass.example"),
        ("nikos@βόλος.example", "nikos@βόλοσ.example"),
        ("ada@نامه\u200cای.example", "ada@نامهای.example"),
    ],
)
def test_two_mailboxes_are_two_people(one: str, other: str) -> None:
    assert identity(key_of(one)) != identity(key_of(other))
    assert older_identity(one) == older_identity(other)


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("Straße.example", "xn--strae-oqa.example"),
        ("FAẞ.example", "xn--fa-hia.example"),
        ("Bücher.example", "xn--bcher-kva.example"),
        ("例え。jp", "xn--r8jz45g.jp"),
        ("💌.example", "xn--rr8h.example"),
        ("Example.ORG", "example.org"),
    ],
)
def test_a_server_has_the_name_that_the_dns_has_today(host: str, known: str) -> None:
    assert known_host(host) == known


@pytest.mark.parametrize("host", ["ü..example", "ß💌.example", "ü" * 70 + ".example"])
def test_what_can_be_no_name_is_refused(host: str) -> None:
    with pytest.raises(UnicodeError):
        known_host(host)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_an_address_in_ascii_keeps_the_identity_that_it_always_had(address: str) -> None:
    assert identity(key_of(address)) == older_identity(address)


@given(st.text())
def test_no_text_is_too_much(text: str) -> None:
    why_refused(text)
    older_identity(text)
    assert identity(identity(text)) == identity(text) or not text.isascii()


@given(
    st.lists(st.from_regex(r"[a-zA-Z0-9.+_\-]{1,70}@?[a-z0-9.\-]{1,20}\.?[a-z0-9]{1,4}\n?", fullmatch=True), max_size=4)
)
def test_addresses_that_are_plain_are_all_taken(addresses: list[str]) -> None:
    if are_plain(addresses):
        assert {why_refused(one.strip().lower()) for one in addresses} <= {None}


def test_plain_addresses_are_known_together_and_one_other_is_enough_to_look_at_each() -> None:
    plain = ["ada.b+c@mail.example.org", "Ben_1@x-y.example"]
    assert are_plain([])
    assert are_plain(plain)
    for other in ("", "no address", "a@b", "a@-b.org", "a@b..org", "a@b.org\nc", "a" * 65 + "@b.org", "maß@x.org"):
        assert not are_plain([*plain, other])
