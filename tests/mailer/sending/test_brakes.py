"""What stops a campaign by itself, and what it says then."""

import pytest

from mailer.model import Answer, Decision, Move, Reason, Stage
from mailer.sending.brakes import Brakes
from mailer.sending.report import Rules

DEAD = Decision(move=Move.SUPPRESS, why="There is no such address any more.", reason=Reason.INVALID)
REFUSED = Decision(move=Move.REFUSED, why="The mailbox is full.")
NOT_FROM_YOU = Decision(move=Move.PAUSE, why="The server does not trust the sender.")


def refused(brakes: Brakes, decision: Decision, times: int, said: str = "No") -> list[Move]:
    answer = Answer(stage=Stage.RECIPIENT, code=550, enhanced="5.0.0", text="No, person@example.org")
    return [brakes.refused(answer, decision, said).move for _ in range(times)]


def taken(brakes: Brakes, times: int) -> None:
    for _ in range(times):
        brakes.accepted()


def test_ten_addresses_in_a_row_that_are_called_dead_stop_it_with_the_first_letters() -> None:
    brakes = Brakes(Rules())

    assert refused(brakes, DEAD, 9) == [Move.SUPPRESS] * 9
    assert brakes.why == ""
    assert refused(brakes, DEAD, 1) == [Move.SUPPRESS]

    assert "10 addresses" in brakes.why
    assert "outlast mail suppress remove" in brakes.why


def test_twenty_refusals_in_a_row_of_whatever_kind_stop_it_and_name_what_the_server_said() -> None:
    brakes = Brakes(Rules())
    taken(brakes, 200)

    refused(brakes, REFUSED, 19)
    assert brakes.why == ""
    refused(brakes, REFUSED, 1, said="Something that no table knows, …")

    assert "“550 5.0.0 Something that no table knows, …”" in brakes.why
    assert "person@example.org" not in brakes.why
    assert "outlast mail retry" in brakes.why


@pytest.mark.parametrize(("decision", "times"), [(DEAD, 9), (REFUSED, 19)])
def test_a_letter_that_is_taken_between_them_begins_the_row_anew(decision: Decision, times: int) -> None:
    brakes = Brakes(Rules())
    taken(brakes, 1000)

    for _ in range(4):
        refused(brakes, decision, times)
        taken(brakes, 1)

    assert brakes.why == ""


@pytest.mark.parametrize("decision", [DEAD, REFUSED])
def test_who_is_refused_after_such_a_row_waits_and_loses_nothing(decision: Decision) -> None:
    brakes = Brakes(Rules())
    refused(brakes, DEAD, 10)

    assert refused(brakes, decision, 5) == [Move.PAUSE] * 5


def test_what_is_about_the_sender_stops_it_at_the_third_time() -> None:
    brakes = Brakes(Rules())

    refused(brakes, NOT_FROM_YOU, 2)
    assert brakes.why == ""
    refused(brakes, NOT_FROM_YOU, 1)

    said = "The server does not trust the sender. It said: “550 5.0.0 No”."
    assert (brakes.why, brakes.decision) == (said, NOT_FROM_YOU)


def test_each_share_that_stops_it_says_how_to_go_on() -> None:
    old, spam = Brakes(Rules(), accepted=200), Brakes(Rules(), accepted=1000)

    old.heard(bounced=10, complained=0)
    spam.heard(bounced=0, complained=3)

    assert "10 of 200 letters bounced" in old.why
    assert "(mail.pause_bounces)" in old.why
    assert "3 of 1,000 letters were called spam" in spam.why
    assert "(mail.pause_complaints)" in spam.why


@pytest.mark.parametrize(
    ("distrusted", "accepted", "stops"), [(9, 40, False), (10, 40, True), (10, 200, True), (10, 201, False)]
)
def test_ten_that_come_back_because_of_the_sender_stop_it_where_they_are_a_share(
    distrusted: int, accepted: int, stops: bool
) -> None:
    brakes = Brakes(Rules(), accepted=accepted)

    brakes.heard(bounced=0, complained=0, distrusted=distrusted)

    assert ("because of their sender" in brakes.why) is stops
