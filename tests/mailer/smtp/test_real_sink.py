"""Against Postfix's smtp-sink, which pipelines, and breaks off where it is told to."""

import threading

import pytest

from mailer.errors import MailServerAway
from mailer.model import Answer, Move
from mailer.replies import decide
from mailer.smtp.server import Security, SmtpServer
from mailer.smtp.transport import SmtpTransport
from tests.fakes.mail_feed import MailFeed, mail
from tests.real.sink import running_sink

pytestmark = pytest.mark.real
PIPELINED, IN_STEPS = (), ("-p",)


def deliver(port: int, feed: MailFeed) -> Answer | None:
    connection = SmtpTransport(SmtpServer(host="127.0.0.1", port=port, security=Security.NONE)).connect()
    try:
        return connection.deliver(feed)
    finally:
        connection.close()


@pytest.mark.parametrize("flags", [PIPELINED, IN_STEPS], ids=["pipelined", "in steps"])
def test_thousands_of_mails_over_several_lines_are_taken(flags: tuple[str, ...]) -> None:
    feeds = [MailFeed(mail(number, content=b"x" * 70 + b"\r\n") for number in range(1, 501)) for _ in range(4)]
    with running_sink(*flags) as port:
        threads = [threading.Thread(target=deliver, args=(port, feed)) for feed in feeds]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [len(feed.accepted) for feed in feeds] == [500] * 4


@pytest.mark.parametrize(
    ("fault", "stage", "code", "move"),
    [
        ("-r MAIL", "sender", 450, Move.SLOW_DOWN),
        ("-r RCPT", "recipient", 450, Move.RETRY),
        ("-r DATA", "data", 450, Move.RETRY),
        ("-r .", "dot", 450, Move.RETRY),
        ("-f MAIL", "sender", 500, Move.PAUSE),
        ("-f RCPT", "recipient", 500, Move.PAUSE),
        ("-f .", "dot", 500, Move.PAUSE),
    ],
)
def test_what_is_refused_is_told_and_the_line_goes_on(fault: str, stage: str, code: int, move: Move) -> None:
    """With these faults smtp-sink does not offer PIPELINING."""
    feed = MailFeed([mail(1), mail(2), mail(3)])
    with running_sink(*fault.split()) as port:
        assert deliver(port, feed) is None
    assert {feed.told(number) for number in (1, 2, 3)} == {(stage, code)}
    assert decide(feed.answers[1]).move is move
    assert feed.handed_over == ([1, 2, 3] if stage == "dot" else [])


@pytest.mark.parametrize("flags", [PIPELINED, IN_STEPS], ids=["pipelined", "in steps"])
@pytest.mark.parametrize(
    ("fault", "stage", "code", "move"),
    [
        ("-q MAIL", "sender", 0, Move.RETRY),
        ("-q RCPT", "recipient", 0, Move.RETRY),
        ("-q DATA", "data", 0, Move.RETRY),
        ("-q .", "dot", 0, Move.IN_DOUBT),
        ("-Q MAIL", "sender", 421, Move.SLOW_DOWN),
        ("-Q RCPT", "recipient", 421, Move.SLOW_DOWN),
        ("-Q DATA", "data", 421, Move.SLOW_DOWN),
        ("-Q .", "dot", 421, Move.SLOW_DOWN),
    ],
)
def test_a_line_that_ends_says_where_it_did(
    fault: str, stage: str, code: int, move: Move, flags: tuple[str, ...]
) -> None:
    feed = MailFeed([mail(1), mail(2), mail(3)])
    with running_sink(*flags, *fault.split()) as port:
        why = deliver(port, feed)
    assert why == feed.answers[1]
    assert feed.told(1) == (stage, code)
    assert decide(feed.answers[1]).move is move
    assert feed.open == []
    assert 3 not in feed.given
    assert feed.answers.get(2) is None or decide(feed.answers[2]).move is Move.RETRY


@pytest.mark.parametrize("fault", ["-q CONNECT", "-Q CONNECT", "-r CONNECT", "-q EHLO", "-Q EHLO"])
def test_a_server_that_breaks_off_before_it_is_ready_is_away(fault: str) -> None:
    with running_sink(*fault.split()) as port, pytest.raises(MailServerAway):
        deliver(port, MailFeed([mail(1)]))
