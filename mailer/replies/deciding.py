"""From an answer to what follows: the first row that fits."""

from mailer.model import Answer, Decision, Move, Stage
from mailer.replies.later import AT_ONCE, BROKEN_LINES, LISTS_OF_PROVIDERS, QUOTAS, TRANSIENT
from mailer.replies.never import FINAL
from mailer.replies.rule import Rule
from mailer.replies.words import as_looked_at

_NONSENSE = (
    Rule(
        name="no-known-answer-to-the-content",
        stages=(Stage.DOT,),
        move=Move.IN_DOUBT,
        why="The letter went out, and the answer means nothing: the server may have taken it.",
        source="RFC 1047",
    ),
    Rule(
        name="no-known-answer",
        move=Move.RETRY,
        wait=AT_ONCE,
        why="The server’s answer means nothing here, and the letter did not go out.",
        source="RFC 5321, 4.2.1",
    ),
)
TABLE: tuple[Rule, ...] = (*BROKEN_LINES, *LISTS_OF_PROVIDERS, *QUOTAS, *TRANSIENT, *FINAL, *_NONSENSE)
_TAKEN = next(rule.decision for rule in TABLE if rule.move is Move.ACCEPTED)


def decide(answer: Answer) -> Decision:
    """Return what follows from an answer about a mail with one recipient.

    Where a decision names no `wait`, half an hour is the least (RFC 5321, 4.5.4.1).
    """
    if answer.accepted:
        return _TAKEN
    words = as_looked_at(answer.text)
    return next(rule.decision for rule in TABLE if rule.fits(answer, words))
