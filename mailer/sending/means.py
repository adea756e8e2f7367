"""What a run of sending works with."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mailer.model import Answer, Decision, Reason
from mailer.pace import Pace
from mailer.sending.line import Compose
from mailer.sending.report import Suppress
from mailer.transport import Transport


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """All that is not the ledger."""

    compose: Compose
    transport: Transport
    pace: Pace
    decide: Callable[[Answer], Decision]
    without_addresses: Callable[[str, str], str]
    """Blots addresses out of what a server said; the second one is the recipient's."""
    suppressed: Callable[[str], Reason | None]
    """Why no letter may go to an address, if so."""
    suppress: Suppress
    keep_pace: Callable[[], None]
    """Writes down what the pace knows, so that another run does not begin anew."""
    clock: Callable[[], datetime]
    """Aware."""
    monotonic: Callable[[], float] = time.monotonic
