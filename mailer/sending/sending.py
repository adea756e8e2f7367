"""Sends a campaign, or goes on with one: claims, hands over by several connections, settles, and stops when it must."""

import math
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from backup.archive import atomic
from mailer.errors import MailProblem, MailServerAway
from mailer.ledger import Claimed, Ledger, Settled
from mailer.model import Answer, Destination, EventKind, Move, Reason, RecipientState, Stage
from mailer.sending.brakes import Brakes
from mailer.sending.line import Line, Unmade
from mailer.sending.means import Means
from mailer.sending.outcome import settled, untried
from mailer.sending.remaining import Remaining
from mailer.sending.report import Ending, Progress, Rules, SendReport
from mailer.sending.switchboard import Switchboard

_AHEAD = 400
"""Claimed recipients that may wait, two batches: as many would be in doubt after a power cut where intents are not
synced."""
_LISTEN_EVERY = 60.0
"""Seconds."""
_REST = 60.0
"""Seconds for which a run at most does not look whether somebody can be written to, when nobody could."""
_GLANCE = 0.5
"""Seconds after which the run looks around even if nothing happens, or too much."""


class Sending:
    """One run."""

    def __init__(self, ledger: Ledger, means: Means, rules: Rules) -> None:
        """Take an open ledger."""
        self._ledger, self._means, self._rules = ledger, means, rules
        self._brakes = Brakes(rules, accepted=ledger.counts[RecipientState.ACCEPTED], dead=self._dead_before())
        self._heard = -_LISTEN_EVERY
        self._report = SendReport()
        self._remaining = Remaining(ledger, rules.replay_within)
        self._rests_until = -math.inf
        """Until when nobody can be written to, by the monotonic clock."""
        self._out = 0
        """Claimed and not settled."""
        self._found: list[Settled] = []
        """What is to be settled in the next step, besides…"""
        self._accepted: list[int] = []
        """… the numbers of those whose mail was taken."""

    def run(
        self,
        *,
        stop: Callable[[], bool] = lambda: False,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> SendReport:
        """Send until there is no more to do now. `stop` is asked often; mails in flight are finished first.

        Raises:
            MailServerRefused, UnsafeConnection: the server does not let the writer in; nothing more was sent.
            StorageError: the disk refuses; what was handed over is noted, and no mail went out without a note.
        """
        means, rules = self._means, self._rules
        self._remaining.look(means.clock())
        journal = self._ledger.begin(synced=rules.synced, now=means.clock())
        line = Line(means.compose, journal)
        board = Switchboard(
            line,
            means.transport,
            size=max(1, min(rules.connections, sum(self._remaining.waiting.values()))),
            patience=rules.away_after,
            idle=rules.idle,
            monotonic=means.monotonic,
        )
        try:
            self._loop(line, board, stop, progress)
        finally:
            board.close()
            journal.close()
            self._settle_rest(line)
            means.keep_pace()
        if isinstance(line.trouble, OSError):
            with atomic.storage_errors(self._ledger.folder):
                raise line.trouble
        if isinstance(line.trouble, MailProblem) and not isinstance(line.trouble, MailServerAway):
            raise line.trouble
        self._report.counts = self._ledger.counts
        return self._report

    def _loop(
        self, line: Line, board: Switchboard, stop: Callable[[], bool], progress: Callable[[Progress], None]
    ) -> None:
        report, glanced = self._report, self._means.monotonic()
        patience = 0.0  # nobody is claimed yet, so there is nothing to wait for
        while True:
            moved = board.turn(patience)
            moment = self._means.monotonic()
            if moved and moment - glanced < _GLANCE and not self._ledger_is_wanted(line, board):
                continue
            glanced, now = moment, self._means.clock()
            self._take_in(line, now)
            self._slow_down(board, now)
            self._listen(moment)
            ending = self._ending(line, stop, now)
            if ending is not None:
                report.ending = ending
                self._let_wait(line, now)
            rests = ending or len(line.ready) > _AHEAD // 2 or moment < self._rests_until
            wanted = {} if rests else self._wanted(now)
            fresh = self._step(line, wanted, now)
            accepted = report.tried[RecipientState.ACCEPTED]
            waiting = dict(self._remaining.waiting)
            progress(
                Progress(
                    counts=self._ledger.counts,
                    accepted=accepted,
                    waiting=waiting,
                    ending=ending,
                    away_for=board.away_for,
                )
            )
            if not self._out and not self._open and (ending or (not fresh and self._resting(now, moment))):
                return
            patience = 0.0 if self._open else _GLANCE

    @staticmethod
    def _ledger_is_wanted(line: Line, board: Switchboard) -> bool:
        """Tell whether there is enough to settle or to claim, so that a commit is worth it, or else nothing to do."""
        return (
            len(line.answered) >= _AHEAD // 2
            or (len(line.ready) <= _AHEAD // 2 and len(line.answered) >= _AHEAD // 4)
            or (not line.ready and not board.busy)
        )

    @property
    def _open(self) -> bool:
        return bool(self._found or self._accepted)

    def _ending(self, line: Line, stop: Callable[[], bool], now: datetime) -> Ending | None:
        """Return why no more mails are to go out, if so."""
        report, brakes, expires = self._report, self._brakes, self._rules.expires
        if brakes.why:
            report.why, report.decision = brakes.why, brakes.decision
            return Ending.PAUSED
        if line.trouble is not None:
            report.why = line.trouble.what if isinstance(line.trouble, MailProblem) else str(line.trouble)
            return Ending.AWAY
        if stop():
            return Ending.STOPPED
        return Ending.EXPIRED if expires is not None and now >= expires else None

    def _resting(self, now: datetime, moment: float) -> bool:
        """Tell whether the run is over for now, because nobody can be written to soon; note why."""
        until = self._remaining.next_moment(now, self._means.pace, self._rules.wait_up_to)
        if until is None:
            self._report.ending = Ending.FINISHED
            return True
        if until - now <= self._rules.wait_up_to:
            # Not for longer, since the clock may be put right meanwhile.
            self._rests_until = moment + min((until - now).total_seconds(), _REST)
            return False
        self._report.ending, self._report.until = Ending.WAITING, until
        return True

    def _wanted(self, now: datetime) -> dict[Destination, int]:
        wishes = {
            destination: min(count, _AHEAD) for destination, count in self._remaining.waiting.items() if count > 0
        }
        return {one: count for one, count in self._means.pace.reserve(wishes, now).items() if count} if wishes else {}

    def _step(self, line: Line, wanted: dict[Destination, int], now: datetime) -> bool:
        """Settle what is known, claim what is wanted and may go out; return whether anybody was claimed."""
        if not self._open and not wanted:
            return False
        if wanted:
            self._means.keep_pace()  # before anything is claimed: a kill can only make the quota look more used
        found, self._found = self._found, []
        accepted, self._accepted = self._accepted, []
        claimed, erased = self._ledger.step(
            found, wanted, now, accepted=accepted, replay_since=self._remaining.replay_since(now)
        )
        self._out += len(claimed) + len(erased) - len(found) - len(accepted)
        self._found += [Settled(number=number, state=RecipientState.SUPPRESSED, tried=False) for number in erased]
        fresh = bool(claimed or erased)
        self._remaining.stepped(wanted, claimed, anybody=fresh)
        unused = dict(wanted)
        for one in claimed:
            unused[one.destination] -= 1
        going = []
        for one in claimed:
            if self._means.suppressed(one.recipient.address) is None:
                going.append(one)
            else:
                self._found.append(untried(one, RecipientState.SUPPRESSED))
                unused[one.destination] += 1
        for destination, count in unused.items():
            if count:
                self._means.pace.give_back(destination, count, now)
        line.ready.extend(going)
        return fresh

    def _take_in(self, line: Line, now: datetime) -> None:
        """Turn what came back into what is to be settled."""
        taken: Counter[Destination] = Counter()
        for claimed, answer in line.answers():
            if isinstance(answer, Unmade):
                one = self._unmade(claimed, answer, now)
            elif answer.accepted:
                self._accepted.append(claimed.number)
                taken[claimed.destination] += 1
                self._brakes.accepted()
                continue
            else:
                one = self._answered(claimed, answer, now)
            self._report.tried[one.state] += 1
            self._found.append(one)
        for destination, count in taken.items():
            self._means.pace.answered(destination, Move.ACCEPTED, now, count)
            self._report.tried[RecipientState.ACCEPTED] += count

    def _listen(self, moment: float) -> None:
        """Look now and then what came back meanwhile: others read the mailbox while letters go out."""
        if moment - self._heard >= _LISTEN_EVERY:
            self._heard = moment
            events = self._ledger.events()
            self._brakes.heard(
                bounced=events[EventKind.BOUNCED, True],
                complained=events[EventKind.COMPLAINED, False] + events[EventKind.COMPLAINED, True],
                distrusted=self._ledger.distrusted(),
            )

    def _dead_before(self) -> int:
        """Return how many earlier runs have suppressed, of all whom the server refused."""
        refused = self._ledger.standing(RecipientState.REJECTED)
        answers = (
            Answer(stage=Stage.RECIPIENT, code=one.code, enhanced=one.enhanced, text=one.said) for one in refused
        )
        return sum(answer.code > 0 and self._means.decide(answer).move is Move.SUPPRESS for answer in answers)

    def _slow_down(self, board: Switchboard, now: datetime) -> None:
        """Heed what the server said when it ended a connection: it is about everything that is sent."""
        ended, board.ended = board.ended, []
        for answer in ended:
            if self._means.decide(answer).move is Move.SLOW_DOWN:
                self._means.pace.answered(None, Move.SLOW_DOWN, now)

    def _answered(self, claimed: Claimed, answer: Answer, now: datetime) -> Settled:
        means = self._means
        said = means.without_addresses(answer.text, claimed.recipient.address)
        decision = self._brakes.refused(answer, means.decide(answer), said)
        means.pace.answered(claimed.destination, decision.move, now)
        if not answer.code and decision.move is not Move.IN_DOUBT:
            means.pace.give_back(claimed.destination, 1, now)
        if decision.move is Move.SUPPRESS:
            reason = decision.reason or Reason.BOUNCED
            means.suppress(claimed.recipient.address, reason, f"mail server: {answer.code} {answer.enhanced}".strip())
        one = settled(
            claimed,
            answer,
            decision,
            now,
            replay_within=self._rules.replay_within,
            without_addresses=means.without_addresses,
        )
        if one.state is not RecipientState.PENDING:
            self._report.refusals[decision.why] += 1
        return one

    def _unmade(self, claimed: Claimed, unmade: Unmade, now: datetime) -> Settled:
        self._report.refusals[unmade.why] += 1
        self._means.pace.give_back(claimed.destination, 1, now)
        answer = Answer(stage=Stage.SENDER, text=self._means.without_addresses(unmade.why, claimed.recipient.address))
        return untried(claimed, RecipientState.REJECTED, answer=answer)

    def _let_wait(self, line: Line, now: datetime) -> None:
        """Put those back who were claimed and will not be taken up."""
        for one in line.ready:
            self._means.pace.give_back(one.destination, 1, now)
            self._found.append(untried(one, RecipientState.PENDING, due=now))
        line.ready.clear()

    def _settle_rest(self, line: Line) -> None:
        """Settle what came back last. Where the disk refuses even that, the journal tells it to the next run."""
        now = self._means.clock()
        self._let_wait(line, now)
        self._take_in(line, now)
        self._step(line, {}, now)
        self._ledger.end()
