"""Keeps all connections of a run busy from one thread.

Why not a thread for each: docs/decisions/0021.
"""

import selectors
import socket
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from mailer.errors import MailProblem, MailServerAway
from mailer.model import Answer
from mailer.sending.away import Away
from mailer.sending.line import Line
from mailer.sending.slot import Outcome, Slot
from mailer.transport import Connection, Transport

_LOOK_EVERY = 0.5
"""Seconds after which deadlines are looked at, though nothing comes from anybody."""


class Switchboard:
    """Connects, hands over, connects again."""

    def __init__(
        self,
        line: Line,
        transport: Transport,
        *,
        size: int,
        patience: timedelta,
        idle: timedelta,
        monotonic: Callable[[], float],
    ) -> None:
        """Take the line; `size` is how many connections there may be at once."""
        self._line, self._monotonic, self._idle = line, monotonic, idle.total_seconds()
        self._away = Away(patience, monotonic)
        self._arrived: deque[tuple[Slot, Outcome]] = deque()
        self._slots = [Slot(line, transport, self._has_connected) for _ in range(size)]
        self._selector = selectors.DefaultSelector()
        self._bell, self._button = socket.socketpair()
        self._bell.setblocking(False)
        self._selector.register(self._bell, selectors.EVENT_READ, None)
        self._looked = monotonic()
        self._closed = False
        self.ended: list[Answer] = []
        """Why connections ended that should have gone on."""

    @property
    def busy(self) -> bool:
        """Tell whether any mail is under way."""
        return any(slot.busy for slot in self._slots)

    @property
    def away_for(self) -> timedelta | None:
        """Return how much longer a mail server that cannot be reached is tried; `None`: it can be."""
        return self._away.left

    def turn(self, patience: float) -> bool:
        """Do what can be done now; where that is nothing, wait for as long. Return whether anything was done."""
        self._fill()
        begun = self._wake()
        events = self._selector.select(0 if begun else patience)
        now = self._monotonic()
        for key, _ in events:
            slot: Slot | None = key.data
            if slot is None:
                self._take_over()
            elif slot.deadline is not None:
                self._step(slot, now)
            elif slot.connection is not None and not slot.connection.is_quiet():
                self._drop(slot)  # the server hung up, or says goodbye, while there was nothing to do
        if now - self._looked >= _LOOK_EVERY:
            self._looked = now
            self._look_at_clock(now)
        return begun or bool(events)

    def close(self) -> None:
        """Hang up everywhere. Whose mail was under way counts as answered by nothing."""
        self._closed = True  # what connects from now on hangs up by itself
        for slot in self._slots:
            self._drop(slot)
        self._hang_up()
        self._selector.close()
        for end in (self._bell, self._button):
            end.close()

    def _fill(self) -> None:
        """Connect where somebody waits to be written to, and nobody is there to do it."""
        if not self._line.ready or self._line.trouble is not None:
            return
        now, wanted = self._monotonic(), len(self._line.ready)
        for slot in self._slots:
            if wanted <= 0:
                return
            if slot.connection is None and not slot.connecting and now >= slot.not_before:
                slot.connect()
            wanted -= 1

    def _wake(self) -> bool:
        """Give those something to do that have nothing."""
        begun = False
        if self._line.ready:
            now = self._monotonic()
            for slot in self._slots:
                if slot.connection is not None and slot.deadline is None and self._line.ready:
                    self._step(slot, now)
                    begun = True
        return begun

    def _step(self, slot: Slot, now: float) -> None:
        connection = slot.connection
        try:
            ended, why = slot.step(now)
        except OSError as error:
            self._forget(connection)
            self._line.fail(error)  # the others finish what they have under way
            return
        except BaseException:
            self._forget(connection)
            raise
        if self._away.counts and slot.delivered:
            self._away.works()  # not by connecting already: it may break off each connection
        if ended:
            self._forget(connection)
            self._after(slot, why)

    def _after(self, slot: Slot, why: Answer | None) -> None:
        """Decide when a place whose line ended may connect again."""
        if why is not None:
            self.ended.append(why)
        if not slot.delivered:
            # It connects, and breaks off before anything was handed over: as good as away.
            self._wait(slot, MailServerAway("The mail server breaks off each connection."))

    def _wait(self, slot: Slot, problem: MailServerAway) -> None:
        again = self._away.failed()
        if again is None:
            self._line.fail(problem)
        else:
            slot.not_before = again

    def _has_connected(self, slot: Slot, outcome: Outcome) -> None:
        """Take note of it, in the thread that connected."""
        self._arrived.append((slot, outcome))
        if self._closed:  # looked at after the place was noted, so that either this thread or `close` sees it
            self._hang_up()
            return
        with suppress(OSError):  # the run is over
            self._button.send(b"!")

    def _hang_up(self) -> None:
        """Close the connections that nobody takes over any more; may run in two threads at once."""
        with suppress(IndexError):
            while True:
                connection = self._arrived.popleft()[1]
                if not isinstance(connection, BaseException):
                    connection.close()

    def _take_over(self) -> None:
        """Take over what has connected."""
        with suppress(BlockingIOError):
            self._bell.recv(4096)
        while self._arrived:
            slot, outcome = self._arrived.popleft()
            slot.connecting = False
            if isinstance(outcome, MailServerAway):
                self._wait(slot, outcome)
            elif isinstance(outcome, MailProblem | OSError):
                self._line.fail(outcome)
            elif isinstance(outcome, BaseException):
                raise outcome
            else:
                slot.begin(outcome)
                slot.idle_since = self._monotonic()
                self._selector.register(outcome, selectors.EVENT_READ, slot)

    def _look_at_clock(self, now: float) -> None:
        """Go on where a server was waited for long enough, and hang up where nothing was to do for long."""
        for slot in self._slots:
            if slot.connection is None:
                continue
            if slot.deadline is not None and now >= slot.deadline:
                self._step(slot, now)
            elif slot.deadline is None and now - slot.idle_since >= self._idle:
                self._drop(slot)

    def _drop(self, slot: Slot) -> None:
        self._forget(slot.connection)
        slot.drop()

    def _forget(self, connection: Connection | None) -> None:
        if connection is not None:
            with suppress(KeyError, ValueError):
                self._selector.unregister(connection)
