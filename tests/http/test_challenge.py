"""Which answers are somebody's who stands in front of the platform."""

import pytest

from backup.errors import Blocked
from backup.http import Answer, is_challenge, is_turned_away
from tests.http.asking import HOME, session
from tests.http.server import Says, serving

WALL = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>\
<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1'></script></body></html>"
BLOCKED = b"<html><head><title>Attention Required! | Cloudflare</title></head><body>Sorry, you have been blocked</body>"


def answer(status: int, body: bytes, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(asked=HOME, url=HOME, status=status, headers=named, body=body)


@pytest.mark.parametrize("body", [WALL, BLOCKED])
@pytest.mark.parametrize("status", [403, 503, 429])
def test_a_wall_is_known_by_its_page(status: int, body: bytes) -> None:
    assert is_challenge(answer(status, body))


def test_a_wall_is_known_by_its_header() -> None:
    assert is_challenge(answer(403, b"", cf_mitigated="challenge"))


def test_a_letter_about_walls_is_no_wall() -> None:
    assert not is_challenge(answer(200, b"<html><title>Just a moment...</title>"))
    assert not is_challenge(answer(404, WALL))


def test_the_platforms_own_refusal_is_no_wall() -> None:
    assert not is_challenge(answer(403, b'{"error":"Not authorized"}', content_type="application/json"))
    assert not is_challenge(answer(403, b'{"error":"Verify you are human"}'))
    assert not is_turned_away(answer(403, b'{"error":"Not authorized"}', content_type="application/json"))


def test_a_page_that_forbids_data_is_a_refusal_of_our_address() -> None:
    assert is_turned_away(answer(403, b"<!DOCTYPE html><h1>Forbidden</h1>", content_type="text/html; charset=utf-8"))
    assert is_turned_away(answer(403, b""))
    assert not is_turned_away(answer(404, b"<html>", content_type="text/html"))


def test_a_wall_is_said_once_and_not_run_against_again() -> None:
    with serving(lambda asked: Says(status=503, body=WALL)) as server:
        with pytest.raises(Blocked, match="wants to see a human"):
            session(server).get(HOME)
        assert len(server.asked) == 1
        assert session(server).get(HOME, raw=True).status == 503
