"""What a fire drill needs from the world around it; tests give it fakes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from mailer.mailbox._base import Mailbox
from mailer.mailbox.position import Found, Position
from mailer.model import Answer, Mail
from mailer.transport import Transport
from outlast.mailing.handing_over import hand_over


class MailServer(Protocol):
    """Takes mails."""

    def send(self, mails: Sequence[Mail]) -> list[Answer]:
        """Hand over each once, and return what was answered, in their order.

        Raises:
            MailServerAway, MailServerRefused, UnsafeConnection: nothing went out.
        """


class Inbox(Protocol):
    """The mailbox that Outlast reads. Every method but `close` may raise `MailboxProblem`."""

    def begin(self) -> None:
        """Take note of what is there already."""

    def find(self, message_id: str) -> Found | None:
        """Return the mail of that name (without angle brackets), also from the spam folder."""

    def new(self) -> Iterator[bytes]:
        """Yield the mails that have come since `begin`, or since the last call."""

    def close(self) -> None:
        """Hang up. Never raises."""


class Trial(Protocol):
    """Tries out the drop-box. See `mailer.unsubscribe.pulling.DropBox`."""

    def try_out(self) -> None:
        """See that only posting unsubscribes, and that what was posted can be fetched.

        Raises:
            DropBoxProblem: it is not so.
        """


class RealMailServer:
    """See `MailServer`."""

    def __init__(self, transport: Transport) -> None:
        """Take what makes the connection."""
        self._transport = transport

    def send(self, mails: Sequence[Mail]) -> list[Answer]:
        """See `MailServer.send`."""
        return hand_over(self._transport, mails)


class RealInbox:
    """See `Inbox`."""

    def __init__(self, mailbox: Mailbox, looked: Mapping[str, Position] | None = None) -> None:
        """Take the mailbox, and how far its folders have been looked through before, where that is known."""
        self._mailbox = mailbox
        self._at = {folder: (looked or {}).get(folder, Position()) for folder in mailbox.folders}

    def begin(self) -> None:
        """See `Inbox.begin`. Headers only are fetched."""
        for _ in self._newer(whole=False):
            pass

    def find(self, message_id: str) -> Found | None:
        """See `Inbox.find`."""
        return self._mailbox.find(message_id)

    def new(self) -> Iterator[bytes]:
        """See `Inbox.new`."""
        return self._newer(whole=True)

    def close(self) -> None:
        """See `Inbox.close`."""
        self._mailbox.close()

    def _newer(self, *, whole: bool) -> Iterator[bytes]:
        for folder, position in list(self._at.items()):
            for incoming in self._mailbox.newer(folder, position, lambda _: whole):
                self._at[folder] = incoming.position
                if incoming.content is not None:
                    yield incoming.content
