"""Whoever may have got the letter already gets it again only while the provider takes it once."""

from datetime import timedelta

import pytest

from mailer.model import RecipientState
from mailer.sending import Ending, Rules
from tests.fakes.smtp_faults import At, Fault
from tests.fakes.smtp_server import MailServer
from tests.mailer.ledger.made import NOW
from tests.mailer.sending.runs import prepared, send

ACCEPTED, IN_DOUBT = RecipientState.ACCEPTED, RecipientState.IN_DOUBT
ONCE = Rules(connections=4, wait_up_to=timedelta(), idle=timedelta(), replay_within=timedelta(hours=24))


@pytest.mark.parametrize(("at", "arrived"), [(At.CONTENT, 59), (At.DOT, 59), (At.TAKEN, 60)])
def test_a_line_that_breaks_after_the_content_began_leaves_one_in_doubt_and_it_is_not_sent_again(tmp_path, at, arrived):
    prepared(tmp_path, 60)
    with MailServer(faults=[Fault(at=at, after=20, times=1, hangs_up=True)]).running() as server:
        send(tmp_path, server)
        report = send(tmp_path, server, now=NOW + timedelta(days=1))
        assert len(server.recipients) == len(set(server.recipients)) == arrived
    assert report.counts == {ACCEPTED: 59, IN_DOUBT: 1}


def test_where_the_provider_takes_a_mail_once_what_is_in_doubt_is_sent_again(tmp_path):
    everybody = prepared(tmp_path, 60)
    rules = ONCE
    with MailServer(faults=[Fault(at=At.DOT, after=20, times=1, hangs_up=True)]).running() as server:
        send(tmp_path, server, rules)
        report = send(tmp_path, server, rules, now=NOW + timedelta(minutes=2))
        assert sorted(server.recipients) == sorted(everybody)
    assert report.counts == {ACCEPTED: 60}


@pytest.mark.parametrize("later", [timedelta(hours=13), timedelta(days=2), timedelta(hours=-3)])
def test_what_is_in_doubt_is_not_sent_again_once_the_provider_may_have_forgotten_it(tmp_path, later):
    prepared(tmp_path, 60)
    with MailServer(faults=[Fault(at=At.TAKEN, after=20, times=1, hangs_up=True)]).running() as server:
        send(tmp_path, server, ONCE)
        report = send(tmp_path, server, ONCE, now=NOW + later)
        assert len(server.recipients) == len(set(server.recipients))
    assert report.counts[IN_DOUBT] == 1


@pytest.mark.parametrize("says", ["450 4.2.1 Later", "552 5.2.2 Full", "550 5.1.1 No such person"])
def test_a_refusal_of_the_second_mail_says_nothing_of_the_first(tmp_path, says):
    prepared(tmp_path, 1)
    cut = Fault(at=At.TAKEN, times=1, hangs_up=True)
    with MailServer(faults=[cut]).running() as server:
        send(tmp_path, server, ONCE)
    with MailServer(faults=[Fault(at=At.RCPT, says=says)]).running() as server:
        report = send(tmp_path, server, ONCE, now=NOW + timedelta(minutes=2))
        assert report.counts == {IN_DOUBT: 1}
    with MailServer().running() as server:
        report = send(tmp_path, server, ONCE, now=NOW + timedelta(days=2))
        assert server.recipients == []
    assert (report.ending, report.counts) == (Ending.FINISHED, {IN_DOUBT: 1})


def test_who_is_in_doubt_and_claimed_when_the_run_stops_stays_in_doubt(tmp_path):
    prepared(tmp_path, 1)
    with MailServer(faults=[Fault(at=At.TAKEN, times=1, hangs_up=True)]).running() as server:
        send(tmp_path, server, ONCE)
        stopped = send(tmp_path, server, ONCE, now=NOW + timedelta(minutes=2), stop=lambda: True)
        assert stopped.counts == {IN_DOUBT: 1}
        report = send(tmp_path, server, ONCE, now=NOW + timedelta(days=2))
        assert len(server.recipients) == 1
    assert report.counts == {IN_DOUBT: 1}
