"""A run ends, or rests, when nobody can be written to: no sooner, no later, and at no great cost."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import count

from mailer.ledger import Ledger, Settled
from mailer.model import Destination, RecipientState
from mailer.pace import Limits, Pace, WarmUp
from mailer.sending import Ending, Rules, Sending
from tests.fakes.smtp_faults import At, Fault
from tests.fakes.smtp_server import MailServer
from tests.mailer.ledger.made import NOW, VAULT, made_ledger, people
from tests.mailer.sending.means import means
from tests.mailer.sending.runs import compose, prepared, send

ACCEPTED, PENDING, DEFERRED = RecipientState.ACCEPTED, RecipientState.PENDING, RecipientState.DEFERRED


def test_a_server_that_breaks_off_each_connection_is_away_in_the_end(tmp_path):
    prepared(tmp_path, 400)
    ticks, told = count(), []
    with MailServer(faults=[Fault(at=At.MAIL, hangs_up=True)]).running() as server:
        with closing(Ledger(tmp_path, VAULT)) as ledger:
            work = replace(means(server.port, compose, clock=lambda: NOW), monotonic=lambda: 10.0 * next(ticks))
            sending = Sending(ledger, work, Rules(connections=2, away_after=timedelta(minutes=5)))
            report = sending.run(progress=lambda news: told.append(news.away_for))
        assert server.connections < 30
    assert report.ending is Ending.AWAY
    left = [one for one in told if one is not None]
    assert timedelta(minutes=5) > left[0] > left[-1] >= timedelta()
    assert report.counts[PENDING] > 300


def test_the_run_ends_where_one_destination_is_closed_and_another_has_only_who_waits(tmp_path):
    with made_ledger(tmp_path, people(3)) as ledger:  # the third is at Gmail
        half_an_hour = NOW + timedelta(minutes=30)
        ledger.step([], {Destination.REST: 2}, NOW)
        ledger.mark([Settled(number=1, state=ACCEPTED), Settled(number=2, state=DEFERRED, next_try=half_an_hour)], NOW)
    pace = Pace(Limits(warm_up={Destination.GMAIL: WarmUp(first=1)}), sender_domain="writer.test")
    pace.reserve({Destination.GMAIL: 1}, NOW)
    with MailServer().running() as server:
        report = send(tmp_path, server, pace=pace)
    assert (report.ending, report.until) == (Ending.WAITING, half_an_hour)


def test_all_recipients_are_looked_at_seldom_however_slowly_the_letters_go(tmp_path, monkeypatch):
    prepared(tmp_path, 30)
    looks, moments = [], count()
    left = Ledger.left
    monkeypatch.setattr(Ledger, "left", lambda *some: (looks.append(some), left(*some))[1])

    def clock():
        return NOW + timedelta(seconds=0.1 * next(moments))

    rules = Rules(connections=1, wait_up_to=timedelta(minutes=1))
    with MailServer().running() as server, closing(Ledger(tmp_path, VAULT)) as ledger:
        work = means(server.port, compose, clock=clock, pace=Pace(Limits(rate=10)))
        work = replace(work, monotonic=lambda: clock().timestamp())
        report = Sending(ledger, work, rules).run()
    assert report.counts == {ACCEPTED: 30}
    assert len(looks) <= 3


def test_whose_turn_never_came_on_a_line_that_broke_goes_out_by_the_next_one(tmp_path):
    everybody = prepared(tmp_path, 40)
    rules = Rules(connections=1, wait_up_to=timedelta(), idle=timedelta())
    with MailServer(faults=[Fault(at=At.TAKEN, after=9, times=1, hangs_up=True)]).running() as server:
        report = send(tmp_path, server, rules)
        assert sorted(server.recipients) == sorted(everybody)
    assert (report.ending, report.counts) == (Ending.FINISHED, {ACCEPTED: 39, RecipientState.IN_DOUBT: 1})
    assert sum(report.refusals.values()) == 1
