"""`outlast mail pause`, `resume`, `cancel`, `retry`, `resolve`: a campaign that has begun."""

import signal
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from mailer.campaign import Campaign
from mailer.errors import CampaignNotOpen, MailServerRefused
from mailer.model import CampaignState
from mailer.sending import Ending, Sending, SendReport
from outlast.cli._frame import clock
from outlast.mailing import asking, halting, transitions
from outlast.mailing.asking import Wish
from outlast.mailing.running import begin
from outlast.state import FILE
from tests.archive.night_letters import day
from tests.fakes.smtp_faults import At, Fault
from tests.outlast.cli.mailing import Mailing, a_mailing
from tests.outlast.running import Ran

Given = tuple[Callable[..., Ran], Path, pytest.MonkeyPatch]
ONCE = Fault(at=At.MAIL, says="451 4.3.2 Not now", after=2, times=1)
"""The test copy and one more are taken, then something goes wrong once."""


@pytest.fixture
def given(cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    return cli, home, monkeypatch


def begun(mailing: Mailing) -> str:
    """Send a campaign of which one is put off; return its number."""
    number = mailing.tested()
    ran = mailing("mail", "send", str(number), "--confirm-count", "3")
    assert ran.code == 75, ran.err
    return str(number)


def later(monkeypatch: pytest.MonkeyPatch, days: int = 11) -> None:
    monkeypatch.setattr(clock, "now", lambda: day(days))


def test_a_campaign_goes_on_and_writes_to_nobody_twice(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        before = mailing.got()
        later(given[2])

        assert mailing("mail", "resume", number, "--dry-run").code == 0
        assert mailing.got() == before
        ran = mailing("mail", "resume", number)

        assert ran.code == 0, ran.err
        assert sorted(mailing.got()) == ["ada@example.org", "cleo@gmail.com", "dan@example.org"]
        assert mailing.campaigns.get(int(number)).runs == 2


def test_a_paused_campaign_waits_until_it_is_resumed(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        later(given[2])

        assert mailing("mail", "pause", number).code == 0
        assert mailing.campaigns.get(int(number)).state is CampaignState.PAUSED
        assert mailing("mail", "pause", number).code == 1
        assert mailing("mail", "resume", number).code == 0


def test_a_run_in_another_process_is_asked_to_stop_and_nobody_says_that_it_has(given: Given) -> None:
    given[2].setattr(halting, "_LOOKS", 1)
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        folder = mailing.campaigns.folder(int(number))
        with mailing.campaigns.holding(int(number)):
            ran = mailing("mail", "pause", number)
            assert (ran.code, asking.asked(folder)) == (75, Wish.PAUSE)
            assert f"Campaign {number} is not paused yet: another run is busy with it. It was asked to stop" in ran.out
            assert mailing("mail", "cancel", number, "--yes").code == 75
            assert asking.asked(folder) is Wish.CANCEL
        assert mailing.campaigns.get(int(number)).state is CampaignState.SENDING


@pytest.mark.parametrize(("word", "state"), [("cancel", CampaignState.CANCELLED), ("pause", CampaignState.PAUSED)])
def test_who_stops_a_campaign_while_its_number_is_being_typed_stops_it(
    given: Given, word: str, state: CampaignState
) -> None:
    given[2].setattr(halting, "_LOOKS", 1)
    with a_mailing(*given) as mailing:
        number = str(mailing.tested())

        def typed(*words: Any, **keys: Any) -> Campaign:
            assert mailing("mail", word, number, "--yes").code == 75
            return begin(*words, **keys)

        given[2].setattr("outlast.cli._mail_send.begin", typed)
        ran = mailing("mail", "send", number, "--confirm-count", "3")

        assert ran.code == 3, ran.err
        assert "3 waiting" in ran.out
        assert mailing.campaigns.get(int(number)).state is state
        assert asking.asked(mailing.campaigns.folder(int(number))) is None
        assert mailing.got() == []


@pytest.mark.parametrize(("word", "state"), [("cancel", CampaignState.CANCELLED), ("pause", CampaignState.PAUSED)])
def test_who_stops_a_campaign_just_as_its_run_ends_to_wait_stops_it(
    given: Given, word: str, state: CampaignState
) -> None:
    given[2].setattr(halting, "_LOOKS", 1)
    given[2].setattr("outlast.mailing.running._PATIENCE", timedelta())
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = str(mailing.tested())
        run = Sending.run

        def and_then(sending: Sending, **keys: Any) -> SendReport:
            report = run(sending, **keys)
            assert report.ending is Ending.WAITING
            mailing("mail", word, number, "--yes")
            return report

        given[2].setattr(Sending, "run", and_then)

        assert mailing("mail", "send", number, "--confirm-count", "3").code == 3
        assert mailing.campaigns.get(int(number)).state is state


def test_a_campaign_that_its_run_finished_first_is_said_to_be_finished(given: Given) -> None:
    with a_mailing(*given) as mailing:
        number = mailing.tested()
        held = mailing.campaigns.holding(number)
        held.__enter__()

        def slept(_: float) -> None:
            held.__exit__(None, None, None)
            assert mailing("mail", "send", str(number), "--confirm-count", "3").code == 0

        halted = halting.halt(mailing.campaigns, number, Wish.CANCEL, clock=clock.now, sleep=slept)

        assert halted is not None and halted.state is CampaignState.FINISHED
        assert asking.asked(mailing.campaigns.folder(number)) is None


def test_who_stops_a_campaign_that_is_busy_with_something_else_does_it_when_that_is_over(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = int(begun(mailing))
        held = mailing.campaigns.holding(number)
        held.__enter__()

        halted = halting.halt(
            mailing.campaigns, number, Wish.PAUSE, clock=clock.now, sleep=lambda _: held.__exit__(None, None, None)
        )

        assert halted is not None and halted.state is CampaignState.PAUSED
        assert mailing.campaigns.get(number).state is CampaignState.PAUSED
        assert asking.asked(mailing.campaigns.folder(number)) is None


def test_a_pause_of_what_was_only_being_tested_is_refused(given: Given) -> None:
    with a_mailing(*given) as mailing:
        number = mailing.tested()
        held = mailing.campaigns.holding(number)
        held.__enter__()

        with pytest.raises(CampaignNotOpen):
            halting.halt(
                mailing.campaigns, number, Wish.PAUSE, clock=clock.now, sleep=lambda _: held.__exit__(None, None, None)
            )
        assert asking.asked(mailing.campaigns.folder(number)) is None


def test_a_server_that_shuts_the_writer_out_does_not_outdo_the_wish_to_cancel(given: Given) -> None:
    given[2].setattr(halting, "_LOOKS", 1)
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        later(given[2])

        def refuse(*_: Any, **__: Any) -> SendReport:
            mailing("mail", "cancel", number, "--yes")
            raise MailServerRefused("The server does not let you in.")

        given[2].setattr(Sending, "run", refuse)

        assert mailing("mail", "resume", number).code != 0
        assert mailing.campaigns.get(int(number)).state is CampaignState.CANCELLED


@pytest.mark.parametrize(
    ("number_of_signal", "state", "words"),
    [
        (signal.SIGINT, CampaignState.PAUSED, "is paused: You stopped it."),
        (signal.SIGTERM, CampaignState.SENDING, "The schedule goes on with it, if it is on"),
        (signal.SIGHUP, CampaignState.SENDING, "waits: The computer was shut down, the window was closed"),
    ],
)
def test_ctrl_c_pauses_a_campaign_and_a_closed_window_lets_it_wait(
    given: Given, number_of_signal: int, state: CampaignState, words: str
) -> None:
    with a_mailing(*given) as mailing:
        number = str(mailing.tested())
        run = Sending.run

        def signalled(sending: Sending, **keys: Any) -> SendReport:
            signal.raise_signal(number_of_signal)
            return run(sending, **keys)

        given[2].setattr(Sending, "run", signalled)
        ran = mailing("mail", "send", number, "--confirm-count", "3")

        assert ran.code == 130, ran.err
        assert words in ran.out
        assert f"outlast mail resume {number}" in ran.out
        assert mailing.campaigns.get(int(number)).state is state
        assert mailing.got() == []


def test_an_old_wish_to_stop_does_not_stop_the_next_run(given: Given) -> None:
    with a_mailing(*given) as mailing:
        number = mailing.tested()
        asking.ask(mailing.campaigns.folder(number), Wish.CANCEL)

        assert mailing("mail", "send", str(number), "--confirm-count", "3").code == 0


def test_a_cancelled_campaign_goes_to_nobody_else(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        got = mailing.got()
        later(given[2])

        assert mailing("mail", "cancel", number, "--no-input").code == 9
        assert mailing("mail", "cancel", number, "--yes").code == 0
        for words in (
            ["resume", number],
            ["send", number, "--confirm-count", "3"],
            ["cancel", number],
            ["retry", number],
        ):
            assert mailing("mail", *words).code == 1
        assert mailing.got() == got


def test_a_campaign_that_is_too_old_ends(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        got = mailing.got()
        later(given[2], 25)

        assert mailing("mail", "resume", number).code == 1
        assert mailing.campaigns.get(int(number)).state is CampaignState.EXPIRED
        assert mailing.got() == got


def test_another_computer_does_not_go_on_with_it_unless_it_takes_over(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        later(given[2])
        given[2].setenv("OUTLAST_STATE_DIR", str(given[1] / "another"))

        ran = mailing("mail", "resume", number)

        assert ran.code == 9
        assert "--take-over" in ran.err
        assert mailing("mail", "resume", number, "--take-over", "--no-input").code == 9
        assert mailing("mail", "resume", number, "--take-over", "--yes").code == 0
        assert len(mailing.got()) == 3


def test_an_archive_restored_from_before_does_not_send_again(given: Given) -> None:
    with a_mailing(*given) as mailing:
        number = mailing.tested()
        before = mailing.campaigns.get(number)
        assert mailing("mail", "send", str(number), "--confirm-count", "3").code == 0
        mailing.campaigns.save(before)

        ran = mailing("mail", "send", str(number), "--confirm-count", "3")

        assert ran.code == 9
        assert "restored from an older copy" in ran.err
        assert len(mailing.got()) == 3


def test_an_archive_restored_from_the_middle_does_not_go_on(given: Given) -> None:
    with a_mailing(*given, faults=[Fault(at=At.MAIL, says="451 4.3.2 Not now", after=2, times=2)]) as mailing:
        number = begun(mailing)
        middle = mailing.campaigns.get(int(number))
        later(given[2])
        mailing("mail", "resume", number)
        mailing.campaigns.save(middle)

        assert mailing("mail", "resume", number).code == 9


def test_who_could_not_be_reached_for_now_can_be_tried_again(given: Given) -> None:
    faults = [Fault(at=At.RCPT, on="dan@", says="552 5.2.2 Mailbox full", times=1)]
    with a_mailing(*given, faults=faults) as mailing:
        number = str(mailing.tested())
        assert mailing("mail", "send", number, "--confirm-count", "3").code == 3

        assert mailing("mail", "retry", number, "--dry-run", "--json").lines[-1]["again"] == 1
        assert mailing("mail", "retry", number, "--json").lines[-1]["again"] == 1
        assert mailing.campaigns.get(int(number)).state is CampaignState.PAUSED
        assert mailing("mail", "resume", number).code == 0
        assert sorted(mailing.got()) == ["ada@example.org", "cleo@gmail.com", "dan@example.org"]


def test_who_was_refused_for_good_is_not_tried_again(given: Given) -> None:
    faults = [Fault(at=At.RCPT, on="dan@", says="550 5.1.1 No such user")]
    with a_mailing(*given, faults=faults) as mailing:
        number = str(mailing.tested())
        mailing("mail", "send", number, "--confirm-count", "3")

        assert mailing("mail", "retry", number, "--json").lines[-1]["again"] == 0
        assert mailing.campaigns.get(int(number)).state is CampaignState.FINISHED


def doubtful(mailing: Mailing, monkeypatch: pytest.MonkeyPatch) -> str:
    """Send a campaign of which one is in doubt; each look at the clock is a minute later than the one before."""
    minutes = count()
    monkeypatch.setattr(clock, "now", lambda: day(10) + timedelta(minutes=next(minutes)))
    number = str(mailing.tested())
    assert mailing("mail", "send", number, "--confirm-count", "3").code == 3
    return number


CUT = Fault(at=At.TAKEN, after=2, times=1, hangs_up=True)
"""The server takes the second letter of the campaign, and the line breaks before it says so."""


def test_who_is_in_doubt_is_held_listed_and_shown_when_asked(given: Given) -> None:
    with a_mailing(*given, faults=[CUT]) as mailing:
        number = doubtful(mailing, given[2])

        status = mailing("mail", "status", number, "--json").lines[-1]
        listed, named = mailing("mail", "resolve", number), mailing("mail", "resolve", number, "--show-addresses")

        assert len(status["in_doubt"]) == 1
        assert "1 are in doubt, and held" in listed.out
        assert "@" not in listed.out
        assert "dan@example.org" in named.out or "cleo@gmail.com" in named.out
        assert "in doubt: recipient" in mailing("mail", "status", number).out
        assert mailing("mail", "resolve", number, "--arrived", "--resend").code == 2


def test_who_is_in_doubt_can_be_counted_as_reached(given: Given) -> None:
    with a_mailing(*given, faults=[CUT]) as mailing:
        number = doubtful(mailing, given[2])

        assert mailing("mail", "resolve", number, "--arrived").code == 0
        assert mailing("mail", "status", number, "--json").lines[-1]["counts"] == {"accepted": 3}
        assert len(mailing.got()) == len(set(mailing.got())) == 3
        assert "Nobody is in doubt." in mailing("mail", "resolve", number).out


def test_who_is_in_doubt_can_be_sent_the_same_mail_once_more(given: Given) -> None:
    with a_mailing(*given, faults=[CUT]) as mailing:
        number = doubtful(mailing, given[2])
        [doubted] = mailing("mail", "status", number, "--json").lines[-1]["in_doubt"]

        assert mailing("mail", "resolve", number, "--resend", "--recipient", "99").code == 0
        assert mailing("mail", "resolve", number, "--resend", "--no-input").code == 9
        assert mailing("mail", "resolve", number, "--resend", "--recipient", str(doubted), "--yes").code == 0
        assert mailing("mail", "resume", number).code == 0

        twice = [who for who in set(mailing.got()) if mailing.got().count(who) == 2]
        assert len(twice) == 1
        named = [line for taken in mailing.server.taken if twice[0] in taken.recipients for line in taken.content.split(b"\r\n") if line.startswith(b"Message-ID")]  # fmt: skip
        assert len(named) == 2 and len(set(named)) == 1


def test_a_campaign_that_never_began_cannot_go_on(given: Given) -> None:
    with a_mailing(*given) as mailing:
        number = str(mailing.draft())
        for words in (["pause"], ["resume"], ["retry"], ["resolve"]):
            assert mailing("mail", words[0], number).code == 1
        assert mailing("mail", "status", "99").code == 1


def test_what_this_computer_knows_does_not_lie_in_the_archive(given: Given) -> None:
    with a_mailing(*given) as mailing:
        mailing("mail", "send", str(mailing.tested()), "--confirm-count", "3")

        assert not list(mailing.archive.root.rglob(FILE))
        assert list(given[1].rglob(FILE))
        assert transitions.has_expired(mailing.campaigns.get(1), day(25))


def test_no_address_lies_in_the_open(given: Given) -> None:
    with a_mailing(
        *given, faults=[Fault(at=At.RCPT, on="dan@", says="550 5.1.1 <dan@example.org> unknown")]
    ) as mailing:
        mailing("mail", "send", str(mailing.tested("--only", _some(given[1]))), "--confirm-count", "2")

        folder = mailing.archive.root / "mail"
        files = [
            path for path in (*folder.rglob("*"), *given[1].rglob("*.log"), *given[1].rglob(FILE)) if path.is_file()
        ]
        assert len(files) > 3
        for who in (b"dan@example", b"ada@example"):
            assert [path.name for path in files if who in path.read_bytes().lower()] == []


def _some(home: Path) -> str:
    (home / "only.txt").write_text("dan@example.org\nada@example.org\n")
    return str(home / "only.txt")
