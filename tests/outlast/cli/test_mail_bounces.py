"""`outlast mail bounces`: from files of mails, and from a real mailbox to which a real server returned letters."""

import mailbox
import os
import smtplib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from mailer.ledger import LEDGER
from mailer.model import Reason
from outlast.cli import run
from outlast.cli._frame.command import Group
from outlast.cli._mail_bounces import bounces
from outlast.mailing.campaigns import Campaigns
from tests.outlast.mailing.a_campaign import a_draft
from tests.outlast.mailing.sent_letters import SentLetters, bounce, sent_letters
from tests.outlast.running import Ran
from tests.outlast.saved_letters import new_archive
from tests.real.postfix.server import CERTIFICATE, PASSWORD, WRITER, MailServer, mail_server

PEOPLE = ["ghost@dest.test", "anna@dest.test", "full@dest.test", "x@nowhere.test", "policy@dest.test"]
Cli = Callable[..., Ran]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    group = Group("mail", commands={"bounces": bounces})

    def run_words(*words: str) -> Ran:
        capsys.readouterr()
        code = run(group, list(words), os.environ)  # type: ignore[arg-type]
        said = capsys.readouterr()
        return Ran(code=code, out=said.out, err=said.err)

    return run_words


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    monkeypatch.setenv("OUTLAST_MAIL_FROM", "writer@writer.test")
    monkeypatch.setenv("OUTLAST_MAIL_UNSUBSCRIBE", "unsub@writer.test")
    with new_archive(home, monkeypatch) as made:
        yield made


@pytest.fixture
def letters(archive: Archive) -> SentLetters:
    return sent_letters(archive, PEOPLE)


@pytest.fixture
def dead(letters: SentLetters) -> str:
    """Return a bounce that says that the first address is dead."""
    return bounce(letters.personal(1).return_path, PEOPLE[0], letters.header(1))


def test_a_file_of_mails_is_read_and_told_of_without_an_address(
    cli: Cli, letters: SentLetters, dead: str, tmp_path: Path
) -> None:
    box = mailbox.mbox(tmp_path / "box")
    box.add(dead.encode())
    box.close()

    ran = cli("bounces", "--mbox", str(tmp_path / "box"))

    assert ran.code == 0, ran.err
    assert "1 × bounced for good" in ran.out
    assert "@" not in ran.out
    assert PEOPLE[0] in letters.suppressed()


def test_a_folder_of_mails_is_read_for_programs(cli: Cli, letters: SentLetters, dead: str, tmp_path: Path) -> None:
    mailbox.Maildir(tmp_path / "box").add(dead.encode())

    ran = cli("bounces", "--maildir", str(tmp_path / "box"), "--json")

    assert ran.lines[-1]["type"] == "summary"
    assert (ran.lines[-1]["looked_at"], ran.lines[-1]["bounced_hard"]) == (1, 1)


def test_a_damaged_campaign_is_told_with_how_to_mend_it_and_the_rest_is_done(
    cli: Cli, archive: Archive, letters: SentLetters, dead: str, tmp_path: Path
) -> None:
    other = sent_letters(archive, ["cleo@dest.test"])
    (Campaigns(archive).folder(other.campaign) / LEDGER).write_bytes(b"\0" * 4096)
    mailbox.Maildir(tmp_path / "box").add(dead.encode())
    mailbox.Maildir(tmp_path / "box").add(f"To: {other.personal(1).unsubscribe_mailto}\n\n".encode())

    ran = cli("bounces", "--maildir", str(tmp_path / "box"))
    for_programs = cli("bounces", "--maildir", str(tmp_path / "box"), "--json").lines[-1]

    assert ran.code == 3
    assert "1 × bounced for good" in ran.out
    assert "Campaign 2 is damaged" in ran.err
    assert "Put the folder mail/2 back from a copy of the archive." in ran.err
    assert (for_programs["damaged_campaigns"], for_programs["unsettled"]) == ([2], 1)
    assert PEOPLE[0] in letters.suppressed()


def test_two_places_at_once_are_refused(cli: Cli, letters: SentLetters, tmp_path: Path) -> None:
    (tmp_path / "box").touch()

    assert cli("bounces", "--mbox", str(tmp_path / "box"), "--maildir", str(tmp_path)).code == 2


@pytest.mark.parametrize("missing", ["mail.inbox_server", "mail.inbox_secret", "mail.inbox_user"])
def test_what_is_not_set_is_named(
    cli: Cli, letters: SentLetters, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    given = {"mail.inbox_server": "127.0.0.1:1", "mail.inbox_secret": "env:X", "mail.inbox_user": "writer"}
    for name, value in given.items():
        if name != missing:
            monkeypatch.setenv(f"OUTLAST_{name.upper().replace('.', '_')}", value)

    ran = cli("bounces")

    assert ran.code == 6
    assert missing in ran.err


def test_before_the_first_letter_nothing_is_read(cli: Cli, archive: Archive, tmp_path: Path) -> None:
    Campaigns(archive).new(a_draft())
    (tmp_path / "box").write_bytes(b"From a\nSubject: private\n\n")

    assert "Nothing was read" in cli("bounces", "--mbox", str(tmp_path / "box")).out


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.mark.real
@pytest.mark.parametrize("plus", [True, False], ids=["with tokens", "without"])
def test_letters_that_a_real_server_returns_suppress_exactly_the_dead(
    cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch, server: MailServer, plus: bool
) -> None:
    letters = sent_letters(archive, PEOPLE, plus=plus)
    secret = Path(os.environ["HOME"]) / "secret"
    secret.touch(mode=0o600)
    secret.write_text(PASSWORD)
    monkeypatch.setenv("OUTLAST_MAIL_INBOX_SERVER", f"127.0.0.1:{server.imaps}")
    monkeypatch.setenv("OUTLAST_MAIL_INBOX_SECURITY", "tls")
    monkeypatch.setenv("OUTLAST_MAIL_INBOX_USER", WRITER)
    monkeypatch.setenv("OUTLAST_MAIL_INBOX_SECRET", f"file:{secret}")
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    before = server.delivered()

    with smtplib.SMTP("127.0.0.1", server.smtp) as line:
        for number, address in enumerate(PEOPLE, start=1):
            letter = f"{letters.header(number)}\nI am still here.\n"
            line.sendmail(letters.personal(number).return_path, [address], letter)
        wish = f"From: anna@dest.test\nTo: {WRITER}\nSubject: Your letter\n\nThank you.\n"
        line.sendmail("anna@dest.test", [WRITER], wish)
    server.wait_until(before + 6)  # one arrives, four come back, one is an answer
    first, again = cli("bounces", "--json"), cli("bounces", "--json")

    counts = first.lines[-1]
    assert first.code == 0, first.err
    assert (counts["bounced_hard"], counts["bounced_soft"], counts["refused_sender"]) == (2, 1, 1)
    assert again.lines[-1]["looked_at"] == 0
    assert [letters.suppressed().reason_of(one) for one in PEOPLE] == [
        Reason.INVALID,
        None,
        None,
        Reason.INVALID,
        None,
    ]
    assert server.complaints == []
