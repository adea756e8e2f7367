"""When a session ends, and who says so."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest

from backup.http import Cookie
from outlast.sign_in.expiry import ToldBy, expiry_of, token_end

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
ENDS = datetime(2026, 11, 20, tzinfo=UTC)


def token(claims: object) -> str:
    return f"h.{base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip('=')}.s"


def cookie(ends: datetime | None, name: str = "substack.sid") -> Cookie:
    return Cookie(name=name, value="v", host="substack.com", expires=ends.isoformat() if ends else None)


def test_the_browsers_word_counts_first_and_the_first_cookie_to_end_ends_it() -> None:
    later = cookie(ENDS + timedelta(days=5), "connect.sid")
    expiry = expiry_of([later, cookie(ENDS)], token({"exp": 1}), now=NOW)
    assert (expiry.moment, expiry.told_by, expiry.certain) == (ENDS, ToldBy.COOKIE, True)


def test_substacks_token_counts_next() -> None:
    expiry = expiry_of([cookie(None)], token({"userId": 7, "exp": ENDS.timestamp()}), now=NOW)
    assert (expiry.moment, expiry.told_by) == (ENDS, ToldBy.TOKEN)


def test_else_it_is_a_guess_and_says_so() -> None:
    expiry = expiry_of([cookie(None)], None, now=NOW)
    assert (expiry.moment, expiry.certain) == (NOW + timedelta(days=90), False)


@pytest.mark.parametrize(
    "bad", ["", "a.b", "a.!!.c", "a.e30.c", token([]), token({"exp": True}), token({"exp": 1e300}), token({"exp": "1"})]
)
def test_a_token_that_tells_nothing_is_no_date(bad: str) -> None:
    assert token_end(bad) is None
