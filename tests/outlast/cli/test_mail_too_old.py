"""`outlast mail resume` of a campaign whose time is over, by a clock that is right or wrong."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mailer.model import CampaignState
from outlast.cli._frame import clock
from tests.archive.night_letters import day
from tests.fakes.smtp_faults import At, Fault
from tests.outlast.cli.begun_campaign import ONCE, Given, begun, later
from tests.outlast.cli.mailing import a_mailing
from tests.outlast.running import Ran


@pytest.fixture
def given(cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    return cli, home, monkeypatch


THRICE = Fault(at=At.MAIL, says="451 4.3.2 Not now", after=2, times=3)
"""Two are put off on the first day, and one of them once more."""


def test_a_campaign_that_is_too_old_ends_and_goes_to_the_others_only_if_the_writer_says_so(given: Given) -> None:
    with a_mailing(*given, faults=[THRICE]) as mailing:
        number = begun(mailing)
        later(given[2], 23)
        assert mailing("mail", "resume", number).code == 75
        got = mailing.got()
        later(given[2], 25)

        ran = mailing("mail", "resume", number)
        assert ran.code == 1
        assert f"outlast mail resume {number} --extend" in ran.out
        assert mailing.campaigns.get(int(number)).state is CampaignState.EXPIRED
        assert "--extend" in mailing("mail", "resume", number).err
        assert mailing("mail", "resume", number, "--extend", "--no-input").code == 9
        assert mailing.campaigns.get(int(number)).state is CampaignState.EXPIRED
        assert mailing.got() == got

        assert mailing("mail", "resume", number, "--extend", "--yes").code == 0
        assert sorted(mailing.got()) == ["ada@example.org", "cleo@gmail.com", "dan@example.org"]


def test_a_clock_that_was_wrong_for_a_while_ends_no_campaign(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        got = mailing.got()
        given[2].setattr(clock, "now", lambda: day(10) + timedelta(days=60))

        ran = mailing("mail", "resume", number)
        assert ran.code == 3
        assert "If the clock is wrong, set it right and resume it." in ran.err
        assert mailing.campaigns.get(int(number)).state is CampaignState.PAUSED
        assert mailing.got() == got

        later(given[2], 12)
        assert mailing("mail", "resume", number).code == 0
        assert len(mailing.got()) == 3


def test_an_older_copy_of_the_archive_does_not_go_on_though_it_may_be_sent_for_longer(given: Given) -> None:
    with a_mailing(*given, faults=[THRICE]) as mailing:
        number = begun(mailing)
        middle = mailing.campaigns.get(int(number))
        later(given[2])
        mailing("mail", "resume", number)
        mailing.campaigns.save(middle)
        got = mailing.got()

        assert mailing("mail", "resume", number, "--extend", "--yes").code == 9
        assert mailing.got() == got
