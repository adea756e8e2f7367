"""Reading what servers say, well-formed or not."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.smtp.line import Line, LineEnded
from mailer.smtp.reply import read_words


@contextmanager
def line_and_server() -> Iterator[tuple[Line, socket.socket]]:
    """Give a line, and its other end."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        line = Line(socket.create_connection(listener.getsockname()))
        with listener.accept()[0] as server:
            server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            yield line, server
            line.close()


@pytest.mark.parametrize(
    ("code", "lines", "enhanced", "text"),
    [
        (250, ["2.1.0 Ok"], "2.1.0", "Ok"),
        (250, ["Ok"], "", "Ok"),
        (250, [""], "", ""),
        (550, ["5.1.1 No such", "5.1.1 user"], "5.1.1", "No such user"),
        (550, ["5.7.26 Not authenticated"], "5.7.26", "Not authenticated"),
        (552, ["5.2.3: Too large"], "5.2.3", "Too large"),
        (
            550,
            ["sorry, no mailbox here by that name. (#5.1.1)"],
            "5.1.1",
            "sorry, no mailbox here by that name. (#5.1.1)",
        ),
        (550, ["cuda_nsu 5.1.1 User unknown"], "5.1.1", "cuda_nsu 5.1.1 User unknown"),
        (451, ["Resources unavailable [#4.16.1]"], "", "Resources unavailable [#4.16.1]"),
        (450, ["Try later (#id-5.9.4)"], "", "Try later (#id-5.9.4)"),
        (554, ["10.5.1.1 is blocked"], "", "10.5.1.1 is blocked"),
        (554, ["5.5.1.1 is blocked"], "", "5.5.1.1 is blocked"),
        (554, ["Blocked, see 5.7.1."], "5.7.1", "Blocked, see 5.7.1."),
        (250, ["a\tb\r", "\x1b[31m c\r"], "", "a b [31m c"),
        (550, ["x" * 5000], "", "x" * 1000),
    ],
)
def test_codes_and_words_are_told_apart(code: int, lines: list[str], enhanced: str, text: str) -> None:
    assert read_words(code, tuple(line.encode() for line in lines)) == (enhanced, text)


def test_words_of_another_encoding_are_kept_readable() -> None:
    assert read_words(550, (b"Bo\xeete pleine",)) == ("", "Bo\ufffdte pleine")


@given(st.lists(st.binary(max_size=200), max_size=8))
def test_whatever_a_server_sends_is_a_reply_or_ends_the_line(pieces: list[bytes]) -> None:
    with line_and_server() as (line, server):
        for piece in pieces:
            server.sendall(piece)
        server.shutdown(socket.SHUT_WR)
        with pytest.raises(LineEnded):
            for _ in range(2000):
                reply = line.reply(5)
                assert 200 <= reply.code < 600
                _, text = read_words(reply.code, reply.lines)
                assert "\n" not in text
                assert len(text) <= 1000


@given(
    st.lists(
        st.tuples(
            st.integers(200, 599),
            st.lists(
                st.binary(max_size=60).map(lambda raw: raw.replace(b"\n", b"").replace(b"\r", b"")),
                min_size=1,
                max_size=4,
            ),
        ),
        min_size=1,
        max_size=5,
    ),
    st.integers(1, 40),
)
def test_replies_are_read_as_they_were_said_however_they_are_cut(
    said: list[tuple[int, list[bytes]]], size: int
) -> None:
    data = b"".join(
        b"%d%b%b\r\n" % (code, b" " if place == len(lines) - 1 else b"-", line)
        for code, lines in said
        for place, line in enumerate(lines)
    )
    with line_and_server() as (line, server):
        for start in range(0, len(data), size):
            server.sendall(data[start : start + size])
        for code, lines in said:
            reply = line.reply(5)
            assert (reply.code, [each.rstrip(b"\r") for each in reply.lines]) == (code, lines)
        assert not line.pending
