"""Handing over many mails on one line, when all goes well."""

import pytest
from msgspec.structs import replace as altered

from mailer.model import Stage
from tests.fakes.mail_feed import MailFeed, mail
from tests.fakes.smtp_faults import At, Fault
from tests.fakes.smtp_server import MailServer
from tests.mailer.smtp.lines import BOTH, IN_STEPS, connected, deliver


@BOTH
def test_all_mails_are_taken_once_and_in_order(offers: tuple[str, ...]) -> None:
    feed = MailFeed(mail(number) for number in range(1, 51))
    with MailServer(offers=offers).running() as server:
        assert deliver(server, feed) is None
        assert server.recipients == [f"r{number}@example.com" for number in range(1, 51)]
        assert server.connections == 1
        assert server.commands()[-1] == "QUIT"
    assert feed.accepted == feed.handed_over == list(range(1, 51))
    assert feed.open == []


@BOTH
def test_what_the_server_says_to_the_dot_is_the_answer(offers: tuple[str, ...]) -> None:
    feed = MailFeed([mail(1)])
    fault = Fault(at=At.TAKEN, says="250-2.0.0 Ok:\n250 2.0.0 queued as 4711")
    with MailServer(offers=offers, faults=[fault]).running() as server:
        deliver(server, feed)
    answer = feed.answers[1]
    assert (answer.stage, answer.code, answer.enhanced) == (Stage.DOT, 250, "2.0.0")
    assert answer.text == "Ok: queued as 4711"


@BOTH
def test_the_content_arrives_byte_for_byte(offers: tuple[str, ...]) -> None:
    content = b"Subject: Dots\r\n\r\n..\r\n...three\r\nend..\r\n\r\n"
    long = b"Subject: Long\r\n\r\n" + b"0123456789abcdef\r\n" * 40_000
    with MailServer(offers=offers).running() as server:
        deliver(server, MailFeed([mail(1, content=content), mail(2, content=long)]))
        assert [taken.content for taken in server.taken] == [content, long]


def test_the_next_envelope_goes_out_with_the_content() -> None:
    with MailServer().running() as server:
        deliver(server, MailFeed([mail(1), mail(2), mail(3)]))
        waited = [heard.line.split(":")[0] for heard in server.heard if heard.waited]
    assert waited == ["EHLO [127.0.0.1]", "MAIL FROM", "QUIT"], "only the first envelope waits for an answer"


def test_without_a_next_mail_ready_the_dot_is_answered_before_one_is_waited_for() -> None:
    feed = MailFeed([mail(1), mail(2)], ready=lambda _mail: False)
    waited_for: list[list[int]] = []
    give = feed.next

    def next_one(*, wait: bool) -> object:
        if wait:
            waited_for.append(list(feed.answers))
        return give(wait=wait)

    feed.next = next_one  # type: ignore[assignment, method-assign]
    with MailServer().running() as server:
        deliver(server, feed)
        assert len(server.taken) == 2
    assert waited_for == [[], [1], [1, 2]]


def test_without_pipelining_no_command_is_sent_ahead() -> None:
    with MailServer(offers=IN_STEPS).running() as server:
        deliver(server, MailFeed([mail(1), mail(2)]))
        assert all(heard.waited for heard in server.heard)


@BOTH
def test_a_line_serves_for_more_than_one_feed(offers: tuple[str, ...]) -> None:
    with MailServer(offers=offers).running() as server:
        with connected(server) as connection:
            for number in (1, 2):
                assert connection.deliver(MailFeed([mail(number)])) is None
        assert server.connections == 1
        assert len(server.taken) == 2


def test_the_size_is_told_where_the_server_asks_for_it() -> None:
    with MailServer(offers=("SIZE 1000",)).running() as server:
        deliver(server, MailFeed([mail(1, content=b"a\r\n")]))
        assert "MAIL FROM:<writer@example.org> SIZE=3" in server.commands()
    with MailServer(offers=()).running() as server:
        deliver(server, MailFeed([mail(1)]))
        assert "MAIL FROM:<writer@example.org>" in server.commands()


def test_what_a_mail_does_not_need_is_not_asked_for() -> None:
    wide = altered(mail(2, "post@bücher.example"), wide=True, eight_bit=True)
    with MailServer(offers=("SMTPUTF8", "8BITMIME")).running() as server:
        deliver(server, MailFeed([mail(1), wide]))
        senders = [line for line in server.commands() if line.startswith("MAIL")]
        assert senders == [
            "MAIL FROM:<writer@example.org>",
            "MAIL FROM:<writer@example.org> BODY=8BITMIME SMTPUTF8",
        ]
        assert server.recipients == ["r1@example.com", "post@bücher.example"]


def test_an_empty_return_path_is_an_empty_path() -> None:
    with MailServer(offers=()).running() as server:
        deliver(server, MailFeed([mail(1, sender="")]))
        assert "MAIL FROM:<>" in server.commands()


@BOTH
@pytest.mark.parametrize("at", [At.MAIL, At.RCPT, At.DATA, At.TAKEN])
def test_replies_in_pieces_are_put_together(at: At, offers: tuple[str, ...]) -> None:
    feed = MailFeed([mail(1), mail(2)])
    with MailServer(offers=offers, faults=[Fault(at=at, piecewise=True)]).running() as server:
        assert deliver(server, feed) is None
    assert feed.accepted == [1, 2]


@BOTH
def test_what_the_feed_raises_goes_through_and_nothing_of_the_content_has_gone_out(offers: tuple[str, ...]) -> None:
    feed = MailFeed([mail(1)])

    def disk_full(_mail: object) -> None:
        raise OSError(28, "No space left on device")

    feed.handing_over = disk_full  # type: ignore[method-assign]
    with MailServer(offers=offers).running() as server:
        with pytest.raises(OSError, match="No space"):
            deliver(server, feed)
        assert server.begun == []
        assert "QUIT" not in server.commands(), "it would become the content"
