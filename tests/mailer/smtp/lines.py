"""Lines to the made-up mail server, closed when a test is done with them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from mailer.model import Answer
from mailer.smtp.connection import SmtpConnection
from mailer.smtp.server import Patience, Security, SmtpServer
from mailer.smtp.transport import SmtpTransport
from tests.fakes.mail_feed import MailFeed
from tests.fakes.smtp_server import OFFERS, MailServer

IN_STEPS = tuple(offer for offer in OFFERS if offer != "PIPELINING")
BOTH = pytest.mark.parametrize("offers", [OFFERS, IN_STEPS], ids=["pipelined", "in steps"])


@contextmanager
def connected(server: MailServer, **patience: float) -> Iterator[SmtpConnection]:
    """Connect without encryption; `patience` says which stages have less of it."""
    place = SmtpServer(host="127.0.0.1", port=server.port, security=Security.NONE)
    connection = SmtpTransport(place, patience=replace(Patience(), **patience)).connect()
    try:
        yield connection
    finally:
        connection.close()


def deliver(server: MailServer, feed: MailFeed, **patience: float) -> Answer | None:
    """Deliver what `feed` has over one line; return why that ended, if it did."""
    with connected(server, **patience) as connection:
        return connection.deliver(feed)
