"""Settles what is in doubt: mails whose content went out and whose answer was lost (docs/decisions/0019).

What proves that a mail was taken: its copy in the provider's Sent folder or its log, or that something came back for
it. That it is not found proves nothing, unless whoever looks says so. Otherwise it is held until the writer decides;
sent again it has the same Message-ID, so that some mailboxes keep one copy (Gmail is reported to do so).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from mailer.ledger import Ledger, Settled, Standing
from mailer.model import RecipientState

Look = Callable[[Standing], bool | None]
"""Returns whether the mail of a recipient was taken, by what can be seen somewhere; `None`: it cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What became of the recipients in doubt."""

    taken: int = 0
    """Their mail is known to have been taken."""
    waiting: int = 0
    """They will be written to again: their mail is known not to have been taken, or the writer wants it."""
    held: int = 0


def look_for(ledger: Ledger, look: Look, now: datetime) -> Resolved:
    """Ask `look` for each recipient in doubt, and settle those of whom it can tell.

    Raises:
        StorageError, DamageError: what was settled before stays so.
    """
    found = {standing.number: look(standing) for standing in list(ledger.standing(RecipientState.IN_DOUBT))}
    taken = [number for number, was_taken in found.items() if was_taken]
    again = [number for number, was_taken in found.items() if was_taken is False]
    # Whose mail came back meanwhile, as a bounce or a complaint, is no more in doubt, and stays as that says.
    taken_now = _settle(ledger, taken, RecipientState.ACCEPTED, now)
    waiting = _settle(ledger, again, RecipientState.PENDING, now)
    return Resolved(taken=taken_now, waiting=waiting, held=len(found) - len(taken) - len(again))


def decide_by_hand(ledger: Ledger, numbers: Iterable[int] | None, now: datetime, *, resend: bool) -> Resolved:
    """Do with recipients in doubt (`None`: all) what the writer decided: send again, or take them as written to."""
    doubtful = {one.number for one in ledger.standing(RecipientState.IN_DOUBT)}
    chosen = sorted(doubtful if numbers is None else doubtful & set(numbers))
    settled = _settle(ledger, chosen, RecipientState.PENDING if resend else RecipientState.ACCEPTED, now)
    left = len(doubtful) - len(chosen)
    return Resolved(taken=0 if resend else settled, waiting=settled if resend else 0, held=left)


def _settle(ledger: Ledger, numbers: list[int], state: RecipientState, now: datetime) -> int:
    settled = [Settled(number=number, state=state, tried=False) for number in numbers]
    return ledger.mark(settled, now, only=RecipientState.IN_DOUBT) if settled else 0
