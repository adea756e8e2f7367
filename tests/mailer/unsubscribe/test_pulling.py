"""Emptying a drop-box: whatever answers, what is wrong is said, and no word or link goes where it should not."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.errors import DropBoxProblem
from mailer.unsubscribe.pulling import DropBox, Posted

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
THERE = 1_764_400_000
A, B = "a" * 24, "B-_9" * 6


class Asked:
    """What somebody answers, and what they were asked."""

    def __init__(self, pages: dict[str, bytes | int]) -> None:
        self.pages = pages
        self.requests: list[tuple[str, str, str | None]] = []
        self.port = 0

    def box(self, **how: float) -> DropBox:
        return DropBox(f"http://127.0.0.1:{self.port}/box", "secret-word", clock=lambda: NOW, **how)

    def posted(self) -> list[Posted]:
        return list(self.box().posted())


@contextmanager
def answering(pages: dict[str, bytes | int], *, late: Callable[[], object] = lambda: None) -> Iterator[Asked]:
    """Run a server that answers these things, by the path; a number is a status."""
    asked = Asked(pages)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.requests.append((self.command, self.path, self.headers.get("X-Outlast-Word")))
            late()
            with suppress(BrokenPipeError, ConnectionResetError):  # who asked has gone
                self._answer()

        def _answer(self) -> None:
            answer = asked.pages.get(self.path.removeprefix("/box"), 404)
            self.send_response(answer if isinstance(answer, int) else 200)
            if answer == 302:
                self.send_header("Location", "/box/pull/elsewhere")
            self.end_headers()
            self.wfile.write(answer if isinstance(answer, bytes) else b"")

        do_POST = do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        asked.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield asked
        finally:
            server.shutdown()
            thread.join()


def page(*lines: str, following: str = "-", now: int = THERE) -> bytes:
    return f"outlast-drop-box {now} {following}\n".encode() + "".join(f"\n{line}" for line in lines).encode()


def test_lines_become_tokens_with_the_time_by_the_clock_of_home():
    with answering({"/pull/0": page(f"{THERE - 3601} {A}", f"{THERE} {B}")}) as asked:
        assert asked.posted() == [Posted(A, NOW - timedelta(hours=1)), Posted(B, NOW)]
        assert asked.requests == [("GET", "/box/pull/0", "secret-word")]


def test_a_line_that_two_pages_share_is_read_whole():
    whole = page(f"{THERE} {A}", f"{THERE} {B}")
    body = whole.partition(b"\n")[2]
    for cut in range(len(body) + 1):
        first = f"outlast-drop-box {THERE} {cut}\n".encode() + body[:cut]
        second = f"outlast-drop-box {THERE} -\n".encode() + body[cut:]
        with answering({"/pull/0": first, f"/pull/{cut or 'x'}": second}) as asked:
            if not cut:
                asked.pages["/pull/0"] = first.replace(b" 0\n", b" x\n")
            assert [one.token for one in asked.posted()] == [A, B]


def test_the_name_of_a_page_may_have_any_signs():
    with answering({"/pull/0": page(following="a/b+c="), "/pull/a%2Fb%2Bc%3D": page(f"{THERE} {A}")}) as asked:
        assert [one.token for one in asked.posted()] == [A]


def test_torn_lines_are_passed_over():
    torn = [f"{THERE} {A[:-1]}", f"{THERE} {A}x", f"{A}", "", f"999 {A}", f"{THERE}  {A}", f"{THERE} {B}\r"]
    with answering({"/pull/0": page(*torn, f"{THERE} {A}")}) as asked:
        assert [one.token for one in asked.posted()] == [A]


@given(st.binary(max_size=300), st.integers(0, 10**12 - 1))
def test_no_bytes_and_no_clock_make_it_raise(noise, seconds):
    box = DropBox("https://u.writer.example", "word", clock=lambda: NOW)
    for one in box._read([*noise.split(b"\n"), f"{seconds:010d} {A}".encode()], THERE):
        assert NOW - timedelta(days=20 * 366) <= one.at <= NOW


@pytest.mark.parametrize(
    ("pages", "says"),
    [
        ({}, "does not know the word"),
        ({"/pull/0": 302, "/pull/elsewhere": page(f"{THERE} {A}")}, "answers 302"),
        ({"/pull/0": 500}, "answers 500"),
        ({"/pull/0": b"<html>Welcome to my blog</html>"}, "something else"),
        ({"/pull/0": b""}, "something else"),
        ({"/pull/0": page(following="0")}, "never comes to an end"),
        ({"/pull/0": page(following="7"), "/pull/7": page(following="0")}, "never comes to an end"),
        ({"/pull/0": page() + b"x" * 2_100_000}, "more than a drop-box"),
    ],
)
def test_what_is_no_drop_box_is_told_apart(pages, says):
    with answering(pages) as asked, pytest.raises(DropBoxProblem, match=says) as caught:
        asked.posted()
    assert "secret-word" not in f"{caught.value}{caught.value.advice}"
    assert all(path != "/box/pull/elsewhere" for _, path, _ in asked.requests)


def test_nobody_there_is_said_without_the_address_of_a_link():
    with answering({}) as asked:
        gone = asked.port
    with pytest.raises(DropBoxProblem, match=r"127\.0\.0\.1 cannot be reached") as caught:
        DropBox(f"http://127.0.0.1:{gone}/box", "secret-word", clock=lambda: NOW).try_out()
    assert "/u/" not in str(caught.value)


def test_who_never_answers_is_not_waited_for():
    done = threading.Event()
    with answering({}, late=lambda: done.wait(20)) as asked:
        try:
            with pytest.raises(DropBoxProblem, match="did not answer"):
                list(asked.box(patience=0.2).posted())
        finally:
            done.set()


@pytest.mark.parametrize("address", ["http://writer.example/box", "ftp://writer.example", "writer.example"])
def test_the_word_does_not_go_where_others_read_along(address):
    with pytest.raises(DropBoxProblem, match="https"):
        DropBox(address, "secret-word", clock=lambda: NOW)


def test_trying_out_finds_a_box_that_keeps_whoever_looks():
    with answering({}) as asked:
        kept: list[str] = []

        class Pages(dict[str, bytes]):
            def get(self, path, default=None):
                if path.startswith("/u/"):
                    kept.append(f"{THERE} {path[3:]}")
                    return b"Bye"
                return page(*kept)

        asked.pages = Pages()
        with pytest.raises(DropBoxProblem, match="only looks"):
            asked.box().try_out()


def test_trying_out_finds_a_box_that_keeps_nothing():
    with answering({}) as asked:

        class Pages(dict[str, bytes]):
            def get(self, path, default=None):
                return b"Bye" if path.startswith("/u/") else page()

        asked.pages = Pages()
        with pytest.raises(DropBoxProblem, match="does not have what was posted"):
            asked.box().try_out()
        assert [method for method, path, _ in asked.requests if "/u/" in path] == ["GET", "HEAD", "POST"]
        assert all(word is None for _, path, word in asked.requests if "/u/" in path), "the word goes only to /pull"
