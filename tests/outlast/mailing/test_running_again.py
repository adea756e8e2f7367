"""A campaign whose ledger says that letters went out is not begun again, whatever the campaign itself says."""

import shutil
import sqlite3
from datetime import UTC, datetime

import pytest

from mailer.ledger import Ledger
from mailer.model import CampaignState
from outlast.cli._frame import clock
from tests.outlast.cli.mailing import a_mailing


@pytest.fixture
def mailing(cli, home, monkeypatch):
    with a_mailing(cli, home, monkeypatch) as made:
        yield made


@pytest.mark.parametrize("words", [(), ("--take-over",)])
def test_an_older_copy_of_the_campaign_beside_a_used_ledger_sends_nothing(mailing, home, words):
    number = mailing.tested()
    folder = mailing.campaigns.folder(number)
    (kept,) = folder.glob("campaign.json*")
    shutil.copy(kept, home / "older")
    assert mailing("mail", "send", str(number), "--confirm-count", "3").code == 0
    shutil.copy(home / "older", kept)
    got = mailing.got()

    ran = mailing("mail", "send", str(number), "--confirm-count", "3", *words)

    assert ran.code == 9, ran.err
    assert "OUT-306" in ran.err
    assert mailing.got() == got


def test_a_ledger_of_a_run_that_was_killed_before_its_first_letter_is_no_hindrance(mailing):
    number = mailing.tested()
    folder = mailing.campaigns.folder(number)
    mailing("mail", "send", str(number), "--confirm-count", "3")
    other = mailing.tested()
    shutil.copy(folder / "ledger.db", mailing.campaigns.folder(other) / "ledger.db")
    connection = sqlite3.connect(mailing.campaigns.folder(other) / "ledger.db")
    connection.execute("DELETE FROM note WHERE name = 'runs'")
    connection.commit()
    connection.close()

    assert mailing("mail", "send", str(other), "--confirm-count", "3").code == 0


def put_back(mailing, home):
    """Put the copy of the archive back in its place."""
    shutil.rmtree(mailing.archive.root)
    shutil.copytree(home / "copy", mailing.archive.root)


def copied_while_sending(mailing, home, monkeypatch):
    """Send a campaign, and copy the archive as soon as somebody is claimed; return its number."""
    number, step = mailing.tested(), Ledger.step

    def copying(self, *args, **keys):
        found = step(self, *args, **keys)
        if found[0] and not (home / "copy").exists():
            shutil.copytree(mailing.archive.root, home / "copy")
        return found

    monkeypatch.setattr(Ledger, "step", copying)
    assert mailing("mail", "send", str(number), "--confirm-count", "3").code == 0
    put_back(mailing, home)
    return number


def test_a_copy_that_was_made_while_letters_went_out_does_not_go_on(mailing, home, monkeypatch):
    number, got = copied_while_sending(mailing, home, monkeypatch), mailing.got()

    ran = mailing("mail", "resume", str(number))

    assert (ran.code, mailing.got()) == (9, got), ran.err
    assert "this computer of 3" in ran.err
    assert mailing("mail", "resume", str(number), "--take-over", "--yes").code == 0
    assert len(mailing.got()) > len(got)


def test_nor_does_the_schedule_go_on_with_it(mailing, home, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime.now(UTC))
    number, got = copied_while_sending(mailing, home, monkeypatch), mailing.got()
    assert mailing.campaigns.get(number).state is CampaignState.SENDING

    mailing("tick")

    assert mailing.got() == got
    assert mailing.campaigns.get(number).state is CampaignState.PAUSED


def test_an_archive_from_before_a_campaign_was_written_sends_no_other_one(mailing, home):
    shutil.copytree(mailing.archive.root, home / "copy")
    assert mailing("mail", "send", str(mailing.tested()), "--confirm-count", "3").code == 0
    put_back(mailing, home)
    got, number = mailing.got(), mailing.tested()

    ran = mailing("mail", "send", str(number), "--confirm-count", "3")

    assert (ran.code, mailing.got()) == (9, got), ran.err
    assert mailing("mail", "send", str(number), "--confirm-count", "3", "--take-over").code == 0
    again = mailing.tested()
    assert mailing("mail", "send", str(again), "--confirm-count", "3").code == 0, "it is the archive now"


def test_a_copy_on_another_computer_does_not_send_what_was_tested_here(mailing, home, monkeypatch):
    number = mailing.tested()
    monkeypatch.setenv("OUTLAST_STATE_DIR", str(home / "another-computer"))

    ran = mailing("mail", "send", str(number), "--confirm-count", "3")

    assert (ran.code, mailing.got()) == (9, []), ran.err
    assert mailing("mail", "test", str(number)).code == 0
    assert mailing("mail", "send", str(number), "--confirm-count", "3").code == 0
