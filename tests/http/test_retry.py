"""When a session tries again, how long it waits, and when it leaves a host alone."""

from itertools import count

import pytest

from backup.errors import Limited, NoConnection
from backup.http.retry import PatientRetry, retry_after
from tests.http.asking import HOME, session
from tests.http.server import Asked, Clock, Says, Server, serving

HOST = "nightletters.substack.com"


def after(*first: Says):  # type: ignore[no-untyped-def]
    """Return a script that answers with these, and then with "fine"."""
    answers = iter(first)
    return lambda asked: next(answers, Says(body=b"fine"))


def test_a_429_is_waited_out_as_long_as_it_asks() -> None:
    clock = Clock()
    with serving(after(Says(status=429, headers={"Retry-After": "7"}))) as server:
        assert session(server, clock=clock).get(HOME).body == b"fine"
    assert clock.slept == [7.0]


def test_a_503_is_waited_out_as_long_as_it_asks() -> None:
    clock = Clock()
    with serving(after(Says(status=503, headers={"Retry-After": "30"}))) as server:
        assert session(server, clock=clock).get(HOME).status == 200
    assert clock.slept == [30.0]


def test_a_longer_wait_than_a_run_should_take_is_told_to_the_caller() -> None:
    clock = Clock()
    with serving(after(Says(status=429, headers={"Retry-After": "3600"}))) as server:
        with pytest.raises(Limited) as caught:
            session(server, clock=clock).get(HOME)
        assert len(server.asked) == 1
    assert (caught.value.wait, clock.slept) == (3600.0, [])


def test_a_server_error_is_tried_four_times_with_growing_pauses_and_then_returned() -> None:
    clock = Clock()
    with serving(lambda asked: Says(status=502)) as server:
        assert session(server, clock=clock).get(HOME).status == 502
        assert len(server.asked) == 4
    assert clock.slept == [0.5, 1.0, 2.0]


def test_pauses_are_stretched_by_chance() -> None:
    clock = Clock()
    with serving(after(Says(status=500), Says(status=500))) as server:
        session(server, clock=clock, jitter=lambda: 1.0).get(HOME)
    assert clock.slept == [1.0, 2.0]


def test_nothing_is_tried_again_where_the_caller_does_not_want_it() -> None:
    with serving(lambda asked: Says(status=500)) as server:
        assert session(server).get(HOME, retry=False).status == 500
        assert len(server.asked) == 1


def test_a_storm_of_429_ends_after_four_requests_and_later_calls_send_nothing() -> None:
    clock = Clock()
    with serving(lambda asked: Says(status=429)) as server:
        ours = session(server, clock=clock)
        with pytest.raises(Limited):
            ours.get(HOME)
        assert len(server.asked) == 4
        for _ in range(20):
            with pytest.raises(Limited) as caught:
                ours.anonymous().get(f"{HOME}/other")
        assert len(server.asked) == 4
        assert caught.value.wait == pytest.approx(60)
        assert ours.requests == {HOST: 4}


def test_a_host_is_asked_again_when_its_pause_is_over_and_others_are_asked_meanwhile() -> None:
    clock = Clock()
    with serving(after(Says(status=429, headers={"Retry-After": "500"}))) as server:
        ours = session(server, clock=clock)
        with pytest.raises(Limited):
            ours.get(HOME)
        assert ours.get("https://substack.com/").body == b"fine"
        clock.sleep(501)
        assert ours.get(HOME).body == b"fine"


def test_a_probe_gets_the_429_itself() -> None:
    with serving(lambda asked: Says(status=429, headers={"Retry-After": "900"})) as server:
        ours = session(server)
        assert ours.get(HOME, raw=True).status == 429
        assert len(server.asked) == 1
        with pytest.raises(Limited):  # …and still the host has asked to be left alone
            ours.get(HOME, raw=True)


def test_a_body_that_breaks_off_is_fetched_again() -> None:
    with serving(after(Says(body=b"x" * 200, length=400))) as server:
        assert session(server).get(HOME).body == b"fine"
        assert len(server.asked) == 2


def test_a_body_that_breaks_off_each_time_is_no_connection() -> None:
    with serving(lambda asked: Says(body=b"x" * 200, length=400)) as server:
        with pytest.raises(NoConnection, match="broke off"):
            session(server).get(HOME)
        assert len(server.asked) == 4


def test_a_line_that_is_cut_before_any_answer_is_tried_again() -> None:
    numbers = count()

    def script(asked: Asked) -> Says:
        if next(numbers) == 0:
            raise ConnectionAbortedError
        return Says(body=b"fine")

    with serving(script) as server:
        assert session(server).get(HOME).body == b"fine"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "9" * 5000}, None),
        ({"retry-after": " 12 "}, 12.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "Fri, 20 Nov 2026 18:01:40 GMT"}, 100.0),
        ({"retry-after": "Fri, 20 Nov 2020 18:01:40 GMT"}, 0.0),
        ({"retry-after": "Fri, 20 Nov 2026 18:01:40 GMT", "date": "Fri, 20 Nov 2026 18:01:30 GMT"}, 10.0),
        ({"retry-after": "Fri, 99 Nov 99999999999 18:01:40 GMT"}, None),
    ],
)
def test_what_a_server_asks_is_understood_or_ignored(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, now=lambda: 1795197600.0) == seconds


def test_a_copy_of_the_tries_keeps_how_to_sleep() -> None:
    slept: list[float] = []
    first = PatientRetry.of(again=True, method="GET", sleep=slept.append, jitter=lambda: 1.0)
    first.increment("GET", "/", error=OSError()).increment("GET", "/", error=OSError()).sleep()
    assert slept == [2.0]


def test_eight_threads_do_not_make_a_storm_of_their_own() -> None:
    from concurrent.futures import ThreadPoolExecutor

    def ask(number: int) -> str:
        try:
            return str(ours.get(f"{HOME}/{number}").status)
        except Limited:
            return "limited"

    with serving(lambda asked: Says(status=429, headers={"Retry-After": "5"})) as server:
        ours = session(server, rate=1.0)
        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(ask, range(100))) == {"limited"}
        assert len(server.asked) <= 4 + 8
    assert isinstance(server, Server)
