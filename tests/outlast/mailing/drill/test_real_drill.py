"""A fire drill in earnest: a real Postfix takes and bounces the mails, and they are read from a real Dovecot."""

import ssl
import time
from datetime import UTC, datetime, timedelta

import pytest

from mailer.campaign import Sender
from mailer.mailbox.imap import ImapMailbox
from mailer.mailbox.imap_server import ImapServer
from mailer.smtp.server import Security, SmtpServer
from mailer.smtp.transport import SmtpTransport
from outlast.mailing.drill.drilling import World, drill
from outlast.mailing.drill.seams import RealInbox, RealMailServer
from outlast.mailing.drill.step import Outcome
from outlast.mailing.drill.waiting import Time
from tests.outlast.mailing.drill.stage import script
from tests.real.postfix.server import CERTIFICATE, PASSWORD, WRITER, MailServer, mail_server

pytestmark = pytest.mark.real

SENDER = Sender(name="Ada Writer", address=WRITER, postal_address="1 Quiet Lane")


def world(server: MailServer) -> World:
    trust = ssl.create_default_context(cafile=str(CERTIFICATE))
    place = ImapServer(host="127.0.0.1", port=server.imaps, security=Security.TLS, user=WRITER)
    transport = SmtpTransport(SmtpServer(host="127.0.0.1", port=server.smtp, security=Security.NONE))
    return World(
        server=RealMailServer(transport),
        inbox=RealInbox(ImapMailbox(place, lambda: PASSWORD, tls=trust)),
        drop_box=None,
        time=Time(now=lambda: datetime.now(UTC), sleep=time.sleep),
    )


@pytest.mark.parametrize("plus", [True, False])
def test_copies_requests_and_bounces_come_back_and_are_known(plus: bool) -> None:
    play = script(
        plus=plus,
        sender=SENDER,
        own=(WRITER, "seed@dest.test"),
        ghost="ghost@dest.test",
        unsubscribe="unsub@writer.test",
        patience=timedelta(seconds=60),
        pause=timedelta(seconds=0.2),
    )
    with mail_server() as server:
        steps = {step.name: step for step in drill(play, world(server))}
        assert server.complaints == []
    outcomes = {name: step.outcome for name, step in steps.items()}
    assert outcomes == {
        "Recipients": Outcome.WORKED,
        "The letter": Outcome.WORKED,
        f"Handing over to {WRITER}": Outcome.WORKED,
        "Handing over to seed@dest.test": Outcome.WORKED,
        "Unsubscribing by a click": Outcome.UNTRIED,
        f"Arriving at {WRITER}": Outcome.WORKED,
        f"Being believed at {WRITER}": Outcome.UNTRIED,  # this Postfix checks neither SPF nor DKIM
        f"Being sealed at {WRITER}": Outcome.UNTRIED,  # …and signs nothing
        "Arriving at seed@dest.test": Outcome.UNTRIED,
        "Unsubscribing by mail": Outcome.WORKED,
        "A bounce that comes back": Outcome.WORKED,
    }
