"""Whom to remind of a sign-in that has ended or ends soon."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from outlast.places import Places
from outlast.settings import Account
from outlast.sign_in.checks import sign_in_checks
from outlast.sign_in.expiry import Expiry, ToldBy
from outlast.sign_in.known import Result, SignIn
from outlast.sign_in.noted import SignIns, noted_sign_ins
from outlast.sign_in.warning import expiring, sentence, sign_in_gaps
from outlast.standing.gaps import GapKind
from outlast.state.database import FILE, StateDatabase

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
ACCOUNT = Account(name="a", platform="substack", url=None, publication="a-pub", session="env:A")
NOTE = SignIn(
    account="a",
    since=NOW - timedelta(days=30),
    expiry=Expiry(moment=NOW + timedelta(days=3, hours=1), told_by=ToldBy.COOKIE),
    who="Maya",
    checked_at=NOW - timedelta(days=1),
    last_result=Result.OK,
)


def ends(days: float, told_by: ToldBy = ToldBy.COOKIE) -> SignIn:
    return replace(NOTE, expiry=Expiry(moment=NOW + timedelta(days=days), told_by=told_by))


def write(places: Places, note: SignIn) -> None:
    database = StateDatabase(places.state_dir)
    SignIns(database).note(note)
    database.close()


@pytest.mark.parametrize(
    ("note", "told"),
    [
        (ends(30), None),
        (ends(7.01), None),
        (ends(6.5), "that of a on Substack ends in 6 days"),
        (ends(1.5), "that of a on Substack ends in 1 day"),
        (ends(0.2), "that of a on Substack ends today"),
        (ends(-1), "that of a ended on 31 August 2026; only what is public can be saved"),
        (ends(-1, ToldBy.USUAL), "that of a is about as old as they get (Substack does not say when it ends)"),
        (
            replace(ends(60), last_result=Result.SIGNED_OUT),
            "Substack signed a out (noticed on 31 August 2026); only what is public can be saved since",
        ),
    ],
)
def test_it_is_told_when_it_should_be(note: SignIn, told: str | None) -> None:
    assert [sentence(one, NOW) for one in expiring([note], [ACCOUNT], NOW)] == ([told] if told else [])


def test_a_date_that_nobody_told_ends_nothing() -> None:
    (one,) = expiring([ends(-20, ToldBy.USUAL)], [ACCOUNT], NOW)
    assert not one.over


def test_an_account_without_a_session_or_a_note_is_not_told() -> None:
    assert not list(expiring([NOTE], [replace(ACCOUNT, session=None)], NOW))
    assert not list(expiring([], [ACCOUNT], NOW))


def test_the_gap_names_the_publication_and_the_way_out(places: Places) -> None:
    write(places, replace(NOTE, last_result=Result.SIGNED_OUT))
    (gap,) = sign_in_gaps(places, [ACCOUNT], now=NOW)
    assert (gap.kind, gap.publication, gap.next) == (GapKind.SIGNED_OUT, "a-pub", "outlast login --account a")
    write(places, NOTE)
    (gap,) = sign_in_gaps(places, [ACCOUNT], now=NOW)
    assert gap.kind is GapKind.SIGN_IN_EXPIRES


def test_looking_makes_no_notes(places: Places) -> None:
    assert not list(sign_in_gaps(places, [ACCOUNT], now=NOW))
    assert not (places.state_dir / FILE).exists()


def test_a_note_comes_back_as_it_was(places: Places) -> None:
    write(places, NOTE)
    assert list(noted_sign_ins(places)) == [NOTE]


def test_the_doctor_says_how_each_sign_in_is(places: Places) -> None:
    environ = {"A": "substack.sid=s%3Aabcdefgh.ijkl"}
    for note, state in ((ends(60), "ok"), (ends(3), "attention"), (ends(-1), "bad")):
        write(places, note)
        (check,) = sign_in_checks(places, (ACCOUNT,), environ=environ, now=NOW)
        assert (check.state, check.name) == (state, "Sign-in a")
    (check,) = sign_in_checks(places, (ACCOUNT,), environ={}, now=NOW)
    assert check.state == "bad"
    (check,) = sign_in_checks(places, (replace(ACCOUNT, name="b"),), environ=environ, now=NOW)
    assert check.text == "not tried yet"
    assert not list(sign_in_checks(places, (replace(ACCOUNT, session=None),), environ={}, now=NOW))


def test_the_doctor_starts_no_program(places: Places) -> None:
    account = replace(ACCOUNT, session=f"command:touch {places.state_dir / 'started'}")
    places.state_dir.mkdir()
    write(places, ends(60))
    assert [check.state for check in sign_in_checks(places, (account,), environ={}, now=NOW)] == ["ok"]
    assert not (places.state_dir / "started").exists()
