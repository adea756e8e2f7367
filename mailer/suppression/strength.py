"""Which of several reasons for suppressing an address is kept: the one that binds the writer most."""

from mailer.model import Reason

_STRENGTH = {
    reason: strength
    for strength, reason in enumerate(
        (
            Reason.BOUNCED,
            Reason.INVALID,
            Reason.BLOCKED,
            Reason.UNSUBSCRIBED,
            Reason.COMPLAINED,
            Reason.FORGOTTEN,
        )
    )
}


def is_stronger(reason: Reason, known: Reason) -> bool:
    """Tell whether a reason says more than the one that is known: the owner's own wish goes before what servers say."""
    return _STRENGTH[reason] > _STRENGTH[known]
