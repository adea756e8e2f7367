"""A ledger for tests."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from backup.archive.keys import Key, Vault
from mailer.ledger import Ledger, create
from mailer.model import Destination, Recipient

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
KEY = Key.generate()
VAULT = Vault(recipient=KEY.recipient, key=KEY)


def digest(address: str) -> bytes:
    """Stand in for the archive's keyed digest."""
    return hashlib.sha256(address.lower().encode()).digest()[:16]


def destination_of(address: str) -> Destination:
    """Tell two destinations apart."""
    return Destination.GMAIL if address.endswith("@gmail.com") else Destination.REST


def people(count: int) -> list[Recipient]:
    """Return recipients; each third is at Gmail."""
    return [
        Recipient(address=f"person{number}@{'gmail.com' if number % 3 == 0 else 'example.org'}", name=f"P {number}")
        for number in range(1, count + 1)
    ]


def made_ledger(folder: Path, recipients: Iterable[Recipient], vault: Vault = VAULT) -> Ledger:
    """Return a new ledger, open."""
    create(folder, vault, recipients, digest=digest, destination_of=destination_of)
    return Ledger(folder, vault)
