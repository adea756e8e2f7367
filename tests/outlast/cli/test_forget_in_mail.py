"""Who asks to be forgotten is taken out of campaigns, too."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mailer.ledger import Ledger
from outlast.cli._frame import clock
from tests.archive.night_letters import day
from tests.fakes.smtp_faults import At, Fault
from tests.outlast.cli.mailing import a_mailing
from tests.outlast.running import Ran

DAN = "dan@example.org"


def test_a_person_is_taken_out_of_drafts_and_of_what_is_being_sent(
    cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = Fault(at=At.RCPT, on="dan@", says="451 4.3.2 Not now", times=1)
    with a_mailing(cli, home, monkeypatch, faults=[later]) as mailing:
        (home / "some.txt").write_text(f"{DAN}\n")
        draft = mailing.draft("--only", "some.txt")
        number = mailing.tested()
        assert mailing("mail", "send", str(number), "--confirm-count", "3").code == 75

        looked = mailing("subscribers", "forget", "DAN@example.org", "--dry-run")
        assert "letters to subscribers (campaigns): in 2 files" in looked.out
        assert mailing("subscribers", "forget", DAN, "--confirm", DAN).code == 0

        assert mailing.campaigns.get(draft).segment.only == ("nobody",)
        assert mailing("mail", "plan", str(draft), "--json").lines[-1]["recipients"] == 0
        with Ledger(mailing.campaigns.folder(number), mailing.archive.vault) as ledger:
            people = [ledger.recipient(one) for one in (1, 2, 3)]
        assert sorted(one.address for one in people if one is not None) == ["ada@example.org", "cleo@gmail.com"]
        monkeypatch.setattr(clock, "now", lambda: day(11))
        assert mailing("mail", "resume", str(number)).code == 0
        assert DAN not in mailing.got()
        assert "campaigns" not in mailing("subscribers", "forget", DAN, "--dry-run").out


def test_a_letter_that_names_a_person_does_not_any_more(
    cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_mailing(cli, home, monkeypatch) as mailing:
        (home / "words.md").write_text(f"Dan ({DAN}) asked me to write to you.\n")
        draft = mailing.draft("--body", "words.md", "--subject", "Dan")

        assert mailing("subscribers", "forget", DAN, "--confirm", DAN).code == 0

        assert mailing.campaigns.get(draft).body == "Dan ([erased]) asked me to write to you.\n"


def test_while_a_campaign_is_being_sent_nobody_is_half_forgotten(
    cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_mailing(cli, home, monkeypatch) as mailing:
        number = mailing.tested()
        mailing("mail", "send", str(number), "--confirm-count", "3")

        with mailing.campaigns.holding(number):
            assert mailing("subscribers", "forget", DAN, "--confirm", DAN).code == 7

        assert "letters to subscribers" in mailing("subscribers", "forget", DAN, "--dry-run").out
