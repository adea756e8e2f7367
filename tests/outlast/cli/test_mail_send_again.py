"""`outlast mail send` run again: it goes on with what has begun, and asks first where it is paused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mailer.letter import compiled
from mailer.model import CampaignState
from tests.fakes.smtp_faults import At, Fault
from tests.outlast.cli.begun_campaign import ONCE, Given, begun, later
from tests.outlast.cli.mailing import a_mailing
from tests.outlast.running import Ran
from tests.outlast.typing_person import sit_down

EVERYBODY = ["ada@example.org", "cleo@gmail.com", "dan@example.org"]
UNWANTED = Fault(at=At.MAIL, says="550 5.7.1 Spam message rejected", after=2, times=1)


@pytest.fixture
def given(cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    return cli, home, monkeypatch


def test_the_same_command_goes_on_where_it_stopped_and_writes_to_nobody_twice(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        before = mailing.got()
        later(given[2])
        again = ("mail", "send", number, "--confirm-count", "3", "--no-input")

        dry = mailing(*again, "--dry-run")
        assert (dry.code, "wait for campaign 1" in dry.out, mailing.got()) == (0, True, before)
        ran = mailing(*again)

        assert ran.code == 0, ran.err
        assert sorted(mailing.got()) == EVERYBODY
        assert mailing.campaigns.get(int(number)).runs == 2
        assert mailing(*again).code == 1
        assert sorted(mailing.got()) == EVERYBODY


def test_what_was_paused_says_why_and_asks_before_it_goes_on(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        later(given[2])
        assert mailing("mail", "pause", number).code == 0
        again = ("mail", "send", number, "--confirm-count", "3")
        got = mailing.got()

        refused = mailing(*again, "--no-input")
        assert refused.code == 9
        assert "is paused: You paused it." in refused.err
        screen = sit_down(given[2], typed=["", "y"])
        assert mailing(*again).code == 9
        assert mailing.got() == got
        assert mailing(*again).code == 0
        assert "is paused: You paused it. 1 has not got it. Go on with it now?" in screen.getvalue()
        assert sorted(mailing.got()) == EVERYBODY


def test_a_notice_that_stopped_by_itself_is_not_gone_on_with_unasked(given: Given) -> None:
    with a_mailing(*given, faults=[UNWANTED]) as mailing:
        command = ("notice", "--set", "new_address=https://letters.example", "--seen", "--confirm-count", "3")
        assert mailing(*command, "--no-input").code == 3
        got = mailing.got()
        later(given[2])

        assert mailing(*command, "--no-input").code == 9
        assert mailing.got() == got
        assert mailing(*command, "--yes").code == 0
        assert sorted(mailing.got()) == EVERYBODY


def test_who_gets_what_has_begun_is_not_changed(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        later(given[2])

        refused = mailing("mail", "send", number, "--segment", "paid", "--confirm-count", "1")
        assert refused.code == 2
        assert "was fixed when it began (all subscribers: 3)" in refused.err
        assert mailing("mail", "send", number, "--segment", "all", "--confirm-count", "3").code == 0


def test_a_letter_that_would_look_otherwise_is_not_sent_to_the_rest_unasked(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        later(given[2])
        given[2].setattr(compiled, "_digest", lambda *_: "f" * 64)

        ran = mailing("mail", "send", number, "--confirm-count", "3", "--no-input")

        assert ran.code == 9
        assert "does not look as your test copy did" in ran.err
        assert mailing.campaigns.get(int(number)).state is CampaignState.SENDING


def test_another_computer_does_not_go_on_by_sending_again(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        later(given[2])
        given[2].setenv("OUTLAST_STATE_DIR", str(given[1] / "another"))

        assert mailing("mail", "send", number, "--confirm-count", "3").code == 9
        assert mailing("mail", "send", number, "--confirm-count", "3", "--take-over", "--no-input").code == 9
        assert mailing("mail", "send", number, "--confirm-count", "3", "--take-over", "--yes").code == 0
        assert sorted(mailing.got()) == EVERYBODY
