"""Reads a mailbox on a server that has bad days: what it says never shows a secret and never looks like an empty one."""

import base64
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from mailer.errors import MailboxProblem, UnsafeConnection
from mailer.mailbox.imap import ImapMailbox
from mailer.mailbox.imap_server import ImapServer
from mailer.mailbox.position import Position
from mailer.smtp.server import Security, SignIn
from tests.fakes.imap_server import imap_server

_TOKEN = "ya29.a-token"
_THREE = b"* SEARCH 4 5 6\r\n"


def _mailbox(
    port: int, *, sign_in: SignIn = SignIn.PASSWORD, security: Security = Security.NONE, secret: str = _TOKEN
) -> ImapMailbox:
    server = ImapServer(
        host="127.0.0.1", port=port, security=security, user="writer@writer.test", sign_in=sign_in, patience=5
    )
    return ImapMailbox(server, lambda: secret)


def _look(answers: Mapping[str, bytes], *, greeting: bytes = b"* OK ready\r\n") -> list[tuple[int, bytes | None]]:
    with imap_server(answers, greeting=greeting) as server, _mailbox(server.port) as mailbox:
        mails = mailbox.newer("INBOX", Position(validity=7, last=3), lambda header: b"yes" in header)
        return [(one.position.last, one.content) for one in mails]


def _fetched(part: str, *mails: tuple[int, bytes]) -> bytes:
    lines = [f"* 1 (UID {uid} {part} {{{len(text)}}}\r\n".encode() + text + b")\r\n" for uid, text in mails]
    return b"".join(line.replace(b"* 1 (", b"* 1 FETCH (") for line in lines)


def test_a_token_is_shown_as_providers_want_it() -> None:
    with imap_server({}) as server, _mailbox(server.port, sign_in=SignIn.XOAUTH2) as mailbox:
        list(mailbox.newer("INBOX", Position(), lambda header: True))

    shown = server.heard[[line[-7:] for line in server.heard].index(b"XOAUTH2") + 1]
    assert base64.b64decode(shown) == b"user=writer@writer.test\x01auth=Bearer ya29.a-token\x01\x01"


@pytest.mark.parametrize("sign_in", list(SignIn))
def test_a_refused_secret_is_not_shown(sign_in: SignIn) -> None:
    refused = b"TAG NO [AUTHENTICATIONFAILED] ya29.a-token is wrong\r\n\0"
    with (
        imap_server({"AUTHENTICATE": refused, "LOGIN": refused}) as server,
        _mailbox(server.port, sign_in=sign_in) as mailbox,
        pytest.raises(MailboxProblem, match="does not accept") as failed,
    ):
        list(mailbox.newer("INBOX", Position(), lambda header: True))

    assert _TOKEN not in f"{failed.value!r}{failed.value.meaning}{failed.value.advice}"


def test_a_secret_with_a_line_break_is_not_sent() -> None:
    with (
        imap_server({}) as server,
        _mailbox(server.port, secret="a\r\nX LOGOUT") as mailbox,
        pytest.raises(MailboxProblem),
    ):
        mailbox.find("1@writer.test")

    assert not [line for line in server.heard if b"LOGIN" in line]


def test_a_server_without_encryption_hears_no_password() -> None:
    with (
        imap_server({}) as server,
        _mailbox(server.port, security=Security.STARTTLS) as mailbox,
        pytest.raises(UnsafeConnection),
    ):
        list(mailbox.newer("INBOX", Position(), lambda header: True))

    assert not [line for line in server.heard if b"LOGIN" in line]


def test_no_password_goes_to_another_computer_in_the_clear() -> None:
    asked: list[str] = []
    server = ImapServer(host="mail.writer.test", port=143, security=Security.NONE, user="writer")

    with ImapMailbox(server, lambda: asked.append("secret") or "") as mailbox, pytest.raises(UnsafeConnection):
        mailbox.find("1@writer.test")

    assert asked == []


def test_contents_are_fetched_of_those_whose_header_matters() -> None:
    answers = {
        "UID SEARCH": _THREE,
        "UID FETCH 4,5,6 ": _fetched("BODY[HEADER]", (4, b"no"), (5, b"yes 5"), (6, b"yes 6")),
        "UID FETCH 5,6 ": _fetched("BODY[]<0>", (6, b"mail 6"), (5, b"mail 5")),
    }

    assert _look(answers) == [(5, b"mail 5"), (6, b"mail 6"), (6, None)]


def test_a_mailbox_is_reached_without_looking_at_a_mail() -> None:
    with imap_server({}) as server, _mailbox(server.port) as mailbox:
        mailbox.reach()

    assert not [line for line in server.heard if b"SEARCH" in line or b"FETCH" in line]


def test_a_mailbox_without_the_folder_is_not_reached() -> None:
    with (
        imap_server({"EXAMINE": b"TAG NO no such folder\r\n\0"}) as server,
        _mailbox(server.port) as mailbox,
        pytest.raises(MailboxProblem),
    ):
        mailbox.reach()


def test_when_a_mail_came_is_told_by_the_server() -> None:
    mail = b'* 5 FETCH (UID 5 INTERNALDATE "29-Nov-2026 10:00:00 +0100" BODY[]<0> {1}\r\na)\r\n'
    answers = {
        "UID SEARCH": b"* SEARCH 5\r\n",
        "UID FETCH 5 (UID BODY.PEEK[HEADER])": _fetched("BODY[HEADER]", (5, b"yes")),
        "UID FETCH 5 (UID INTERNALDATE ": mail,
    }

    with imap_server(answers) as server, _mailbox(server.port) as mailbox:
        first = next(mailbox.newer("INBOX", Position(), lambda header: True))

    assert first.arrived == datetime(2026, 11, 29, 9, tzinfo=UTC)


def test_the_last_mail_which_a_range_always_holds_is_not_new_again() -> None:
    assert _look({"UID SEARCH": b"* SEARCH 3\r\n"}) == []


def test_another_validity_looks_at_all() -> None:
    answers = {"EXAMINE": b"* OK [UIDVALIDITY 8] valid\r\n", "UID SEARCH": b"* SEARCH 1\r\n"}

    assert _look(answers) == [(1, None)]


@pytest.mark.parametrize(
    "answers",
    [
        {"EXAMINE": b"TAG NO no such folder\r\n\0"},
        {"UID SEARCH": b"TAG BAD what?\r\n\0"},
        {"UID SEARCH": _THREE, "UID FETCH": b"TAG NO not now\r\n\0"},
        {"UID SEARCH": _THREE, "UID FETCH": b""},
        {"UID SEARCH": b"* SEARCH four\r\n"},
        {"UID SEARCH": b"\xff\xfe nonsense\r\n\0"},
        {"EXAMINE": b""},
    ],
)
def test_a_server_that_does_not_answer_as_it_should_is_a_problem(answers: Mapping[str, bytes]) -> None:
    with pytest.raises(MailboxProblem):
        _look(answers)


@pytest.mark.parametrize("greeting", [b"220 mx.writer.test ESMTP\r\n", b"* BYE too many\r\n", b"HTTP/1.1 400 Bad\r\n"])
def test_what_is_no_mailbox_server_is_told(greeting: bytes) -> None:
    with pytest.raises(MailboxProblem):
        _look({}, greeting=greeting)


def test_a_server_that_is_not_there_is_told() -> None:
    with imap_server({}) as server:
        pass

    with _mailbox(server.port) as mailbox, pytest.raises(MailboxProblem, match="cannot be reached"):
        mailbox.find("1@writer.test")
