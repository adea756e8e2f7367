"""Against aiosmtpd, somebody else's server in pure Python."""

import pytest

from mailer.smtp.server import Security, SmtpServer
from mailer.smtp.transport import SmtpTransport
from tests.fakes.mail_feed import MailFeed, mail
from tests.outlast.alerts.mail_server import PASSWORD, believing, running


@pytest.mark.parametrize("security", Security)
def test_it_takes_what_is_handed_to_it(security: Security) -> None:
    feed = MailFeed(mail(number, content=b"Subject: %d\r\n\r\n..\r\n" % number) for number in range(1, 21))
    with running(tls="" if security is Security.NONE else security) as server:
        place = SmtpServer(host="localhost", port=server.port, security=security, user="maya")
        connection = SmtpTransport(place, lambda: PASSWORD, tls=believing()).connect()
        assert connection.deliver(feed) is None
        connection.close()
    assert server.mails == [b"Subject: %d\r\n\r\n.\r\n" % number for number in range(1, 21)]
    assert server.signed_in == [True] * 20
    assert server.sealed == [security is not Security.NONE] * 20
    assert feed.accepted == list(range(1, 21))
