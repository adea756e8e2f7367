"""Hands single mails to the mail server: test copies and the fire drill, never a campaign."""

from collections.abc import Sequence

from mailer.model import Answer, Mail, Stage
from mailer.transport import Transport


def hand_over(transport: Transport, mails: Sequence[Mail]) -> list[Answer]:
    """Hand over each mail once, and return what was answered to each, in their order.

    Where the line ends early, the mails that were not begun have the stage `CONNECT` and code 0.

    Raises:
        MailServerAway, MailServerRefused, UnsafeConnection: see `Transport.connect`.
    """
    feed = _Feed(mails)
    connection = transport.connect()
    try:
        connection.deliver(feed)
    finally:
        connection.close()
    return [feed.answers.get(id(mail), Answer(stage=Stage.CONNECT)) for mail in mails]


class _Feed:
    """Gives out mails that are there already. See `Feed`."""

    def __init__(self, mails: Sequence[Mail]) -> None:
        self._left = iter(mails)
        self.answers: dict[int, Answer] = {}

    def next(self, *, wait: bool) -> Mail | None:  # noqa: ARG002 - none is ever waited for
        return next(self._left, None)

    def handing_over(self, mail: Mail) -> None:
        pass  # nothing has to be remembered: a test copy that comes twice does no harm

    def answered(self, mail: Mail, answer: Answer) -> None:
        self.answers[id(mail)] = answer  # by the mail itself: test copies have no number of their own
