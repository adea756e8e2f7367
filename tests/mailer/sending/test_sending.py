"""A run of sending against a server that has bad days: nobody twice, nobody skipped, and it stops when it must."""

import errno
from collections import Counter
from contextlib import closing
from datetime import timedelta

import pytest

from backup.errors import StorageError
from mailer.errors import LetterProblem
from mailer.ledger import Ledger, journal
from mailer.model import Destination, Reason, RecipientState
from mailer.pace import Limits, Pace, WarmUp
from mailer.sending import Ending, Rules, Sending
from mailer.sending.switchboard import Switchboard
from tests.fakes.smtp_faults import At, Fault
from tests.fakes.smtp_server import MailServer
from tests.mailer.ledger.made import NOW, VAULT, digest, made_ledger, people
from tests.mailer.sending.means import means
from tests.mailer.sending.runs import AT_ONCE, compose, prepared, send

ACCEPTED, PENDING, DEFERRED = RecipientState.ACCEPTED, RecipientState.PENDING, RecipientState.DEFERRED
REJECTED, IN_DOUBT, SUPPRESSED = RecipientState.REJECTED, RecipientState.IN_DOUBT, RecipientState.SUPPRESSED


def test_everybody_gets_it_once(tmp_path):
    everybody = prepared(tmp_path, 1000)
    with MailServer().running() as server:
        report = send(tmp_path, server)
        again = send(tmp_path, server)
        assert sorted(server.recipients) == sorted(everybody)
    assert (report.ending, report.counts) == (Ending.FINISHED, {ACCEPTED: 1000})
    assert (again.ending, again.tried) == (Ending.FINISHED, Counter())


def test_the_run_waits_only_when_somebody_is_claimed(tmp_path, monkeypatch):
    prepared(tmp_path, 10)
    turn, claimed_at_waits = Switchboard.turn, []
    with MailServer().running() as server, closing(Ledger(tmp_path, VAULT)) as ledger:

        def watched(board, patience):
            if patience:
                claimed_at_waits.append(ledger.counts[RecipientState.CLAIMED])
            return turn(board, patience)

        monkeypatch.setattr(Switchboard, "turn", watched)
        work = means(server.port, compose, clock=lambda: NOW)
        assert Sending(ledger, work, AT_ONCE).run().counts == {ACCEPTED: 10}
    assert claimed_at_waits
    assert 0 not in claimed_at_waits


def test_a_slow_server_without_pipelining_gets_everything_too(tmp_path):
    everybody = prepared(tmp_path, 50)
    with MailServer(offers=("SIZE 1000000",)).running() as server:
        assert send(tmp_path, server).ending is Ending.FINISHED
        assert sorted(server.recipients) == sorted(everybody)


def test_who_is_suppressed_is_not_written_to(tmp_path):
    everybody = prepared(tmp_path, 20)
    with MailServer().running() as server:
        report = send(
            tmp_path, server, suppressed=lambda address: Reason.UNSUBSCRIBED if address == everybody[4] else None
        )
        assert everybody[4] not in server.recipients
    assert report.counts == {ACCEPTED: 19, SUPPRESSED: 1}


def test_a_person_who_was_erased_meanwhile_is_not_written_to(tmp_path):
    everybody = prepared(tmp_path, 20)
    with closing(Ledger(tmp_path, VAULT)) as ledger:
        ledger.erase(digest(everybody[7]))
    with MailServer().running() as server:
        report = send(tmp_path, server)
        assert everybody[7] not in server.recipients
    assert report.counts == {ACCEPTED: 19, SUPPRESSED: 1}


def test_a_dead_address_is_suppressed_and_the_others_get_it(tmp_path):
    everybody = prepared(tmp_path, 30)
    noted = []
    with MailServer(faults=[Fault(at=At.RCPT, on=everybody[9], says="550 5.1.1 No such person")]).running() as server:
        report = send(tmp_path, server, suppress=lambda *what: noted.append(what))
        assert sorted(server.recipients) == sorted(everybody[:9] + everybody[10:])
    assert report.counts == {ACCEPTED: 29, REJECTED: 1}
    assert [(address, reason) for address, reason, _ in noted] == [(everybody[9], Reason.INVALID)]


def test_greylisting_is_waited_out_and_told_with_the_time(tmp_path):
    everybody = prepared(tmp_path, 10)
    with MailServer(
        faults=[Fault(at=At.RCPT, on=everybody[2], says="451 4.7.1 Try later", times=1)]
    ).running() as server:
        first = send(tmp_path, server)
        too_early = send(tmp_path, server, now=NOW + timedelta(minutes=10))
        later = send(tmp_path, server, now=NOW + timedelta(minutes=31))
        assert sorted(server.recipients) == sorted(everybody)
    assert (first.ending, first.until) == (Ending.WAITING, NOW + timedelta(minutes=30))
    assert (too_early.ending, too_early.counts) == (Ending.WAITING, {ACCEPTED: 9, DEFERRED: 1})
    assert (later.ending, later.counts) == (Ending.FINISHED, {ACCEPTED: 10})


def test_a_provider_that_rejects_the_sender_pauses_the_campaign_and_suppresses_nobody(tmp_path):
    prepared(tmp_path, 40)
    noted = []
    with MailServer(faults=[Fault(at=At.MAIL, says="554 5.7.1 Sender rejected")]).running() as server:
        report = send(tmp_path, server, suppress=lambda *what: noted.append(what))
        assert server.recipients == []
    assert (report.ending, report.why) == (Ending.PAUSED, "It said 554. It said: “554 5.7.1 Sender rejected”.")
    assert noted == []
    assert report.counts[PENDING] + report.counts[DEFERRED] == 40


def test_a_whim_about_one_recipient_does_not_stop_the_others_but_three_in_a_row_do(tmp_path):
    everybody = prepared(tmp_path, 40)
    once = [Fault(at=At.RCPT, on=everybody[3], says="554 5.7.1 Not from you")]
    with MailServer(faults=once).running() as server:
        report = send(tmp_path, server)
        assert len(server.recipients) == 39
    assert report.ending is Ending.WAITING
    always = [Fault(at=At.RCPT, says="554 5.7.1 Not from you")]
    prepared(tmp_path / "other", 40)
    with MailServer(faults=always).running() as server:
        assert send(tmp_path / "other", server).ending is Ending.PAUSED


def test_a_quota_that_is_hit_in_the_middle_pauses_and_the_rest_goes_on_the_next_day(tmp_path):
    everybody = prepared(tmp_path, 700)
    with MailServer(faults=[Fault(at=At.MAIL, after=500, says="554 5.4.5 Daily quota exceeded")]).running() as server:
        report = send(tmp_path, server)
        first_day = server.recipients
    assert report.ending is Ending.PAUSED
    assert len(first_day) == 500
    with MailServer().running() as server:
        assert send(tmp_path, server, now=NOW + timedelta(days=1)).ending is Ending.FINISHED
        assert sorted(first_day + server.recipients) == sorted(everybody)


def test_our_own_quota_ends_the_run_before_the_server_complains(tmp_path):
    prepared(tmp_path, 700)
    with MailServer().running() as server:
        report = send(tmp_path, server, pace=Pace(Limits(daily=500, connections=4)))
        assert len(server.recipients) == 500
    assert report.ending is Ending.WAITING
    assert NOW + timedelta(hours=23) <= report.until <= NOW + timedelta(hours=26)


def test_a_new_sender_begins_slowly_and_the_run_ends_when_the_first_day_is_used_up(tmp_path):
    made_ledger(tmp_path, [one for one in people(400) if "gmail" not in one.address]).close()
    pace = Pace(Limits(warm_up={Destination.REST: WarmUp(first=50)}), sender_domain="writer.test")
    with MailServer().running() as server:
        report = send(tmp_path, server, pace=pace)
        assert len(server.recipients) == 50
    assert report.ending is Ending.WAITING
    assert NOW < report.until <= NOW + timedelta(hours=26)


@pytest.mark.parametrize("at", [At.MAIL, At.RCPT, At.DATA])
def test_a_line_that_breaks_before_the_content_is_tried_again(tmp_path, at):
    everybody = prepared(tmp_path, 60)
    with MailServer(faults=[Fault(at=at, after=20, times=1, hangs_up=True)]).running() as server:
        send(tmp_path, server)
        report = send(tmp_path, server, now=NOW + timedelta(minutes=2))
        assert sorted(server.recipients) == sorted(everybody)
    assert report.counts == {ACCEPTED: 60}


def test_a_server_that_is_not_there_leaves_everybody_waiting(tmp_path):
    prepared(tmp_path, 10)
    with MailServer().running() as server:
        pass
    report = send(tmp_path, server)
    assert (report.ending, report.counts) == (Ending.AWAY, {PENDING: 10})


def test_who_asks_to_stop_gets_the_mails_in_flight_finished_and_the_rest_left_waiting(tmp_path):
    everybody = prepared(tmp_path, 5000)
    with MailServer().running() as server:
        report = send(tmp_path, server, stop=lambda: len(server.taken) > 100)
        taken = len(server.recipients)
        assert report.counts == {ACCEPTED: taken, PENDING: 5000 - taken}
        assert 100 < taken < 5000
        assert report.ending is Ending.STOPPED
        assert send(tmp_path, server).ending is Ending.FINISHED
        assert sorted(server.recipients) == sorted(everybody)


def test_a_server_that_hangs_up_while_there_is_nothing_to_do_costs_nobody_a_letter(tmp_path):
    everybody = prepared(tmp_path, 30)
    later = [Fault(at=At.RCPT, on=everybody[2], says="451 4.7.1 Try later", times=1)]
    rules = Rules(connections=2, wait_up_to=timedelta(hours=1), away_after=timedelta(seconds=5))
    with MailServer(faults=later).running() as server:
        now = NOW

        def clock():
            nonlocal now
            if ledger.counts == {ACCEPTED: 29, DEFERRED: 1}:
                if now == NOW:
                    server.hang_up()
                now += timedelta(minutes=31)  # again where the mail met a line in the moment in which it was cut
            return now

        with closing(Ledger(tmp_path, VAULT)) as ledger:
            report = Sending(ledger, means(server.port, compose, clock=clock), rules).run()
        assert sorted(server.recipients) == sorted(everybody)
    assert report.counts == {ACCEPTED: 30}


def test_a_campaign_whose_time_is_over_sends_nothing(tmp_path):
    prepared(tmp_path, 10)
    rules = Rules(expires=NOW - timedelta(seconds=1))
    with MailServer().running() as server:
        report = send(tmp_path, server, rules)
        assert server.recipients == []
    assert (report.ending, report.counts) == (Ending.EXPIRED, {PENDING: 10})


def test_a_letter_that_cannot_be_made_for_one_person_does_not_stop_the_others(tmp_path):
    prepared(tmp_path, 20)

    def making(number, recipient):
        if number == 5:
            raise LetterProblem("A name has a line break in it.")
        return compose(number, recipient)

    with MailServer().running() as server:
        report = send(tmp_path, server, making=making)
    assert report.counts == {ACCEPTED: 19, REJECTED: 1}
    with closing(Ledger(tmp_path, VAULT)) as ledger:
        assert ledger.standing_of(5).said == "A name has a line break in it."


def test_a_mistake_of_ours_is_raised_and_nobody_is_lost_by_it(tmp_path):
    everybody = prepared(tmp_path, 20)

    def making(number, recipient):
        if number == 5:
            raise ZeroDivisionError
        return compose(number, recipient)

    with MailServer().running() as server:
        with pytest.raises(ZeroDivisionError):
            send(tmp_path, server, making=making)
        send(tmp_path, server)
        send(tmp_path, server, now=NOW + timedelta(minutes=2))
        assert sorted(server.recipients) == sorted(everybody)


def test_on_a_full_disk_no_mail_goes_out_without_a_note_and_the_next_run_goes_on(tmp_path, monkeypatch):
    everybody = prepared(tmp_path, 300)
    really, written = journal.os.write, []

    def full(file, content):
        if b"D " in content:
            written.append(content)
            if len(written) > 100:
                raise OSError(errno.ENOSPC, "No space left on device")
        return really(file, content)

    with MailServer().running() as server:
        monkeypatch.setattr(journal.os, "write", full)
        with pytest.raises(StorageError, match="full"):
            send(tmp_path, server)
        monkeypatch.undo()
        assert len(server.recipients) == 100
        assert send(tmp_path, server, now=NOW + timedelta(minutes=2)).counts == {ACCEPTED: 300}
        assert sorted(server.recipients) == sorted(everybody)


def test_too_many_bounces_stop_the_campaign(tmp_path):
    everybody = prepared(tmp_path, 1000)
    dead = [Fault(at=At.RCPT, on=address, says="550 5.1.1 No such person") for address in everybody[::10]]
    with MailServer(faults=dead).running() as server:
        report = send(tmp_path, server)
    assert report.ending is Ending.PAUSED
    assert "bounced" in report.why
    assert report.counts[PENDING] > 300


def test_a_small_list_with_two_dead_addresses_is_sent_to_its_end(tmp_path):
    everybody = prepared(tmp_path, 30)
    dead = [Fault(at=At.RCPT, on=address, says="550 5.1.1 No such person") for address in everybody[:2]]
    with MailServer(faults=dead).running() as server:
        assert send(tmp_path, server).ending is Ending.FINISHED
