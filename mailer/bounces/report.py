"""What a mail that came back says."""

from datetime import datetime

import msgspec

from mailer.model import Answer, EventKind, Stage


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in a mail; most of it is empty where the mail says nothing of a letter.

    It holds addresses, and words of servers that may hold some: nothing of it may be kept or shown as it is.
    """

    kind: EventKind | None = None
    """`None`: some other mail."""
    addresses: tuple[str, ...] = ()
    """Who it may be about, the likeliest first. The caller knows to whom a letter went; nobody else may be meant."""
    code: int = 0
    """The three digits of the server that refused; 0 where they are not told."""
    status: str = ""
    """`5.1.1` (RFC 3463)."""
    text: str = ""
    """What that server said, on one line."""
    tokens: tuple[str, ...] = ()
    """What may be tokens of ours: in the addresses that the mail came to, and in the letter that came back with it.
    They count once their signature has been checked (`mailer.tokens.read_token`)."""
    message_id: str = ""
    """Of the letter, without angle brackets."""
    when: datetime | None = None

    @property
    def answer(self) -> Answer:
        """Return it as if the server had refused the recipient while the letter was handed over.

        Where no code is told, it is one that says as much as the status; a bounce without any says that it is final.
        """
        temporary = self.status.startswith("4") or (not self.status and self.kind is EventKind.DEFERRED)
        code = self.code or (450 if temporary else 550)
        return Answer(stage=Stage.RECIPIENT, code=code, enhanced=self.status, text=self.text)
