"""`outlast watch`: a look at each account, and what it leaves behind."""

import json
import os
from datetime import UTC, datetime, timedelta

import pytest

from outlast.demo_platforms.server import PlatformServer
from outlast.demo_platforms.substack.nouns import Sizes
from outlast.demo_platforms.substack.platform import SubstackPlatform
from outlast.demo_platforms.substack.world import World
from outlast.places import find_places

SIZES = Sizes(posts=8, pictures=0, comments=0, notes=0, threads=0, busy_threads=0, subscribers=5, readers=2)


@pytest.fixture
def server(home, monkeypatch):
    neighbour = World(SIZES, seed=2, subdomain="on", writer="Hamish Example")
    with PlatformServer([SubstackPlatform(World(SIZES), neighbour)]) as running:
        monkeypatch.setenv("OUTLAST_NETWORK_LOOPBACK_PORT", str(running.port))
        monkeypatch.setenv("OUTLAST_NETWORK_RATE", "1000")
        write("")
        yield running


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    now = [datetime(2026, 9, 10, 12, tzinfo=UTC)]
    monkeypatch.setattr("outlast.cli._frame.clock.now", lambda: now[0])

    def wait(seconds):
        now[0] += timedelta(seconds=seconds)

    monkeypatch.setattr("outlast.cli.watch.pause", wait)
    return wait


def write(more):
    places = find_places(os.environ)
    places.settings_file.parent.mkdir(parents=True, exist_ok=True)
    places.settings_file.write_text(
        f'[accounts.letters]\nplatform = "substack"\nurl = "https://nightletters.substack.com"\n{more}'
    )


def test_an_account_that_is_up_is_0_with_a_row_for_each_question(cli, server):
    ran = cli("watch")
    assert (ran.code, ran.err) == (0, "")
    assert "nightletters.substack.com/feed" in ran.out
    assert "on.substack.com/" in ran.out
    assert ran.out.rstrip().endswith("letters is up.")


def test_a_suspension_is_3_at_first_and_5_when_it_is_confirmed(cli, server, clock):
    cli("watch")
    server.switch("suspended-404", on=True)
    clock(300)
    once = cli("watch")
    assert once.code == 3
    assert "may be suspended" in once.out
    clock(300)
    twice = cli("watch")
    assert twice.code == 5
    assert "letters is suspended on Substack" in twice.out
    assert "suspended: the front page says “Publication Not Available”" in twice.out
    assert "→ What you saved is safe" in twice.out


def test_looking_several_times_confirms_at_once(cli, server):
    cli("watch")
    server.switch("suspended-410", on=True)
    ran = cli("watch", "--confirm-times", "3", "--json")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    verdict = next(line for line in lines if line["type"] == "verdict")
    assert (ran.code, verdict["kind"], verdict["alarm"], verdict["changed"]) == (5, "suspended", True, True)
    assert lines[-1] == {"type": "summary", "accounts": 1, "exit_code": 5}
    home = next(line for line in lines if line["type"] == "probe" and line["kind"] == "home")
    assert (home["status"], home["means"], home["rule"]) == (410, "suspended", "publication-not-available")
    assert ran.err.count("looking again in 60 seconds") == 1


def test_an_outage_is_75_and_says_nothing_about_the_account(cli, server):
    cli("watch")
    server.switch("outage", on=True)
    ran = cli("watch")
    assert ran.code == 75
    assert "says nothing about letters" in ran.out


def test_only_the_ways_that_were_named_are_gone(cli, server):
    server.forget_requests()
    assert cli("watch", "--via", "rss").code == 0
    assert {(seen.host, seen.path) for seen in server.requests} == {
        ("nightletters.substack.com", "/feed"),
        ("on.substack.com", "/"),
    }
    assert cli("watch", "--via", "pigeon").code == 2


def test_a_sign_in_that_cannot_be_fetched_is_told_and_the_rest_is_looked_at(cli, server):
    write('session = "env:NOWHERE"\n')
    ran = cli("watch")
    assert ran.code == 0
    assert "Your own view is not looked at" in ran.err


def test_a_dead_sign_in_is_4(cli, server, clock, monkeypatch):
    write('session = "env:COOKIE"\n')
    monkeypatch.setenv("COOKIE", "substack.sid=s%3Along-dead-session-of-somebody.signature")
    ran = cli("watch")
    assert ran.code == 4, ran.out
    assert "outlast login" in ran.out
    assert "long-dead" not in ran.out + ran.err


def test_without_an_account_it_says_how_to_add_one(cli, home):
    ran = cli("watch")
    assert ran.code == 6
    assert "outlast init" in ran.err
