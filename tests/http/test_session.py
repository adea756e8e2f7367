"""What a session asks, and what it makes of answers."""

from collections.abc import Callable

import pytest
import requests
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter

from backup.errors import NoConnection, UnexpectedAnswer
from backup.http import PoliteSession, Route, Validators
from backup.http.patience import Patience
from tests.http.asking import HOME, session
from tests.http.server import Clock, Says, serving


def test_an_answer_has_status_headers_body_and_address() -> None:
    with serving({"/p": Says(body=b'{"a": 1}', headers={"Content-Type": "application/json"})}) as server:
        answer = session(server).get(f"{HOME}/p")
    assert (answer.status, answer.json(), answer.url, answer.asked) == (200, {"a": 1}, f"{HOME}/p", f"{HOME}/p")
    assert answer.headers["content-type"] == "application/json"
    assert server.asked[0].host == "nightletters.substack.com"


def test_every_status_comes_back_as_an_answer() -> None:
    with serving(lambda asked: Says(status=int(asked.path[1:]))) as server, session(server) as ours:
        for status in (201, 304, 400, 401, 402, 403, 404, 410, 451):
            assert ours.get(f"{HOME}/{status}").status == status


def test_requests_name_outlast_and_look_like_a_browser() -> None:
    with serving({}) as server:
        session(server).get(HOME)
    agent = server.asked[0].headers["user-agent"]
    assert agent.startswith("Mozilla/5.0")
    assert "Outlast/" in agent


def test_one_connection_is_used_again() -> None:
    with serving({}) as server, session(server) as ours:
        for number in range(5):
            ours.get(f"{HOME}/{number}")
    assert server.connections == 1
    assert ours.requests == {"nightletters.substack.com": 5}


def test_marks_of_a_version_bring_a_304() -> None:
    def script(asked):  # type: ignore[no-untyped-def]
        same = asked.headers.get("if-none-match") == '"v1"'
        return Says(status=304, body=b"") if same else Says(headers={"ETag": '"v1"'})

    with serving(script) as server, session(server) as ours:
        marks = Validators.from_answer(ours.get(HOME))
        again = ours.get(HOME, headers=Validators.from_text(marks.text()).headers())
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("text", ["", "nonsense", "[1]", '{"etag": 3}'])
def test_marks_that_cannot_be_read_are_no_marks(text: str) -> None:
    assert Validators.from_text(text).headers() == {}


@pytest.mark.parametrize("body", [b"<html>sign in</html>", b'{"a": [1, 2', b"", b"NaN", b"[" * 100_000, b"\xff{}"])
def test_what_is_no_json_is_an_unexpected_answer(body: bytes) -> None:
    with serving({"/p": Says(body=body)}) as server:
        answer = session(server).get(f"{HOME}/p")
    with pytest.raises(UnexpectedAnswer, match=r"nightletters\.substack\.com/p"):
        answer.json()


def test_half_a_sign_in_json_becomes_a_mark_that_can_be_stored() -> None:
    with serving({"/p": Says(body=b'{"a": "cut \\ud83d", "b": "\\ud83d\\ude00"}')}) as server:
        value = session(server).get(f"{HOME}/p").json()
    assert value == {"a": "cut �", "b": "😀"}


def test_a_closed_port_is_no_connection() -> None:
    with serving({}) as server:
        port = server.port
    with pytest.raises(NoConnection, match="could not be reached"):
        session(port).get(HOME)


def test_a_post_sends_json_and_is_not_sent_twice_unasked() -> None:
    with serving(lambda asked: Says(status=500)) as server, session(server) as ours:
        assert ours.post(f"{HOME}/api", json={"limit": 50}).status == 500
        assert len(server.asked) == 1
        ours.post(f"{HOME}/api", json={}, retry=True)
    assert server.asked[0].body == b'{"limit":50}'
    assert server.asked[0].headers["content-type"] == "application/json"
    assert len(server.asked) == 5


def test_a_caller_cannot_add_a_cookie_of_its_own() -> None:
    with pytest.raises(ValueError, match="Cookie"):
        PoliteSession(own_hosts=["substack.com"]).get(HOME, headers={"Cookie": "a=b"})


class _Noting(Route):
    """A route that notes how it is asked, and never answers."""

    def __init__(self) -> None:
        self.asked: list[dict[str, object]] = []

    def adapter(self, patience: Patience, clock: Callable[[], float]) -> HTTPAdapter:
        asked = self.asked

        class Adapter(HTTPAdapter):
            def send(self, request: PreparedRequest, **options: object) -> Response:  # type: ignore[override]
                asked.append(options)
                raise requests.exceptions.ReadTimeout

        return Adapter()


def test_every_request_has_a_timeout_and_a_check_of_the_certificate() -> None:
    route, clock = _Noting(), Clock()
    ours = PoliteSession(own_hosts=[], route=route, clock=clock, sleep=clock.sleep)
    with pytest.raises(NoConnection, match="did not answer in time"):
        ours.get(HOME)
    assert len(route.asked) == 4
    assert all(options["timeout"] == (10.0, 60.0) and options["verify"] is True for options in route.asked)


def test_the_public_names_are_listed_in_order() -> None:
    import backup.http
    import backup.media

    for package in (backup.http, backup.media):
        assert list(package.__all__) == sorted(package.__all__, key=lambda name: (name[0].islower(), name))
        assert all(hasattr(package, name) for name in package.__all__)
