"""Understands what imaplib hands over of an IMAP server's answers, in the ways that servers write them."""

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


def test_news_that_the_server_mixes_in_are_left_out() -> None:
    mail = (b"1 (UID 7 BODY[] {1}", b"a")

    assert _read(None, b"9 (FLAGS (\\Seen))", mail, b")", b"2 (UID 8 FLAGS (\\Seen))") == [Fetched(7, b"a")]


@given(st.lists(st.none() | st.binary(max_size=30) | st.tuples(st.binary(max_size=30), st.binary(max_size=30))))
def test_no_answer_makes_it_stumble(answer: list[object]) -> None:
    _read(*answer)
