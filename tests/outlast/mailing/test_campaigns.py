"""Campaigns in an archive: sealed, whole or not there, one run at a time."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.errors import DamageError, KeyProblem, Locked, StorageError
from mailer.errors import NoCampaign
from mailer.model import CampaignState
from outlast.mailing import transitions
from outlast.mailing.asking import Wish, answer, ask, asked
from outlast.mailing.campaigns import Campaigns
from tests.outlast.mailing.a_campaign import NOON, TESTED, a_draft

KEY = Key.generate()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.create(tmp_path / "archive", key=KEY)


@pytest.fixture
def campaigns(archive: Archive) -> Campaigns:
    return Campaigns(archive)


def file_of(campaigns: Campaigns, number: int) -> Path:
    return campaigns.folder(number) / "campaign.json.zst.age"


def test_a_campaign_is_kept_and_comes_back_as_it_was(campaigns: Campaigns) -> None:
    first, second = campaigns.new(a_draft()), campaigns.new(a_draft(subject="Ünïcode “quoted”"))

    assert [first.number, second.number] == [1, 2]
    assert campaigns.all() == [first, second]
    assert len({first.salt, second.salt, ""}) == 3


def test_nothing_of_it_can_be_read_without_the_key(campaigns: Campaigns, archive: Archive) -> None:
    number = campaigns.new(a_draft(subject="A secret subject")).number

    assert b"secret" not in file_of(campaigns, number).read_bytes()
    locked = Campaigns(Archive(archive.root))
    assert locked.numbers() == [number]
    for read in (lambda: locked.get(number), lambda: locked.new(a_draft())):
        with pytest.raises(KeyProblem):
            read()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_writer_may_look(campaigns: Campaigns) -> None:
    number = campaigns.new(a_draft()).number
    with campaigns.holding(number):
        ask(campaigns.folder(number), Wish.PAUSE)

    assert stat.S_IMODE(campaigns.folder(number).stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in campaigns.folder(number).iterdir()} == {0o600}


def test_an_archive_without_encryption_keeps_campaigns_too(tmp_path: Path) -> None:
    campaigns = Campaigns(Archive.create(tmp_path / "open", key=None))
    kept = campaigns.new(a_draft())

    assert campaigns.get(1) == kept
    (campaigns.folder(1) / "campaign.json.zst").write_bytes(b"no zstd")
    with pytest.raises(DamageError):
        campaigns.get(1)


def test_a_number_that_is_not_there_is_told(campaigns: Campaigns) -> None:
    with pytest.raises(NoCampaign, match="no campaign 7"):
        campaigns.get(7)


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: data[:40] + b"x" + data[41:], lambda data: b""])
def test_a_damaged_campaign_is_told_and_the_others_are_not_touched(campaigns: Campaigns, spoil) -> None:
    campaigns.new(a_draft())
    campaigns.new(a_draft())
    file_of(campaigns, 1).write_bytes(spoil(file_of(campaigns, 1).read_bytes()))

    with pytest.raises(DamageError, match="Campaign 1"):
        campaigns.get(1)
    assert campaigns.get(2).number == 2


def test_a_folder_that_was_copied_by_hand_is_no_second_campaign(campaigns: Campaigns) -> None:
    campaigns.new(a_draft())
    campaigns.folder(2).mkdir()
    file_of(campaigns, 2).write_bytes(file_of(campaigns, 1).read_bytes())

    with pytest.raises(DamageError):
        campaigns.get(2)


def test_a_change_is_kept(campaigns: Campaigns) -> None:
    campaigns.new(a_draft())

    campaigns.change(1, lambda one: transitions.checked(one, TESTED, NOON, instance="here"))

    assert campaigns.get(1).state is CampaignState.CHECKED


def test_a_change_that_is_refused_leaves_it_as_it_was(campaigns: Campaigns) -> None:
    kept = campaigns.new(a_draft())

    with pytest.raises(ValueError, match="no"):
        campaigns.change(1, lambda one: int("no"))  # type: ignore[arg-type, return-value]
    assert campaigns.get(1) == kept
    assert not campaigns.is_held(1)


def test_two_runs_cannot_hold_one_campaign(campaigns: Campaigns) -> None:
    campaigns.new(a_draft())
    campaigns.new(a_draft())

    with campaigns.holding(1):
        assert campaigns.is_held(1)
        with pytest.raises(Locked, match="campaign 1"), campaigns.holding(1):
            pass
        with campaigns.holding(2):
            pass
    assert not campaigns.is_held(1)


def test_a_number_whose_folder_was_made_by_a_run_that_died_is_passed_over(campaigns: Campaigns) -> None:
    campaigns.new(a_draft())
    campaigns.folder(2).mkdir()

    assert campaigns.new(a_draft()).number == 3
    assert campaigns.numbers() == [1, 3]


def test_a_disk_that_refuses_leaves_the_old_one(campaigns: Campaigns, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = campaigns.new(a_draft())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StorageError):
        campaigns.change(1, lambda one: transitions.checked(one, TESTED, NOON, instance="here"))
    assert campaigns.get(1) == kept
    assert [path.name for path in campaigns.folder(1).glob(".writing*")] == []


KILLED = """
import os, signal, sys
from pathlib import Path
from backup.archive.archive import Archive
from backup.archive.keys import Key
from outlast.mailing.campaigns import Campaigns
from msgspec import structs
campaigns = Campaigns(Archive(Path(sys.argv[1]), key=Key(sys.stdin.read())))
real = os.replace
calls = []
def replace(*names):
    if sys.argv[2] == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    real(*names)
    os.kill(os.getpid(), signal.SIGKILL)
os.replace = replace
campaigns.change(1, lambda one: structs.replace(one, subject="New"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(("moment", "subject"), [("before", "Where to find me now"), ("after", "New")])
def test_killed_while_it_is_written_there_is_the_old_one_or_the_new_one(
    campaigns: Campaigns, archive: Archive, moment: str, subject: str
) -> None:
    campaigns.new(a_draft())
    words = [sys.executable, "-c", KILLED, str(archive.root), moment]

    ended = subprocess.run(
        words, input=KEY.text.encode(), check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )

    assert ended.returncode == -signal.SIGKILL
    assert campaigns.get(1).subject == subject
    with campaigns.holding(1):  # the system gave the lock back
        assert list(campaigns.folder(1).glob(".writing*")) == []


def test_a_run_is_asked_to_stop_until_it_answers(tmp_path: Path) -> None:
    assert asked(tmp_path) is None
    ask(tmp_path, Wish.PAUSE)
    ask(tmp_path, Wish.PAUSE)
    assert asked(tmp_path) is Wish.PAUSE
    ask(tmp_path, Wish.CANCEL)
    assert asked(tmp_path) is Wish.CANCEL
    answer(tmp_path, Wish.PAUSE)
    assert asked(tmp_path) is Wish.CANCEL
    answer(tmp_path)
    assert asked(tmp_path) is None


@pytest.mark.parametrize("to_send", [True, False])
def test_only_the_writer_who_sends_takes_away_what_was_asked_before(campaigns: Campaigns, to_send: bool) -> None:
    campaigns.new(a_draft())
    ask(campaigns.folder(1), Wish.CANCEL)

    with campaigns.holding(1, to_send=to_send):
        assert asked(campaigns.folder(1)) is (None if to_send else Wish.CANCEL)
