"""A run against a server that refuses: it stops by itself, and what it takes for dead is few."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from mailer.ledger import Event, Ledger, Settled
from mailer.model import Answer, EventKind, Mail, Reason, Recipient, RecipientState, Stage
from mailer.sending import Ending, Rules, Sending, SendReport
from tests.fakes.smtp_faults import At, Fault
from tests.fakes.smtp_server import MailServer
from tests.mailer.ledger.made import NOW, VAULT, made_ledger, people
from tests.mailer.sending.means import means

ACCEPTED, REJECTED = RecipientState.ACCEPTED, RecipientState.REJECTED
PENDING, DEFERRED = RecipientState.PENDING, RecipientState.DEFERRED
ONE_LINE = Rules(connections=1, wait_up_to=timedelta(), away_after=timedelta(), idle=timedelta())


def compose(number: int, recipient: Recipient) -> Mail:
    content = b"Subject: hello\r\n\r\nThis is for you.\r\n"
    return Mail(number=number, sender="maya@writer.test", recipient=recipient.address, content=content)


def send(
    folder: Path, server: MailServer, suppress: Callable[[str, Reason, str], None] = lambda *_: None
) -> SendReport:
    with closing(Ledger(folder, VAULT)) as ledger:
        work = means(server.port, compose, clock=lambda: NOW, suppress=suppress)
        return Sending(ledger, work, ONE_LINE).run()


def told_before(folder: Path, count: int, *answers: Answer | None) -> Ledger:
    """Make a ledger of which earlier runs got these answers; `None`: the mail was taken."""
    ledger = made_ledger(folder, people(count))
    ledger.mark(
        [
            Settled(number=number, state=REJECTED if answer else ACCEPTED, answer=answer)
            for number, answer in enumerate(answers, 1)
        ],
        NOW,
    )
    return ledger


def test_a_server_that_calls_everybody_dead_costs_ten_subscribers_and_the_others_wait(tmp_path: Path) -> None:
    made_ledger(tmp_path, people(1000)).close()
    noted = []
    with MailServer(faults=[Fault(at=At.RCPT, says="550 5.1.1 No such person")]).running() as server:
        report = send(tmp_path, server, suppress=lambda *what: noted.append(what))
    assert report.ending is Ending.PAUSED
    assert len(noted) == report.counts[REJECTED] == 10
    assert report.counts[PENDING] + report.counts[DEFERRED] == 990


def test_a_refusal_that_nobody_knows_does_not_use_up_the_list(tmp_path: Path) -> None:
    made_ledger(tmp_path, people(1000)).close()
    with MailServer(faults=[Fault(at=At.DOT, after=200, says="552 5.0.0 The moon is full")]).running() as server:
        report = send(tmp_path, server)
        assert len(server.recipients) == 200
    assert (report.ending, report.counts[ACCEPTED], report.counts[REJECTED]) == (Ending.PAUSED, 200, 20)
    assert "The moon is full" in report.why


def test_of_earlier_runs_only_dead_addresses_count_as_bounces(tmp_path: Path) -> None:
    full = Answer(stage=Stage.RECIPIENT, code=552, enhanced="5.2.2", text="full")
    unmade = Answer(stage=Stage.SENDER, text="A name has a line break in it.")
    dead = Answer(stage=Stage.RECIPIENT, code=550, enhanced="5.1.1", text="no such person")
    told_before(tmp_path / "full", 200, *[None] * 180, *[full] * 11, *[unmade] * 4).close()
    told_before(tmp_path / "dead", 200, *[None] * 180, *[dead] * 10).close()
    with MailServer().running() as server:
        assert send(tmp_path / "full", server).ending is Ending.FINISHED
        report = send(tmp_path / "dead", server)
    assert report.ending is Ending.PAUSED
    assert "10 of 190 letters bounced" in report.why


def test_letters_that_come_back_because_of_the_sender_stop_the_campaign(tmp_path: Path) -> None:
    with told_before(tmp_path, 100, *[None] * 40) as ledger:
        for number in range(1, 11):
            bounce = Event(number=number, kind=EventKind.BOUNCED, hard=False, sender=True, at=NOW, status="5.7.26")
            ledger.note_event(bounce)
    with MailServer().running() as server:
        report = send(tmp_path, server)
        assert server.recipients == []
    assert report.ending is Ending.PAUSED
    assert "10 of 40 letters came back because of their sender" in report.why
    assert "(mail.pause_bounces)" in report.why
