"""The server of the made-up platforms: hosts, connections, faults, what it remembers."""

import gzip
import http.client
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import ClassVar

import pytest

from outlast.demo_platforms.exchange import Reply, Request, html_reply, json_reply
from outlast.demo_platforms.faults import FAULTS, HOSTILE
from outlast.demo_platforms.platform import Platform
from outlast.demo_platforms.server import PlatformServer
from tests.fakes.asking import Client, client


class Echo(Platform):
    """Answers with what it was asked."""

    QUIRKS: ClassVar = {"upside-down": "answers from the bottom up"}

    def hosts(self, host: str) -> bool:
        return host.endswith(".echo.example")

    def answer(self, request: Request) -> Reply:
        if request.path == "/page":
            return html_reply("<p>A page</p>")
        if request.path == "/defect":
            raise RuntimeError("a defect")
        return json_reply({"host": request.host, "path": request.path, "quirks": sorted(request.quirks)})


@pytest.fixture
def server() -> Iterator[PlatformServer]:
    with PlatformServer([Echo()]) as running:
        yield running


@pytest.fixture
def asking(server: PlatformServer) -> Iterator[Client]:
    with client(server) as made:
        yield made


def test_one_connection_serves_several_hosts_and_requests(server: PlatformServer, asking: Client) -> None:
    for host in ("a.echo.example", "b.echo.example", "a.echo.example"):
        assert asking.ask(f"{host}/x").data["host"] == host
    assert server.count() == {"a.echo.example": 2, "b.echo.example": 1}


def test_a_host_of_no_platform_is_a_bad_gateway(server: PlatformServer, asking: Client) -> None:
    assert asking.ask("elsewhere.example/").status == 502
    assert server.requests[0].status == 502


def test_everything_about_a_request_is_remembered(server: PlatformServer, asking: Client) -> None:
    asking.ask("a.echo.example/x?n=1&n=2&e=", method="POST", cookie="substack.sid=s%3Aabc", data={"a": 1})
    seen = server.requests[0]
    assert (seen.method, seen.path, seen.query) == ("POST", "/x", {"n": ["1", "2"], "e": [""]})
    assert seen.headers["cookie"] == "substack.sid=s%3Aabc"
    assert seen.body == b'{"a": 1}'
    server.forget_requests()
    assert server.requests == []


def test_requests_are_answered_at_the_same_time() -> None:
    both_inside = Barrier(2, timeout=10)

    class Meeting(Echo):
        def answer(self, request: Request) -> Reply:
            both_inside.wait()
            return super().answer(request)

    with PlatformServer([Meeting()]) as running, client(running) as one, client(running) as two:
        pool = ThreadPoolExecutor(2)
        asked = [pool.submit(each.ask, "a.echo.example/x") for each in (one, two)]
        assert [each.result().status for each in asked] == [200, 200]
        pool.shutdown()


def test_what_a_platform_raises_is_raised_when_the_server_stops() -> None:
    running = PlatformServer([Echo()])
    with pytest.raises(RuntimeError, match="a defect"), running, client(running) as made:
        asked = pytest.raises(http.client.RemoteDisconnected)
        with asked:
            made.ask("a.echo.example/defect")


def test_a_quirk_that_no_platform_knows_is_refused(server: PlatformServer) -> None:
    with pytest.raises(ValueError, match="sideways"):
        server.switch("sideways", on=True)


def test_a_quirk_holds_until_it_is_turned_off(server: PlatformServer, asking: Client) -> None:
    server.switch("upside-down", on=True)
    assert asking.ask("a.echo.example/x").data["quirks"] == ["upside-down"]
    server.switch("upside-down", on=False)
    assert asking.ask("a.echo.example/x").data["quirks"] == []


def test_a_quirk_can_be_limited_to_a_path_to_later_requests_and_to_so_many(
    server: PlatformServer, asking: Client
) -> None:
    server.switch("upside-down", on=True, path="/api/", after=1, times=2)
    turned = [bool(asking.ask(f"a.echo.example{path}").data["quirks"]) for path in ["/x", *["/api/y"] * 4, "/x"]]
    assert turned == [False, False, True, True, False, False]


def test_an_outage_answers_503_everywhere(server: PlatformServer, asking: Client) -> None:
    server.switch("outage", on=True)
    assert asking.ask("a.echo.example/x").status == 503


def test_a_page_comes_where_json_is_due_and_pages_stay(server: PlatformServer, asking: Client) -> None:
    server.switch("html-for-json", on=True)
    answer = asking.ask("a.echo.example/x")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert asking.ask("a.echo.example/page").text == "<p>A page</p>"


def test_json_is_cut_in_the_middle(server: PlatformServer, asking: Client) -> None:
    server.switch("cut-json", on=True)
    answer = asking.ask("a.echo.example/x")
    assert answer.body.startswith(b'{"host"')
    with pytest.raises(ValueError, match=r"Unterminated|Expecting|delimiter"):
        _ = answer.data


def test_a_connection_is_closed_in_the_middle_of_a_body(server: PlatformServer, asking: Client) -> None:
    server.switch("hang-up", on=True)
    with pytest.raises(http.client.IncompleteRead):
        asking.ask("a.echo.example/x")


def test_a_slow_answer_ends_when_the_server_stops() -> None:
    with PlatformServer([Echo()]) as running, client(running) as made:
        running.switch("slow", on=True)
        made.connection.request("GET", "/page", headers={"Host": "a.echo.example"})
        answer = made.connection.getresponse()
        assert answer.read(1) == b"<"
        answer.close()


def test_a_bomb_is_small_on_the_wire_and_large_unpacked(server: PlatformServer, asking: Client) -> None:
    server.switch("gzip-bomb", on=True)
    answer = asking.ask("a.echo.example/x")
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.body) < 2_000_000
    assert len(gzip.decompress(answer.body)) == 256_000_000


def test_a_redirect_loop_never_arrives(server: PlatformServer, asking: Client) -> None:
    server.switch("redirect-loop", on=True)
    address, seen = "a.echo.example/x", []
    for _ in range(4):
        answer = asking.ask(address)
        assert answer.status == 302
        address = answer.headers["location"].removeprefix("https://")
        seen.append(address)
    assert seen[0] == seen[2] != seen[1] == seen[3]


def test_a_strangers_host_keeps_what_it_was_sent(server: PlatformServer, asking: Client) -> None:
    server.switch("redirect-away", on=True)
    away = asking.ask("a.echo.example/x", cookie="sid=1").headers["location"].removeprefix("https://")
    assert away.startswith(f"{HOSTILE}/")
    assert asking.ask(away, cookie="sid=1").status == 200
    assert [seen.headers["cookie"] for seen in server.requests if seen.host == HOSTILE] == ["sid=1"]


def test_a_captive_portal_answers_for_every_host_in_the_world(server: PlatformServer, asking: Client) -> None:
    server.switch("captive-portal", on=True)
    for host in ("a.echo.example", "elsewhere.example"):
        answer = asking.ask(f"{host}/x")
        assert answer.status == 200
        assert "Hotel Aurora" in answer.text


def test_every_fault_says_what_it_does() -> None:
    assert all(len(meaning) > 20 for meaning, _ in FAULTS.values())


def test_quirks_are_turned_from_outside_and_requests_counted(server: PlatformServer, asking: Client) -> None:
    asking.ask("a.echo.example/x")
    turned = asking.ask("control.invalid/__control", method="POST", data={"on": ["outage"], "off": []})
    assert turned.data == {"on": ["outage"]}
    assert asking.ask("a.echo.example/x").status == 503
    assert asking.ask("control.invalid/__control", method="POST", data={"off": ["outage"]}).data == {"on": []}
    assert asking.ask("control.invalid/__requests").data == {"total": 2, "hosts": {"a.echo.example": 2}}
    assert asking.ask("control.invalid/__control", method="POST", data={"on": ["sideways"]}).status == 400
    assert asking.ask("control.invalid/elsewhere").status == 404
