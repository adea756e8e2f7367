"""Requests to a site: the key goes to its host and nowhere else, and what cannot be read is said in plain words."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from backup.errors import Blocked, NoConnection, UnexpectedAnswer, UsageError
from exporters.pushing.answer import Refused
from exporters.pushing.client import Client
from tests.exporters.pushing.pushing import no_sleep
from tests.http.server import Asked, Says, serving

SECRET = "not-to-be-seen"


class AKey:
    def header(self) -> str:
        return f"Ghost {SECRET}"


def client(url: str, sleep: Callable[[float], None] = no_sleep) -> Client:
    return Client(url, AKey(), sleep=sleep, reason=lambda data: str(data.get("why", "")))


def test_the_key_goes_along_but_not_to_what_everybody_may_read() -> None:
    with serving({"/a": Says(body=b'{"x": 1}'), "/b": Says()}) as server:
        talking = client(f"http://127.0.0.1:{server.port}")
        assert talking.get("/a").data == {"x": 1}
        assert talking.exists(f"http://127.0.0.1:{server.port}/b")
        talking.close()

    assert [asked.headers.get("authorization") for asked in server.asked] == [f"Ghost {SECRET}", None]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_redirect_is_not_followed_but_said(status: int, method: str) -> None:
    with (
        serving({}) as other,
        serving(lambda _: Says(status=status, headers=_to(other.port))) as server,
        pytest.raises(UsageError, match="leads elsewhere") as said,
    ):
        client(f"http://127.0.0.1:{server.port}").send(method, "/a", dict)

    assert f"--push http://127.0.0.1:{other.port}" in said.value.advice
    assert other.asked == []


def test_a_redirect_with_a_password_in_it_is_not_repeated() -> None:
    with (
        serving(lambda _: Says(status=302, headers={"Location": "https://me:pass@evil.example/"})) as server,
        pytest.raises(UsageError) as said,
    ):
        client(f"http://127.0.0.1:{server.port}").get("/a")

    assert "pass" not in said.value.what + said.value.advice


def test_a_netrc_of_the_computer_takes_nothing_of_the_key_and_adds_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login other password other\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with serving({"/a": Says(body=b"{}"), "/b": Says()}) as server:
        talking = client(f"http://127.0.0.1:{server.port}")
        talking.get("/a")
        talking.exists(f"http://127.0.0.1:{server.port}/b")

    assert [asked.headers.get("authorization") for asked in server.asked] == [f"Ghost {SECRET}", None]


def test_a_refusal_says_why_and_is_not_repeated() -> None:
    with (
        serving(lambda _: Says(status=422, body=b'{"why": "too\\nlong"}')) as server,
        pytest.raises(Refused) as refused,
    ):
        client(f"http://127.0.0.1:{server.port}").send("POST", "/a", dict)

    assert (refused.value.status, refused.value.reason) == (422, "too long")
    assert len(server.asked) == 1


@pytest.mark.parametrize("body", [b"<html>", b"", b"\xff\xfe", b"[" * 100_000])
def test_an_answer_that_no_program_can_read_is_said(body: bytes) -> None:
    with serving(lambda _: Says(body=body)) as server, pytest.raises(UnexpectedAnswer):
        client(f"http://127.0.0.1:{server.port}").get("/a")


def test_a_wall_in_front_of_the_site_is_told_from_a_key_that_may_not() -> None:
    with serving(
        {"/wall": Says(status=403, body=b"<html>"), "/key": Says(status=403, body=b'{"why": "no"}')}
    ) as server:
        with pytest.raises(Blocked):
            client(f"http://127.0.0.1:{server.port}").get("/wall")
        with pytest.raises(Refused):
            client(f"http://127.0.0.1:{server.port}").get("/key")


def test_an_answer_that_breaks_off_is_asked_for_again() -> None:
    answers = iter([Says(body=b'{"x"', length=100), Says(body=b'{"x": 1}')])
    with serving(lambda _: next(answers)) as server:
        assert client(f"http://127.0.0.1:{server.port}").get("/a").data == {"x": 1}


def test_after_an_answer_that_is_lost_it_looks_before_it_sends_again() -> None:
    seen: list[str] = []

    def say(asked: Asked) -> Says:
        seen.append(asked.method)
        return Says(status=201, body=b"{", length=100)

    with serving(say) as server:
        answer = client(f"http://127.0.0.1:{server.port}").send("POST", "/a", dict, look=lambda: "there")

    assert (answer.data, seen) == ("there", ["POST"])


def test_neither_log_nor_error_holds_the_key(caplog: pytest.LogCaptureFixture) -> None:
    with serving({}) as gone:
        port = gone.port
    caplog.set_level(logging.DEBUG, logger="exporters")
    talking = client(f"http://127.0.0.1:{port}")

    with pytest.raises(NoConnection) as away:
        talking.get("/a?token=x")

    told = caplog.text + repr(away.value) + away.value.meaning + away.value.advice + repr(vars(talking))
    assert SECRET not in told
    assert "token" not in caplog.text


def _to(port: int) -> Mapping[str, str]:
    return {"Location": f"http://127.0.0.1:{port}/a?key=1"}
