"""A live run is saved piece by piece: cut only where records belong together, and nothing of a broken run is lost."""

from collections.abc import Iterable, Iterator

import pytest

from backup.errors import NoConnection
from backup.model import Checkpoint, Complete, Present, Problem, Record, Remark, Row
from outlast.backups.pieces import Pieces


def row(number: int) -> Row:
    return Row(table="notes", id=str(number), data={})


def pieces_of(records: Iterable[Record], **options) -> tuple[list[list[Record]], Pieces]:
    pieces = Pieces(iter(list(records)) if not isinstance(records, Iterator) else records, **options)
    return [list(piece) for piece in pieces], pieces


def test_a_piece_ends_only_at_a_checkpoint_after_enough_came():
    found, _ = pieces_of([row(1), row(2), row(3), Checkpoint(), row(4), Checkpoint(), row(5)], most=2)

    assert found == [[row(1), row(2), row(3)], [row(4), row(5)]]


def test_a_piece_is_saved_when_it_is_old_enough():
    moments = iter([0.0, 10.0, 61.0, 61.0, 70.0])
    found, _ = pieces_of(
        [row(1), Checkpoint(), row(2), Checkpoint(), row(3), Checkpoint()], clock=lambda: next(moments)
    )

    assert found == [[row(1), row(2)], [row(3)]]


def test_what_may_be_suspect_gets_a_piece_of_its_own():
    found, _ = pieces_of([row(1), Complete(table="notes"), Checkpoint(apart=True), row(2)])

    assert found == [[row(1), Complete(table="notes")], [row(2)]]


def test_checkpoints_without_content_make_no_piece():
    present = Present(table="posts", ids=frozenset({"1"}))
    found, _ = pieces_of([Checkpoint(), present, Checkpoint(), Remark(text="x"), Checkpoint(apart=True), row(1)])

    assert found == [[present, Remark(text="x"), row(1)]]


def test_nothing_at_all_makes_no_piece():
    assert pieces_of([Checkpoint()])[0] == []


def test_every_piece_carries_the_problems_of_those_before_it():
    problem = Problem(file="p/x", reason="It is gone.")
    found, _ = pieces_of([row(1), problem, Checkpoint(apart=True), row(2)])

    assert found == [[row(1), problem], [problem, row(2)]]


@pytest.mark.parametrize("failure", [NoConnection("Offline."), KeyboardInterrupt()])
def test_what_ends_a_run_early_ends_its_last_piece_and_is_kept(failure):
    def records() -> Iterator[Record]:
        yield row(1)
        yield Checkpoint(apart=True)
        yield row(2)
        raise failure

    found, pieces = pieces_of(records())

    assert found == [[row(1)], [row(2)]]
    assert pieces.failure is failure


def test_a_mistake_in_the_code_is_not_kept_quiet():
    def records() -> Iterator[Record]:
        yield row(1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        pieces_of(records())
