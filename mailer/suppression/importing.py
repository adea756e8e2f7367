"""Reads the addresses that another service will not write to: a CSV of its bounces, complaints or unsubscriptions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from backup.audience.addresses import why_refused
from backup.audience.cells import split_cells
from backup.audience.columns import address_column, key_of
from backup.model import Problem, Row, SubscriberRows
from backup.sources.subscriber_csv import SubscriberCsv
from mailer.model import Reason
from mailer.suppression.suppression_list import Entry, SuppressionList

SOURCE = "import"
MASKED = "The service hides the address."
LETTERS_WANTED = "The row says that this person gets letters."

_WORDS = (
    (Reason.COMPLAINED, ("complain", "spam", "junk", "abuse")),
    (Reason.UNSUBSCRIBED, ("unsub", "optout", "optedout", "manualsuppression")),
    (Reason.INVALID, ("invalid", "nosuch", "notfound")),
    (Reason.BOUNCED, ("bounce", "clean", "undeliver")),
    (Reason.BLOCKED, ("block", "suppress", "disabled")),
)
"""Parts of the words by which SES, Postmark, Mailgun, SendGrid, Brevo, Mailchimp and listmonk say why."""
_WANTED = frozenset({"subscribed", "active", "enabled", "confirmed"})
_WHY = ("reason", "status", "type", "event")
"""Parts of the names of columns that say why."""


class NotTaken(NamedTuple):
    """A row that suppresses nobody. Holds no address."""

    row: int | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What became of the rows of a file."""

    found: int
    """Rows with an address that is to be suppressed."""
    added: int
    """How many of the addresses were not on the list, or for a weaker reason."""
    not_taken: tuple[NotTaken, ...]


def import_file(
    suppressions: SuppressionList, path: Path, *, reason: Reason | None, at: datetime, dry_run: bool = False
) -> ImportReport:
    """Suppress the addresses in a file. `reason` is for rows that do not say why; `None`: the file's name may.

    Nobody is ever taken off the list by it. With `dry_run` the file is only read.

    Raises:
        UnknownFile: there is no address in it.
        StorageError: the disk refuses.
    """
    not_taken: list[NotTaken] = []
    found = 0

    def entries() -> Iterator[Entry]:
        nonlocal found
        for one in read_file(path, reason=reason, at=at):
            if isinstance(one, NotTaken):
                not_taken.append(one)
            else:
                found += 1
                yield one

    added = sum(0 for _ in entries()) if dry_run else suppressions.add_many(entries())
    return ImportReport(found=found, added=added, not_taken=tuple(not_taken))


def read_file(path: Path, *, reason: Reason | None, at: datetime) -> Iterator[Entry | NotTaken]:
    """Yield what each row of a file suppresses, or why it suppresses nobody. See `import_file`.

    Raises:
        UnknownFile: there is no address in it.
    """
    otherwise = reason or _reason_in(path.stem) or Reason.UNSUBSCRIBED
    header: Sequence[str] = ()
    problems = []
    for record in SubscriberCsv(path).fetch():
        if isinstance(record, SubscriberRows):
            header = record.header
            for row in record.records:
                yield _read(header, row, otherwise, at) or NotTaken(None, "The row has no e-mail address.")
        elif isinstance(record, Row):
            yield NotTaken(None, MASKED)
        elif isinstance(record, Problem):
            problems.append(record)
    for problem in problems:
        # Of several rows of one address only one is a row of the list, and here the others may say more.
        yield _read(header, problem.raw or b"", otherwise, at) or NotTaken(problem.row, problem.reason)


def _read(header: Sequence[str], record: bytes, otherwise: Reason, at: datetime) -> Entry | NotTaken | None:
    """Return what a record says, `None` where it is no row with an address."""
    cells = split_cells(record)
    place = address_column(header)
    if place is None or len(cells) != len(header) or "@" not in cells[place]:
        return None
    if (why := why_refused(key_of(cells[place]))) is not None:
        return NotTaken(None, why)
    said = [cell for name, cell in zip(header, cells, strict=True) if any(word in name.casefold() for word in _WHY)]
    reasons = list(filter(None, map(_reason_in, said)))
    if not reasons and any(_letters(cell) in _WANTED for cell in said):
        return NotTaken(None, LETTERS_WANTED)
    return Entry(cells[place], reasons[0] if reasons else otherwise, SOURCE, at)


def _reason_in(text: str) -> Reason | None:
    letters = _letters(text)
    return next((reason for reason, words in _WORDS if any(word in letters for word in words)), None)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
