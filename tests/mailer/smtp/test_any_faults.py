"""Whatever a server does, in whatever order: nobody gets a mail twice, nobody is forgotten, and few are in doubt."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.errors import MailServerAway
from mailer.model import Answer, Mail, Move
from mailer.replies import decide
from tests.fakes.mail_feed import MailFeed, mail
from tests.fakes.smtp_faults import At, Fault
from tests.fakes.smtp_server import OFFERS, MailServer
from tests.mailer.smtp.lines import IN_STEPS, connected

MAILS = 12
AGAIN = (Move.RETRY, Move.SLOW_DOWN, Move.PAUSE)
_NO = ("421 4.3.2 Shutting down", "450 4.2.0 Later", "550 5.7.1 Not you")
_ODD = ("", "what?", "250 2.0.0 Ok")


def _true(fault: Fault) -> bool:
    """Leave out servers that lie, against whom nothing helps, and those that refuse amid a content and read on."""
    if fault.at is At.TAKEN:
        return fault.says not in _NO
    if fault.at in (At.CONTENT, At.DOT) and fault.says.startswith("250"):
        return False
    return fault.at is not At.CONTENT or fault.hangs_up


faults = st.builds(
    Fault,
    at=st.sampled_from([At.MAIL, At.RCPT, At.DATA, At.CONTENT, At.DOT, At.TAKEN, At.RSET]),
    after=st.integers(0, MAILS),
    times=st.integers(1, 3),
    says=st.sampled_from(_NO + _ODD),
    hangs_up=st.booleans(),
    piecewise=st.booleans(),
).filter(_true)


class Run:
    """What sending does with the answers: tries again, holds what is in doubt, and is done."""

    def __init__(self) -> None:
        self.waiting = [mail(number) for number in range(1, MAILS + 1)]
        self.decided: dict[int, Move] = {}
        self.lines = 0

    def over(self, server: MailServer) -> None:
        while self.waiting and self.lines < 100:
            self.lines += 1
            feed = MailFeed(self.waiting)
            try:
                with connected(server, sender=1, recipient=1, data=1, dot=1) as connection:
                    connection.deliver(feed)
            except MailServerAway:
                continue
            assert feed.open == []
            self.waiting = [each for each in self.waiting if self._again(each, feed.answers.get(each.number))]

    def _again(self, each: Mail, answer: Answer | None) -> bool:
        if answer is None:
            return True
        move = decide(answer).move
        if move in AGAIN:
            return True
        self.decided[each.number] = move
        return False


@settings(max_examples=40)
@given(st.lists(faults, max_size=6), st.sampled_from([OFFERS, IN_STEPS]))
def test_nobody_gets_it_twice_and_nobody_is_forgotten(some: list[Fault], offers: tuple[str, ...]) -> None:
    run = Run()
    with MailServer(offers=offers, faults=some, eager=True).running() as server:
        run.over(server)
        got = Counter(server.recipients)
    assert run.waiting == []
    assert max(got.values(), default=0) <= 1
    for number, move in run.decided.items():
        times = got[f"r{number}@example.com"]
        assert (times == 1) if move is Move.ACCEPTED else move is Move.IN_DOUBT or times == 0
    doubtful = [number for number, move in run.decided.items() if move is Move.IN_DOUBT]
    assert len(doubtful) <= run.lines, "at most one for each line that ended"
