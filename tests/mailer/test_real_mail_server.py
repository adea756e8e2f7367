"""Tries the real mail server of the tests itself: what it takes, what comes back, and that it notes nothing bad."""

import imaplib
import smtplib
import ssl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mailer.model import Answer
from mailer.smtp.server import Security, SmtpServer
from mailer.smtp.transport import SmtpTransport
from tests.fakes.mail_feed import MailFeed, mail
from tests.real.postfix.server import CERTIFICATE, EVERYBODY, PASSWORD, WRITER, MailServer, mail_server
from tests.real.smtp_sink import dumped, smtp_sink, smtp_source

pytestmark = pytest.mark.real

_LETTER = b"From: writer@writer.test\r\nMessage-ID: <1@writer.test>\r\nSubject: Still here\r\n\r\nHello\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def _by_smtp_source(server: MailServer, count: int) -> None:
    smtp_source(server.smtp, count=count, sender=WRITER, recipient="subscriber@dest.test")


def _by_our_transport(server: MailServer, count: int) -> None:
    """Hand mails over by four connections with TLS and a password."""
    place = SmtpServer(host="127.0.0.1", port=server.submission, security=Security.STARTTLS, user=WRITER)
    transport = SmtpTransport(place, lambda: PASSWORD, tls=ssl.create_default_context(cafile=str(CERTIFICATE)))
    mails = [mail(number, f"{number}subscriber@dest.test", sender=WRITER) for number in range(count)]
    feeds = [MailFeed(mails[start::4]) for start in range(4)]

    def hand_over(feed: MailFeed) -> Answer | None:
        connection = transport.connect()
        try:
            return connection.deliver(feed)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(hand_over, feeds)) == [None] * 4
    assert sorted(number for feed in feeds for number in feed.accepted) == list(range(count))


@pytest.mark.parametrize("send", [_by_smtp_source, _by_our_transport])
def test_five_thousand_mails_are_delivered_and_nothing_is_complained_of(
    server: MailServer, send: Callable[[MailServer, int], None]
) -> None:
    before, there = server.delivered(), len(server.mails(EVERYBODY))

    send(server, 5_000)
    server.wait_until(before + 5_000)

    assert len(server.mails(EVERYBODY)) == there + 5_000
    assert server.complaints == []


@pytest.mark.parametrize(
    ("recipient", "status"), [("ghost@dest.test", b"5.1.1"), ("x@nowhere.test", b"5.1.2"), ("full@dest.test", b"5.2.2")]
)
def test_mail_to_an_address_that_takes_none_comes_back(server: MailServer, recipient: str, status: bytes) -> None:
    before, returned = server.delivered(), len(server.mails(WRITER))

    with smtplib.SMTP("127.0.0.1", server.smtp) as line:
        line.sendmail("bounce+word@writer.test", [recipient], _LETTER)
    server.wait_until(before + 1)

    back = [mail for mail in server.mails(WRITER) if b"\nFinal-Recipient: rfc822; " + recipient.encode() in mail]
    assert len(server.mails(WRITER)) == returned + 1
    assert b"\nStatus: " + status in back[0]
    assert b"\nDelivered-To: bounce+word@writer.test" in back[0]


def test_a_password_opens_the_doors_with_tls_and_only_those(server: MailServer) -> None:
    trusted = ssl.create_default_context(cafile=str(CERTIFICATE))
    before = server.delivered()

    with smtplib.SMTP("127.0.0.1", server.smtp) as line:
        line.ehlo()
        assert not line.has_extn("auth")
    with smtplib.SMTP("127.0.0.1", server.submission) as line:
        line.starttls(context=trusted)
        line.login(WRITER, PASSWORD)
        line.sendmail(WRITER, ["anna@dest.test"], _LETTER)
    with smtplib.SMTP_SSL("127.0.0.1", server.submissions, context=trusted) as line:
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            line.sendmail(WRITER, ["anna@dest.test"], _LETTER)
        line.login(WRITER, PASSWORD)
        line.sendmail(WRITER, ["anna@dest.test"], _LETTER)
    with imaplib.IMAP4_SSL("127.0.0.1", server.imaps, ssl_context=trusted) as mailbox:
        assert mailbox.login(WRITER, PASSWORD)[0] == "OK"
        assert mailbox.select("INBOX")[0] == "OK"

    server.wait_until(before + 2)


def test_a_sink_takes_all_that_a_source_sends(tmp_path: Path) -> None:
    kept = tmp_path / "kept"

    with smtp_sink("-D", str(kept)) as port:
        smtp_source(port, count=500, sender=WRITER, recipient="subscriber@dest.test", length=500)

    assert dumped(kept) == 500
