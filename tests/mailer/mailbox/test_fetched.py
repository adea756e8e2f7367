"""Understands what imaplib hands over of an IMAP server's answers, in the ways that servers write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.mailbox.fetched import Fetched, read_fetched


def _read(*answer: object) -> list[Fetched]:
    return list(read_fetched(answer))


def test_the_uid_may_stand_before_or_behind_the_content() -> None:
    assert _read((b"1 (UID 7 BODY[HEADER] {3}", b"a: "), b")", (b"2 (BODY[HEADER] {1}", b"b"), b" UID 9)") == [
        Fetched(7, b"a: "),
        Fetched(9, b"b"),
    ]


def test_an_empty_content_is_one() -> None:
    assert _read(b'3 (UID 4 BODY[HEADER] "")', b"4 (UID 5 BODY[]<0> NIL)") == [Fetched(4, b""), Fetched(5, b"")]


@pytest.mark.parametrize(
    ("said", "arrived"),
    [
        (b'" 7-Jul-2026 02:44:25 -0700"', datetime(2026, 7, 7, 9, 44, 25, tzinfo=UTC)),
        (b'"17-Jan-2026 00:10:00 +0530"', datetime(2026, 1, 16, 18, 40, tzinfo=UTC)),
        (b'"31-Feb-2026 00:10:00 +0000"', None),
        (b'"31-Foo-2026 00:10:00 +0000"', None),
        (b"NIL", None),
    ],
)
def test_when_the_server_got_it_may_stand_on_either_side(said: bytes, arrived: datetime | None) -> None:
    before = (b"1 (UID 7 INTERNALDATE " + said + b" BODY[]<0> {1}", b"a"), b")"
    behind = (b"1 (UID 7 BODY[]<0> {1}", b"a"), b" INTERNALDATE " + said + b")"

    assert _read(*before) == _read(*behind) == [Fetched(7, b"a", arrived)]


def test_news_that_the_server_mixes_in_are_left_out() -> None:
    mail = (b"1 (UID 7 BODY[] {1}", b"a")

    assert _read(None, b"9 (FLAGS (\\Seen))", mail, b")", b"2 (UID 8 FLAGS (\\Seen))") == [Fetched(7, b"a")]


@given(st.lists(st.none() | st.binary(max_size=30) | st.tuples(st.binary(max_size=30), st.binary(max_size=30))))
def test_no_answer_makes_it_stumble(answer: list[object]) -> None:
    _read(*answer)
