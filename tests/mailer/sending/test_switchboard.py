"""The switchboard leaves nothing open behind it."""

import threading
from datetime import timedelta
from types import SimpleNamespace

from mailer.errors import MailServerAway
from mailer.sending.switchboard import Switchboard


class SlowTransport:
    """Connects when it is let to."""

    def __init__(self, outcome):
        self.outcome, self.asked, self.let = outcome, threading.Event(), threading.Event()

    def connect(self):
        self.asked.set()
        self.let.wait(30)
        if isinstance(self.outcome, BaseException):
            raise self.outcome
        return self.outcome


class HungUp:
    """A connection that tells when it was hung up."""

    def __init__(self):
        self.closed = threading.Event()

    def close(self):
        self.closed.set()


def switchboard(transport):
    somebody_waits = SimpleNamespace(ready=[1], trouble=None)
    half = timedelta(seconds=30)
    return Switchboard(somebody_waits, transport, size=1, patience=half, idle=half, monotonic=lambda: 0.0)


def connecting_threads():
    return [thread for thread in threading.enumerate() if thread.name == "connecting to the mail server"]


def test_a_connection_that_comes_about_after_the_run_is_hung_up():
    connection = HungUp()
    transport = SlowTransport(connection)
    board = switchboard(transport)
    board.turn(0)
    assert transport.asked.wait(30)
    board.close()
    assert not connection.closed.is_set()
    transport.let.set()
    assert connection.closed.wait(30)


def test_a_connection_that_came_about_just_before_the_end_is_hung_up():
    connection = HungUp()
    transport = SlowTransport(connection)
    board = switchboard(transport)
    board.turn(0)
    transport.let.set()
    for thread in connecting_threads():
        thread.join(30)
    board.close()
    assert connection.closed.is_set()


def test_a_server_that_is_found_away_after_the_run_troubles_nobody():
    transport = SlowTransport(MailServerAway("Nobody answers."))
    board = switchboard(transport)
    board.turn(0)
    assert transport.asked.wait(30)
    board.close()
    transport.let.set()
    for thread in connecting_threads():
        thread.join(30)
        assert not thread.is_alive()
