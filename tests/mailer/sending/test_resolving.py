"""What is in doubt is settled by proof, by a provider that takes a mail once, or by the writer; else it is held."""

from contextlib import closing
from datetime import timedelta

import pytest

from mailer.ledger import Event, Ledger, Settled
from mailer.model import Destination, EventKind, RecipientState
from mailer.sending.resolving import Resolved, decide_by_hand, look_for
from tests.mailer.ledger.made import NOW, VAULT, made_ledger, people

IN_DOUBT, ACCEPTED, PENDING = RecipientState.IN_DOUBT, RecipientState.ACCEPTED, RecipientState.PENDING


@pytest.fixture
def ledger(tmp_path):
    """Five of six are in doubt, the first since an hour, the others since now."""
    with made_ledger(tmp_path, people(6)) as made:
        made.step([], {Destination.GMAIL: 9, Destination.REST: 9}, NOW)
        made.mark([Settled(number=1, state=IN_DOUBT)], NOW - timedelta(hours=1))
        made.mark([Settled(number=number, state=IN_DOUBT) for number in range(2, 6)], NOW)
        made.mark([Settled(number=6, state=ACCEPTED)], NOW)
    with closing(Ledger(tmp_path, VAULT)) as opened:
        yield opened


def test_who_is_found_was_written_to_who_surely_is_not_waits_and_the_rest_is_held(ledger):
    seen = {1: True, 2: False}
    assert look_for(ledger, lambda one: seen.get(one.number), NOW) == Resolved(taken=1, waiting=1, held=3)
    assert ledger.counts == {ACCEPTED: 2, PENDING: 1, IN_DOUBT: 3}


def test_only_what_the_provider_still_remembers_is_claimed_again_by_itself(ledger):
    due = [Settled(number=number, state=IN_DOUBT, next_try=NOW, tried=False) for number in range(1, 6)]
    ledger.mark(due, NOW + timedelta(minutes=1))  # who is in doubt already is so since then
    wanted = {Destination.GMAIL: 9, Destination.REST: 9}
    later = NOW + timedelta(minutes=2)
    assert ledger.left(later) == {}
    assert ledger.step([], wanted, later) == ([], [])
    since = later - timedelta(minutes=15)
    assert sum(left.count for left in ledger.left(later, since).values()) == 4
    claimed, _ = ledger.step([], wanted, later, replay_since=since)
    assert [(one.number, one.in_doubt) for one in claimed] == [(2, True), (3, True), (4, True), (5, True)]


def test_what_began_later_than_now_by_a_clock_that_was_put_back_is_held(ledger):
    ledger.mark([Settled(number=2, state=IN_DOUBT, next_try=NOW, tried=False)], NOW)
    before = NOW - timedelta(hours=2)
    wanted = {Destination.GMAIL: 9, Destination.REST: 9}
    assert ledger.step([], wanted, before, replay_since=before - timedelta(hours=12)) == ([], [])


def test_whose_mail_came_back_while_the_provider_was_asked_is_no_more_in_doubt(ledger):
    def look(one):
        ledger.note_event(Event(number=one.number, kind=EventKind.COMPLAINED, hard=False, at=NOW))
        return False

    assert look_for(ledger, look, NOW) == Resolved(taken=0, waiting=0, held=0)
    assert ledger.counts == {ACCEPTED: 6}


@pytest.mark.parametrize(("resend", "state"), [(True, PENDING), (False, ACCEPTED)])
def test_the_writer_decides_about_some_or_all(ledger, resend, state):
    done = decide_by_hand(ledger, [2, 6], NOW, resend=resend)
    assert done.held == 4
    assert ledger.standing_of(2).state is state
    assert ledger.standing_of(6).state is ACCEPTED
    assert decide_by_hand(ledger, None, NOW, resend=resend).held == 0
    assert ledger.counts[IN_DOUBT] == 0


def test_who_is_to_be_sent_again_is_claimed_again(ledger):
    decide_by_hand(ledger, None, NOW, resend=True)
    claimed, _ = ledger.step([], {Destination.GMAIL: 9, Destination.REST: 9}, NOW)
    assert [one.number for one in claimed] == [1, 2, 3, 4, 5]
