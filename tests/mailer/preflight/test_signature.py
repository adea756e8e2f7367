"""What the signature of a copy covers: read as it stands there, and only where the receiving server believed it."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mailer.preflight.authentication import read_authentication
from mailer.preflight.check import State
from mailer.preflight.signature import check_signature, signatures_of

ONE_CLICK = {
    "List-Unsubscribe": "<https://box.writer.example/u/x>, <mailto:stop@writer.example>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "Feedback-ID": "12:moved:nightletters:outlast",
}
ALL = "from:to:list-unsubscribe:list-unsubscribe-post:feedback-id"


def copy(*signed, headers=ONE_CLICK, said=""):
    lines = [f"Authentication-Results: mx.mail.example; {said}"] if said else []
    lines += [
        f"DKIM-Signature: v=1; a=rsa-sha256; d={domain}; s=s1; h={names}; bh=a=; b=b+/=" for domain, names in signed
    ]
    lines += ["From: Ada <ada@news.writer.example>", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\nDear\r\n").encode()


def check(*signed, **options):
    content = copy(*signed, **options)
    return check_signature(content, read_authentication(content))


def test_a_signature_is_read_however_it_is_folded_and_written():
    (found,) = signatures_of(copy(("Writer.Example", "From : TO:\r\n\tList-Unsubscribe\r\n  :Feedback-ID")))
    assert found.domain == "writer.example"
    assert found.covers == {"from", "to", "list-unsubscribe", "feedback-id"}


@pytest.mark.parametrize("domain", ["news.writer.example", "writer.example", "mail.news.writer.example"])
def test_a_signature_of_ones_own_domain_that_covers_all_is_right(domain):
    assert check((domain, ALL)).state is State.OK


@pytest.mark.parametrize(
    ("names", "state", "missing"),
    [
        ("from:list-unsubscribe:feedback-id", State.BAD, "List-Unsubscribe-Post"),
        ("from:list-unsubscribe-post:feedback-id", State.BAD, "List-Unsubscribe"),
        ("from", State.BAD, "List-Unsubscribe, List-Unsubscribe-Post, Feedback-ID"),
        ("from:list-unsubscribe:list-unsubscribe-post", State.ATTENTION, "Feedback-ID"),
    ],
)
def test_what_it_does_not_cover_is_named_with_what_to_do(names, state, missing):
    found = check(("writer.example", names))
    assert found.state is state
    assert found.next.endswith(f": {missing}")
    assert ("one click" in found.what) is (state is State.BAD)


def test_without_one_click_an_uncovered_header_is_no_broken_rule():
    found = check(("writer.example", "from"), headers={"List-Unsubscribe": "<mailto:stop@writer.example>"})
    assert found.state is State.ATTENTION


def test_only_headers_that_are_there_have_to_be_covered():
    only = {"List-Unsubscribe": "<mailto:stop@writer.example>"}
    assert check(("writer.example", "from:list-unsubscribe"), headers=only).state is State.OK
    assert check(("writer.example", "from"), headers={}).state is State.UNKNOWN


def test_of_several_signatures_the_one_that_covers_most_counts():
    assert check(("writer.example", "from"), ("news.writer.example", ALL)).state is State.OK


@pytest.mark.parametrize("signed", [(), (("esp.example", ALL),), (("", ALL),), (("writer.example", ""),)])
def test_without_a_signature_of_ones_own_it_is_unknown(signed):
    found = check(*signed)
    assert found.state is State.UNKNOWN
    assert found.next


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("dkim=pass header.d=writer.example", State.OK),
        ("dkim=pass header.i=@writer.example", State.OK),
        ("dkim=pass header.i=@lists.writer.example", State.OK),
        ("dkim=pass (signature was verified)", State.OK),
        ("spf=pass", State.OK),
        ("dkim=fail header.d=writer.example", State.UNKNOWN),
        ("dkim=fail header.d=writer.example; dkim=pass header.d=esp.example", State.UNKNOWN),
    ],
)
def test_a_signature_that_the_receiver_did_not_believe_covers_nothing(said, state):
    assert check(("writer.example", ALL), said=said).state is state


@given(some.binary(max_size=200))
def test_no_bytes_raise(content):
    for message in (content, b"From: a@b.example\r\nDKIM-Signature: " + content):
        check_signature(message, read_authentication(message))
