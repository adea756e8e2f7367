"""Mail after mail over one line: a content and the next envelope go out in one write (RFC 2920).

What a mail is told, should the line end: before its content has begun, the stage, so that it can be tried again; after
that, the stage DOT with `code` 0, since the server may have taken it (RFC 1047).
"""

import time
from collections.abc import Generator, Iterator
from contextlib import suppress

from mailer.model import Answer, Mail, Stage
from mailer.smtp.envelope import DATA, Offers, mail_from, rcpt_to, unfit
from mailer.smtp.line import Line, LineEnded
from mailer.smtp.reply import Reply
from mailer.smtp.server import Patience
from mailer.transport import Feed, Steps

_SERVICE_ENDS = 421
"""RFC 5321, 3.8: the server hangs up after it, whatever it answers."""
_NOT_BEGUN = Answer(stage=Stage.SENDER, text="The line ended before this mail’s turn.")


class SmtpConnection:
    """A line that is signed in. See `mailer.transport.Connection`."""

    def __init__(self, line: Line, offers: Offers, patience: Patience) -> None:
        """Take over a line on which the server waits for a mail."""
        self._line, self._offers = line, offers
        self._limits = {
            Stage.SENDER: patience.sender,
            Stage.RECIPIENT: patience.recipient,
            Stage.DATA: patience.data,
            Stage.DOT: patience.dot,
        }
        self._patience = patience
        self._stage = Stage.SENDER
        self._refused: Answer | None = None
        """What the mail at hand was answered first, where that was a refusal: what follows is about nothing."""
        self._content_wanted = False
        self._between_mails = True

    def deliver(self, feed: Feed) -> Answer | None:
        """Hand over what `feed` has. See `Connection.deliver`; what `feed` raises goes through, and ends the line."""
        steps = self.steps(feed, wait=True)
        while True:
            try:
                next(steps)  # each step waits by itself for what the server says
            except StopIteration as end:
                answer: Answer | None = end.value
                return answer

    def steps(self, feed: Feed, *, wait: bool = False) -> Steps:
        """Do the same step by step. See `Connection.steps`."""
        taken: list[Mail] = []
        try:
            yield from self._deliver(feed, taken, wait=wait)
        except LineEnded as ended:
            self._between_mails = False
            why = ended.at(self._stage)
            for place, mail in enumerate(taken):
                feed.answered(mail, _NOT_BEGUN if place else self._refused or why)
            return why
        return None

    def is_quiet(self) -> bool:
        """See `Connection.is_quiet`."""
        return self._line.is_quiet()

    def fileno(self) -> int:
        """See `Connection.fileno`."""
        return self._line.fileno()

    def close(self) -> None:
        """Say QUIT where no mail is under way, and hang up. See `Connection.close`."""
        if self._between_mails:
            with suppress(LineEnded):
                self._line.write(b"QUIT\r\n", self._patience.leave)
                self._line.reply(self._patience.leave)
        self._line.close()

    def _deliver(self, feed: Feed, taken: list[Mail], *, wait: bool) -> Iterator[float | None]:
        """Go on until there are no more. `taken` holds who has no answer yet: the mail at hand, then the next one."""
        while True:
            if not taken:
                self._stage, self._refused, self._between_mails = Stage.SENDER, None, True
                while (mail := self._take(feed, wait=wait)) is None:
                    if wait:
                        return
                    yield None
                self._between_mails = False
                taken.append(mail)
                if self._offers.pipelining:
                    self._line.write(self._envelope(mail), self._patience.sender)
            mail = taken[0]
            self._refused, self._content_wanted = None, False
            refusal = yield from self._refusal(mail)
            if refusal is None:
                answer = yield from self._hand_over(feed, taken)
                del taken[0]
                feed.answered(mail, answer)
            else:
                del taken[0]
                feed.answered(mail, refusal)
                yield from self._start_afresh(refusal)

    def _take(self, feed: Feed, *, wait: bool) -> Mail | None:
        """Return the next mail that this server can be given at all."""
        while (mail := feed.next(wait=wait)) is not None:
            why_not = unfit(mail, self._offers)
            if why_not is None:
                return mail
            feed.answered(mail, why_not)
        return None

    def _envelope(self, mail: Mail) -> bytes:
        return mail_from(mail, self._offers) + rcpt_to(mail) + DATA

    def _refusal(self, mail: Mail) -> Generator[float, None, Answer | None]:
        """Return why the server does not want the content of this mail; `None`: it waits for it."""
        if self._offers.pipelining and self._line.content_wanted():
            self._stage, self._content_wanted = Stage.DATA, True
            return None
        for stage in (Stage.SENDER, Stage.RECIPIENT, Stage.DATA):
            if not self._offers.pipelining:
                self._line.write(self._command(stage, mail), self._limits[stage])
            reply = yield from self._expect(stage, 3 if stage is Stage.DATA else 2)
            if reply.code < 400:
                self._content_wanted = stage is Stage.DATA
            elif self._refused is None:
                self._refused = reply.at(stage)
                if not self._offers.pipelining:
                    break
        if self._refused is None and self._line.pending:
            # Nothing can follow a 354 but the farewell of a server that shuts down.
            yield from self._expect(Stage.DATA, 4)
            raise LineEnded("The server’s answers are out of step.")
        return self._refused

    def _command(self, stage: Stage, mail: Mail) -> bytes:
        if stage is Stage.SENDER:
            return mail_from(mail, self._offers)
        return rcpt_to(mail) if stage is Stage.RECIPIENT else DATA

    def _hand_over(self, feed: Feed, taken: list[Mail]) -> Generator[float, None, Answer]:
        """Send the content of the mail at hand, and with it the envelope of the next one, if there is one ready."""
        mail = taken[0]
        following = self._take(feed, wait=False) if self._offers.pipelining else None
        if following is None:
            parts = mail.content + b".\r\n"
        else:
            taken.append(following)
            parts = b"".join((mail.content, b".\r\n", self._envelope(following)))
        feed.handing_over(mail)
        self._stage = Stage.DOT
        self._line.write(parts, self._patience.block)
        reply = yield from self._expect(Stage.DOT, 2)
        return reply.at(Stage.DOT)

    def _start_afresh(self, refusal: Answer) -> Iterator[float]:
        """Make the server forget the mail it refused; else Postfix answers the next one `503 5.5.1 nested MAIL`."""
        self._stage = Stage.SENDER
        if self._content_wanted:
            if refusal.stage is Stage.SENDER:
                # Whose mail is it waiting for? A lone dot could send an empty one to the recipient.
                raise LineEnded("The server’s answers are out of step.")
            self._line.write(b".\r\n", self._patience.block)  # RFC 2920, 3.1
            yield from self._next_reply(self._patience.dot)
        self._line.write(b"RSET\r\n", self._patience.sender)
        reply = yield from self._expect(Stage.SENDER, 2)
        if reply.code >= 400:
            raise LineEnded("The server does not let a mail be taken back (RSET).")

    def _expect(self, stage: Stage, good: int) -> Generator[float, None, Reply]:
        """Return the reply at a stage: one that begins with `good`, 4 or 5, and is not a farewell."""
        self._stage = stage
        reply = yield from self._next_reply(self._limits[stage])
        if reply.code == _SERVICE_ENDS:
            raise LineEnded("The server ends its service.", reply)
        if reply.code // 100 not in (good, 4, 5):
            raise LineEnded("The server’s answers are out of step.")
        return reply

    def _next_reply(self, patience: float) -> Generator[float, None, Reply]:
        """Return the next reply, and yield the moment until which it is waited for, as long as it has not come."""
        if (reply := self._line.reply_that_came()) is not None:
            return reply
        deadline = time.monotonic() + patience
        while reply is None:
            yield deadline
            self._line.receive(deadline, patience)
            reply = self._line.reply_that_came()
        return reply
