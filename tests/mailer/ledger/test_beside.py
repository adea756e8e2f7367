"""Reads a ledger and notes what comes back, beside the run that is sending from it."""

from pathlib import Path

import pytest

from backup.errors import DamageError
from mailer.ledger.beside import LedgerBeside
from mailer.ledger.row import Event, Settled
from mailer.model import Destination, EventKind, RecipientState
from tests.mailer.ledger.made import NOW, VAULT, digest, made_ledger, people

_ALL = dict.fromkeys(Destination, 1_000)


def _bounce(number: int, *, hard: bool = True) -> Event:
    return Event(number=number, kind=EventKind.BOUNCED, hard=hard, at=NOW, status="5.1.1")


def test_what_comes_back_is_noted_between_the_steps_of_a_run(tmp_path: Path) -> None:
    with made_ledger(tmp_path, people(9)) as run, LedgerBeside(tmp_path, VAULT) as beside:
        run.step([], dict.fromkeys(Destination, 2), NOW)
        run.step([Settled(number=1, state=RecipientState.IN_DOUBT)], {}, NOW)

        assert beside.note_events([_bounce(1), _bounce(2)]) == 2
        assert beside.note_events([_bounce(1)]) == 0

        claimed, _ = run.step([], _ALL, NOW, accepted=[2])
        assert len(claimed) == 5  # four of nine were claimed before
        assert run.events() == {(EventKind.BOUNCED, True): 2}
        assert run.standing_of(1).state is RecipientState.ACCEPTED


def test_people_are_found_by_digest_and_number(tmp_path: Path) -> None:
    everybody = list(people(3))
    with made_ledger(tmp_path, everybody), LedgerBeside(tmp_path, VAULT) as beside:
        number = beside.number_of(digest(everybody[1].address))

        assert number == 2
        assert beside.recipient(2) == everybody[1]
        assert beside.recipient(99) is None
        assert beside.recipient(0) is None
        assert beside.number_of(digest("nobody@example.org")) is None


def test_what_is_no_ledger_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        LedgerBeside(tmp_path, VAULT)
    (tmp_path / "ledger.db").write_bytes(b"not a ledger at all, but long enough to be looked at" * 100)

    with pytest.raises(DamageError):
        LedgerBeside(tmp_path, VAULT).number_of(b"")


def test_events_that_cannot_be_written_are_not_written_in_part(tmp_path: Path) -> None:
    with made_ledger(tmp_path, people(3)) as run, LedgerBeside(tmp_path, VAULT) as beside:
        with pytest.raises(OverflowError):
            beside.note_events([_bounce(1), _bounce(2**70)])

        assert not run.events()
