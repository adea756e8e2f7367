"""Where a session goes, and where it does not."""

from pathlib import Path

import pytest

from backup.errors import UnsafeAnswer
from backup.http import Cookie
from backup.http.redirects import safe
from tests.http.asking import HOME, session
from tests.http.server import Asked, Says, serving

COOKIES = [Cookie(name="substack.sid", value="s%3Asecret", host="substack.com")]


def leading(**ways: str):  # type: ignore[no-untyped-def]
    # http.server writes Latin-1, servers write UTF-8.
    return {
        f"/{name}": Says(status=302, headers={"Location": to.encode().decode("latin-1")}) for name, to in ways.items()
    }


def test_redirects_are_followed_and_the_way_is_told() -> None:
    ways = leading(a="/b", b="https://substack.com/c#part") | {"/c": Says(body=b"here")}
    with serving(ways) as server:
        answer = session(server).get(f"{HOME}/a")
    assert (answer.body, answer.asked, answer.url) == (b"here", f"{HOME}/a", "https://substack.com/c")
    assert answer.hops == (f"{HOME}/b", "https://substack.com/c")


def test_a_redirect_to_an_address_with_letters_beyond_ascii_is_followed() -> None:
    with serving(leading(a="/café") | {"/caf%C3%A9": Says()}) as server:
        assert session(server).get(f"{HOME}/a").status == 200


def test_redirects_can_be_looked_at_instead() -> None:
    with serving(leading(a="/b")) as server:
        answer = session(server).get(f"{HOME}/a", follow=False)
    assert (answer.status, answer.headers["location"], answer.hops) == (302, "/b", ())


@pytest.mark.parametrize("ways", [leading(a="/b", b="/a"), leading(a="/a")])
def test_a_ring_is_left_at_once(ways: dict[str, Says]) -> None:
    with serving(ways) as server:
        with pytest.raises(UnsafeAnswer, match="ring"):
            session(server).get(f"{HOME}/a")
        assert len(server.asked) <= 2


def test_eleven_redirects_are_too_many() -> None:
    with serving(lambda asked: Says(status=302, headers={"Location": f"{asked.path}x"})) as server:
        with pytest.raises(UnsafeAnswer, match="on and on"):
            session(server).get(f"{HOME}/a")
        assert len(server.asked) == 11


def test_a_redirect_to_the_open_web_is_refused() -> None:
    with serving(leading(a="http://substack.com/b")) as server:
        with pytest.raises(UnsafeAnswer, match="open"):
            session(server).get(f"{HOME}/a")
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "https://evilsubstack.com/",
        "https://substack.com.evil.example/",
        "https://substack.com@evil.example/",
        "https://evil.example\\@substack.com/",
        "https://evil.example\uff0f.substack.com/",
        "https://\u24e2ubstack.com.evil.example/",
        "//evil.example/",
        "https://127.0.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://substack.com:8443/",
        "file:///etc/passwd",
        "ftp://substack.com/",
        "javascript:alert(1)",
        "https://",
        "https://[",
    ],
)
def test_a_signed_in_request_never_leaves_the_platform(target: str) -> None:
    with serving(leading(a=target)) as server:
        with pytest.raises(UnsafeAnswer):
            session(server, cookies=COOKIES).get(f"{HOME}/a")
        assert [asked.path for asked in server.asked] == ["/a"]


def test_a_signed_in_request_to_a_stranger_is_not_even_sent() -> None:
    with serving({}) as server:
        ours = session(server, cookies=COOKIES)
        with pytest.raises(UnsafeAnswer, match="not the platform's own"):
            ours.get("https://evil.example/")
        with pytest.raises(UnsafeAnswer, match="not the platform's own"):
            ours.post("https://evil.example/", json={})
        with pytest.raises(UnsafeAnswer, match="not the platform's own"):
            ours.anonymous().post("https://evil.example/", json={})
        assert server.asked == []


@pytest.mark.parametrize("manner", ["signed_in=False", "anonymous"])
def test_an_anonymous_request_may_be_led_to_another_public_host_without_the_cookie(manner: str) -> None:
    with serving(leading(a="https://cdn.example/b") | {"/b": Says(body=b"here")}) as server:
        ours = session(server, cookies=COOKIES)
        if manner == "anonymous":
            answer = ours.anonymous().get(f"{HOME}/a", headers={"Referer": HOME})
        else:
            answer = ours.get(f"{HOME}/a", headers={"Referer": HOME}, signed_in=False)
        assert answer.body == b"here"
        assert [asked.host for asked in server.asked] == ["nightletters.substack.com", "cdn.example"]
        assert all("cookie" not in asked.headers for asked in server.asked)
        assert "referer" not in server.asked[1].headers


def test_a_signed_in_file_may_be_led_to_a_storage_that_gets_no_cookie(tmp_path: Path) -> None:
    ways = leading(sound="https://storage.example/a", a="https://substack.com/b") | {"/b": Says(body=b"sound")}
    with serving(ways) as server:
        ours = session(server, cookies=COOKIES)
        ours.download(f"{HOME}/sound", tmp_path / "sound", signed_in=True, leave=True)
        assert ours.owns(HOME)
        assert not ours.owns("https://storage.example/")
        assert not ours.owns("no address")
    # …and who has left does not come back signed in.
    assert [(asked.host, "cookie" in asked.headers) for asked in server.asked] == [
        ("nightletters.substack.com", True),
        ("storage.example", False),
        ("substack.com", False),
    ]


def test_a_redirect_without_a_goal_is_an_answer() -> None:
    with serving({"/a": Says(status=302), "/b": Says(status=300, headers={"Location": "/a"})}) as server:
        assert session(server).get(f"{HOME}/a").status == 302
        assert session(server).get(f"{HOME}/b").status == 300


def test_a_post_is_not_led_on() -> None:
    with serving(leading(a="/b")) as server:
        assert session(server, cookies=COOKIES).post(f"{HOME}/a", json={}).status == 302
        assert len(server.asked) == 1


def test_http_is_made_https() -> None:
    def script(asked: Asked) -> Says:
        return Says(body=asked.headers.get("cookie", "").encode())

    with serving(script) as server:
        answer = session(server, cookies=COOKIES).get("http://substack.com/a")
    assert (answer.url, answer.asked) == ("https://substack.com/a", "http://substack.com/a")
    assert answer.body == b"substack.sid=s%3Asecret"


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://Substack.COM", "https://substack.com/"),
        ("http://substack.com:80/a?b=c#d", "https://substack.com/a?b=c"),
        ("https://substack.com.:443/", "https://substack.com/"),
        ("https://bücher.example/é", "https://xn--bcher-kva.example/é"),
        ("https://93.184.216.34/", "https://93.184.216.34/"),
        ("https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
    ],
)
def test_an_address_has_one_form(url: str, asked: str) -> None:
    assert safe(url) == asked


@pytest.mark.parametrize(
    "url",
    [
        "",
        "substack.com",
        "https://a b/",
        "https://substack.com/\r\nX: y",
        "https://127.1/",
        "https://a:b@c/",
        "https://x:99999/",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UnsafeAnswer):
        safe(url)
