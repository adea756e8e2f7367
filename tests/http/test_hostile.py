"""Answers that are made to do harm: slow without end, large without end, and leading in rings."""

import gzip
import socket
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from backup.errors import NoConnection, UnexpectedAnswer, UnsafeAnswer
from backup.http import Limits
from backup.http.patience import Patience, Stopwatch, TooSlow
from tests.http.asking import HOME, session
from tests.http.server import Clock, Says, serving

MEGABYTE = 1 << 20


@contextmanager
def drip(start: bytes, clock: Clock, each: float) -> Iterator[int]:
    """Serve `start` and then a byte at a time; the clock goes on by `each` seconds with every byte."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                connection.recv(65536)
                connection.sendall(start)
                for _ in range(100_000):
                    clock.now += each
                    connection.sendall(b"x")
            except OSError:
                pass  # the client had enough, which is what is tested

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()
        thread.join()


def test_a_body_that_comes_byte_by_byte_is_given_up() -> None:
    clock = Clock()
    with (
        drip(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", clock, 5.0) as port,
        pytest.raises(NoConnection, match="so slowly"),
    ):
        session(port, clock=clock).get(HOME)


def test_headers_that_come_byte_by_byte_are_given_up() -> None:
    clock = Clock()
    with drip(b"HTTP/1.1 200 OK\r\nX: ", clock, 5.0) as port, pytest.raises(NoConnection, match="so slowly"):
        session(port, clock=clock).get(HOME)


def test_an_answer_that_is_slow_but_on_its_way_is_read_to_the_end() -> None:
    clock = Clock()
    watch = Stopwatch(Patience(grace=120, bytes_a_second=4096), clock)
    for _ in range(3600):
        clock.now += 1
        watch.came(5000)
    clock.now += 1100
    with pytest.raises(TooSlow):
        watch.came(0)


@pytest.mark.parametrize("packing", ["gzip", "deflate"])
def test_a_bomb_is_dropped_before_it_is_unpacked(packing: str) -> None:
    pack = gzip.compress if packing == "gzip" else zlib.compress
    bomb = pack(bytes(256 * MEGABYTE), 9)
    with serving({"/": Says(body=bomb, headers={"Content-Encoding": packing})}) as server:
        with pytest.raises(UnsafeAnswer, match="without end"):
            session(server, limits=Limits(page=1 << 40)).get(HOME)
        assert len(server.asked) == 1


def test_a_bomb_within_a_bomb_is_dropped_too() -> None:
    bomb = gzip.compress(gzip.compress(bytes(64 * MEGABYTE), 9))
    with (
        serving({"/": Says(body=bomb, headers={"Content-Encoding": "gzip, gzip"})}) as server,
        pytest.raises(UnsafeAnswer),
    ):
        session(server).get(HOME)


def test_what_is_packed_well_and_honestly_is_read() -> None:
    page = b"".join(b"<p>letter %d</p>" % number for number in range(200_000))
    with serving({"/": Says(body=gzip.compress(page), headers={"Content-Encoding": "gzip"})}) as server:
        assert session(server).get(HOME).body == page


@pytest.mark.parametrize("packed", [False, True])
def test_more_than_the_limit_is_refused(packed: bool) -> None:
    body = gzip.compress(bytes(1000)) if packed else bytes(1000)
    headers = {"Content-Encoding": "gzip"} if packed else {}
    with serving({"/": Says(body=body, headers=headers)}) as server:
        with pytest.raises(UnsafeAnswer, match="999 bytes"):
            session(server).get(HOME, limit=999)
        assert len(session(server).get(HOME, limit=1000).body) == 1000


def test_a_caller_can_have_a_long_answer_cut() -> None:
    with serving({"/": Says(body=b"ab" * 1000)}) as server:
        answer = session(server).get(HOME, limit=3, allow_cut=True)
    assert (answer.body, answer.cut) == (b"aba", True)


def test_a_limit_fits_what_the_answer_is() -> None:
    data = Says(body=b'"' + b"x" * 200 + b'"', headers={"Content-Type": "application/json; charset=utf-8"})
    with serving({"/data": data, "/page": Says(body=b"x" * 200)}) as server:
        ours = session(server, limits=Limits(json=500, page=100))
        assert ours.get(f"{HOME}/data").status == 200
        with pytest.raises(UnsafeAnswer):
            ours.get(f"{HOME}/page")


def test_a_long_error_page_is_cut_and_not_refused() -> None:
    with serving({"/": Says(status=404, body=b"x" * 5000)}) as server:
        answer = session(server, limits=Limits(error=100)).get(HOME)
    assert (answer.status, len(answer.body), answer.cut) == (404, 100, True)


@pytest.mark.parametrize("packing", ["br", "zstd", "compress", "gzip, br"])
def test_a_packing_that_was_not_asked_for_is_an_unexpected_answer(packing: str) -> None:
    with (
        serving({"/": Says(headers={"Content-Encoding": packing})}) as server,
        pytest.raises(UnexpectedAnswer, match="packing"),
    ):
        session(server).get(HOME)


def test_a_body_that_cannot_be_unpacked_is_an_unexpected_answer() -> None:
    with (
        serving({"/": Says(body=b"no gzip", headers={"Content-Encoding": "gzip"})}) as server,
        pytest.raises(UnexpectedAnswer),
    ):
        session(server).get(HOME)


def test_something_else_than_http_is_no_connection() -> None:
    clock = Clock()
    with drip(b"SSH-2.0-OpenSSH\r\n", clock, 0.0) as port, pytest.raises(NoConnection):
        session(port, clock=clock).get(HOME, retry=False)
