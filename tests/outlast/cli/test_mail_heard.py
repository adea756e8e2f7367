"""Before anything is sent, the mailbox is read; a writer whose mailbox is away is told so, and can send all the same."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mailer.model import Reason
from outlast.cli._frame import clock
from outlast.mailing import collecting
from outlast.mailing.suppressing import suppression_list
from tests.archive.night_letters import day
from tests.fakes.smtp_faults import At, Fault
from tests.outlast.cli.mailing import WRITER, Mailing, a_mailing
from tests.outlast.mailing.numbered_box import NumberedBox
from tests.outlast.running import Ran

_WISH = "From: {who}\nTo: {writer}\nSubject: unsubscribe\n\n"


@pytest.fixture
def mailing(cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailing]:
    with a_mailing(cli, home, monkeypatch) as made:
        for name, value in {"SERVER": "127.0.0.1:1", "USER": "maya", "SECURITY": "none", "SECRET": "env:PW"}.items():
            monkeypatch.setenv(f"OUTLAST_MAIL_INBOX_{name}", value)
        monkeypatch.setenv("PW", "x")
        yield made


@pytest.fixture
def sent(mailing: Mailing) -> Mailing:
    """Return a writer who has sent a letter."""
    assert mailing("mail", "send", str(mailing.tested()), "--confirm-count", "3").code == 0
    return mailing


def _box(monkeypatch: pytest.MonkeyPatch, *who: str) -> NumberedBox:
    box = NumberedBox(*(_WISH.format(who=one, writer=WRITER) for one in who))
    monkeypatch.setattr(collecting, "imap_mailbox", lambda *_, **__: box)
    return box


def test_who_asked_by_mail_gets_no_further_letter(sent: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    _box(monkeypatch, "dan@example.org")

    ran = sent("mail", "send", str(sent.tested()), "--confirm-count", "2")

    assert ran.code == 0, ran.err
    assert "Your mailbox knows 1 more who get no letters" in ran.err
    assert sent.got().count("dan@example.org") == 1
    assert suppression_list(sent.archive).reason_of("dan@example.org") is Reason.UNSUBSCRIBED


@pytest.mark.parametrize("letter", ["the first", "another"])
def test_a_mailbox_that_is_away_is_told_and_holds_up_no_letter(
    mailing: Mailing, monkeypatch: pytest.MonkeyPatch, letter: str
) -> None:
    if letter == "another":
        with monkeypatch.context() as before:
            before.delenv("OUTLAST_MAIL_INBOX_SERVER")
            mailing("mail", "send", str(mailing.tested()), "--confirm-count", "3")

    ran = mailing("mail", "send", str(mailing.tested()), "--confirm-count", "3")

    assert ran.code == 0, ran.err
    assert "Your mailbox could not be read: 127.0.0.1, port 1, cannot be reached" in ran.err
    assert "It has never been read to its end, so whoever asks there for no more letters is not heard." in ran.err


def test_how_long_nobody_was_heard_is_told_to_people_and_programs(
    sent: Mailing, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = str(sent.tested())
    with monkeypatch.context() as there:
        _box(there).name = "maya@127.0.0.1"
        assert sent("mail", "unsubscribes").code == 0
    monkeypatch.setattr(clock, "now", lambda: day(10) + timedelta(days=3))

    ran = sent("mail", "send", number, "--confirm-count", "3", "--json")

    assert ran.code == 0, ran.err
    assert "It was last read to its end 3 days ago; whoever asked there since" in ran.err
    [way] = [line for line in ran.lines if line["type"] == "way"]
    assert "cannot be reached" in way["problem"]
    assert (way["name"], way["last_look"][:10]) == ("mailbox", f"{day(10):%Y-%m-%d}")


def test_a_server_that_does_not_answer_is_given_up_soon_where_a_letter_waits(
    sent: Mailing, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, patience = str(sent.tested()), list[float]()

    def opened(*_: object, **said: float) -> NumberedBox:
        patience.append(said["patience"])
        return NumberedBox()

    monkeypatch.setattr(collecting, "imap_mailbox", opened)
    sent("mail", "send", number, "--confirm-count", "3")
    sent("mail", "unsubscribes")

    assert patience == [15, 60]


def test_who_asks_while_a_letter_waits_does_not_get_it_when_it_goes_on(
    cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = Fault(at=At.MAIL, says="451 4.3.2 Not now", after=2, times=1)
    with a_mailing(cli, home, monkeypatch, faults=[once]) as waits:
        number = str(waits.tested())
        assert waits("mail", "send", number, "--confirm-count", "3").code == 75
        [late] = {"ada@example.org", "cleo@gmail.com", "dan@example.org"} - set(waits.got())
        monkeypatch.setenv("OUTLAST_MAIL_INBOX_SERVER", "imap.writer.test:993")
        _box(monkeypatch, late)
        monkeypatch.setattr(clock, "now", lambda: day(11))

        ran = waits("mail", "resume", number)

        assert ran.code == 0, ran.err
        assert late not in waits.got()


def test_a_mailbox_with_too_much_in_it_does_not_hold_up_the_letter(
    sent: Mailing, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = str(sent.tested())
    box = _box(monkeypatch, "ada@example.org", "dan@example.org")
    # Each mail takes half a minute.
    monkeypatch.setattr(clock, "now", lambda: day(10) + timedelta(seconds=30 * len(box.given)))

    ran = sent("mail", "send", number, "--confirm-count", "2", "--json")

    assert ran.code == 0, ran.err
    assert "so much new in your mailbox that not all of it was read" in ran.err
    assert [line["cut_short"] for line in ran.lines if line["type"] == "way"] == [True]
    assert [sent.got().count(one) for one in ("ada@example.org", "dan@example.org")] == [1, 2]
    assert sent("mail", "unsubscribes").code == 0
    assert "dan@example.org" in suppression_list(sent.archive)
