"""What a drill says of the signature that its copy came back with."""

import pytest

from mailer.mailbox.position import Found
from outlast.mailing.drill.judging import of_copy
from outlast.mailing.drill.step import Outcome
from outlast.mailing.drill.waiting import Back
from tests.outlast.mailing.drill.stage import OWN, StageClock, StageMailbox, StageServer, Tried, run, script

STEP = f"Being sealed at {OWN[0]}"


@pytest.mark.parametrize(
    ("sealed", "outcome", "to_do"),
    [
        ("List-Unsubscribe", Outcome.WORKED, False),
        ("Subject", Outcome.WORKED, True),
        ("", Outcome.UNTRIED, True),
    ],
)
def test_what_the_signature_covers_is_told(sealed, outcome, to_do):
    server = StageServer(StageMailbox(StageClock(), sealed=sealed))
    step = run(script(), server, drop_box=Tried())[STEP]
    assert step.outcome is outcome
    assert bool(step.next) is to_do


def test_a_button_for_unsubscribing_that_the_signature_does_not_cover_has_failed():
    content = (
        b"DKIM-Signature: d=writer.example; h=From:List-Unsubscribe\r\nFrom: ada@writer.example\r\n"
        b"List-Unsubscribe: <https://box.writer.example/u/x>\r\n"
        b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\nDear\r\n"
    )
    play = script()
    copy = play.copies[0]
    back = Back(copies={copy.message_id: Found(folder="INBOX", junk=False, content=content)})
    steps = {step.name: step for step in of_copy(copy, play, sent=True, back=back, unread="")}
    assert steps[STEP].outcome is Outcome.FAILED
    assert steps[STEP].next.endswith("List-Unsubscribe-Post")
    assert "spam" in steps[STEP].in_earnest
