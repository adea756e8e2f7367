"""The seam between sending and the line: what a connection asks for, and what it tells."""

from typing import Protocol

from mailer.model import Answer, Mail


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
