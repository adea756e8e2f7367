"""When to stop a campaign by itself: what is about the sender, the quota or the letter stops it, never a subscriber.

Thresholds: bounces 5 % by default (Buttondown's standards ask for permanent failures of at most 1 %), complaints 0.1 %
(Google's sender guidelines). A small list may have some dead addresses: a share needs enough letters.
"""

from mailer.model import Answer, Decision, Move, Stage
from mailer.sending.report import Rules

_STRIKES = 3
"""Refusals one after the other that are about the sender: one alone may be a whim of the recipient's own server."""
_ENOUGH = 100
"""Letters from which on a share says something."""
_ENOUGH_COMPLAINTS = 3
"""Complaints from which on their share says something: one subscriber of 500 is 0.2 %."""
_AT_ONCE = frozenset({Stage.CONNECT, Stage.HELLO, Stage.TLS, Stage.SIGN_IN, Stage.SENDER})
"""Stages at which no recipient has been named yet, so that an answer can be about nobody else than the sender."""


class Brakes:
    """Looks at each answer of a run, and says when it is enough."""

    def __init__(self, rules: Rules, *, bounced: int = 0, complained: int = 0, accepted: int = 0) -> None:
        """Take what is known of the campaign from earlier runs."""
        self._rules = rules
        self._refused, self._accepted = 0, accepted
        self._returned, self._complained = bounced, complained
        self._strikes = 0
        self.why = ""
        """Why the campaign has to stop, once it has."""
        self.decision: Decision | None = None
        self._look()

    def heard(self, *, bounced: int, complained: int) -> None:
        """Take what came back of the campaign until now, all of it each time."""
        self._returned, self._complained = bounced, complained
        self._look()

    def accepted(self) -> None:
        """Take note that a letter was taken."""
        self._accepted += 1
        self._strikes = 0

    def refused(self, answer: Answer, decision: Decision) -> None:
        """Take note of any other answer."""
        if decision.move is Move.SUPPRESS:
            self._refused += 1
            self._strikes = 0
            self._look()
        elif decision.move is Move.STOP:
            self._pull(decision.why, decision)
        elif decision.move is Move.PAUSE:
            self._strikes += 1
            if answer.stage in _AT_ONCE or self._strikes >= _STRIKES:
                self._pull(decision.why, decision)

    def _look(self) -> None:
        bounced = self._refused + self._returned
        letters = self._accepted + self._refused
        if letters < _ENOUGH:
            return
        if bounced >= letters * self._rules.pause_bounces:
            self._pull(
                f"{bounced:,} of {letters:,} letters bounced: the list may be old, and going on would harm your name"
                " with the providers. To go on all the same, allow a larger share (mail.pause_bounces)."
            )
        elif self._complained >= _ENOUGH_COMPLAINTS and self._complained >= letters * self._rules.pause_complaints:
            self._pull(f"{self._complained:,} of {letters:,} letters were called spam by those who got them.")

    def _pull(self, why: str, decision: Decision | None = None) -> None:
        self.why = self.why or why
        self.decision = self.decision or decision
