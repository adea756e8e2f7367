"""A mailbox whose mails have numbers that stay, and times at which they came, as on a server."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from mailer.mailbox._base import Mailbox
from mailer.mailbox.position import Found, Incoming, Position


class NumberedBox(Mailbox):
    """Mails that came one after the other."""

    name = "writer@imap.writer.test"
    folders = ("INBOX",)

    def __init__(self, *mails: str) -> None:
        """Take them, the oldest first."""
        self.mails = list(mails)
        self.arrived: dict[int, datetime] = {}
        """When they came, by number; of others that is not known."""
        self.given: list[int] = []
        """The numbers of those that were looked at."""

    def newer(
        self,
        folder: str,
        than: Position,
        wanted: Callable[[bytes], bool],
        *,
        since: date | None = None,
    ) -> Iterator[Incoming]:
        """See `Mailbox.newer`."""
        for number, mail in list(enumerate(self.mails, start=1))[than.last :]:
            self.given.append(number)
            position = Position(validity=1, last=number)
            yield Incoming(position=position, content=mail.encode(), arrived=self.arrived.get(number))

    def has_message(self, message_id: str, folder: str) -> bool | None:
        """See `Mailbox.has_message`."""
        raise NotImplementedError

    def find(self, message_id: str) -> Found | None:
        """See `Mailbox.find`."""
        raise NotImplementedError
