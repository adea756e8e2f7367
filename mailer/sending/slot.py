"""A place for one connection: empty, being connected, at work, or with nothing to do."""

import threading
from collections.abc import Callable

from mailer.errors import MailProblem
from mailer.model import Answer
from mailer.sending.line import Line, LineFeed
from mailer.transport import Connection, Steps, Transport

Outcome = Connection | MailProblem | BaseException


class Slot:
    """One of the connections of a run. Its steps are taken by the run's thread; only connecting has its own."""

    def __init__(self, line: Line, transport: Transport, connected: Callable[["Slot", Outcome], None]) -> None:
        """Take the line, and who is told, from another thread, how connecting went."""
        self._line, self._transport, self._connected = line, transport, connected
        self._steps: Steps | None = None
        self._feed: LineFeed | None = None
        self.connection: Connection | None = None
        self.connecting = False
        self.not_before = 0.0
        """When it may connect again, by the monotonic clock."""
        self.deadline: float | None = None
        """Until when the server is waited for; `None`: it is the server that waits."""
        self.idle_since = 0.0

    @property
    def busy(self) -> bool:
        """Tell whether a mail is under way."""
        return self.connection is not None and self.deadline is not None

    def connect(self) -> None:
        """Begin to connect."""
        self.connecting = True
        threading.Thread(target=self._connect, name="connecting to the mail server", daemon=True).start()

    def begin(self, connection: Connection) -> None:
        """Take over a new connection."""
        self.connection, self._feed = connection, self._line.feed()
        self._steps = connection.steps(self._feed)
        self.deadline = None

    def step(self, now: float) -> tuple[bool, Answer | None]:
        """Go on as far as that can be done at once; return whether the line ended, and why.

        Raises:
            OSError: something could not be noted; the line has ended.
        """
        if self._steps is None:
            return False, None
        try:
            self.deadline = next(self._steps)
        except StopIteration as end:
            self.drop()
            return True, end.value
        except BaseException:
            self.drop()
            raise
        if self.deadline is None:
            self.idle_since = now
        return False, None

    @property
    def delivered(self) -> bool:
        """Tell whether anything was handed over by the connection that was there last."""
        return self._feed is not None and self._feed.delivered

    def drop(self) -> None:
        """Hang up, politely where nothing is under way."""
        connection, steps, feed = self.connection, self._steps, self._feed
        self.connection = self._steps = self.deadline = None
        if steps is not None:
            steps.close()
        if connection is not None:
            connection.close()
        if feed is not None:
            feed.leave()

    def _connect(self) -> None:
        outcome: Outcome
        try:
            outcome = self._transport.connect()
        except BaseException as error:  # noqa: BLE001  # a thread has nobody to raise to: the run does it
            outcome = error
        self._connected(self, outcome)
