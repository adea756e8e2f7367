"""The answer to a mail that cannot be made for one recipient, while the mails to all others can be."""

from mailer.errors import LetterProblem


def unmakeable(why: str) -> LetterProblem:
    """Return the problem of one mail; whoever sends notes its recipient as rejected, with `what`, and goes on.

    Args:
        why: a sentence that holds neither address nor name nor any other value of the subscriber.
    """
    return LetterProblem(
        why,
        so_what="This subscriber gets no letter; all others do.",
        next="Correct the entry in your list of subscribers, if you know better.",
    )
