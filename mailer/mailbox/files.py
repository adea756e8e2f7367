"""A mailbox that is a file (mbox, RFC 4155) or a folder (Maildir, cr.yp.to/proto/maildir.html) on this computer."""

import mailbox
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from mailer.errors import MailboxProblem
from mailer.mailbox._base import LARGEST, Mailbox
from mailer.mailbox.position import Found, Incoming, Position

_HERE = "INBOX"


class FileMailbox(Mailbox):
    """All mails in a file or a folder. It keeps no numbers, so each look begins at the beginning."""

    folders = (_HERE,)

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            MailboxProblem: it is neither an mbox file nor a Maildir folder.
        """
        self._path = path
        self.name = str(path.absolute())
        if path.is_dir() and not all((path / part).is_dir() for part in ("cur", "new")):
            raise MailboxProblem(
                f"{path} is no Maildir folder: it has no folders “cur” and “new” in it.",
                next="Name the folder that holds them, or an mbox file.",
            )
        if not path.exists():
            raise MailboxProblem(f"{path} is not there.", next="Look for the name of the file or folder.")

    def newer(
        self,
        folder: str,  # noqa: ARG002 - it has one
        than: Position,  # noqa: ARG002 - it keeps no numbers
        wanted: Callable[[bytes], bool],
        *,
        since: date | None = None,  # noqa: ARG002 - …and no days
    ) -> Iterator[Incoming]:
        """See `Mailbox.newer`."""
        for number, content in enumerate(self._mails(), start=1):
            position = Position(last=number)
            yield Incoming(position=position, content=content[:LARGEST] if wanted(_header(content)) else None)

    def has_message(self, message_id: str, folder: str) -> bool | None:  # noqa: ARG002 - it has one
        """See `Mailbox.has_message`."""
        return self.find(message_id) is not None

    def find(self, message_id: str) -> Found | None:
        """See `Mailbox.find`."""
        wanted = f"<{message_id}>".encode()
        for content in self._mails():
            if wanted in _header(content):
                return Found(folder=_HERE, junk=False, content=content)
        return None

    def _mails(self) -> Iterator[bytes]:
        try:
            is_folder = self._path.is_dir()
            with closing(_opened(self._path, is_folder=is_folder)) as box:
                for key in sorted(box.iterkeys()) if is_folder else box.iterkeys():
                    with suppress(KeyError, FileNotFoundError):  # a mail program has moved it meanwhile
                        yield box.get_bytes(key)
        except OSError as error:
            raise MailboxProblem(f"{self._path} cannot be read: {error.strerror or type(error).__name__}.") from None


def _opened(path: Path, *, is_folder: bool) -> "mailbox.Mailbox[mailbox.Message]":
    # Closing writes nothing where nothing was changed.
    box: mailbox.Mailbox[mailbox.Message]
    box = mailbox.Maildir(path, create=False) if is_folder else mailbox.mbox(path, create=False)
    return box


def _header(content: bytes) -> bytes:
    ends = [end for end in (content.find(blank) for blank in (b"\n\n", b"\r\n\r\n", b"\r\r")) if end >= 0]
    return content[: min(ends, default=len(content))]
