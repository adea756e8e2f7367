"""How long to let a recipient be before another try (RFC 5321, 4.5.4.1: at least 30 minutes, then longer)."""

from datetime import timedelta

from mailer.ledger.ledger import LONGEST_WAIT
from mailer.model import Answer, Decision

_FIRST = timedelta(minutes=30)
LINE_BROKE = timedelta(minutes=1)
"""When the line broke before anything went out: it says nothing of the recipient."""


def next_wait(attempts: int, decision: Decision, answer: Answer) -> timedelta:
    """Return how long to wait after `attempts` earlier tries and this answer.

    Where the line is to blame (`decision.wait` is nothing, or no answer came), the first wait is short; it grows all
    the same, since a mail at which a server hangs up each time must not be tried for ever.
    """
    line = not answer.code or decision.wait == timedelta()
    first = LINE_BROKE if line else _FIRST
    longer: timedelta = first * 2 ** min(attempts, 10)
    return min(max(longer, decision.wait or first), LONGEST_WAIT)
