"""Connections: certificates are checked, and inner addresses are not reached by any way."""

import ipaddress
import math
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from backup.errors import BadCertificate, NoConnection, UnsafeAnswer
from backup.http import Internet, PoliteSession
from backup.http.connect import is_public
from tests.http.server import Clock, Says, Server, serving

FIXTURES = Path(__file__).parents[1] / "fixtures" / "http"
HERE = ipaddress.ip_network("127.0.0.0/8")


@contextmanager
def serving_tls() -> Iterator[Server]:
    with serving({"/": Says(body=b"hello")}) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(FIXTURES / "letters.pem", FIXTURES / "letters.key")
        server.http.socket = context.wrap_socket(server.http.socket, server_side=True)
        yield server


def reaching(port: int, host: str = "letters.example.org", **options: Any) -> str:
    """Return what a session on the internet's route gets, where every name leads to this computer."""
    clock = Clock()
    settings: dict[str, Any] = {"allowed": [HERE], "ports": [port], "resolver": lambda *_: ["127.0.0.1"]}
    route = Internet(**(settings | options))
    with PoliteSession(own_hosts=[], rate=math.inf, route=route, clock=clock, sleep=clock.sleep) as ours:
        return ours.get(f"https://{host}:{port}/").text()


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "REQUESTS_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_a_certificate_that_holds_lets_the_request_out() -> None:
    with serving_tls() as server:
        assert reaching(server.port, certificates=FIXTURES / "letters.pem") == "hello"


def test_the_environment_may_name_the_authority_of_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(FIXTURES / "letters.pem"))
    with serving_tls() as server:
        assert reaching(server.port) == "hello"


def test_a_certificate_that_nobody_signed_is_refused_and_nothing_is_sent() -> None:
    with serving_tls() as server:
        with pytest.raises(BadCertificate, match=r"letters\.example\.org"):
            reaching(server.port)
        assert server.asked == []
        assert server.connections <= 1  # refused at once, not tried again


def test_a_certificate_for_another_name_is_refused() -> None:
    with serving_tls() as server:
        with pytest.raises(BadCertificate):
            reaching(server.port, host="other.example.org", certificates=FIXTURES / "letters.pem")
        assert server.asked == []


def test_a_server_without_tls_is_not_spoken_to() -> None:
    with serving({}) as server:
        with pytest.raises((BadCertificate, NoConnection)):
            reaching(server.port)
        assert server.asked == []


def test_a_name_that_leads_inside_is_refused_before_anything_is_dialled() -> None:
    with serving({}) as server:
        with pytest.raises(UnsafeAnswer, match="inside a private network"):
            reaching(server.port, allowed=[])
        assert server.connections == 0


def test_a_name_that_changes_its_mind_is_asked_once_a_connection() -> None:
    # DNS rebinding: public when looked at, inner when dialled. What was looked at is what is dialled.
    answers = iter([["192.0.2.1", "127.0.0.1"], ["127.0.0.1"]])
    with serving({}) as server:
        with pytest.raises(UnsafeAnswer):
            reaching(server.port, allowed=[], resolver=lambda *_: next(answers))
        assert server.connections == 0
    assert next(answers) == ["127.0.0.1"]


def test_a_peer_is_looked_at_again_before_anything_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    # A router that sends a public address inside cannot be seen in the name's answer, only in the peer.
    real = socket.create_connection
    dial = "urllib3.util.connection.create_connection"
    with serving_tls() as server:
        monkeypatch.setattr(dial, lambda _address, *_a, **_k: real(("127.0.0.1", server.port)))
        with pytest.raises(UnsafeAnswer, match="inside a private network"):
            reaching(server.port, allowed=[], resolver=lambda *_: ["93.184.216.34"])
        assert server.asked == []


def test_the_second_address_of_a_name_is_tried_when_the_first_is_dead() -> None:
    with serving_tls() as server:
        ways = ["127.0.0.2", "127.0.0.1"]  # the server listens on the second only
        trusted = FIXTURES / "letters.pem"
        assert reaching(server.port, certificates=trusted, resolver=lambda *_: ways) == "hello"


def test_a_name_that_does_not_exist_is_no_connection() -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(NoConnection, match="was not found"):
        reaching(443, host="nowhere.invalid", resolver=nowhere)


def test_a_name_that_cannot_be_a_name_is_refused() -> None:
    with pytest.raises((UnsafeAnswer, NoConnection)):
        reaching(443, host=f"{'a' * 70}.example", resolver=lambda host, _: [host.encode("idna").decode()])


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "not an address",
    ],
)
def test_an_inner_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "64:ff9b::5db8:d822", "::ffff:1.1.1.1"])
def test_an_outer_address_is_public(address: str) -> None:
    assert is_public(address)


def test_a_network_that_is_allowed_is_reached() -> None:
    assert is_public("198.18.0.7", [ipaddress.ip_network("198.18.0.0/15")])
    assert not is_public("198.18.0.7", [ipaddress.ip_network("2001:db8::/32")])


def test_proxies_come_from_the_environment_and_passwords_from_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    assert Internet().proxies("https://substack.com/")["https"] == "http://127.0.0.1:9"
    monkeypatch.setenv("no_proxy", "substack.com")
    assert "https" not in Internet().proxies("https://substack.com/")
    clock = Clock()
    ours = PoliteSession(own_hosts=[], route=Internet(), clock=clock, sleep=clock.sleep)
    with ours, pytest.raises(NoConnection, match="proxy"):
        ours.get("https://medium.com/")
