"""What people paste: the cookie that is wanted is found in it, and nothing else is taken."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outlast.settings import Account
from outlast.sign_in.pasted import as_text, cookies_in
from outlast.sign_in.wanted import how_to_find, own_hosts, wanted_of
from tests.outlast.sign_in.substack import HOST, OWN_HOST, OWN_SID, SHOWN, SID

ENDS = datetime(2027, 3, 1, tzinfo=UTC)
STAMP = int(ENDS.timestamp())


def account(platform: str = "substack", url: str | None = f"https://{HOST}") -> Account:
    return Account(name="night-letters", platform=platform, url=url, publication="night-letters")


AT_HOME = wanted_of(account())
OWN = wanted_of(account(url=f"https://{OWN_HOST}/"))
MEDIUM = wanted_of(account("medium", "https://medium.com/@maya"))


@pytest.mark.parametrize(
    "text",
    [
        SID,
        SHOWN,
        f"  {SID}\n",
        f'"{SHOWN}"',
        f"substack.sid={SID}",
        f"substack.sid={SID}; substack.lli=a.b.c",
        f"Cookie: ab_testing_id=x; substack.sid={SID}; cf_clearance=abc.def",
        f"ajs_anonymous_id=%22x%22; substack.lli=1; substack.sid={SID};",
        f"curl 'https://substack.com/' -H 'accept: */*' -H 'cookie: a=1; substack.sid={SID}; b=2' --compressed",
        f"curl https://substack.com/ -b 'a=1; substack.sid={SID}'",
        f'substack.sid:"{SHOWN}"',
        f"substack.sid\t{SHOWN}\t.substack.com\t/\t2027-03-01T00:00:00.000Z\t120\t✓\t✓\tLax\t\tMedium",
        f"# Netscape HTTP Cookie File\n#HttpOnly_.substack.com\tTRUE\t/\tTRUE\t{STAMP}\tsubstack.sid\t{SID}\n",
        f".substack.com\tTRUE\t/\tTRUE\t0\tsubstack.sid\t{SID}\n.other.com\tTRUE\t/\tTRUE\t0\tsid\tsecretsecret",
        json.dumps([{"domain": ".substack.com", "name": "substack.sid", "value": SID, "expirationDate": STAMP + 0.5}]),
        json.dumps({"cookies": [{"domain": "substack.com", "name": "substack.sid", "value": SID, "expires": -1}]}),
        json.dumps([{"Host raw": "https://.substack.com/", "Name raw": "substack.sid", "Content raw": SID, "Expires raw": "0"}]),
        json.dumps({"substack.sid": SHOWN, "other": "x"}),
    ],
)  # fmt: skip
def test_the_cookie_is_found_in_every_shape_and_is_as_browsers_send_it(text: str) -> None:
    pasted = cookies_in(text, AT_HOME)
    assert [(cookie.name, cookie.value, cookie.host) for cookie in pasted.cookies] == [
        ("substack.sid", SID, "substack.com")
    ]
    assert pasted.enough


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "my password is hunter2",
        "maya@example.org",
        "sid=abcdefghijkl; uid=lkjihgfedcba",
        "othername=abcdefghijklmnop",
        "[]",
        "{",
        '[{"name": 7}]',
        "[" * 5000,
        json.dumps([{"domain": ".evil.example", "name": "substack.sid", "value": SID}]),
        f".evilsubstack.com\tTRUE\t/\tTRUE\t0\tsubstack.sid\t{SID}",
    ],
)
def test_what_holds_no_cookie_of_the_platform_is_not_taken(text: str) -> None:
    pasted = cookies_in(text, AT_HOME)
    assert not pasted.cookies
    assert not pasted.enough
    assert [wanted.name for wanted in pasted.missing] == ["substack.sid"]


def test_both_cookies_of_a_publication_with_its_own_address_are_kept() -> None:
    text = (
        f".substack.com\tTRUE\t/\tTRUE\t{STAMP}\tsubstack.sid\t{SID}\n"
        f"{OWN_HOST}\tFALSE\t/\tTRUE\t0\tconnect.sid\t{OWN_SID}\n"
        f"elsewhere.example\tFALSE\t/\tTRUE\t0\tconnect.sid\tnot-this-one"
    )
    pasted = cookies_in(text, OWN)
    assert [(cookie.name, cookie.value, cookie.host) for cookie in pasted.cookies] == [
        ("substack.sid", SID, "substack.com"),
        ("connect.sid", OWN_SID, OWN_HOST),
    ]
    assert pasted.missing == ()


def test_medium_needs_two() -> None:
    assert cookies_in("sid=1:abc+def/ghi; uid=0123456789ab", MEDIUM).enough
    alone = cookies_in("sid=1:abc+def/ghi", MEDIUM)
    assert not alone.enough
    assert [wanted.name for wanted in alone.missing] == ["uid"]


def test_the_longest_lived_of_two_sessions_is_taken() -> None:
    old, new = (
        f".substack.com\tTRUE\t/\tTRUE\t{ends}\tsubstack.sid\t{value}" for ends, value in ((1, "o" * 9), (STAMP, SID))
    )
    assert cookies_in(f"{old}\n{new}", AT_HOME).cookies[0].value == SID


def test_what_is_kept_reads_as_what_it_was_made_of() -> None:
    text = f".substack.com\tTRUE\t/\tTRUE\t{STAMP}\tsubstack.sid\t{SID}\n{OWN_HOST}\tFALSE\t/\tTRUE\t0\tconnect.sid\t{OWN_SID}"
    cookies = cookies_in(text, OWN).cookies
    assert cookies[0].expires == ENDS.isoformat()
    assert cookies_in(as_text(cookies), OWN).cookies == cookies


@given(st.text(max_size=200) | st.text(alphabet="s:%3A=;\t\"' {}[],.", max_size=40))
def test_no_text_makes_it_stumble_or_gives_a_value_that_no_header_takes(text: str) -> None:
    for wanted in (AT_HOME, OWN, MEDIUM):
        for cookie in cookies_in(text, wanted).cookies:
            assert cookie.value.isascii()
            assert cookie.value.isprintable()
            assert not set(cookie.value) & set('; ,"\\')


def test_a_cookie_does_not_show_itself() -> None:
    pasted = cookies_in(f"substack.sid={SID}; substack.lli=tokenvalue", AT_HOME)
    assert SID not in repr(pasted)
    assert "tokenvalue" not in repr(pasted)


def test_hosts_and_help_are_of_the_platform() -> None:
    assert own_hosts(account(url=f"https://{OWN_HOST}")) == ("substack.com", OWN_HOST)
    assert own_hosts(account("medium", None)) == ("medium.com",)
    assert own_hosts(account("list", None)) == ()
    assert "connect.sid" in how_to_find(account(url=f"https://{OWN_HOST}"))
    assert "uid" in how_to_find(account("medium", None))
    for browser in ("Chrome", "Firefox", "Safari"):
        assert browser in how_to_find(account())
