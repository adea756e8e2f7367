"""How fast a session asks."""

import math
from concurrent.futures import ThreadPoolExecutor

import pytest

from backup.http.pace import Pace
from tests.http.asking import HOME, session
from tests.http.server import Clock, Says, serving


def turns(clock: Clock, rate: float = 1.0, jitter: float = 0.0, **rates: float) -> Pace:
    named = {name.replace("_", "."): rate for name, rate in rates.items()}
    return Pace(rate, named, clock=clock, sleep=clock.sleep, jitter=lambda: jitter)


def test_each_host_gets_one_request_a_second() -> None:
    clock = Clock()
    pace = turns(clock)
    sent = [(pace.wait("a"), clock.now - 1000)[1] for _ in range(4)]
    assert sent == [0, 1, 2, 3]


def test_hosts_do_not_wait_for_each_other() -> None:
    clock = Clock()
    pace = turns(clock)
    for host in ("a", "b", "c"):
        pace.wait(host)
    assert clock.slept == []


def test_chance_makes_gaps_longer_and_never_shorter() -> None:
    clock = Clock()
    pace = turns(clock, jitter=1.0)
    pace.wait("a")
    pace.wait("a")
    assert clock.slept == [1.25]


def test_some_hosts_have_a_rate_of_their_own() -> None:
    clock = Clock()
    pace = turns(clock, substackcdn_com=10)
    pace.wait("substackcdn.com")
    pace.wait("substackcdn.com")
    pace.wait("cdn.substackcdn.com")
    pace.wait("cdn.substackcdn.com")
    assert clock.slept == pytest.approx([0.1, 0.1])


def test_no_pace_means_no_waiting() -> None:
    clock = Clock()
    pace = turns(clock, rate=math.inf)
    for _ in range(1000):
        pace.wait("a")
    assert clock.slept == []


def test_threads_take_turns() -> None:
    clock = Clock()
    pace = turns(clock, rate=2.0)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: pace.wait("a"), range(40)))
    # Whoever comes first, forty requests at two a second take no less than nineteen and a half.
    assert clock.now - 1000 >= 19.5


def test_a_pause_stops_those_who_have_a_turn_already() -> None:
    clock = Clock()
    pace = turns(clock)
    pace.wait("a")

    def interrupted(seconds: float) -> None:
        clock.sleep(seconds)
        if len(clock.slept) == 1:
            pace.hold("a", 50)

    pace._sleep = interrupted
    pace.wait("a")
    assert clock.now == 1000 + 1 + 50


def test_a_sleep_that_returns_at_once_does_not_make_a_busy_loop() -> None:
    clock = Clock()
    pace = Pace(1.0, {}, clock=clock, sleep=lambda seconds: clock.slept.append(seconds), jitter=lambda: 0.0)
    for _ in range(3):
        pace.wait("a")
    assert clock.slept == [1, 2]


def test_retries_and_redirects_keep_the_pace_too() -> None:
    clock = Clock()
    answers = iter([Says(status=500), Says(status=301, headers={"Location": "/b"}), Says()])
    with serving(lambda asked: next(answers)) as server:
        session(server, clock=clock, rate=0.1).get(f"{HOME}/a")
        assert len(server.asked) == 3
    assert clock.now - 1000 == 20.0
