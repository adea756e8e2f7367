"""Mails that a server does not take: each is told so at its stage, and the next one goes on untouched by it."""

import pytest
from msgspec.structs import replace as altered

from mailer.model import Stage
from tests.fakes.mail_feed import MailFeed, mail
from tests.fakes.smtp_faults import At, Fault
from tests.fakes.smtp_server import OFFERS, MailServer
from tests.mailer.smtp.lines import BOTH, IN_STEPS, deliver

SECOND = "r2@example.com"


def three() -> MailFeed:
    return MailFeed([mail(1), mail(2), mail(3)])


@BOTH
def test_a_refused_recipient_is_followed_by_rset(offers: tuple[str, ...]) -> None:
    feed = three()
    fault = Fault(at=At.RCPT, on=SECOND, says="550 5.1.1 <r2@example.com>: User unknown")
    with MailServer(offers=offers, faults=[fault]).running() as server:
        assert deliver(server, feed) is None
        assert server.recipients == ["r1@example.com", "r3@example.com"]
        after = server.commands().index(f"RCPT TO:<{SECOND}>")
        assert "RSET" in server.commands()[after + 1 : after + 3]
    assert feed.told(2) == ("recipient", 550)
    assert feed.answers[2].enhanced == "5.1.1"
    assert feed.accepted == feed.handed_over == [1, 3]


@BOTH
def test_a_refused_sender_is_an_answer_about_the_sender(offers: tuple[str, ...]) -> None:
    feed = three()
    fault = Fault(at=At.MAIL, after=1, times=1, says="550 5.7.1 Sender address rejected")
    with MailServer(offers=offers, faults=[fault]).running() as server:
        assert deliver(server, feed) is None
        assert server.recipients == ["r1@example.com", "r3@example.com"]
    assert feed.told(2) == ("sender", 550), "not what RCPT and DATA were answered after it"


@BOTH
def test_a_refusal_at_data_leaves_the_line_in_step(offers: tuple[str, ...]) -> None:
    feed = three()
    fault = Fault(at=At.DATA, after=1, times=1, says="451 4.7.1 Try again later")
    with MailServer(offers=offers, faults=[fault]).running() as server:
        assert deliver(server, feed) is None
        assert server.recipients == ["r1@example.com", "r3@example.com"]
    assert feed.told(2) == ("data", 451)
    assert 2 not in feed.handed_over


@BOTH
def test_a_refusal_at_the_dot_is_final_and_the_next_mail_goes_on(offers: tuple[str, ...]) -> None:
    feed = three()
    fault = Fault(at=At.DOT, on=SECOND, says="554 5.7.1 Message looks like spam")
    with MailServer(offers=offers, faults=[fault]).running() as server:
        assert deliver(server, feed) is None
        assert server.recipients == ["r1@example.com", "r3@example.com"]
        assert "RSET" not in server.commands()
    assert feed.told(2) == ("dot", 554)


def test_a_server_that_wants_a_content_for_nobody_gets_a_lone_dot() -> None:
    """RFC 2920, 3.1: DATA may be answered with 354 although no recipient is valid."""
    feed = three()
    fault = Fault(at=At.RCPT, on=SECOND, says="550 No such user here")
    with MailServer(faults=[fault], eager=True).running() as server:
        assert deliver(server, feed) is None
        assert server.recipients == ["r1@example.com", "r3@example.com"]
        assert server.begun == ["r1@example.com", "r3@example.com"]
    assert feed.told(2) == ("recipient", 550)
    assert feed.handed_over == [1, 3]


def test_a_server_that_takes_the_lone_dot_for_a_mail_is_not_believed() -> None:
    feed = MailFeed([mail(1), mail(2)])
    faults = [Fault(at=At.RCPT, times=1, says="550 No"), Fault(at=At.DOT, times=1, says="250 2.0.0 Ok: queued")]
    with MailServer(faults=faults, eager=True).running() as server:
        deliver(server, feed)
    assert feed.told(1) == ("recipient", 550)


def test_a_content_wanted_after_a_refused_sender_ends_the_line() -> None:
    """A lone dot could send an empty mail to a recipient that was taken; hanging up cannot."""
    feed = three()
    faults = [
        Fault(at=At.MAIL, after=1, times=1, says="550 5.7.1 Not from you"),
        Fault(at=At.RCPT, on=SECOND, says="250 2.1.5 Ok"),
        Fault(at=At.DATA, after=1, says="354 Go on"),
    ]
    with MailServer(faults=faults).running() as server:
        why = deliver(server, feed)
        assert server.recipients == ["r1@example.com"]
    assert why is not None
    assert (why.stage, why.code) == (Stage.SENDER, 0)
    assert feed.told(2) == ("sender", 550)
    assert feed.given == [1, 2]


@BOTH
def test_a_server_that_cannot_take_a_mail_back_is_left(offers: tuple[str, ...]) -> None:
    feed = three()
    faults = [Fault(at=At.RCPT, on=SECOND, says="550 No"), Fault(at=At.RSET, says="500 What?")]
    with MailServer(offers=offers, faults=faults).running() as server:
        assert deliver(server, feed) is not None
    assert feed.told(2) == ("recipient", 550)
    assert feed.given == [1, 2], "the third waits for another line"


@BOTH
def test_a_wide_mail_is_not_sent_where_it_is_not_offered(offers: tuple[str, ...]) -> None:
    narrow = tuple(offer for offer in offers if offer != "SMTPUTF8")
    feed = MailFeed([mail(1), altered(mail(2, "jürgen@example.com"), wide=True, eight_bit=True), mail(3)])
    with MailServer(offers=narrow).running() as server:
        assert deliver(server, feed) is None
        assert server.recipients == ["r1@example.com", "r3@example.com"]
        assert all(line.isascii() for line in server.commands())
    answer = feed.answers[2]
    assert (answer.stage, answer.code, answer.enhanced) == (Stage.RECIPIENT, 553, "5.6.7")


def test_a_wide_sender_is_the_senders_fault() -> None:
    feed = MailFeed([mail(1, sender="jürgen@example.org")])
    with MailServer(offers=()).running() as server:
        deliver(server, feed)
    assert feed.answers[1].stage is Stage.SENDER


def test_eight_bits_are_not_sent_where_they_are_not_offered() -> None:
    feed = MailFeed([altered(mail(1, content="Subject: a\r\n\r\nä\r\n".encode()), eight_bit=True)])
    with MailServer(offers=IN_STEPS[:1]).running() as server:
        deliver(server, feed)
        assert server.taken == []
    assert (feed.answers[1].code, feed.answers[1].enhanced) == (554, "5.6.3")


@pytest.mark.parametrize(
    "address",
    [
        "r@example.com>\r\nRCPT TO:<else@example.com",
        "r@example.com\nDATA",
        "r@example.com> SIZE=1",
        "r r@example.com",
        '"r\r\n"@example.com',
        '"r>"@example.com',
        "r\x00@example.com",
        f"{'r' * 400}@example.com",
        "",
    ],
)
def test_an_address_that_would_be_a_command_is_never_sent(address: str) -> None:
    feed = MailFeed([altered(mail(1), recipient=address), mail(2)])
    with MailServer().running() as server:
        assert deliver(server, feed) is None
        assert server.recipients == ["r2@example.com"]
        assert sum(line.startswith("RCPT") for line in server.commands()) == 1
    assert feed.told(1) == ("recipient", 553)
    assert feed.answers[1].enhanced == "", "it must not pass for “no such address”"


def test_a_quoted_local_part_may_have_a_blank() -> None:
    with MailServer().running() as server:
        deliver(server, MailFeed([mail(1, '"r r"@example.com')]))
        assert server.recipients == ['"r r"@example.com']


@pytest.mark.parametrize(
    "content",
    [
        b"Subject: a\r\n\r\nb\r\n.\r\nQUIT\r\n",
        b"Subject: a\r\n\r\nb\n.\nQUIT\r\n",
        b"Subject: a\r\n\r\nb\n.\r\nQUIT\r\n",
        b".\r\nQUIT\r\n",
        b".\nQUIT\r\n",
        b"Subject: no end",
        b"",
        b"a\n",
    ],
)
def test_a_content_that_would_end_too_early_is_never_sent(content: bytes) -> None:
    feed = MailFeed([mail(1, content=content), mail(2)])
    with MailServer(offers=OFFERS).running() as server:
        assert deliver(server, feed) is None
        assert server.recipients == ["r2@example.com"]
    assert feed.answers[1].enhanced == "5.6.0"
