"""A mailbox on a server (IMAP, RFC 3501): headers in bulk, contents of what matters, by EXAMINE and PEEK alone."""

import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date

from imap_tools import BaseMailBox

from mailer.errors import MailboxProblem
from mailer.mailbox._base import LARGEST, Mailbox
from mailer.mailbox.fetched import Fetched, read_fetched
from mailer.mailbox.imap_server import PROBLEMS, ImapServer, hang_up, open_imap
from mailer.mailbox.position import Found, Incoming, Position

_HEADERS_AT_ONCE, _MAILS_AT_ONCE = 500, 50
_HEADER = "(UID BODY.PEEK[HEADER])"
_CONTENT = f"(UID INTERNALDATE BODY.PEEK[]<0.{LARGEST}>)"
_WHOLE = "(UID BODY.PEEK[])"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_JUNK, _SENT = "\\Junk", "\\Sent"
"""What a folder is for, as servers tell in their list of folders (RFC 6154)."""


class ImapMailbox(Mailbox):
    """A mailbox on a server. The connection is made at the first look."""

    def __init__(
        self,
        server: ImapServer,
        secret: Callable[[], str],
        *,
        folders: Sequence[str] = ("INBOX",),
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Take the server, what gives the secret when it is needed, and the folders to look through."""
        self.name = f"{server.user}@{server.host}"
        self.folders = tuple(folders)
        self._server = server
        self._secret = secret
        self._tls = tls or ssl.create_default_context()
        self._open: BaseMailBox | None = None

    def reach(self) -> None:
        """See `Mailbox.reach`."""
        with self._problems(self.folders[0]):
            self._examine(self.folders[0])

    def newer(
        self, folder: str, than: Position, wanted: Callable[[bytes], bool], *, since: date | None = None
    ) -> Iterator[Incoming]:
        """See `Mailbox.newer`."""
        with self._problems(folder):
            validity = self._examine(folder)
            last = than.last if than.validity == validity else 0
            uids = self._uids(f"UID {last + 1}:*{_since(since)}", after=last)
        for start in range(0, len(uids), _HEADERS_AT_ONCE):
            some = uids[start : start + _HEADERS_AT_ONCE]
            with self._problems(folder):
                matter = [one.uid for one in self._fetch(some, _HEADER) if wanted(one.content)]
            for first in range(0, len(matter), _MAILS_AT_ONCE):
                with self._problems(folder):
                    mails = sorted(
                        self._fetch(matter[first : first + _MAILS_AT_ONCE], _CONTENT), key=lambda one: one.uid
                    )
                for mail in mails:
                    position = Position(validity=validity, last=mail.uid)
                    yield Incoming(position=position, content=mail.content, arrived=mail.arrived)
            rest = len(some) - len(matter)
            yield Incoming(position=Position(validity=validity, last=some[-1]), content=None, looked=rest)

    def has_message(self, message_id: str, folder: str) -> bool | None:
        """See `Mailbox.has_message`. A folder that is not there is looked for by what it is for."""
        try:
            names = self._named_or_for(folder, _SENT)
            return self._look(message_id, names) is not None if names else None
        except PROBLEMS:
            return None

    def find(self, message_id: str) -> Found | None:
        """See `Mailbox.find`."""
        with self._problems(self.folders[0]):
            junk = self._folders_for(_JUNK)
            place = self._look(message_id, [*self.folders, *(name for name in junk if name not in self.folders)])
            if place is None:
                return None
            folder, uid = place
            for mail in self._fetch([uid], _WHOLE):
                return Found(folder=folder, junk=folder in junk, content=mail.content)
        return None

    def close(self) -> None:
        """See `Mailbox.close`."""
        box, self._open = self._open, None
        if box is not None:
            with suppress(*PROBLEMS):
                box.logout()

    @property
    def _box(self) -> BaseMailBox:
        if self._open is None:
            self._open = open_imap(self._server, self._secret, self._tls)
        return self._open

    def _examine(self, folder: str) -> int:
        """Open a folder for reading only, and return its validity."""
        self._box.folder.set(folder, readonly=True)
        told = self._box.client.response("UIDVALIDITY")[1][0]
        return int(told) if isinstance(told, bytes) and told.isdigit() else 0

    def _uids(self, criteria: str, *, after: int = 0) -> list[int]:
        # A range that ends with * holds the last mail always, even if it is older (RFC 3501, 6.4.8).
        return sorted(uid for uid in map(int, self._box.uids(criteria, charset=None)) if uid > after)

    def _fetch(self, uids: Sequence[int], what: str) -> Iterator[Fetched]:
        status, answer = self._box.client.uid("FETCH", ",".join(map(str, uids)), what)
        if status != "OK":
            raise ValueError(status)
        wanted = set(uids)
        return (one for one in read_fetched(answer) if one.uid in wanted)

    def _look(self, message_id: str, folders: Sequence[str]) -> tuple[str, int] | None:
        name = message_id.translate({ord(sign): None for sign in '"\\\r\n'})
        for folder in folders:
            self._examine(folder)
            if uids := self._uids(f'HEADER Message-ID "<{name}>"'):
                return folder, uids[-1]
        return None

    def _named_or_for(self, folder: str, purpose: str) -> list[str]:
        return [folder] if self._box.folder.exists(folder) else self._folders_for(purpose)

    def _folders_for(self, purpose: str) -> list[str]:
        return [one.name for one in self._box.folder.list() if purpose in one.flags]

    @contextmanager
    def _problems(self, folder: str) -> Iterator[None]:
        try:
            yield
        except PROBLEMS as error:
            reason = (
                "it took too long" if isinstance(error, TimeoutError) else "the server did not do what it was asked"
            )
            if self._open is not None:
                hang_up(self._open)
                self._open = None
            raise MailboxProblem(
                f"The folder “{folder}” of the mailbox at {self._server.host} cannot be read: {reason}.",
                next="See whether it is called so (the setting `mail.inbox_folders`), then try again.",
            ) from None


def _since(day: date | None) -> str:
    # By the day on which the server got it (RFC 3501, 6.4.4), in words that no language setting changes.
    return f" SINCE {day.day}-{_MONTHS[day.month - 1]}-{day.year}" if day else ""
