"""The checks of DKIM keys: by the provider's names, or by guessing."""

from pathlib import Path

from mailer.preflight.check import State
from mailer.preflight.dkim import check_dkim
from mailer.preflight.selectors import COMMON_SELECTORS
from mailer.preflight.zone import Absence
from tests.fakes.zone import FakeZone

DOMAIN = "letters.example"
KEYS = Path(__file__).parents[2] / "fixtures" / "dkim"


def record(name: str, rest: str = "") -> str:
    return f"v=DKIM1; k={'ed25519' if name == 'ed25519' else 'rsa'};{rest} p={(KEYS / f'{name}.txt').read_text()}"


def found(keys, selectors=(), **rest):
    zone = FakeZone(txts={f"{selector}._domainkey.{DOMAIN}": texts for selector, texts in keys.items()}, **rest)
    return list(check_dkim(DOMAIN, zone, selectors=selectors)), zone


def test_a_long_key_under_the_providers_name_is_good_and_nothing_else_is_asked():
    checks, zone = found({"s1": [record("rsa2048")]}, selectors=("s1",))
    assert [(check.state, check.name) for check in checks] == [(State.OK, f"DKIM of {DOMAIN}: s1")]
    assert "2048 bits" in checks[0].what
    assert zone.asked == [f"s1._domainkey.{DOMAIN}"]


def test_keys_are_guessed_when_the_provider_has_no_fixed_names():
    checks, zone = found({"fm2": [record("ed25519")]})
    assert [check.state for check in checks] == [State.OK]
    assert len(zone.asked) == len(COMMON_SELECTORS)


def test_a_name_of_the_provider_without_a_key_is_bad_but_a_wrong_guess_is_only_unknown():
    known, _ = found({}, selectors=("s1", "s2"))
    guessed, _ = found({})
    assert [check.state for check in known] == [State.BAD]
    assert "s1, s2" in known[0].what
    assert [check.state for check in guessed] == [State.UNKNOWN]


def test_a_key_of_1024_bits_is_taken_and_512_are_refused():
    short, _ = found({"s1": [record("rsa1024")]}, selectors=("s1",))
    tiny, _ = found({"s1": [record("rsa512")]}, selectors=("s1",))
    assert short[0].state is State.ATTENTION
    assert tiny[0].state is State.BAD
    assert "too short" in tiny[0].what


def test_a_key_that_was_taken_back_is_bad_alone_and_only_noted_beside_a_good_one():
    alone, _ = found({"s1": ["v=DKIM1; p="]}, selectors=("s1", "s2"))
    beside, _ = found({"s1": ["v=DKIM1; p="], "s2": [record("rsa2048")]}, selectors=("s1", "s2"))
    assert [check.state for check in alone] == [State.BAD]
    assert [check.state for check in beside] == [State.ATTENTION, State.OK]


def test_a_damaged_key_is_told_with_what_is_wrong():
    checks, _ = found({"s1": [record("rsa2048")[:200]]}, selectors=("s1",))
    assert checks[0].state is State.BAD
    assert "cut off or damaged" in checks[0].what


def test_a_key_in_test_mode_needs_attention():
    checks, _ = found({"s1": [record("rsa2048", " t=y;")]}, selectors=("s1",))
    assert checks[0].state is State.ATTENTION
    assert "t=y" in checks[0].what


def test_two_keys_under_one_name_are_told():
    checks, _ = found({"s1": [record("rsa2048"), record("rsa1024")]}, selectors=("s1",))
    assert "2 keys" in checks[0].what


def test_a_wildcard_that_answers_everything_with_something_else_is_no_key():
    checks, _ = found({"s1": ["v=spf1 -all"]}, selectors=("s1",))
    assert [check.state for check in checks] == [State.BAD]


def test_guessing_ends_when_nobody_answers():
    broken = {f"{selector}._domainkey.{DOMAIN}": Absence.TIMEOUT for selector in COMMON_SELECTORS}
    checks, zone = found({}, broken=broken)
    assert [check.state for check in checks] == [State.UNKNOWN]
    assert len(zone.asked) == 2
