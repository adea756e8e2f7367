"""Whom of those that the server refused it makes sense to try once more."""

from collections.abc import Container, Iterator

from mailer.ledger import Ledger, Standing
from mailer.model import Answer, Move, RecipientState, Stage
from mailer.replies import decide

_OF_THE_ADDRESS = ("5.2.1", "5.4.1", "5.6.7")
"""Disabled; not let in; beyond ASCII. And all of 5.1 (RFC 3463, 3.2)."""
_NO_SUCH_ADDRESS = (551, 553)
"""Not here; not a name for a mailbox (RFC 5321, 4.2.3)."""


def worth_a_second_try(ledger: Ledger, suppressed: Container[str]) -> Iterator[int]:
    """Yield the numbers of those who were refused, and not because of their address, unless they get no letters now.

    Who was suppressed for the refusal and is not any more was taken off the list by hand: the address is good.

    Raises:
        KeyProblem: the archive's key is not there, so nobody can be looked up on the list.
    """
    for one in ledger.standing(RecipientState.REJECTED):
        if _may_pass(one):
            recipient = ledger.recipient(one.number)
            if recipient is not None and recipient.address not in suppressed:
                yield one.number


def _may_pass(one: Standing) -> bool:
    """Tell whether it may be otherwise the next time. A letter that could not be made has no code."""
    said = Answer(stage=Stage.RECIPIENT, code=one.code, enhanced=one.enhanced, text=one.said)
    if one.code and decide(said).move is Move.SUPPRESS:
        return True
    of_the_address = one.enhanced.startswith("5.1.") or one.enhanced in _OF_THE_ADDRESS
    return bool(one.code) and one.code not in _NO_SUCH_ADDRESS and not of_the_address
