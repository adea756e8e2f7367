"""The seam between sending and the line: what a connection asks for, and what it tells."""

from collections.abc import Generator
from typing import Protocol, TypeAlias

from mailer.model import Answer, Mail

Steps: TypeAlias = Generator[float | None, None, Answer | None]
"""See `Connection.steps`."""


class Feed(Protocol):
    """Where a connection gets its mails from, and whom it tells what became of them. Used by one thread."""

    def next(self, *, wait: bool) -> Mail | None:
        """Return the next mail; with `wait` only `None` when there will be no more, without it also when none is ready.

        Each mail that was returned is followed by exactly one `answered`.
        """

    def handing_over(self, mail: Mail) -> None:
        """Take note that the content goes out now: called after the 354, right before its first byte is written."""

    def answered(self, mail: Mail, answer: Answer) -> None:
        """Take the answer that decides on this mail; `code` 0 where the line broke or nothing came in time."""


class Connection(Protocol):
    """A line to a mail server that is signed in and ready."""

    def deliver(self, feed: Feed) -> Answer | None:
        """Hand over what `feed` has, until it has no more (`None`), or until the line ends.

        In the latter case return why: an answer with the stage and, where the server said something (421), its code.
        Every mail that was taken from the feed has been answered by then. Never raises for what the server does.
        """

    def steps(self, feed: Feed) -> Steps:
        """Do the same step by step, so that one thread can keep several connections busy.

        Yielded is until when (by the monotonic clock) the server may be waited for, and the next step is due once
        something has come from it, or at that moment; `None` where the feed has nothing ready, and the next step is due
        once it has. What `deliver` would return is what the last step returns; it ends only when the line does. Close
        it only where it has yielded `None`.
        """

    def is_quiet(self) -> bool:
        """Tell whether the server waits, where something has come though no mail is under way: else it hung up."""

    def fileno(self) -> int:
        """Return by what the system knows the line."""

    def close(self) -> None:
        """Say QUIT where that can be done at once, and hang up. Never raises."""


class Transport(Protocol):
    """Makes connections to one mail server."""

    def connect(self) -> Connection:
        """Return a new connection, signed in.

        Raises:
            MailServerAway: it cannot be reached, or asks to wait.
            MailServerRefused: it does not accept name and password.
            UnsafeConnection: no encryption where it is wanted, or a certificate that does not fit.
        """
