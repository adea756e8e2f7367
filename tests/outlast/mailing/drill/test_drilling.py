"""The fire drill, with a real mail server: what works, what fails, and what cannot be tried."""

import socket

import pytest

from mailer.errors import DropBoxProblem, MailboxProblem
from mailer.preflight.check import Check, State
from outlast.mailing.drill.step import Outcome
from tests.outlast.mailing.drill.stage import (
    GOOD,
    OWN,
    StageClock,
    StageMailbox,
    StageServer,
    Tried,
    outcomes,
    run,
    script,
)

ALL = [
    "Recipients",
    "The letter",
    f"Handing over to {OWN[0]}",
    f"Handing over to {OWN[1]}",
    "Unsubscribing by a click",
    f"Arriving at {OWN[0]}",
    f"Being believed at {OWN[0]}",
    f"Being sealed at {OWN[0]}",
    f"Arriving at {OWN[1]}",
    "Unsubscribing by mail",
    "A bounce that comes back",
]


@pytest.fixture
def server():
    return StageServer(StageMailbox(StageClock()))


def test_where_everything_works_only_the_mailbox_elsewhere_is_left_to_a_person(server):
    steps = run(script(), server, drop_box=Tried())
    assert list(steps) == ALL
    assert outcomes(steps) == dict.fromkeys(ALL, Outcome.WORKED) | {f"Arriving at {OWN[1]}": Outcome.UNTRIED}
    assert server.mailbox.clock.slept == []
    assert server.mailbox.closed
    assert all(step.in_earnest for step in steps.values() if step.outcome is not Outcome.WORKED)


def test_what_comes_late_is_waited_for(server):
    server.mailbox.late = 95
    steps = run(script(), server, drop_box=Tried())
    assert steps[f"Arriving at {OWN[0]}"].outcome is Outcome.WORKED
    assert steps["A bounce that comes back"].outcome is Outcome.WORKED
    assert server.mailbox.clock.slept == [10] * 10


def test_waiting_ends_after_five_minutes_and_what_is_missing_is_told(server):
    server.mailbox.loses = ("copy", "request", "bounce")
    steps = run(script(), server, drop_box=Tried())
    assert sum(server.mailbox.clock.slept) == 300
    for name in (f"Arriving at {OWN[0]}", "Unsubscribing by mail", "A bounce that comes back"):
        assert steps[name].outcome is Outcome.FAILED
        assert "5 minutes" in steps[name].what
        assert steps[name].in_earnest
        assert steps[name].next


@pytest.mark.parametrize(
    ("lost", "name"), [("request", "Unsubscribing by mail"), ("bounce", "A bounce that comes back")]
)
def test_each_of_them_is_known_by_itself(server, lost, name):
    server.mailbox.loses = (lost,)
    failed = [step.name for step in run(script(), server, drop_box=Tried()).values() if step.outcome is Outcome.FAILED]
    assert failed == [name]


def test_without_plus_addresses_requests_and_bounces_are_known_all_the_same(server):
    steps = run(script(plus=False), server, drop_box=Tried())
    assert steps["Unsubscribing by mail"].outcome is Outcome.WORKED
    assert steps["A bounce that comes back"].outcome is Outcome.WORKED
    assert {sender for sender, _ in server.took} == {"bounces@writer.example", "ada@writer.example"}


def test_requests_and_bounces_of_an_earlier_drill_are_not_taken_for_this_one(server):
    earlier = StageServer(StageMailbox(StageClock()))
    run(script(), earlier, drop_box=Tried())
    server.mailbox.loses = ("copy", "request", "bounce")
    server.mailbox.late = 0
    play = script()

    class Mixed(StageMailbox):
        def begin(self):
            super().begin()
            self.come += earlier.mailbox.come

    mixed = Mixed(server.mailbox.clock, loses=server.mailbox.loses)
    server.mailbox = mixed
    steps = run(play, server, drop_box=Tried())
    assert steps["Unsubscribing by mail"].outcome is Outcome.FAILED
    assert steps["A bounce that comes back"].outcome is Outcome.FAILED


def test_a_letter_in_the_spam_folder_has_failed(server):
    server.mailbox.junk = True
    step = run(script(), server, drop_box=Tried())[f"Arriving at {OWN[0]}"]
    assert step.outcome is Outcome.FAILED
    assert "never have seen it" in step.in_earnest


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (GOOD, Outcome.WORKED),
        (GOOD.replace("spf=pass", "spf=softfail"), Outcome.WORKED),
        (GOOD.replace("dmarc=pass", "dmarc=fail"), Outcome.FAILED),
        (GOOD.replace("dmarc=pass", "dmarc=temperror"), Outcome.UNTRIED),
        ("mx.writer.example; spf=pass", Outcome.UNTRIED),
        ("mx.elsewhere.example; dmarc=pass", Outcome.UNTRIED),
        ("", Outcome.UNTRIED),
    ],
)
def test_a_letter_is_believed_as_the_mailboxs_own_server_says(server, said, outcome):
    server.mailbox.authentication = said
    step = run(script(receiving="imap.writer.example"), server, drop_box=Tried())[f"Being believed at {OWN[0]}"]
    assert step.outcome is outcome
    assert bool(step.in_earnest) is (outcome is not Outcome.WORKED)


def test_an_address_that_the_server_refuses_is_told_without_the_others_being_held_up(server):
    server.refuses = {OWN[1]: f"550 5.7.1 <{OWN[1]}>: not from you"}
    steps = run(script(), server, drop_box=Tried())
    step = steps[f"Handing over to {OWN[1]}"]
    assert step.outcome is Outcome.FAILED
    assert "550 5.7.1" in step.what
    assert OWN[1] not in step.what
    assert steps[f"Arriving at {OWN[0]}"].outcome is Outcome.WORKED
    assert f"Arriving at {OWN[1]}" not in steps


def test_a_dead_address_that_is_refused_at_once_is_as_good_as_a_bounce(server):
    server.refuses = {"ghost@writer.example": "550 5.1.1 unknown"}
    step = run(script(), server, drop_box=Tried())["A bounce that comes back"]
    assert step.outcome is Outcome.WORKED
    assert "550" in step.what


def test_a_mail_server_that_is_away_leaves_the_rest_untried_and_the_drop_box_is_tried_all_the_same(server):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        steps = run(script(), server, drop_box=Tried(), smtp=held.getsockname()[1])
    assert steps["Handing over"].outcome is Outcome.FAILED
    assert steps["Unsubscribing by a click"].outcome is Outcome.WORKED
    assert steps["Unsubscribing by mail"].outcome is Outcome.UNTRIED
    assert steps["A bounce that comes back"].outcome is Outcome.UNTRIED
    assert server.mailbox.clock.slept == []


def test_a_drop_box_that_does_not_do_its_work_has_failed(server):
    step = run(script(), server, drop_box=Tried(DropBoxProblem("The drop-box keeps whoever looks.")))[
        "Unsubscribing by a click"
    ]
    assert (step.outcome, step.what) == (Outcome.FAILED, "The drop-box keeps whoever looks.")


def test_without_drop_box_mailbox_and_dead_address_each_of_them_is_named_as_untried(server):
    steps = run(script(bounce=None, request=None, no_bounce="Your provider has none."), server, inbox=None)
    untried = [name for name, step in steps.items() if step.outcome is Outcome.UNTRIED]
    assert untried == [
        "Unsubscribing by a click",
        f"Arriving at {OWN[0]}",
        f"Arriving at {OWN[1]}",
        "Unsubscribing by mail",
        "A bounce that comes back",
    ]
    assert steps["A bounce that comes back"].what == "Your provider has none."
    assert "--bounce-to" in steps["A bounce that comes back"].next


@pytest.mark.parametrize("when", ["begin", "find"])
def test_a_mailbox_that_cannot_be_read_says_why(server, when, monkeypatch):
    def broken(self, *arguments):
        raise MailboxProblem("The mailbox does not accept the password.")

    monkeypatch.setattr(StageMailbox, when, broken)
    steps = run(script(), server, drop_box=Tried())
    assert steps[f"Arriving at {OWN[0]}"].outcome is Outcome.UNTRIED
    assert steps["A bounce that comes back"].what == "The mailbox does not accept the password."


def test_a_plan_or_a_letter_that_is_bad_has_failed(server):
    nobody = Check(name="Recipients", state=State.BAD, what="Nobody would get it.", next="See whom it is for")
    rule = Check(name="Dots", state=State.BAD, what="A line begins with a dot.", next="Report it")
    steps = run(script(plan=(nobody,), lint=(rule, rule)), server, drop_box=Tried())
    assert steps["Recipients"].outcome is Outcome.FAILED
    assert steps["Recipients"].next == "See whom it is for"
    assert steps["The letter"].outcome is Outcome.FAILED
    assert "2 rules" in steps["The letter"].what
