"""All checks of a domain together, with those of answers, of free mail and of the rules for bulk."""

from pathlib import Path

import pytest

from mailer.preflight.bulk import check_bulk
from mailer.preflight.check import Check, State, worst
from mailer.preflight.domain import SendingAs, check_domain
from mailer.preflight.free_mail import check_free_mail
from mailer.preflight.free_mail_names import FREE_MAIL
from mailer.preflight.receiving import check_receiving
from mailer.preflight.zone import Absence
from tests.fakes.zone import FakeZone

KEY = (Path(__file__).parents[2] / "fixtures" / "dkim" / "rsa2048.txt").read_text()


def writers_zone(**changes):
    parts = {
        "txts": {
            "writer.example": ["v=spf1 include:spf.esp.example ~all"],
            "spf.esp.example": ["v=spf1 ip4:192.0.2.0/24 -all"],
            "s1._domainkey.writer.example": [f"v=DKIM1; p={KEY}"],
            "_dmarc.writer.example": ["v=DMARC1; p=none; rua=mailto:r@writer.example"],
        },
        "mxs": {"writer.example": ["mx.writer.example"]},
        "hosts": {"mx.writer.example": ["192.0.2.9"], "smtp.esp.example": ["192.0.2.25"]},
    }
    return FakeZone(**(parts | changes))


SENDING = SendingAs(
    sender="ada@writer.example",
    server="smtp.esp.example",
    spf_include="spf.esp.example",
    selectors=("s1",),
    unsubscribe="stop@writer.example",
)


def test_a_domain_that_is_set_up_passes_everything():
    checks = list(check_domain(SENDING, writers_zone()))
    assert {check.state for check in checks} == {State.OK}
    assert [check.name for check in checks] == [
        "SPF of writer.example",
        "SPF of writer.example: lookups",
        "SPF of writer.example: ending",
        "SPF of writer.example: provider",
        "DKIM of writer.example: s1",
        "DMARC of writer.example",
        "Alignment",
        "Mail to writer.example",
    ]
    assert checks[-1].what.startswith("Answers, bounces and unsubscriptions arrive at mx.writer.example")


def test_every_check_says_where_its_rule_comes_from_and_what_is_wrong_says_what_to_do():
    for zone in (writers_zone(), FakeZone(), writers_zone(txts={})):
        for check in check_domain(SENDING, zone):
            assert check.source
            assert check.next or check.state is State.OK


def test_a_domain_of_which_nothing_is_known_is_bad_everywhere():
    states = {check.name: check.state for check in check_domain(SENDING, FakeZone())}
    assert states["SPF of writer.example"] is State.BAD
    assert states["DKIM of writer.example"] is State.BAD
    assert states["DMARC of writer.example"] is State.BAD
    assert states["Mail to writer.example"] is State.BAD


def test_without_any_answer_nothing_is_called_bad():
    names = [
        "writer.example",
        "s1._domainkey.writer.example",
        "_dmarc.writer.example",
        "_dmarc.example",
        "mx.writer.example",
    ]
    zone = FakeZone(broken=dict.fromkeys(names, Absence.TIMEOUT))
    assert State.BAD not in {check.state for check in check_domain(SENDING, zone)}


def test_a_key_at_the_organisation_counts_for_names_below_it():
    below = SendingAs(
        sender="ada@news.writer.example", bounces="b@writer.example", server="smtp.esp.example", selectors=("s1",)
    )
    checks = {check.name: check for check in check_domain(below, writers_zone())}
    assert checks["DKIM of writer.example: s1"].state is State.OK
    assert checks["Alignment"].state is State.OK


def test_an_envelope_of_the_provider_is_checked_as_it_is():
    zone = writers_zone()
    zone.txts["esp.example"] = ["v=spf1 ip4:192.0.2.0/24 -all"]
    sending = SendingAs(
        sender="ada@writer.example", server="s.esp.example", envelope_domain="esp.example", selectors=("s1",)
    )
    checks = {check.name: check for check in check_domain(sending, zone)}
    assert checks["SPF of esp.example"].state is State.OK
    assert "which does not count as yours" in checks["Alignment"].what
    assert checks["Alignment"].state is State.OK


def test_a_server_that_spf_does_not_name_is_told_and_no_proof_is_claimed():
    zone = writers_zone(
        txts={
            "writer.example": ["v=spf1 ip4:192.0.2.9 -all"],
            "_dmarc.writer.example": ["v=DMARC1; p=reject; rua=mailto:r@writer.example"],
        }
    )
    zone.hosts["smtp.relay.example"] = ["198.51.100.1"]
    checks = {
        check.name: check
        for check in check_domain(SendingAs(sender="ada@writer.example", server="smtp.relay.example"), zone)
    }
    assert checks["SPF of writer.example: server"].state is State.ATTENTION
    assert checks["Alignment"].state is State.UNKNOWN
    assert "whether it passes is not known" in checks["Alignment"].what
    zone.txts["writer.example"] = ["v=spf1 ip4:192.0.2.9 a:smtp.relay.example -all"]
    checks = {
        check.name: check
        for check in check_domain(SendingAs(sender="ada@writer.example", server="smtp.relay.example"), zone)
    }
    assert checks["SPF of writer.example: server"].state is State.OK
    assert "stands on one leg" in checks["Alignment"].what


def test_a_free_address_through_somebody_else_is_bad_and_its_domain_is_left_alone():
    sending = SendingAs(
        sender="ada@gmail.com", server="smtp.esp.example", reply_to="ada@writer.example", bounces="b@writer.example"
    )
    zone = writers_zone()
    checks = list(check_domain(sending, zone))
    assert checks[0].state is State.BAD
    assert "Only Gmail itself can prove" in checks[0].what
    assert not [name for name in zone.asked if "gmail" in name]


@pytest.mark.parametrize(
    ("domain", "server", "state"),
    [
        ("gmail.com", "smtp.gmail.com", State.ATTENTION),
        ("gmail.com", "smtp-relay.gmail.com", State.ATTENTION),
        ("gmail.com", "notgmail.com", State.BAD),
        ("yahoo.com", "smtp.postmarkapp.com", State.BAD),
        ("outlook.com", "smtp.gmail.com", State.BAD),
        ("hotmail.com", "smtp-mail.outlook.com", State.ATTENTION),
        ("icloud.com", "email-smtp.eu-west-1.amazonaws.com", State.BAD),
        ("icloud.com", "smtp.mail.me.com", State.ATTENTION),
        ("proton.me", "127.0.0.1", State.ATTENTION),
        ("gmail.com", "127.0.0.1", State.BAD),
        ("t-online.de", "smtp.relay.example", State.BAD),
        ("t-online.de", "securesmtp.t-online.de", State.ATTENTION),
        ("orange.fr", "smtp.orange.fr", State.ATTENTION),
        ("comcast.net", "smtp.postmarkapp.com", State.BAD),
        ("qq.com", "smtp.qq.com", State.ATTENTION),
        ("tuta.com", "127.0.0.1", State.BAD),
    ],
)
def test_only_the_provider_itself_may_send_from_its_free_addresses(domain, server, state):
    check = check_free_mail(domain, server)
    assert check is not None
    assert check.state is state


def test_each_domain_of_free_mail_belongs_to_one_provider():
    every = [domain for one in FREE_MAIL for domain in one.domains]
    assert len(every) == len(set(every)) > 300
    assert all(domain == domain.lower() and "." in domain for domain in every)


def test_nobody_is_told_to_change_the_dns_of_a_domain_of_free_mail():
    sending = SendingAs(sender="ada@t-online.de", server="smtp.relay.example")
    assert not [check for check in check_domain(sending, FakeZone()) if "TXT record" in check.next]


def test_a_domain_of_ones_own_is_no_free_mail():
    assert check_free_mail("writer.example", "smtp.gmail.com") is None


def test_a_null_mx_loses_answers():
    check = check_receiving("writer.example", FakeZone(mxs={"writer.example": ["."]}), what_for="answers")
    assert check.state is State.BAD
    assert "null MX" in check.what


def test_a_domain_without_mx_has_its_web_server_asked():
    zone = FakeZone(hosts={"writer.example": ["192.0.2.1"]})
    assert check_receiving("writer.example", zone, what_for="answers").state is State.ATTENTION


def test_mail_servers_without_an_address_lose_answers_unless_nobody_could_be_asked():
    zone = FakeZone(mxs={"writer.example": ["gone.example"]})
    assert check_receiving("writer.example", zone, what_for="answers").state is State.BAD
    zone.broken["gone.example"] = Absence.REFUSED
    assert check_receiving("writer.example", zone, what_for="answers").state is State.UNKNOWN


def test_one_of_two_mail_servers_is_enough():
    zone = FakeZone(mxs={"writer.example": ["gone.example", "mx.example"]}, hosts={"mx.example": ["192.0.2.1"]})
    assert check_receiving("writer.example", zone, what_for="answers").state is State.OK


def test_near_five_thousand_letters_a_day_to_gmail_the_rules_for_bulk_hold():
    assert check_bulk(4_499, one_click=False).state is State.OK
    assert check_bulk(4_500, one_click=True).state is State.ATTENTION
    assert check_bulk(4_500, one_click=False).state is State.BAD


def test_the_worst_of_several_checks_is_how_the_whole_stands():
    def all_of(*states):
        return worst(tuple(Check(name="x", state=state, what="y") for state in states))

    assert all_of() is State.OK
    assert all_of(State.OK, State.UNKNOWN) is State.UNKNOWN
    assert all_of(State.ATTENTION, State.UNKNOWN) is State.ATTENTION
    assert all_of(State.BAD, State.ATTENTION) is State.BAD
