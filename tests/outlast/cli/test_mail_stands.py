"""What `outlast mail status` and a run that ended say: why, until when by this clock, and what to do next."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mailer.ledger import Ledger
from mailer.sending import Sending
from outlast.cli._frame import clock
from tests.archive.night_letters import day
from tests.fakes.smtp_faults import At, Fault
from tests.outlast.cli.begun_campaign import ONCE, Given, begun
from tests.outlast.cli.mailing import PEOPLE, a_mailing
from tests.outlast.running import Ran

UNWANTED = Fault(at=At.MAIL, says="550 5.7.1 Spam message from <maya@nightletters.example> rejected", after=2)


@pytest.fixture
def given(cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    return cli, home, monkeypatch


@pytest.fixture
def in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system sets its time zone elsewhere")
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "JST-9")
    time.tzset()
    yield
    monkeypatch.undo()
    assert os.environ.get("TZ") == before
    time.tzset()


def test_a_campaign_that_no_run_is_sending_says_so_and_how_it_goes_on(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)

        shown = mailing("mail", "status", number).out
        assert f"No run is sending it now. Go on with: outlast mail resume {number}" in shown
        assert "outlast schedule" in shown
        with mailing.campaigns.holding(int(number)):
            busy = mailing("mail", "status", number).out
        assert "right now" in busy
        assert "No run" not in busy


def test_a_campaign_that_stopped_by_itself_repeats_the_servers_words_and_says_what_to_do(given: Given) -> None:
    with a_mailing(*given, faults=[UNWANTED]) as mailing:
        number = str(mailing.tested())

        ran = mailing("mail", "send", number, "--confirm-count", "3")
        shown = mailing("mail", "status", number).out

        assert ran.code == 3
        for said in (ran.err, shown):
            assert "“550 5.7.1 Spam message from <…> rejected”" in said
            assert f"outlast mail resume {number}" in said
            assert f"outlast mail cancel {number}" in said
        assert "done by" not in shown


@pytest.mark.usefixtures("in_tokyo")
def test_all_times_that_are_shown_are_those_of_this_computer(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)

        shown, told = mailing("mail", "status", number).out, mailing("mail", "status", number, "--json").lines[-1]

        assert "2026-01-10 21:00  Sending began, to 3." in shown
        assert "It can go on: Saturday 10 January, 21:" in shown
        assert "UTC" not in shown + mailing("mail", "list").out
        assert "2026-01-10 21:00" in mailing("mail", "list").out
        assert told["started"] == "2026-01-10T12:00:00Z"
        assert told["log"][0]["at"].endswith("Z")


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("DAILY", "1", "As many letters went out in the last 24 hours as your provider takes (mail.daily"),
        ("WARM_UP", "yes", "outlast config set mail.warm_up no"),
    ],
)
def test_what_waits_says_why(given: Given, name: str, value: str, why: str) -> None:
    people = [*PEOPLE, *(b"reader%d@gmail.com,false,,other,false,2024-02-03T10:00:00.000Z," % one for one in range(60))]
    with a_mailing(*given, people=people) as mailing:
        given[2].setenv(f"OUTLAST_MAIL_{name}", value)
        number = str(mailing.tested())

        ran = mailing("mail", "send", number, "--confirm-count", "63")

        assert ran.code == 75, ran.err
        assert why in ran.out
        assert why in mailing("mail", "status", number).out
        assert "It can go on: Sunday 11 January" in ran.out


def test_who_was_put_off_by_their_server_is_said_to_be_tried_again(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)

        assert "1 was put off by the server, and will be tried again." in mailing("mail", "status", number).out


@pytest.mark.parametrize(
    ("later_by", "sent"),
    [(timedelta(minutes=5), 64), (timedelta(hours=2), 0)],
    ids=["soon", "hours later"],
)
def test_places_of_letters_that_a_killed_run_never_handed_over_are_given_back_within_the_hour(
    given: Given, later_by: timedelta, sent: int
) -> None:
    people = [*PEOPLE, *(b"reader%d@gmail.com,false,,other,false,2024-02-03T10:00:00.000Z," % one for one in range(61))]
    with a_mailing(*given, people=people) as mailing:
        given[2].setenv("OUTLAST_MAIL_DAILY", "64")
        number = str(mailing.tested())
        step, settle = Ledger.step, Sending._settle_rest

        def killed(ledger: Ledger, *words: Any, **keys: Any) -> Any:
            step(ledger, *words, **keys)
            raise RuntimeError("killed")

        given[2].setattr(Ledger, "step", killed)
        given[2].setattr(Sending, "_settle_rest", lambda _: None)
        assert mailing("mail", "send", number, "--confirm-count", "64").code == 1
        given[2].setattr(Ledger, "step", step)
        given[2].setattr(Sending, "_settle_rest", settle)
        assert "64 in hand" in mailing("mail", "status", number).out
        given[2].setattr(clock, "now", lambda: day(10) + later_by)

        ran = mailing("mail", "resume", number)

        assert len(mailing.got()) == sent, ran.out + ran.err
        assert mailing("mail", "resume", number).code == (1 if sent else 75)
        assert len(mailing.got()) == sent
