"""`outlast mail pause` and `cancel`, Ctrl-C and a closed window: a campaign that is stopped at any moment."""

import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mailer.campaign import Campaign
from mailer.errors import CampaignNotOpen, MailServerRefused
from mailer.model import CampaignState
from mailer.sending import Ending, Sending, SendReport
from outlast.cli._frame import clock
from outlast.mailing import asking, halting
from outlast.mailing.asking import Wish
from outlast.mailing.beginning import begin
from tests.outlast.cli.begun_campaign import ONCE, Given, begun, later
from tests.outlast.cli.mailing import a_mailing
from tests.outlast.running import Ran


@pytest.fixture
def given(cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    return cli, home, monkeypatch


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
    given: Given, request: pytest.FixtureRequest, number_of_signal: int, state: CampaignState, words: str
) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)  # also where the tests themselves are to outlive a window
    request.addfinalizer(lambda: signal.signal(signal.SIGHUP, before))
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
