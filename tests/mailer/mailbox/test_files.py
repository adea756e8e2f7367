"""Reads an mbox file and a Maildir folder, and leaves both as they were."""

import mailbox
from pathlib import Path

import pytest

from mailer.errors import MailboxProblem
from mailer.mailbox._base import LARGEST
from mailer.mailbox.files import FileMailbox
from mailer.mailbox.position import Position

_START = Position()


def _mail(number: int) -> bytes:
    return f"Message-ID: <{number}@dest.test>\nSubject: No. {number}\n\nBody {number}\nFrom here on\n".encode()


@pytest.fixture(params=["mbox", "maildir"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "mail"
    box: mailbox.Mailbox[mailbox.Message] = mailbox.mbox(path) if request.param == "mbox" else mailbox.Maildir(path)
    for number in (1, 2, 3):
        box.add(_mail(number))
    box.close()
    return path


def _state(path: Path) -> list[tuple[str, bytes]]:
    files = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())
    return [(str(one), one.read_bytes()) for one in files]


def test_all_mails_are_looked_at_each_time_and_nothing_changes(kept: Path) -> None:
    before = _state(kept)

    with FileMailbox(kept) as box:
        first = list(box.newer("INBOX", _START, lambda header: b"No. 2" not in header))
        again = list(box.newer("INBOX", first[-1].position, lambda header: True))

    assert sorted(one.content[:24] if one.content else b"" for one in first) == [b"", _mail(1)[:24], _mail(3)[:24]]
    assert [one.position.last for one in first] == [1, 2, 3]
    assert len(again) == 3
    assert _state(kept) == before


def test_a_mail_is_found_by_its_name(kept: Path) -> None:
    with FileMailbox(kept) as box:
        found = box.find("2@dest.test")

        assert found is not None
        assert b"Body 2" in found.content
        assert box.has_message("3@dest.test", "Sent") is True
        assert box.has_message("4@dest.test", "Sent") is False


def test_only_the_beginning_of_a_large_mail_is_given(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "mail")
    box.add(b"Subject: large\n\n" + b"a" * 2 * LARGEST)

    with FileMailbox(tmp_path / "mail") as kept:
        mails = list(kept.newer("INBOX", _START, lambda header: True))

    assert [len(one.content or b"") for one in mails] == [LARGEST]


def test_what_is_no_mailbox_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MailboxProblem, match="not there"):
        FileMailbox(tmp_path / "nothing")
    with pytest.raises(MailboxProblem, match="Maildir"):
        FileMailbox(tmp_path)


def test_a_file_that_is_no_mbox_holds_no_mails(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"\x00\xff nothing of the kind")

    with FileMailbox(tmp_path / "file") as box:
        assert list(box.newer("INBOX", _START, lambda header: True)) == []
