"""Whatever the web sends, only our own errors come of it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.errors import UnexpectedAnswer, UnsafeAnswer
from backup.http import Answer, Cookie, Validators, is_challenge, is_turned_away
from backup.http.cookies import CookieBox
from backup.http.magic import media_type
from backup.http.redirects import leads_to, safe
from backup.http.retry import retry_after

PIECES = [
    "https://",
    "http:",
    "//",
    "substack.com",
    "@",
    ":",
    "443",
    "/",
    "\\",
    "?",
    "#",
    "[",
    "::1",
    "]",
    "%",
    ".",
    "\n",
    "é",
    "。",
]
ADDRESSES = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))


def answer(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return Answer(asked="https://a.b/", url="https://a.b/c", status=status, headers=headers, body=body)


@given(ADDRESSES)
def test_an_address_is_safe_and_stays_as_it_is_or_is_refused(url: str) -> None:
    with suppress(UnsafeAnswer):
        assert safe(safe(url)) == safe(url)
        assert safe(url).startswith("https://")


@given(ADDRESSES)
def test_a_redirect_leads_to_https_or_nowhere(location: str) -> None:
    with suppress(UnsafeAnswer):
        target = leads_to(answer(302, {"location": location}, b""))
        assert target is None or target.startswith("https:")


@given(st.text(), st.text())
def test_any_cookie_line_is_learned_or_ignored(line: str, host: str) -> None:
    box = CookieBox([Cookie(name="sid", value="old", host="substack.com")], ["substack.com"], None)
    box.learn("https://substack.com/", [f"sid={line}", line])
    sent = box.header("https://substack.com/")
    assert sent.startswith("sid=")
    assert sent.isprintable()


@given(st.text(), st.text())
def test_any_wait_is_understood_or_ignored(wait: str, date: str) -> None:
    seconds = retry_after({"retry-after": wait, "date": date}, now=lambda: 0.0)
    assert seconds is None or seconds >= 0


@given(st.binary(), st.sampled_from([200, 403, 503]), st.text())
def test_any_body_can_be_looked_at(body: bytes, status: int, content_type: str) -> None:
    came = answer(status, {"content-type": content_type, "etag": content_type}, body)
    came.text()
    is_challenge(came)
    is_turned_away(came)
    assert "/" in media_type(body)
    assert all(value.isprintable() for value in Validators.from_answer(came).headers().values())
    with suppress(UnexpectedAnswer):
        came.json()


@pytest.mark.parametrize("charset", ["rot13", "utf-8\0", "undefined", "", "idna", "base64"])
def test_a_charset_that_is_none_does_no_harm(charset: str) -> None:
    assert answer(200, {"content-type": f"text/html; charset={charset}"}, b"words").text() == "words"
