"""Who gets a cookie."""

import pytest

from backup.http import Cookie
from backup.http.cookies import CookieBox
from tests.http.asking import HOME, session
from tests.http.server import Asked, Says, serving

SID = Cookie(name="substack.sid", value="s%3Asecret", host="substack.com")
CONNECT = Cookie(name="connect.sid", value="s%3Aother", host="letters.example.org")


def box(*cookies: Cookie) -> CookieBox:
    return CookieBox(cookies, ["substack.com", "letters.example.org"], None)


@pytest.mark.parametrize(
    "host", ["substack.com", "x.substack.com", "SUBSTACK.com", "a.b.substack.com", "substack.com."]
)
def test_a_cookie_goes_to_its_host_and_the_names_below(host: str) -> None:
    assert box(SID, CONNECT).header(f"https://{host}/") == "substack.sid=s%3Asecret"


@pytest.mark.parametrize(
    "url",
    [
        "https://evilsubstack.com/",
        "https://substack.com.evil.org/",
        "http://substack.com/",
        "https://substackcdn.com/",
        "https://com/",
    ],
)
def test_a_cookie_goes_nowhere_else(url: str) -> None:
    assert box(SID, CONNECT).header(url) == ""


def test_a_cookie_for_a_host_that_is_not_our_own_is_never_sent() -> None:
    assert box(Cookie(name="a", value="b", host="evil.example")).header("https://evil.example/") == ""


def test_each_host_gets_only_its_own_cookie() -> None:
    assert box(SID, CONNECT).header("https://letters.example.org/") == "connect.sid=s%3Aother"


def test_a_cookie_does_not_show_its_value() -> None:
    assert "secret" not in repr(SID)


def test_a_renewed_cookie_is_sent_from_then_on_and_told() -> None:
    told: list[Cookie] = []

    def script(asked: Asked) -> Says:
        renewed = "substack.sid=s%3Anew; Domain=.substack.com; Expires=Fri, 18 Dec 2026 10:00:00 GMT; HttpOnly"
        return Says(headers={"Set-Cookie": f"tracking=1\n{renewed}"})

    with serving(script) as server:
        ours = session(server, cookies=[SID], on_cookie=told.append)
        answer = ours.get(HOME)
        ours.get(HOME)
    assert [asked.headers["cookie"] for asked in server.asked] == ["substack.sid=s%3Asecret", "substack.sid=s%3Anew"]
    assert told == [Cookie(name="substack.sid", value="s%3Anew", host="substack.com", expires="2026-12-18T10:00:00Z")]
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "line",
    ["substack.sid=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "substack.sid", "", "=x", "other=1", 'substack.sid=""'],
)
def test_a_cookie_that_is_taken_away_or_not_ours_changes_nothing(line: str) -> None:
    ours = box(SID)
    ours.learn("https://substack.com/", [line])
    assert ours.header("https://substack.com/") == "substack.sid=s%3Asecret"


def test_a_stranger_cannot_change_a_cookie() -> None:
    ours = box(SID)
    ours.learn("https://evilsubstack.com/", ["substack.sid=planted; Domain=substack.com"])
    ours.learn("https://letters.example.org/", ["substack.sid=planted; Domain=substack.com"])
    assert ours.header("https://substack.com/") == "substack.sid=s%3Asecret"


def test_an_anonymous_request_neither_sends_nor_learns() -> None:
    told: list[Cookie] = []
    with serving(lambda asked: Says(headers={"Set-Cookie": "substack.sid=planted"})) as server:
        ours = session(server, cookies=[SID], on_cookie=told.append)
        ours.get(HOME, signed_in=False)
        ours.anonymous().get(HOME)
        ours.get(HOME)
    assert [asked.headers.get("cookie") for asked in server.asked] == [None, None, "substack.sid=s%3Asecret"]
    assert len(told) == 1


def test_a_date_that_is_none_does_no_harm() -> None:
    ours = box(SID)
    ours.learn("https://substack.com/", ["substack.sid=new; Expires=whenever"])
    assert ours.header("https://substack.com/") == "substack.sid=new"
