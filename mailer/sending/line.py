"""What stands between the ledger and the connections: claimed recipients go out, answers come back. For one thread."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from mailer.errors import LetterProblem, MailProblem
from mailer.ledger import Claimed, Journal
from mailer.model import Answer, Mail, Recipient, Stage

Compose = Callable[[int, Recipient], Mail]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmade:
    """The letter could not be made for this recipient."""

    why: str


class Line:
    """The queue of a run. The mails themselves are made by whoever takes them."""

    def __init__(self, compose: Compose, journal: Journal) -> None:
        """Take what makes mails."""
        self._compose, self._journal = compose, journal
        self.ready: deque[Claimed] = deque()
        """Claimed recipients whom nobody has taken up yet."""
        self.answered: list[tuple[Claimed, Answer | Unmade]] = []
        """What came back and is not settled."""
        self.trouble: MailProblem | OSError | None = None
        """What makes every connection stop: a disk that refuses the journal, a password that is not accepted."""

    def answers(self) -> list[tuple[Claimed, Answer | Unmade]]:
        """Return what came back since the last time."""
        found, self.answered = self.answered, []
        return found

    def fail(self, trouble: MailProblem | OSError) -> None:
        """Make every connection stop."""
        self.trouble = self.trouble or trouble

    def feed(self) -> "LineFeed":
        """Return what one connection takes from."""
        return LineFeed(self, self._compose, self._journal)


class LineFeed:
    """One connection's end of the line. Implements `mailer.transport.Feed`; never waits."""

    def __init__(self, line: Line, compose: Compose, journal: Journal) -> None:
        """Take the line."""
        self._line, self._compose, self._journal = line, compose, journal
        self._taken: dict[int, Claimed] = {}
        self._going_out: int | None = None
        self._unwritten = b""
        """The note of the last answer. It goes with the next intent, in one write: until then only its mail would be in
        doubt, for no other of this connection has gone out."""
        self.delivered = False
        """Whether anything was handed over."""

    def next(self, *, wait: bool) -> Mail | None:  # noqa: ARG002  # there is nobody to wait for: see `Connection.steps`
        """See `Feed.next`."""
        ready = self._line.ready
        while ready:
            claimed = ready.popleft()
            try:
                mail = self._compose(claimed.number, claimed.recipient)
            except LetterProblem as problem:
                self._line.answered.append((claimed, Unmade(why=problem.what)))
                continue
            except BaseException:
                # A mistake of ours: nobody is lost by it.
                self._line.answered.append((claimed, Answer(stage=Stage.SENDER)))
                raise
            self._taken[mail.number] = claimed
            return mail
        self._write()
        return None

    def handing_over(self, mail: Mail) -> None:
        """See `Feed.handing_over`.

        Raises:
            OSError: the intent could not be noted, so the mail must not go out.
        """
        self._journal.handing_over(mail.number, self._unwritten)
        self._unwritten = b""
        self._going_out = mail.number

    def answered(self, mail: Mail, answer: Answer) -> None:
        """See `Feed.answered`.

        Raises:
            OSError: the answer could not be noted; it counts in this run all the same.
        """
        self.delivered |= answer.accepted
        self._line.answered.append((self._taken.pop(mail.number), answer))
        if answer.stage is Stage.DOT and answer.code:
            self._write()
            self._unwritten = self._journal.record(mail.number, answer.code)

    def leave(self) -> None:
        """Give back who was taken and not answered, when the connection cannot go on."""
        for number, claimed in self._taken.items():
            # Whoever's intent was noted may have got it.
            stage = Stage.DOT if number == self._going_out else Stage.RECIPIENT
            self._line.answered.append((claimed, Answer(stage=stage)))
        self._taken.clear()
        self._write()

    def _write(self) -> None:
        if self._unwritten:
            unwritten, self._unwritten = self._unwritten, b""
            self._journal.answered(unwritten)
