"""The ledger of a campaign: who, in which order, what became of them, and what of it lies on the disk."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from backup.errors import DamageError, KeyProblem, Locked
from mailer.ledger import LEDGER, Event, Ledger, Settled, create
from mailer.ledger.beside import LedgerBeside
from mailer.model import Answer, Destination, EventKind, Recipient, RecipientState, Stage
from tests.mailer.ledger.made import KEY, NOW, VAULT, Vault, destination_of, digest, made_ledger, people

ALL = {Destination.GMAIL: 1000, Destination.REST: 1000}


def test_everybody_is_claimed_once_in_the_order_of_the_campaign(tmp_path):
    with made_ledger(tmp_path, people(450)) as ledger:
        first, _ = ledger.step([], {Destination.GMAIL: 100, Destination.REST: 100}, NOW)
        second, _ = ledger.step([], ALL, NOW)
        nobody, _ = ledger.step([], ALL, NOW)
    assert [one.number for one in first + second] == [*sorted(one.number for one in first), *(n.number for n in second)]
    assert sorted(one.number for one in first + second) == list(range(1, 451))
    assert nobody == []
    assert {one.number: one.recipient.address for one in first}[3] == "person3@gmail.com"


def test_only_as_many_of_a_destination_are_claimed_as_are_wanted(tmp_path):
    with made_ledger(tmp_path, people(300)) as ledger:
        claimed, _ = ledger.step([], {Destination.GMAIL: 2, Destination.REST: 5}, NOW)
    assert [one.number for one in claimed] == [1, 2, 3, 4, 5, 6, 7]


def test_a_person_who_comes_twice_has_one_row(tmp_path):
    twice = [*people(300), Recipient(address="PERSON7@example.org")]
    with made_ledger(tmp_path, twice) as ledger:
        assert ledger.counts == {RecipientState.PENDING: 300}
        claimed, _ = ledger.step([], ALL, NOW)
    assert len(claimed) == 300


def test_the_database_itself_refuses_a_second_row_for_a_person(tmp_path):
    made_ledger(tmp_path, people(3)).close()
    connection = sqlite3.connect(tmp_path / LEDGER)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(
            "INSERT INTO recipient (number, digest, destination) SELECT 99, digest, destination FROM recipient LIMIT 1"
        )
    connection.close()


def test_no_address_and_no_name_lies_on_the_disk(tmp_path):
    said = Answer(stage=Stage.RECIPIENT, code=550, enhanced="5.1.1", text="[address]: no such person")
    with made_ledger(tmp_path, people(250)) as ledger:
        ledger.step([], ALL, NOW)
        ledger.step([Settled(number=5, state=RecipientState.REJECTED, answer=said)], {}, NOW)
        content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert len(content) > 10_000
    assert b"person5" not in content
    assert b"example.org" not in content
    assert b"P 5" not in content


def test_without_the_key_who_they_are_cannot_be_read_but_how_it_stands_can(tmp_path):
    made_ledger(tmp_path, people(3)).close()
    with Ledger(tmp_path, Vault(recipient=KEY.recipient, key=None)) as ledger:
        assert ledger.counts == {RecipientState.PENDING: 3}
        with pytest.raises(KeyProblem):
            ledger.recipient(1)


def test_two_runs_cannot_have_one_ledger(tmp_path):
    with made_ledger(tmp_path, people(3)), pytest.raises(Locked):
        Ledger(tmp_path, VAULT)
    Ledger(tmp_path, VAULT).close()


def test_the_recipients_of_a_campaign_are_fixed_once(tmp_path):
    made_ledger(tmp_path, people(3)).close()
    with pytest.raises(FileExistsError):
        create(tmp_path, VAULT, people(9), digest=digest, destination_of=destination_of)
    with Ledger(tmp_path, VAULT) as ledger:
        assert ledger.counts.total() == 3


def test_a_list_that_breaks_off_leaves_no_ledger_and_can_be_written_again(tmp_path):
    def breaks_off():
        yield from people(250)
        raise DamageError("half of the list cannot be read")

    with pytest.raises(DamageError):
        create(tmp_path, VAULT, breaks_off(), digest=digest, destination_of=destination_of)
    with pytest.raises(FileNotFoundError):
        Ledger(tmp_path, VAULT)
    made_ledger(tmp_path, people(2)).close()


def test_a_deferred_recipient_comes_again_at_its_time_and_before_those_who_were_never_tried(tmp_path):
    with made_ledger(tmp_path, people(10)) as ledger:
        ledger.step([], {Destination.REST: 2}, NOW)
        later = Settled(number=1, state=RecipientState.DEFERRED, next_try=NOW + timedelta(minutes=30))
        ledger.step([later, Settled(number=2, state=RecipientState.ACCEPTED)], {}, NOW)
        assert ledger.standing_of(1).next_try == NOW + timedelta(minutes=30)
        early, _ = ledger.step([], {Destination.REST: 1}, NOW + timedelta(minutes=29))
        due, _ = ledger.step([], {Destination.REST: 1}, NOW + timedelta(minutes=31))
    assert [one.number for one in early] == [4]
    assert [(one.number, one.attempts) for one in due] == [(1, 1)]


def test_a_wait_that_a_wrong_clock_made_endless_is_cut_short_by_the_next_run(tmp_path):
    with made_ledger(tmp_path, people(1)) as ledger:
        ledger.step([], ALL, NOW)
        ledger.step([Settled(number=1, state=RecipientState.DEFERRED, next_try=NOW + timedelta(days=900))], {}, NOW)
        ledger.begin(synced=False, now=NOW).close()
        assert ledger.standing_of(1).next_try == NOW + timedelta(days=1)


def test_an_erased_person_is_not_written_to_and_leaves_no_trace(tmp_path):
    whom = people(3)[1].address
    with made_ledger(tmp_path, people(3)) as ledger:
        before = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        assert ledger.erase(digest(whom))
        assert not ledger.erase(digest(whom))
        claimed, erased = ledger.step([], ALL, NOW)
        assert ledger.recipient(2) is None
        assert ledger.number_of(digest(whom)) is None
        after = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert [one.number for one in claimed] == [1, 3]
    assert erased == []
    assert digest(whom) in before
    assert digest(whom) not in after


def test_a_bounce_settles_what_was_in_doubt_because_it_proves_that_the_letter_was_taken(tmp_path):
    with made_ledger(tmp_path, people(3)) as ledger:
        ledger.step([], ALL, NOW)
        ledger.step([Settled(number=2, state=RecipientState.IN_DOUBT)], {}, NOW)
        bounce = Event(number=2, kind=EventKind.BOUNCED, hard=True, at=NOW, status="5.1.1")
        assert ledger.note_event(bounce)
        assert not ledger.note_event(bounce)
        assert ledger.counts[RecipientState.ACCEPTED] == 1
        assert ledger.events() == {(EventKind.BOUNCED, True): 1}


def test_a_bounce_says_whether_it_was_because_of_the_sender(tmp_path):
    soft = Event(number=2, kind=EventKind.BOUNCED, hard=False, at=NOW, status="4.4.7")
    policy = Event(number=2, kind=EventKind.BOUNCED, hard=False, sender=True, at=NOW, status="5.7.26")
    hard = Event(number=2, kind=EventKind.BOUNCED, hard=True, at=NOW, status="5.1.1")
    with made_ledger(tmp_path, people(3)) as ledger:
        assert [ledger.note_event(one) for one in (soft, policy, soft)] == [True, True, False]
        assert ledger.distrusted() == 1
        assert [ledger.note_event(one) for one in (hard, policy)] == [True, False]
        assert ledger.distrusted() == 0
        assert ledger.events() == {(EventKind.BOUNCED, True): 1}


def test_a_ledger_from_before_that_was_known_opens_and_learns_it(tmp_path):
    hard = Event(number=1, kind=EventKind.BOUNCED, hard=True, at=NOW, status="5.1.1")
    policy = Event(number=2, kind=EventKind.BOUNCED, hard=False, sender=True, at=NOW, status="5.7.26")
    made_ledger(tmp_path, people(3)).close()
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection:
        connection.execute("ALTER TABLE event DROP COLUMN sender")
        connection.execute("INSERT INTO event VALUES (1, 'bounced', 1, 1.0, '5.1.1')")
        connection.commit()
    with Ledger(tmp_path, VAULT) as ledger, LedgerBeside(tmp_path, VAULT) as beside:
        assert ledger.distrusted() == 0
        assert ledger.events() == {(EventKind.BOUNCED, True): 1}
        assert beside.note_events([hard, policy]) == 1
        assert ledger.distrusted() == 1
        assert ledger.events() == {(EventKind.BOUNCED, True): 1, (EventKind.BOUNCED, False): 1}


def test_a_hard_bounce_goes_before_a_soft_one_and_not_the_other_way_round(tmp_path):
    soft = Event(number=2, kind=EventKind.BOUNCED, hard=False, at=NOW, status="4.4.7")
    hard = Event(number=2, kind=EventKind.BOUNCED, hard=True, at=NOW, status="5.1.1")
    with made_ledger(tmp_path, people(3)) as ledger:
        assert ledger.note_events([]) == 0
        assert ledger.note_events([soft, hard, soft]) == 2
        assert ledger.events() == {(EventKind.BOUNCED, True): 1}


def test_where_a_recipient_stands_is_told_with_what_the_server_said(tmp_path):
    said = Answer(stage=Stage.RECIPIENT, code=452, enhanced="4.2.2", text="mailbox full")
    later = NOW + timedelta(hours=1)
    with made_ledger(tmp_path, people(3)) as ledger:
        ledger.step([], ALL, NOW)
        ledger.step([Settled(number=3, state=RecipientState.DEFERRED, answer=said, next_try=later)], {}, NOW)
        (found,) = ledger.standing(RecipientState.DEFERRED)
        assert found == ledger.standing_of(3)
    assert (found.code, found.enhanced, found.said, found.next_try, found.attempts) == (
        452,
        "4.2.2",
        "mailbox full",
        later,
        1,
    )
    assert found.destination is Destination.GMAIL


@pytest.mark.parametrize("where", [0, 100, 5000])
def test_a_damaged_ledger_says_so_and_nothing_is_sent(tmp_path, where):
    made_ledger(tmp_path, people(500)).close()
    path = tmp_path / LEDGER
    content = bytearray(path.read_bytes())
    content[where : where + 4000] = b"\xff" * 4000
    path.write_bytes(content)
    with pytest.raises(DamageError), Ledger(tmp_path, VAULT) as ledger:
        ledger.step([], ALL, NOW)
        list(ledger.standing(RecipientState.CLAIMED))
