"""DKIM keys: their length, read from the DER by hand, and what keeps receivers from using them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mailer.preflight.dkim_key import looks_like_a_key, parse_dkim_key

KEYS = Path(__file__).parents[2] / "fixtures" / "dkim"


def key(name: str) -> str:
    return (KEYS / f"{name}.txt").read_text(encoding="ascii")


@pytest.mark.parametrize("bits", [512, 1024, 2048, 4096])
def test_the_length_of_a_key_of_openssl_is_found(bits):
    found = parse_dkim_key(f"v=DKIM1; k=rsa; p={key(f'rsa{bits}')}")
    assert (found.kind, found.bits, found.slips) == ("rsa", bits, ())


def test_the_bare_key_that_the_rfc_names_is_read_too():
    assert parse_dkim_key(f"v=DKIM1; p={key('bare-rsa2048')}").bits == 2048


def test_the_rsa_key_of_rfc_8463_has_1024_bits_and_its_ed25519_key_is_whole():
    rsa = (
        "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J1"
        "6JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+"
        "l/K4w3QIDAQAB"
    )
    assert parse_dkim_key(rsa).bits == 1024
    ed25519 = parse_dkim_key("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
    assert (ed25519.kind, ed25519.bits, ed25519.slips) == ("ed25519", 256, ())


def test_blanks_within_the_key_and_a_missing_version_are_allowed():
    material = key("rsa1024")
    assert parse_dkim_key(f" p = {material[:50]} {material[50:]} ; k=rsa ;").bits == 1024


def test_an_empty_key_is_a_revoked_one():
    found = parse_dkim_key("v=DKIM1; p=")
    assert found.revoked
    assert found.slips == ()


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        (f"v=DKIM1; p={key('rsa2048')[:200]}", "cut off"),
        ("v=DKIM1; p=not/base64!", "cut off"),
        ("v=DKIM1; k=ed25519; p=AAAA", "cut off"),
        ("v=DKIM1; k=rsa", "missing"),
        (f"v=DKIM1; k=dsa; p={key('rsa1024')}", "kind"),
        (f"k=rsa; v=DKIM1; p={key('rsa1024')}", "first"),
        (f"v=DKIM2; p={key('rsa1024')}", "version"),
        (f"v=DKIM1; s=other; p={key('rsa1024')}", "meant for mail"),
        (f"v=DKIM1; h=sha1; p={key('rsa1024')}", "sha256"),
        (f"v=DKIM1; p={key('rsa1024')}; p=", "twice"),
        (f"v=DKIM1; rubbish; p={key('rsa1024')}", "no tag"),
    ],
)
def test_what_keeps_receivers_from_using_it_is_told(text, slip):
    assert any(slip in one for one in parse_dkim_key(text).slips)


def test_flags_are_read():
    found = parse_dkim_key(f"v=DKIM1; t=y:s; p={key('ed25519')}; k=ed25519")
    assert (found.testing, found.strict) == (True, True)


def test_a_record_of_something_else_is_no_key():
    assert not looks_like_a_key("v=spf1 -all")
    assert looks_like_a_key("p=")


@given(some.text() | some.binary().map(lambda data: __import__("base64").b64encode(data).decode()))
def test_no_text_breaks_the_reader(text):
    assert parse_dkim_key(f"v=DKIM1; p={text}").bits >= 0
    parse_dkim_key(text)


@given(some.integers(0, 293), some.integers(0, 255))
def test_a_flipped_byte_never_breaks_the_reader(place, value):
    import base64

    data = bytearray(base64.b64decode(key("rsa2048")))
    data[place] = value
    parse_dkim_key(f"p={base64.b64encode(bytes(data)).decode()}")
