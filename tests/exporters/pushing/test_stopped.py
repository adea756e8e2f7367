"""A site that is away, busy, or never heard of again: a push stops or waits, goes on later, and sends nothing twice."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from backup.errors import Limited, NoConnection, SignedOut, UnexpectedAnswer, UsageError, WebProblem
from tests.exporters.made_up import Made
from tests.exporters.pushing.fake_ghost import KEY, FakeGhost, creating, fake_ghost, lost
from tests.exporters.pushing.pushing import WHOLE, push, selected
from tests.http.server import Asked, Says


def test_answers_that_are_lost_double_nothing(ghost: FakeGhost, whole: Callable[..., dict[str, int]]) -> None:
    heard: set[tuple[str, bytes]] = set()

    def once(asked: Asked, says: Says) -> Says | None:
        same = re.sub(rb"[0-9a-f]{32}", b"", asked.body)
        if not creating(asked) or (asked.path, same) in heard:
            return None
        heard.add((asked.path, same))
        return lost(says)  # the site did it, and nobody heard of it

    ghost.quirk = once

    assert whole() == WHOLE
    assert ghost.counts() == {"posts": 14, "pages": 1, "comments": 5, "members": 4, "files": 8}


def test_an_answer_that_is_lost_before_anything_was_done_is_asked_for_again(
    ghost: FakeGhost, whole: Callable[..., dict[str, int]]
) -> None:
    refused = iter([True, True, False] * 100)
    real = ghost._answer

    def first_fails(asked: Asked) -> Says:
        return Says(status=502, body=b"<html>") if creating(asked) and next(refused) else real(asked)

    ghost._answer = first_fails  # type: ignore[method-assign]

    assert whole() == WHOLE
    assert ghost.counts()["posts"] == 14


def test_it_waits_as_long_as_it_is_asked_to_but_no_longer_than_two_minutes(ghost: FakeGhost, publication: Made) -> None:
    waits = iter(["7", "9999"])
    slept: list[float] = []

    def busy(asked: Asked, says: Says) -> Says | None:
        wait = next(waits, None) if asked.method == "GET" else None
        return Says(status=429, body=b"{}", headers={"Retry-After": wait}) if wait else None

    ghost.quirk = busy
    push("ghost", ghost.url, KEY, selected(publication), sleep=slept.append)

    assert slept == [7, 120]


@pytest.mark.parametrize(("status", "error"), [(429, Limited), (503, WebProblem)])
def test_a_site_that_stays_away_stops_it_and_the_same_command_goes_on(
    ghost: FakeGhost, publication: Made, whole: Callable[..., dict[str, int]], status: int, error: type[WebProblem]
) -> None:
    def after_six(asked: Asked, _says: Says) -> Says | None:
        return Says(status=status, body=b"{}") if len(ghost.held["posts"]) >= 6 else None

    ghost.quirk = after_six
    with pytest.raises(error) as stopped:
        push("ghost", ghost.url, KEY, selected(publication))

    assert stopped.value.exit_code == 75
    assert "not sent again" in stopped.value.meaning
    assert "same command" in stopped.value.advice
    ghost.quirk = lambda _asked, _says: None
    went_on = whole()
    assert went_on["sent"] + went_on["there"] == 15
    assert ghost.counts() == {"posts": 14, "pages": 1, "comments": 5, "members": 4, "files": 8}


def test_a_wrong_key_is_said_and_nothing_is_sent(ghost: FakeGhost, publication: Made) -> None:
    wrong = KEY.replace("a5", "b6")

    with pytest.raises(SignedOut) as refused:
        push("ghost", ghost.url, wrong, selected(publication))

    assert refused.value.exit_code == 4
    assert "invalid signature" in refused.value.what
    assert wrong.partition(":")[2] not in repr(refused.value)
    assert {method for method, _ in ghost.asked} == {"GET"}


def test_a_site_that_is_no_ghost_is_said(publication: Made, ghost: FakeGhost) -> None:
    ghost.quirk = lambda _asked, _says: Says(status=404, body=b"<html>not here</html>")

    with pytest.raises(UsageError, match="no Ghost at"):
        push("ghost", ghost.url, KEY, selected(publication))


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"posts": []}', b'{"posts": [{}], "meta": {}}', b'"words"', b"7"])
def test_an_answer_of_another_shape_is_said(ghost: FakeGhost, publication: Made, body: bytes) -> None:
    ghost.quirk = lambda asked, _: Says(body=body) if "/posts/" in asked.path else None

    with pytest.raises(UnexpectedAnswer):
        push("ghost", ghost.url, KEY, selected(publication))


def test_nobody_there_is_said_after_some_tries(publication: Made) -> None:
    slept: list[float] = []
    with fake_ghost() as gone:
        url = gone.url

    with pytest.raises(NoConnection):
        push("ghost", url, KEY, selected(publication), sleep=slept.append)

    assert slept == [1, 2, 4, 8]


@pytest.mark.parametrize("after", [1, 7, 15])
def test_a_run_that_is_killed_goes_on_and_doubles_nothing(
    ghost: FakeGhost, whole: Callable[..., dict[str, int]], tmp_path: Path, after: int
) -> None:
    """The process dies after the site has made a post, and before it hears of it."""
    running: list[subprocess.Popen[bytes]] = []

    def kill(asked: Asked, _says: Says) -> None:
        if running and creating(asked) and len(ghost.held["posts"]) + len(ghost.held["pages"]) == after:
            running[0].kill()
            running[0].wait()

    ghost.quirk = kill
    command = [sys.executable, "-m", "tests.exporters.pushing.push_it", str(tmp_path), ghost.url]
    running.append(subprocess.Popen(command, cwd=Path(__file__).parents[3], env={**os.environ, "PYTHONPATH": "."}))
    assert running[0].wait(60) < 0, "it was killed"
    ghost.quirk = lambda _asked, _says: None

    went_on = whole()

    assert went_on.get("sent", 0) == 15 - after
    assert went_on["there"] == after
    assert ghost.counts() == {"posts": 14, "pages": 1, "comments": 5, "members": 4, "files": 8}
    assert whole() == {"there": 15, "comments_there": 5}
