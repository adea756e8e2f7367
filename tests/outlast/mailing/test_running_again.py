"""A campaign whose ledger says that letters went out is not begun again, whatever the campaign itself says."""

import shutil
import sqlite3

import pytest

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
