"""The contract of every mail provider, found by listing the package: a new one is held to it without being named."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

from mailer import providers
from mailer.errors import ProviderProblem
from mailer.providers import found, load
from mailer.providers._base import Provider
from outlast.settings.kinds import SERVER
from tests.http.server import Says
from tests.mailer.providers.interface import SECRET, SENT, access_to, interface, says

FOLDER = Path(providers.__file__).parent
NOW = datetime(2024, 5, 31, 12, tzinfo=UTC)
ADDRESS = "ana@a.example"
BAD_DAYS = {
    "the key is wrong": says({"message": f"bad key {SECRET}"}, 401),
    "the key may not do it": says({}, 403),
    "too many requests": says({}, 429, **{"Retry-After": "3600"}),
    "a fault over there": says({}, 500),
    "not found": says({"message": ADDRESS}, 404),
    "half a page": Says(body=b'{"contacts": [{"email": "ana@a.ex', length=400),
    "garbage": says(b"<html>ana@a.example</html>"),
    "nothing": says(b""),
    "another shape": says([{"email": ADDRESS}]),
    "deep": says(b"[" * 200_000),
}


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch):
    monkeypatch.setattr("mailer.providers._asking.time.sleep", lambda _: None)


@pytest.mark.parametrize("name", found())
class TestProviderContract:
    """What setting up, preflight and sending rely on."""

    def test_it_is_found_under_its_own_name_with_words_for_people(self, name):
        provider = load(name)
        assert isinstance(provider, Provider)
        assert found()[name].endswith(".")
        assert provider.title
        assert provider.suits
        assert provider.user_words
        assert provider.secret_words
        assert provider.demands
        assert all(isinstance(sentence, str) and len(sentence) > 20 for sentence in provider.demands)

    def test_what_it_says_has_a_source_and_a_date(self, name):
        provider = load(name)
        if provider.servers:
            assert provider.sources
            assert all(source.startswith("https://") for source in provider.sources)
            assert datetime.strptime(provider.seen, "%Y-%m").replace(tzinfo=UTC)

    def test_its_servers_are_fit_for_the_settings(self, name):
        provider = load(name)
        for server in (*provider.servers, *([provider.inbox] if provider.inbox else [])):
            assert SERVER.accept(server.place) == server.place
            assert server.security != "none" or server.host == "127.0.0.1"
        assert len({server.place for server in provider.servers}) == len(provider.servers)

    def test_its_limits_are_fit_for_a_pace_and_the_writers_own_go_before(self, name):
        provider = load(name)
        limits = provider.limits()
        assert limits.rate is None or limits.rate > 0
        assert limits.daily is None or limits.daily >= 1
        assert limits.connections >= 1
        assert limits.warm_up
        own = provider.limits(rate=0.25, daily=7, connections=3, warm_up=False)
        assert (own.rate, own.daily, own.connections, own.warm_up) == (0.25, 7, 3, {})

    def test_its_headers_can_stand_in_a_mail_and_hold_only_the_known_placeholder(self, name):
        provider = load(name)
        managed = provider.unsubscribe.headers if provider.unsubscribe else {}
        for header, value in (*provider.headers.items(), *managed.items()):
            assert header.isascii()
            assert header.replace("-", "").isalnum()
            assert value.isascii()
            assert value.isprintable()
            assert value.format(idempotency_key="k3y")
        if provider.idempotency:
            assert "{idempotency_key}" in provider.headers[provider.idempotency.header]

    def test_it_tracks_nobody(self, name):
        on = {"yes", "true", "on", "htmlandtext"}
        for header, value in load(name).headers.items():
            assert "track" not in header.lower() or value.lower() not in on

    def test_it_imports_no_other_provider(self, name):
        tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
        named = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not {f"mailer.providers.{other}" for other in found() if other != name} & named

    @pytest.mark.parametrize("day", BAD_DAYS)
    def test_a_bad_day_of_its_web_interface_is_a_problem_that_names_nobody(self, name, day):
        provider = load(name)
        if not provider.api_words:
            with requests.Session() as session:
                assert list(provider.pull(session, access_to(provider))) == []
                assert provider.allowance(session, access_to(provider)) is None
                assert provider.took(session, access_to(provider), SENT, NOW) is None
            return
        with interface(lambda _: BAD_DAYS[day]) as (session, server), pytest.raises(ProviderProblem) as raised:
            list(provider.pull(session, access_to(provider)))
        assert server.asked
        shown = " ".join((str(raised.value), raised.value.advice, raised.value.meaning, repr(raised.value)))
        assert SECRET not in shown
        assert "@" not in shown
        assert raised.value.__cause__ is None
        assert raised.value.__suppress_context__ or raised.value.__context__ is None

    def test_an_answer_with_nothing_known_in_it_yields_nobody(self, name):
        provider = load(name)
        if provider.api_words:
            with interface(lambda _: says({"moon": "full"})) as (session, _):
                assert list(provider.pull(session, access_to(provider))) == []
                assert provider.took(session, access_to(provider), SENT, NOW) is None
