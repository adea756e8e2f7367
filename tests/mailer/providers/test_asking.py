"""A provider's bad day is one kind of error, and gives nothing away."""

import pytest
import requests

from mailer.errors import ProviderProblem
from mailer.providers import load
from tests.http.server import Says
from tests.mailer.providers.interface import SECRET, access_to, interface, pulled, says

BREVO = load("brevo")
NOTHING = says({"count": 0})


def test_a_busy_provider_is_given_the_time_it_asks_for(slept):
    answers = iter([says({}, 429, **{"Retry-After": "7"}), says({}, 503), NOTHING])
    assert pulled(BREVO, lambda _: next(answers)) == {}
    assert slept == [7.0, 2.0]


def test_one_that_asks_for_hours_is_not_waited_for(slept):
    with pytest.raises(ProviderProblem, match="asks to wait for 7200 seconds"):
        pulled(BREVO, lambda _: says({}, 429, **{"Retry-After": "7200"}))
    assert slept == []


def test_one_that_stays_busy_is_asked_three_times(slept):
    with interface(lambda _: says({}, 429)) as (session, server):
        with pytest.raises(ProviderProblem, match="too many requests"):
            list(BREVO.pull(session, access_to(BREVO)))
        assert len(server.asked) == 3
    assert slept == [1.0, 2.0]


def test_half_an_answer_is_asked_for_again(slept):
    answers = iter([Says(body=b'{"contacts": [', length=900), NOTHING])
    assert pulled(BREVO, lambda _: next(answers)) == {}
    assert slept == [1.0]


def test_a_redirect_is_not_followed_with_the_key():
    with interface(lambda _: says({}, 302, Location="https://evil.example/")) as (session, server):
        with pytest.raises(ProviderProblem, match="answers 302"):
            list(BREVO.pull(session, access_to(BREVO)))
        assert [asked.host for asked in server.asked] == ["api.brevo.com"]


def test_nobody_there_is_a_problem_of_the_provider():
    with requests.Session() as session:
        session.proxies = {"https": "http://127.0.0.1:9"}
        with pytest.raises(ProviderProblem):
            list(BREVO.pull(session, access_to(BREVO)))


def test_the_key_is_fetched_when_it_is_used_and_not_before():
    def fail() -> str:
        raise ProviderProblem("no key")

    found = BREVO.pull(requests.Session(), access_to(BREVO, secret=fail))
    with pytest.raises(ProviderProblem, match="no key"):
        next(found)


def test_a_netrc_does_not_take_the_place_of_the_key(monkeypatch, tmp_path):
    file = tmp_path / "netrc"
    file.write_text("machine api.resend.com login someone password else\n")
    file.chmod(0o600)
    monkeypatch.setenv("NETRC", str(file))
    resend = load("resend")
    with interface(lambda _: says({"data": []})) as (session, server):
        list(resend.pull(session, access_to(resend)))
    assert server.asked[0].headers["authorization"] == f"Bearer {SECRET}"
