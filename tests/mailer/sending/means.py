"""What a run of sending works with, in tests."""

from collections.abc import Callable
from datetime import UTC, datetime

from mailer.model import Answer, Decision, Mail, Move, Reason, Recipient, Stage
from mailer.pace import Limits, Pace
from mailer.sending import Means
from mailer.smtp.server import Patience, Security, SmtpServer
from mailer.smtp.transport import SmtpTransport

QUICK = Patience()
Compose = Callable[[int, Recipient], Mail]


def decide(answer: Answer) -> Decision:
    """Decide by the code alone, so that a test says what a server means."""
    moves = {0: Move.IN_DOUBT if answer.stage is Stage.DOT else Move.RETRY, 421: Move.SLOW_DOWN}
    moves |= {550: Move.SUPPRESS, 552: Move.REFUSED, 554: Move.PAUSE, 556: Move.STOP}
    move = Move.ACCEPTED if answer.accepted else moves.get(answer.code, Move.RETRY)
    reason = Reason.INVALID if move is Move.SUPPRESS else None
    return Decision(move=move, why=f"It said {answer.code}.", reason=reason)


def transport(port: int) -> SmtpTransport:
    """Return the way to a server on this computer."""
    return SmtpTransport(SmtpServer(host="127.0.0.1", port=port, security=Security.NONE), patience=QUICK)


def means(
    port: int,
    compose: Compose,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    pace: Pace | None = None,
    suppressed: Callable[[str], Reason | None] = lambda _: None,
    suppress: Callable[[str, Reason, str], None] = lambda *_: None,
) -> Means:
    """Return means that have no limits unless others are given."""
    return Means(
        compose=compose,
        transport=transport(port),
        pace=pace or Pace(Limits(connections=10)),
        decide=decide,
        without_addresses=lambda text, _: text,
        suppressed=suppressed,
        suppress=suppress,
        keep_pace=lambda: None,
        clock=clock,
    )
