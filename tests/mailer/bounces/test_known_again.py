"""Knows a mail again by what it says, and by nothing that a mail program writes into it."""

import mailbox
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mailer.bounces.known_again import known_by, known_by_name
from mailer.mailbox.files import FileMailbox
from mailer.mailbox.position import Position

_HEADER = b"From: MAILER-DAEMON@mx.dest.test\r\nMessage-ID: <>\r\nSubject: failure notice\r\n"
_BODY = b"\r\nFrom now on:\r\nno such user\r\n"


def test_a_mail_in_a_file_is_the_one_that_came_from_a_server(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    box.add(b"X-Mozilla-Status: 0001\n" + (_HEADER + _BODY).replace(b"\r\n", b"\n"))
    box.close()

    with FileMailbox(tmp_path / "box") as kept:
        [mail] = kept.newer("INBOX", Position(), lambda header: True)

    assert b">From now on" in (mail.content or b"")
    assert known_by(mail.content or b"") == known_by(_HEADER + _BODY)


def test_two_mails_of_one_name_are_two() -> None:
    assert known_by(_HEADER + _BODY) != known_by(_HEADER + _BODY.replace(b"such", b"other"))
    assert known_by(_HEADER + _BODY) != known_by(_HEADER.replace(b"failure", b"another") + _BODY)
    to = b"Delivered-To: bounce+aaaqaaaaabljh2cn7ubnwx5%s@writer.test\r\n"
    assert known_by(_HEADER + to % b"p" + _BODY) != known_by(_HEADER + to % b"q" + _BODY)
    assert known_by(_HEADER + b"To: a@b.test\r\n" + _BODY) != known_by(_HEADER + b"To: c@b.test\r\n" + _BODY)


@given(st.binary(max_size=2_000))
def test_no_mail_makes_it_stumble(mail: bytes) -> None:
    known_by(mail)
    known_by_name(mail)
