"""SPF records: what they say, and what breaks them."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mailer.preflight.spf_record import is_spf, parse_spf


def test_each_mechanism_is_read_with_its_qualifier_and_its_value():
    record = parse_spf("v=spf1 ip4:192.0.2.0/24 a mx:example.org/28 ?include:_spf.example.net ~all")
    assert [(term.qualifier, term.mechanism, term.value) for term in record.terms] == [
        ("+", "ip4", "192.0.2.0/24"),
        ("+", "a", ""),
        ("+", "mx", "example.org"),
        ("?", "include", "_spf.example.net"),
        ("~", "all", ""),
    ]
    assert record.slips == ()
    assert record.ending == "~all"


@pytest.mark.parametrize(
    "text",
    [
        "v=spf1",
        "v=spf1 -all",
        "V=SPF1 A MX -ALL",
        "v=spf1 a:mail.example.org a/24 a/24//64 a//64 mx/30 -all",
        "v=spf1 ip6:2001:db8::/32 ip4:192.0.2.1 -all",
        "v=spf1 exists:%{ir}.%{l1r+-}._spf.%{d} -all",
        "v=spf1 include:%{d2}.spf.has.example.net ptr ptr:example.org ?all",
        "v=spf1 redirect=_spf.example.org exp=explain.%{d}",
        "v=spf1 a unknown-modifier=whatever -all",
        "v=spf1  a   -all ",
    ],
)
def test_what_the_grammar_allows_has_no_slip(text):
    assert is_spf(text)
    assert parse_spf(text).slips == ()


@pytest.mark.parametrize(
    ("word", "slip"),
    [
        ("ipv4:192.0.2.1", "no such mechanism"),
        ("ip4:192.0.2.256", "no network"),
        ("ip4:192.0.2.0/33", "no network"),
        ("ip4:192.0.2.0/255.255.255.0", "another kind"),
        ("ip4:2001:db8::1", "another kind"),
        ("ip4", "missing"),
        ("include:", "missing"),
        ("include", "missing"),
        ("include:localhost", "no name of a domain"),
        ("a/33", "cannot be that small"),
        ("mx//129", "cannot be that small"),
        ("include:example.org/24", "no name of a domain"),
        ("exists:%{z}.example.org", "no macro"),
        ("exists:100%.example.org", "no macro"),
        ("all:example.org", "nothing may follow"),
        ("redirect=", "no name"),
        ("ptr/24", "no length"),
        ("v=spf1", ""),
    ],
)
def test_a_slip_names_the_word_and_what_is_wrong_with_it(word, slip):
    slips = parse_spf(f"v=spf1 {word} -all").slips
    if slip:
        assert len(slips) == 1
        assert word in slips[0]
        assert slip in slips[0]
    else:
        assert slips == ()


def test_a_redirect_that_stands_there_twice_is_a_slip():
    assert "twice" in parse_spf("v=spf1 redirect=a.example redirect=b.example").slips[0]


def test_other_signs_than_ascii_are_a_slip():
    assert "ASCII" in parse_spf("v=spf1 include:_spf.example.org –all").slips[0]


def test_what_stands_behind_all_is_not_looked_at():
    record = parse_spf("v=spf1 -all include:example.org")
    assert [term.mechanism for term in record.terms] == ["all"]


def test_all_makes_a_redirect_void():
    assert parse_spf("v=spf1 redirect=_spf.example.org ~all").onward == ""
    assert parse_spf("v=spf1 redirect=_spf.example.org").onward == "_spf.example.org"


@pytest.mark.parametrize("text", ["v=spf10 -all", "v=spf2.0/pra -all", "spf1 -all", "", " v=spf1 -all"])
def test_what_only_looks_like_spf_is_none(text):
    assert not is_spf(text)


@given(some.text())
def test_no_text_breaks_the_reader(text):
    parse_spf(text)
    parse_spf(f"v=spf1 {text} -all")
