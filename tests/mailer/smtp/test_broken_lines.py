"""Lines that end at every stage: who may be tried again is told so, and only a content that went out is in doubt."""

import pytest

from mailer.model import Stage
from tests.fakes.mail_feed import MailFeed, mail
from tests.fakes.smtp_faults import At, Fault
from tests.fakes.smtp_server import MailServer
from tests.mailer.smtp.lines import BOTH, deliver

SECOND = "r2@example.com"
BEFORE_THE_CONTENT = {At.MAIL: Stage.SENDER, At.RCPT: Stage.RECIPIENT, At.DATA: Stage.DATA}
AFTER_IT_BEGAN = (At.CONTENT, At.DOT, At.TAKEN)
LARGE = b"Subject: Large\r\n\r\n" + b"0123456789abcdef\r\n" * 1_000_000


def strike(at: At, *, says: str = "", hangs_up: bool = False, silent: bool = False) -> Fault:
    """Return a fault that strikes the second mail."""
    on, after = ("", 1) if at in (At.MAIL, At.DATA) else (SECOND, 0)
    return Fault(at=at, on=on, after=after, says=says, hangs_up=hangs_up, silent=silent)


def four() -> MailFeed:
    return MailFeed(mail(number) for number in range(1, 5))


def see_that_nothing_is_lost(feed: MailFeed, server: MailServer) -> None:
    """Everybody who was taken has an answer; no content without intent; nobody got it whose mail may be tried again."""
    assert feed.open == []
    assert set(server.begun) <= {f"r{number}@example.com" for number in feed.handed_over}
    again = {f"r{number}@example.com" for number in feed.given if feed.answers[number].stage is not Stage.DOT}
    assert again.isdisjoint(server.recipients)


@BOTH
@pytest.mark.parametrize("at", BEFORE_THE_CONTENT)
def test_a_line_that_breaks_before_the_content_leaves_no_doubt(at: At, offers: tuple[str, ...]) -> None:
    feed = four()
    with MailServer(offers=offers, faults=[strike(at, hangs_up=True)]).running() as server:
        why = deliver(server, feed)
        see_that_nothing_is_lost(feed, server)
    assert feed.accepted == feed.handed_over == [1]
    assert feed.told(2) == (BEFORE_THE_CONTENT[at].value, 0)
    assert why == feed.answers[2]
    assert feed.given == [1, 2]


@BOTH
@pytest.mark.parametrize("at", AFTER_IT_BEGAN)
def test_a_line_that_breaks_after_the_content_began_leaves_one_in_doubt(at: At, offers: tuple[str, ...]) -> None:
    feed = four()
    with MailServer(offers=offers, faults=[strike(at, hangs_up=True)]).running() as server:
        why = deliver(server, feed)
        see_that_nothing_is_lost(feed, server)
        assert (SECOND in server.recipients) == (at is At.TAKEN)
    assert feed.told(2) == ("dot", 0)
    assert why == feed.answers[2]
    assert feed.handed_over == [1, 2]
    if 3 in feed.given:
        assert feed.told(3) == ("sender", 0), "its envelope was ahead, nothing of its content was"


@BOTH
@pytest.mark.parametrize("at", [*BEFORE_THE_CONTENT, At.DOT])
def test_421_ends_the_line_and_is_the_answer(at: At, offers: tuple[str, ...]) -> None:
    feed = four()
    fault = strike(at, says="421 4.3.2 Shutting down", hangs_up=True)
    with MailServer(offers=offers, faults=[fault]).running() as server:
        why = deliver(server, feed)
        see_that_nothing_is_lost(feed, server)
    assert feed.accepted == [1]
    assert feed.told(2) == (BEFORE_THE_CONTENT.get(at, Stage.DOT).value, 421), "to the dot, it is a clear no"
    assert why is not None
    assert (why.code, why.enhanced) == (421, "4.3.2")


@BOTH
def test_421_without_hanging_up_ends_the_line_too(offers: tuple[str, ...]) -> None:
    feed = four()
    with MailServer(offers=offers, faults=[strike(At.RCPT, says="421 Too many")]).running() as server:
        why = deliver(server, feed)
    assert why is not None
    assert why.code == 421
    assert feed.given == [1, 2]


def test_421_right_after_354_is_heard_before_the_content_begins() -> None:
    feed = four()
    fault = strike(At.DATA, says="354 Go on\n421 4.3.2 Shutting down", hangs_up=True)
    with MailServer(faults=[fault]).running() as server:
        why = deliver(server, feed)
        assert server.begun == ["r1@example.com"]
    assert feed.told(2) == ("data", 421)
    assert why == feed.answers[2]


@BOTH
@pytest.mark.parametrize("at", [*BEFORE_THE_CONTENT, *AFTER_IT_BEGAN])
def test_a_server_that_answers_too_late_is_left(at: At, offers: tuple[str, ...]) -> None:
    feed = four()
    with MailServer(offers=offers, faults=[strike(at, silent=True)]).running() as server:
        why = deliver(server, feed, sender=0.2, recipient=0.2, data=0.2, dot=0.2)
        see_that_nothing_is_lost(feed, server)
    assert why is not None
    assert feed.told(2) == (BEFORE_THE_CONTENT.get(at, Stage.DOT).value, 0)
    assert why.text == "The server did not answer in 0 seconds."


@BOTH
def test_a_server_that_reads_no_more_is_left(offers: tuple[str, ...]) -> None:
    feed = MailFeed([mail(1), mail(2, content=LARGE)])
    with MailServer(offers=offers, faults=[strike(At.CONTENT, silent=True)]).running() as server:
        why = deliver(server, feed, block=0.3)
    assert why is not None
    assert feed.told(2) == ("dot", 0)
    assert why.text == "The server stopped listening (nothing moved in time)."


@BOTH
@pytest.mark.parametrize(("says", "code"), [("552 5.3.4 Too big", 552), ("421 4.3.2 Bye", 421), ("250 2.0.0 Ok", 0)])
def test_what_is_said_amid_a_content_counts_where_it_refuses(says: str, code: int, offers: tuple[str, ...]) -> None:
    """A mail whose dot never went out cannot have been taken, whatever the server says."""
    feed = MailFeed([mail(1), mail(2, content=LARGE)])
    with MailServer(offers=offers, faults=[strike(At.CONTENT, says=says, silent=True)]).running() as server:
        deliver(server, feed, block=0.3)
        assert server.recipients == ["r1@example.com"]
    assert feed.told(2) == ("dot", code)


@BOTH
@pytest.mark.parametrize(
    "words", ["what?", "2 50 ok", "25O ok", "99 bottles", "650 ok", "250ok", "", "\0\0\0\0", "150 wait"]
)
@pytest.mark.parametrize("at", [At.RCPT, At.TAKEN])
def test_what_is_no_reply_ends_the_line(at: At, words: str, offers: tuple[str, ...]) -> None:
    feed = four()
    with MailServer(offers=offers, faults=[strike(at, says=f"{words}\n")]).running() as server:
        why = deliver(server, feed)
        see_that_nothing_is_lost(feed, server)
    assert why is not None
    assert feed.told(2) == ("recipient" if at is At.RCPT else "dot", 0)


@pytest.mark.parametrize(
    ("at", "words", "stage"),
    [
        (At.RCPT, "250 2.1.5 Ok\n250 2.1.5 Ok again", "data"),
        (At.DATA, "250 2.0.0 Ok", "data"),
        (At.MAIL, "354 Go on", "sender"),
        (At.TAKEN, "354 Go on", "dot"),
    ],
)
def test_a_reply_that_cannot_be_one_here_ends_the_line(at: At, words: str, stage: str) -> None:
    feed = four()
    with MailServer(faults=[strike(at, says=words)]).running() as server:
        assert deliver(server, feed) is not None
        see_that_nothing_is_lost(feed, server)
    assert feed.told(2) == (stage, 0)


@pytest.mark.parametrize(
    "words",
    ["250-one\n550 other", "\n".join(["250-more"] * 200) + "\n250 end", "250 " + "x" * 20_000, "250-never\n"],
    ids=["two codes", "endless", "long", "a blank line"],
)
def test_a_reply_without_measure_ends_the_line(words: str) -> None:
    feed = MailFeed([mail(1)])
    with MailServer(faults=[Fault(at=At.TAKEN, says=words)]).running() as server:
        assert deliver(server, feed, dot=0.5) is not None
    assert feed.told(1) == ("dot", 0)


def test_a_refusal_counts_although_the_line_ends_behind_it() -> None:
    """Else a server that hangs up on an unknown address would be asked for it for ever."""
    feed = four()
    faults = [strike(At.RCPT, says="550 5.1.1 User unknown"), Fault(at=At.DATA, after=1, hangs_up=True)]
    with MailServer(faults=faults).running() as server:
        why = deliver(server, feed)
    assert feed.told(2) == ("recipient", 550)
    assert why is not None
    assert (why.stage, why.code) == (Stage.DATA, 0)


@BOTH
def test_a_farewell_said_while_nothing_was_to_do_costs_nothing(offers: tuple[str, ...]) -> None:
    feed = MailFeed([mail(1), mail(2)], ready=lambda _mail: False)
    fault = Fault(at=At.TAKEN, says="250 2.0.0 Ok\n421 4.4.2 Idle for too long", hangs_up=True)
    with MailServer(offers=offers, faults=[fault]).running() as server:
        why = deliver(server, feed)
        see_that_nothing_is_lost(feed, server)
    assert feed.accepted == [1]
    assert feed.told(2) == ("sender", 421)
    assert why == feed.answers[2]
