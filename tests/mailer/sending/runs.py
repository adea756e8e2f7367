"""Whole runs of sending, in tests."""

from contextlib import closing
from datetime import timedelta

from mailer.ledger import Ledger
from mailer.model import Mail
from mailer.sending import Rules, Sending
from tests.mailer.ledger.made import NOW, VAULT, made_ledger, people
from tests.mailer.sending.means import means

AT_ONCE = Rules(connections=4, wait_up_to=timedelta(), away_after=timedelta(), idle=timedelta())


def compose(number, recipient):
    content = b"Subject: hello\r\n\r\nThis is for you.\r\n"
    return Mail(number=number, sender="maya@writer.test", recipient=recipient.address, content=content)


def send(folder, server, rules=AT_ONCE, *, making=compose, stop=lambda: False, now=NOW, **more):
    with closing(Ledger(folder, VAULT)) as ledger:
        return Sending(ledger, means(server.port, making, clock=lambda: now, **more), rules).run(stop=stop)


def prepared(folder, count):
    made_ledger(folder, people(count)).close()
    return [one.address for one in people(count)]
