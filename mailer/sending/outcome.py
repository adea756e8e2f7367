"""From an answer to what is written down about a recipient."""

from collections.abc import Callable
from datetime import datetime, timedelta

from mailer.ledger import Claimed, Settled
from mailer.model import Answer, Decision, Move, RecipientState, Stage
from mailer.sending.retrying import next_wait

_STATES = {
    Move.ACCEPTED: RecipientState.ACCEPTED,
    Move.RETRY: RecipientState.DEFERRED,
    Move.SLOW_DOWN: RecipientState.DEFERRED,
    Move.PAUSE: RecipientState.DEFERRED,
    Move.STOP: RecipientState.DEFERRED,
    Move.REFUSED: RecipientState.REJECTED,
    Move.SUPPRESS: RecipientState.REJECTED,
    Move.IN_DOUBT: RecipientState.IN_DOUBT,
}
"""What stops the campaign is not about the recipient, who therefore waits."""


def settled(
    claimed: Claimed,
    answer: Answer,
    decision: Decision,
    now: datetime,
    *,
    replay_within: timedelta | None,
    without_addresses: Callable[[str, str], str],
) -> Settled:
    """Return what becomes of a recipient after an answer.

    Where the provider takes a mail once however often it comes (`replay_within`), what is in doubt is sent again soon.
    It stays in doubt until a mail is taken: a refusal of the second says nothing of the first.
    """
    state = _STATES[decision.move]
    never_begun = answer.code == 0 and answer.stage is Stage.SENDER  # the line ended before its turn
    if claimed.in_doubt and state is not RecipientState.ACCEPTED:
        state = RecipientState.IN_DOUBT
    elif never_begun:
        state = RecipientState.PENDING
    replayed = replay_within is not None and decision.move not in (Move.REFUSED, Move.SUPPRESS)
    again = state is RecipientState.DEFERRED or (state is RecipientState.IN_DOUBT and replayed)
    return Settled(
        number=claimed.number,
        state=state,
        answer=Answer(
            stage=answer.stage,
            code=answer.code,
            enhanced=answer.enhanced,
            text=without_addresses(answer.text, claimed.recipient.address),
        ),
        next_try=now + next_wait(claimed.attempts, decision, answer) if again else None,
        tried=not never_begun,
    )


def untried(
    claimed: Claimed, state: RecipientState, *, answer: Answer | None = None, due: datetime | None = None
) -> Settled:
    """Return that a recipient goes into a state without having been tried; who was in doubt stays so, until `due`."""
    if claimed.in_doubt:
        return Settled(number=claimed.number, state=RecipientState.IN_DOUBT, next_try=due, tried=False)
    return Settled(number=claimed.number, state=state, answer=answer, tried=False)
