"""Whether SPF names the mail server: what a receiver would find for its addresses, and where that cannot be told."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mailer.preflight.check import State
from mailer.preflight.spf_match import SpfResult, match
from mailer.preflight.spf_record import parse_spf
from mailer.preflight.spf_server import check_server
from mailer.preflight.zone import Absence
from tests.fakes.zone import FakeZone

DOMAIN, SERVER = "writer.example", "smtp.relay.example"
TXTS = {
    "spf.relay.example": ["v=spf1 ip4:198.51.100.0/24 ip6:2001:db8:1::/48 -all"],
    "half.example": ["v=spf1 ~ip4:198.51.100.1 ?all"],
    "loop.example": ["v=spf1 include:loop.example -all"],
}


def zone(**changes):
    parts = {
        "txts": TXTS,
        "mxs": {DOMAIN: ["mx1.writer.example", "mx2.writer.example"]},
        "hosts": {
            SERVER: ["198.51.100.1"],
            DOMAIN: ["203.0.113.5"],
            "mx2.writer.example": ["198.51.100.200", "2001:db8:1::25"],
        },
    }
    return FakeZone(**(parts | changes))


@pytest.mark.parametrize(
    ("record", "result"),
    [
        ("ip4:198.51.100.1 -all", "pass"),
        ("ip4:198.51.100.0/24 -all", "pass"),
        ("ip4:203.0.113.0/24 -all", "fail"),
        ("ip6:2001:db8::/32 ~all", "softfail"),
        ("ip4:203.0.113.1", "neutral"),
        ("a -all", "fail"),
        ("a:smtp.relay.example -all", "pass"),
        ("mx -all", "fail"),
        ("mx/24 -all", "pass"),
        ("mx/24//64 -all", "pass"),
        ("include:spf.relay.example -all", "pass"),
        ("-ip4:198.51.100.1 include:spf.relay.example ~all", "fail"),
        ("-include:spf.relay.example ~all", "fail"),
        ("?include:spf.relay.example -all", "neutral"),
        ("include:half.example -all", "fail"),
        ("redirect=spf.relay.example", "pass"),
        ("exists:writer.example -all", "pass"),
        ("exists:%{i}.list.example -all", "open"),
        ("exists:%{i}.list.example ip4:198.51.100.1 -all", "pass"),
        ("-exists:%{i}.list.example ip4:198.51.100.1 -all", "open"),
        ("ptr -all", "open"),
        ("include:nowhere.example -all", "open"),
        ("include:loop.example -all", "open"),
        ("redirect=%{d}.example", "open"),
        ("ip4:nonsense -all", "open"),
        ("+all", "pass"),
    ],
)
def test_a_record_says_of_an_address_what_a_receiver_would_find(record, result):
    address = ipaddress.ip_address("198.51.100.1")
    assert match(address, DOMAIN, parse_spf(f"v=spf1 {record}"), zone()) is SpfResult(result)


def test_what_nobody_answers_now_is_open():
    address = ipaddress.ip_address("198.51.100.1")
    for record in ("a:slow.example", "mx:slow.example", "include:slow.example", "exists:slow.example"):
        slow = zone(broken={"slow.example": Absence.TIMEOUT})
        assert match(address, DOMAIN, parse_spf(f"v=spf1 {record} -all"), slow) is SpfResult.OPEN


@given(some.text(max_size=80))
def test_no_record_raises(text):
    match(ipaddress.ip_address("2001:db8::1"), DOMAIN, parse_spf(f"v=spf1 {text}"), zone())


def check(record, server=SERVER, **changes):
    return check_server("SPF: server", DOMAIN, parse_spf(f"v=spf1 {record}"), zone(**changes), server)


def test_a_server_that_is_named_is_right():
    assert check("include:spf.relay.example -all").state is State.OK
    assert check("ip4:198.51.100.1 -all", server="198.51.100.1").state is State.OK


def test_a_server_that_is_not_named_may_hand_on_through_other_addresses_so_a_test_copy_has_to_tell():
    found = check("ip4:203.0.113.9 -all")
    assert found.state is State.ATTENTION
    assert "198.51.100.1 would get “fail”" in found.what
    assert "may hand on through others" in found.what
    assert "outlast drill" in found.next


def test_a_server_of_which_only_some_addresses_are_named_is_told():
    both = {SERVER: ["198.51.100.1", "2001:db8:9::1"]}
    found = check("ip4:198.51.100.1 ~all", hosts=both)
    assert found.state is State.ATTENTION
    assert "not name all addresses" in found.what
    assert "2001:db8:9::1" in found.what


@pytest.mark.parametrize(
    ("server", "changes", "because"),
    [
        ("127.0.0.1", {}, "on this computer"),
        ("::1", {}, "on this computer"),
        ("mail.home.example", {"hosts": {"mail.home.example": ["192.168.1.4"]}}, "own network"),
        ("gone.example", {}, "no address"),
        ("slow.example", {"broken": {"slow.example": Absence.TIMEOUT}}, "nobody answered"),
    ],
)
def test_a_server_whose_address_to_the_world_is_not_known_is_unknown(server, changes, because):
    found = check("ip4:198.51.100.1 -all", server=server, **changes)
    assert found.state is State.UNKNOWN
    assert because in found.what
    assert found.next


def test_a_record_that_goes_by_the_mail_at_hand_is_unknown():
    assert check("exists:%{i}.list.example -all").state is State.UNKNOWN
