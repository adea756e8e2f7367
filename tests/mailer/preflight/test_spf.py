"""The checks of SPF: what is wrong, counted through everything that is included."""

import pytest

from mailer.preflight.check import State
from mailer.preflight.spf import check_spf
from mailer.preflight.zone import Absence
from tests.fakes.zone import FakeZone

DOMAIN = "letters.example"


def found(txts, include="", **rest):
    zone = FakeZone(txts=txts, **rest)
    return {
        check.name.removeprefix(f"SPF of {DOMAIN}").strip(": "): check
        for check in check_spf(DOMAIN, zone, include=include).checks
    }


def test_a_good_record_passes_every_check():
    checks = found(
        {
            DOMAIN: ["unrelated", "v=spf1 include:_spf.mail.example ~all"],
            "_spf.mail.example": ["v=spf1 ip4:192.0.2.0/24 -all"],
        },
        include="_spf.mail.example",
    )
    assert {name: check.state for name, check in checks.items()} == dict.fromkeys(
        ("", "lookups", "ending", "provider"), State.OK
    )
    assert "1 of at most 10" in checks["lookups"].what


def test_no_record_is_bad_and_the_one_to_add_is_shown():
    checks = found({DOMAIN: ["google-site-verification=x"]}, include="_spf.mail.example")
    assert checks[""].state is State.BAD
    assert "v=spf1 include:_spf.mail.example ~all" in checks[""].next
    assert len(checks) == 1


def test_two_records_are_bad():
    checks = found({DOMAIN: ["v=spf1 a -all", "v=spf1 mx -all"]})
    assert checks[""].state is State.BAD
    assert "2 SPF records" in checks[""].what


@pytest.mark.parametrize("absence", [Absence.TIMEOUT, Absence.REFUSED])
def test_a_question_that_nobody_answers_is_unknown_and_not_bad(absence):
    checks = found({}, broken={DOMAIN: absence})
    assert [check.state for check in checks.values()] == [State.UNKNOWN]


def test_lookups_are_counted_through_includes_and_redirects():
    deep = {
        DOMAIN: ["v=spf1 a mx include:one.example exists:%{i}.bl.example redirect=two.example"],
        "one.example": ["v=spf1 a:host.example include:three.example -all"],
        "three.example": ["v=spf1 ip4:192.0.2.1 -all"],
        "two.example": ["v=spf1 ptr -all"],
    }
    hosts = {DOMAIN: ["192.0.2.1"], "host.example": ["192.0.2.2"]}
    checks = found(deep, hosts=hosts, mxs={DOMAIN: ["host.example"]})
    assert "8 of at most 10" in checks["lookups"].what
    assert checks["ending"].what == "It ends with -all."
    assert checks["ptr"].state is State.ATTENTION


def test_eleven_lookups_are_bad_and_ten_are_not():
    def record(count):
        names = [f"h{number}.example" for number in range(count)]
        checks = found(
            {DOMAIN: [f"v=spf1 {' '.join(f'a:{name}' for name in names)} -all"]},
            hosts={name: ["192.0.2.1"] for name in names},
        )
        return checks["lookups"]

    assert record(10).state is State.OK
    assert record(11).state is State.BAD
    assert "11 names" in record(11).what


def test_three_empty_names_are_bad_and_two_are_not():
    def record(count):
        return found({DOMAIN: [f"v=spf1 {' '.join(f'a:gone{n}.example' for n in range(count))} -all"]})["lookups"]

    assert record(2).state is State.OK
    assert record(3).state is State.BAD
    assert "empty" in record(3).what


def test_an_included_domain_without_a_record_breaks_the_whole():
    checks = found({DOMAIN: ["v=spf1 include:gone.example -all"]})
    assert checks[""].state is State.BAD
    assert "gone.example" in checks[""].what


def test_records_that_include_each_other_are_told_and_end():
    checks = found({DOMAIN: ["v=spf1 include:other.example -all"], "other.example": [f"v=spf1 include:{DOMAIN} -all"]})
    assert checks[""].state is State.BAD
    assert "leads back to itself" in checks[""].what


def test_a_record_that_grows_without_end_is_given_up():
    txts = {f"d{n}.example": [f"v=spf1 include:d{n + 1}.example include:d{n + 2}.example -all"] for n in range(400)}
    checks = found(txts | {DOMAIN: ["v=spf1 include:d0.example -all"]})
    assert checks["lookups"].state is State.BAD


def test_a_part_that_is_not_answered_now_makes_the_count_unknown():
    checks = found(
        {DOMAIN: ["v=spf1 include:slow.example ~all"]},
        include="spf.mail.example",
        broken={"slow.example": Absence.TIMEOUT},
    )
    assert checks[""].state is State.OK
    assert checks["lookups"].state is State.UNKNOWN
    assert "slow.example" in checks["lookups"].what
    assert checks["provider"].state is State.UNKNOWN


def test_plus_all_is_bad_also_in_an_included_record():
    assert found({DOMAIN: ["v=spf1 mx +all"]})["ending"].state is State.BAD
    assert found({DOMAIN: ["v=spf1 mx all"]})["ending"].state is State.BAD
    inside = found({DOMAIN: ["v=spf1 include:open.example -all"], "open.example": ["v=spf1 +all"]})["ending"]
    assert inside.state is State.BAD
    assert "open.example" in inside.what


@pytest.mark.parametrize("end", ["", "?all"])
def test_a_record_that_says_nothing_of_others_needs_attention(end):
    assert found({DOMAIN: [f"v=spf1 ip4:192.0.2.1 {end}"]})["ending"].state is State.ATTENTION


def test_a_provider_that_is_not_named_is_bad_and_one_deeper_down_is_found():
    missing = found({DOMAIN: ["v=spf1 ip4:192.0.2.1 ~all"]}, include="spf.mail.example")["provider"]
    assert missing.state is State.BAD
    assert "include:spf.mail.example" in missing.next
    deeper = found(
        {
            DOMAIN: ["v=spf1 include:own.example ~all"],
            "own.example": ["v=spf1 include:SPF.mail.example -all"],
            "SPF.mail.example": ["v=spf1 ip4:192.0.2.1 -all"],
        },
        include="spf.mail.example",
    )["provider"]
    assert deeper.state is State.OK


@pytest.mark.parametrize("sign", ["-", "~", "?"])
def test_a_provider_that_is_named_with_a_sign_by_which_it_does_not_pass_is_bad(sign):
    txts = {DOMAIN: [f"v=spf1 {sign}include:own.example ~all"], "own.example": ["v=spf1 include:spf.mail.example -all"]}
    txts["spf.mail.example"] = ["v=spf1 ip4:192.0.2.1 -all"]
    for include in ("own.example", "spf.mail.example"):
        check = found(txts, include=include)["provider"]
        assert check.state is State.BAD
        assert "Take the sign away" in check.next


def test_more_than_ten_mail_servers_under_mx_are_a_slip():
    checks = found({DOMAIN: ["v=spf1 mx -all"]}, mxs={DOMAIN: [f"m{n}.example" for n in range(11)]})
    assert checks[""].state is State.BAD
