"""Reading what servers say, well-formed or not."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

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


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    b"250 2.1.0 Ok\r\n",
                    b"250\r\n",
                    b"250-\r\n",
                    b"250\n",
                    b"251 ok\r\n",
                    b"2500 ok\r\n",
                    b"354 Go on\r\n",
                ),
                *(b"354-Go\r\n354 on\r\n", b"354 ", b"421 4.3.2 Bye\r\n", b"450 4.2.1 Later\r\n", b"550 5.1.1 No\r\n"),
                *(b"250 " + b"x" * 600 + b"\r\n", b"nonsense\r\n", b"200 \r\n", b"199 \r\n", b"299 \r\n"),
            ]
        ),
        min_size=2,
        max_size=5,
    )
)
def test_a_content_is_wanted_only_where_the_three_replies_say_so_one_by_one(said: list[bytes]) -> None:
    data = b"".join(said)
    with line_and_server() as (line, server), line_and_server() as (other, other_server):
        for each, end in ((line, server), (other, other_server)):
            end.sendall(b"220 " + b"\r\n" + data)
            end.shutdown(socket.SHUT_WR)
            assert each.reply(5).code == 220
        if line.content_wanted():
            assert [other.reply(5).code // 100 for _ in range(2)] == [2, 2]
            assert other.reply(5).code == 354
            assert not other.pending
            assert not line.pending
        else:
            assert read_to_the_end(line) == read_to_the_end(other), "nothing was read over"


def read_to_the_end(line: Line) -> list[int]:
    """Return the codes of all replies until the line ends."""
    codes: list[int] = []
    with suppress(LineEnded):
        while True:
            codes.append(line.reply(5).code)
    return codes


def test_three_usual_replies_at_once_want_a_content() -> None:
    with line_and_server() as (line, server):
        server.sendall(b"250 2.0.0 queued\r\n250 2.1.0 Ok\r\n250\r\n354 End data with <CR><LF>.<CR><LF>\r\n")
        assert line.reply(5).code == 250
        assert line.content_wanted()
        assert not line.pending
        assert not line.content_wanted(), "they are read over once"
