"""Sends a campaign in a process of its own, to be killed.

python -m tests.mailer.sending.sender FOLDER PORT KEYFILE CONNECTIONS
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backup.archive.keys import Key, Vault
from mailer.ledger import Ledger
from mailer.model import Mail, Recipient
from mailer.sending import Ending, Rules, Sending
from tests.mailer.sending.means import means


class Clock:
    """The time, with the waits between tries left out."""

    def __init__(self) -> None:
        """Begin now."""
        self.left_out = timedelta()

    def __call__(self) -> datetime:
        """Return the time."""
        return datetime.now(UTC) + self.left_out


def mail(number: int, recipient: Recipient) -> Mail:
    """Return a mail of some size."""
    content = b"Subject: %d\r\n\r\n" % number + b"words and words\r\n" * 60
    return Mail(number=number, sender="maya@writer.test", recipient=recipient.address, content=content)


def main(folder: Path, port: int, key: str, connections: int) -> None:
    """Send, and go on again where recipients have to be tried again."""
    held, clock = Key(key), Clock()
    rules = Rules(connections=connections, synced=False, wait_up_to=timedelta())
    with Ledger(folder, Vault(recipient=held.recipient, key=held)) as ledger:
        while Sending(ledger, means(port, mail, clock=clock), rules).run().ending is Ending.WAITING:
            clock.left_out += timedelta(hours=1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]).read_text(), int(sys.argv[4]))
