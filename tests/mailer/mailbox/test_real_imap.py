"""Reads a real mailbox on a real server (Dovecot), and leaves it as it was."""

import imaplib
import smtplib
import ssl
from collections.abc import Iterator

import pytest

from mailer.errors import MailboxProblem, UnsafeConnection
from mailer.mailbox.imap import ImapMailbox
from mailer.mailbox.imap_server import ImapServer
from mailer.mailbox.position import Position
from mailer.smtp.server import Security
from tests.real.postfix.server import CERTIFICATE, PASSWORD, SEED, WRITER, MailServer, mail_server

pytestmark = pytest.mark.real

_START = Position()


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        for number in range(1, 13):
            with smtplib.SMTP("127.0.0.1", running.smtp) as line:
                line.sendmail("a@dest.test", [WRITER], _mail(number))
            running.wait_until(number)  # one after the other, so that they lie in this order
        yield running


def _mail(number: int) -> bytes:
    return f"From: a@dest.test\r\nMessage-ID: <{number}@dest.test>\r\nSubject: No. {number}\r\n\r\nBody {number}\r\n".encode()


def _trust() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CERTIFICATE))


def _mailbox(
    server: MailServer,
    *,
    security: Security = Security.TLS,
    user: str = WRITER,
    secret: str = PASSWORD,
    trust: bool = True,
) -> ImapMailbox:
    port = server.imaps if security is Security.TLS else server.imap
    place = ImapServer(host="127.0.0.1", port=port, security=security, user=user)
    return ImapMailbox(place, lambda: secret, tls=_trust() if trust else None)


def _bodies(mailbox: ImapMailbox, than: Position = _START, word: bytes = b"") -> list[str]:
    looked = mailbox.newer("INBOX", than, lambda header: word in header)
    return [one.content.decode().strip().rpartition("\n")[2] for one in looked if one.content is not None]


@pytest.mark.parametrize("security", list(Security))
def test_every_way_into_the_mailbox_leads_to_all_mails(server: MailServer, security: Security) -> None:
    with _mailbox(server, security=security) as mailbox:
        assert _bodies(mailbox) == [f"Body {number}" for number in range(1, 13)]


def test_only_what_is_newer_than_the_position_is_looked_at(server: MailServer) -> None:
    with _mailbox(server) as mailbox:
        first = list(mailbox.newer("INBOX", _START, lambda header: b"Subject: No. 7\r\n" in header))
        again = list(mailbox.newer("INBOX", first[-1].position, lambda header: True))
        middle = _bodies(mailbox, first[0].position)

    assert [one.content is not None for one in first] == [True, False]
    assert again == []
    assert middle == [f"Body {number}" for number in range(8, 13)]


def test_the_server_tells_when_each_mail_came(server: MailServer) -> None:
    with _mailbox(server) as mailbox:
        came = [one.arrived for one in mailbox.newer("INBOX", _START, lambda header: True) if one.content is not None]

    known = [moment for moment in came if moment is not None]
    assert len(known) == len(came) == 12
    assert known == sorted(known)


def test_another_validity_begins_again(server: MailServer) -> None:
    with _mailbox(server) as mailbox:
        assert len(_bodies(mailbox, Position(validity=1, last=99))) == 12


def test_nothing_is_marked_as_seen(server: MailServer) -> None:
    with _mailbox(server) as mailbox:
        assert len(_bodies(mailbox)) == 12
        assert mailbox.find("3@dest.test") is not None

    with imaplib.IMAP4_SSL("127.0.0.1", server.imaps, ssl_context=_trust()) as line:
        line.login(WRITER, PASSWORD)
        line.select("INBOX", readonly=True)
        assert line.search(None, "SEEN")[1] == [b""]
        assert len(line.search(None, "ALL")[1][0].split()) == 12


def test_a_mail_is_found_by_its_name_and_where_it_lies(server: MailServer) -> None:
    with imaplib.IMAP4_SSL("127.0.0.1", server.imaps, ssl_context=_trust()) as line:
        line.login(SEED, PASSWORD)
        for folder, number in (("Junk", 21), ("Versendet", 22)):
            line.create(folder)
            line.append(folder, "", "", _mail(number))

    with _mailbox(server, user=SEED) as mailbox:
        found = mailbox.find("21@dest.test")
        assert mailbox.find("22@dest.test") is None
        assert mailbox.has_message("22@dest.test", "Versendet") is True
        assert mailbox.has_message("21@dest.test", "Versendet") is False
        assert mailbox.has_message("22@dest.test", "Sent") is None

    assert found is not None
    assert (found.folder, found.junk) == ("Junk", True)
    assert found.content.endswith(b"Body 21\r\n")


def test_the_folder_of_what_was_sent_is_found_by_what_it_is_for(server: MailServer) -> None:
    with imaplib.IMAP4_SSL("127.0.0.1", server.imaps, ssl_context=_trust()) as line:
        line.login(WRITER, PASSWORD)
        line.create("Sent")
        line.append("Sent", "", "", _mail(31))

    with _mailbox(server) as mailbox:
        assert mailbox.has_message("31@dest.test", "[Gmail]/Gesendet") is True
        assert mailbox.has_message("1@dest.test", "[Gmail]/Gesendet") is False


def test_a_wrong_password_is_told_without_it(server: MailServer) -> None:
    with _mailbox(server, secret="a wrong “secret”") as mailbox, pytest.raises(MailboxProblem) as failed:
        _bodies(mailbox)

    assert "does not accept name and password" in str(failed.value)
    assert "wrong" not in f"{failed.value!r}{failed.value.advice}"
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_nobody_who_cannot_prove_their_name_hears_the_password(server: MailServer, security: Security) -> None:
    asked: list[str] = []
    port = server.imaps if security is Security.TLS else server.imap
    place = ImapServer(host="127.0.0.1", port=port, security=security, user=WRITER)

    with ImapMailbox(place, lambda: asked.append("secret") or "") as mailbox, pytest.raises(UnsafeConnection):
        _bodies(mailbox)

    assert asked == []


def test_a_folder_that_is_not_there_is_a_problem(server: MailServer) -> None:
    with _mailbox(server) as mailbox, pytest.raises(MailboxProblem, match="Bounces"):
        list(mailbox.newer("Bounces", _START, lambda header: True))
