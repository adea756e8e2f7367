"""Single mails, handed over to a real server."""

import pytest

from mailer.errors import MailServerAway
from mailer.model import Stage
from mailer.smtp.server import Security, SmtpServer
from mailer.smtp.transport import SmtpTransport
from outlast.mailing.handing_over import hand_over
from tests.fakes.mail_feed import mail
from tests.outlast.alerts.mail_server import running


def transport(port):
    return SmtpTransport(SmtpServer(host="127.0.0.1", port=port, security=Security.NONE))


def test_each_mail_gets_its_answer():
    with running() as server:
        answers = hand_over(transport(server.port), [mail(1), mail(2)])
        assert [answer.accepted for answer in answers] == [True, True]
        assert len(server.mails) == 2


def test_a_mail_that_is_refused_does_not_hold_up_the_next():
    with running() as server:
        server.to_recipient = "550 5.1.1 unknown"
        answers = hand_over(transport(server.port), [mail(1), mail(2)])
    assert [(answer.stage, answer.code) for answer in answers] == [(Stage.RECIPIENT, 550)] * 2


def test_where_the_line_ends_the_rest_has_no_answer():
    class Leaving:
        port = 0

        async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
            server.transport.close()
            return "250 OK"

    with running(handler=Leaving()) as server:
        answers = hand_over(transport(server.port), [mail(1), mail(2), mail(3)])
    assert [answer.accepted for answer in answers] == [False] * 3
    assert (answers[0].stage, answers[0].code) == (Stage.DOT, 0)
    assert (answers[2].stage, answers[2].code) == (Stage.CONNECT, 0)


def test_a_server_that_is_away_is_told():
    with running() as server:
        port = server.port
    with pytest.raises(MailServerAway):
        hand_over(transport(port), [mail(1)])
