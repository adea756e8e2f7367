"""What every mailbox can do. Nothing in it is ever deleted, moved, or marked as seen."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from datetime import date
from types import TracebackType
from typing import Self

from mailer.mailbox.position import Found, Incoming, Position

LARGEST = 262_144
"""Bytes of a mail that are fetched. Reports stand at the beginning, and a letter of ours is smaller than that."""


class Mailbox(ABC):
    """A mailbox. Errors of the server and of the disk become `MailboxProblem`, without any secret in them."""

    name: str
    """Which it is: positions in one say nothing of another."""
    folders: tuple[str, ...]
    """The ones to look through."""

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def reach(self) -> None:  # noqa: B027 - a file is there
        """Make sure that it can be opened, and look at nothing.

        Raises:
            MailboxProblem, UnsafeConnection: it cannot.
        """

    @abstractmethod
    def newer(
        self, folder: str, than: Position, wanted: Callable[[bytes], bool], *, since: date | None = None
    ) -> Iterator[Incoming]:
        """Yield what has come into a folder since `than`, the oldest first; nothing that came before the day `since`.

        `wanted` looks at a mail's header; of those that are not, only the position is yielded. If the folder's
        validity is another one, or the mailbox keeps no numbers, everything is yielded: who acts on a mail has to
        know it again.

        Raises:
            MailboxProblem: the folder cannot be read; what has been yielded stands.
        """

    @abstractmethod
    def has_message(self, message_id: str, folder: str) -> bool | None:
        """Tell whether a folder holds the mail of that name (without angle brackets); `None` where it cannot be told.

        Only `True` proves something: not every server keeps what it sends.
        """

    @abstractmethod
    def find(self, message_id: str) -> Found | None:
        """Return the mail of that name from the folders, or from where the server puts spam; `None`: it is not there.

        Raises:
            MailboxProblem: nothing can be read.
        """

    def close(self) -> None:  # noqa: B027 - a file needs none
        """Hang up. Never raises."""
