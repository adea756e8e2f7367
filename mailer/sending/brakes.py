"""When to stop a campaign by itself: what is about the sender, the quota or the letter stops it, never a subscriber.

Thresholds: bounces 5 % by default (Buttondown's standards ask for permanent failures of at most 1 %), complaints 0.1 %
(Google's sender guidelines). A small list may have some dead addresses: a share needs enough letters. No table knows
all that servers say: what is said again and again, and nothing is taken meanwhile, is not believed of the subscribers.
"""

from mailer.model import Answer, Decision, Move, Stage
from mailer.sending.report import Rules

_STRIKES = 3
"""Refusals one after the other that are about the sender: one alone may be a whim of the recipient's own server."""
_DEAD = 10
"""Addresses one after the other that the server calls dead, and it takes nothing meanwhile: lists are not like that."""
_REFUSED = 20
"""Refusals one after the other that say nothing of the sender, and the server takes nothing meanwhile."""
_ENOUGH = 100
"""Letters from which on a share says something."""
_ENOUGH_COMPLAINTS = 3
"""Complaints from which on their share says something: one subscriber of 500 is 0.2 %."""
_ENOUGH_DISTRUST = 10
"""Letters that came back because of the sender, from which on their share says something."""
_LONGEST = 200
"""Characters of a server's words that are repeated."""
_AT_ONCE = frozenset({Stage.CONNECT, Stage.HELLO, Stage.TLS, Stage.SIGN_IN, Stage.SENDER})
"""Stages at which no recipient has been named yet, so that an answer can be about nobody else than the sender."""


class Brakes:
    """Looks at each answer of a run, and says when it is enough."""

    def __init__(self, rules: Rules, *, accepted: int = 0, dead: int = 0) -> None:
        """Take what is known of the campaign from earlier runs; `dead` are refusals that suppressed somebody."""
        self._rules = rules
        self._dead, self._accepted = dead, accepted
        self._returned = self._complained = self._distrusted = 0
        self._strikes = self._dead_in_a_row = self._refused_in_a_row = 0
        self._doubtful = False
        self.why = ""
        """Why the campaign has to stop, once it has."""
        self.decision: Decision | None = None
        self._look()

    def heard(self, *, bounced: int, complained: int, distrusted: int = 0) -> None:
        """Take what came back of the campaign until now, all of it each time; `distrusted`: because of the sender."""
        self._returned, self._complained, self._distrusted = bounced, complained, distrusted
        self._look()

    def accepted(self) -> None:
        """Take note that a letter was taken."""
        self._accepted += 1
        self._strikes = self._dead_in_a_row = self._refused_in_a_row = 0

    def refused(self, answer: Answer, decision: Decision, said: str) -> Decision:
        """Take note of any other answer, and return what follows; `said` are its words without addresses.

        That is the decision itself, until as many in a row were refused that it is not believed: they wait.
        """
        if decision.move in (Move.SUPPRESS, Move.REFUSED) and self._doubtful:
            return _waits(decision)
        if decision.move is Move.SUPPRESS:
            self._dead += 1
            self._strikes = 0
            self._dead_in_a_row += 1
            self._look()
            if self._dead_in_a_row >= _DEAD:
                self._doubt(
                    f"The server called {_DEAD} addresses one after the other dead, and took no letter meanwhile:"
                    f" {_quoted(answer, said)}. Nothing goes to these any more. If it is about your account and not"
                    " about them, take them off the list again (outlast mail suppress remove), then let them wait"
                    " again (outlast mail retry).",
                    decision,
                )
        elif decision.move is Move.REFUSED:
            self._refused_in_a_row += 1
            if self._refused_in_a_row >= _REFUSED:
                self._doubt(
                    f"The server refused {_REFUSED} letters one after the other, and took none meanwhile:"
                    f" {_quoted(answer, said)}. It may be about your account and not about your subscribers: ask your"
                    " provider. Those who were refused can be tried again (outlast mail retry).",
                    decision,
                )
        elif decision.move is Move.STOP:
            self._pull(_with_words(answer, decision, said), decision)
        elif decision.move is Move.PAUSE:
            self._strikes += 1
            if answer.stage in _AT_ONCE or self._strikes >= _STRIKES:
                self._pull(_with_words(answer, decision, said), decision)
        return decision

    def _look(self) -> None:
        bounced, letters = self._dead + self._returned, self._accepted + self._dead
        too_many = letters * self._rules.pause_bounces
        if self._distrusted >= _ENOUGH_DISTRUST and self._distrusted >= too_many:
            self._pull(
                f"{self._distrusted:,} of {letters:,} letters came back because of their sender (spam, a rule, a quota,"
                " no proof that they are yours), and not because of the subscribers. See what is wrong (outlast mail"
                " check) and mend it. To go on then, allow a larger share (mail.pause_bounces)."
            )
        if letters < _ENOUGH:
            return
        if bounced >= too_many:
            self._pull(
                f"{bounced:,} of {letters:,} letters bounced: the list may be old, and going on would harm your name"
                " with the providers. To go on all the same, allow a larger share (mail.pause_bounces)."
            )
        elif self._complained >= _ENOUGH_COMPLAINTS and self._complained >= letters * self._rules.pause_complaints:
            self._pull(
                f"{self._complained:,} of {letters:,} letters were called spam by those who got them: going on would"
                " harm your name with the providers. To go on all the same, allow a larger share"
                " (mail.pause_complaints)."
            )

    def _doubt(self, why: str, decision: Decision) -> None:
        self._doubtful = True
        self._pull(why, decision)

    def _pull(self, why: str, decision: Decision | None = None) -> None:
        self.why = self.why or why
        self.decision = self.decision or decision


def _waits(decision: Decision) -> Decision:
    return Decision(move=Move.PAUSE, why=decision.why, source=decision.source)


def _with_words(answer: Answer, decision: Decision, said: str) -> str:
    """Return why a campaign stops with what the server said: only that tells the writer what to mend."""
    return f"{decision.why} It said: {_quoted(answer, said)}." if answer.code else decision.why


def _quoted(answer: Answer, said: str) -> str:
    words = f"{answer.code} {answer.enhanced}".strip() + f" {said}"
    return f"“{words.strip()[:_LONGEST]}”"
