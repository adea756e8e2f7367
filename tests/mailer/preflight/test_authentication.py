"""What receiving servers say of a letter: their header is read, and only theirs is believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mailer.preflight.authentication import authentication_checks, read_authentication
from mailer.preflight.authentication_results import parse_authentication_results
from mailer.preflight.check import State

GMAIL = """mx.google.com;
       dkim=pass header.i=@writer.example header.s=s1 header.b=abc/DEF+;
       dkim=pass header.i=@esp.example header.s=e header.b=xyz;
       spf=pass (google.com: domain of bounces+ma2q@bounces.writer.example designates 192.0.2.1 as permitted sender)
       smtp.mailfrom="bounces+ma2q@bounces.writer.example";
       dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=writer.example"""


def message(*headers: tuple[str, str]) -> bytes:
    return (
        "".join(f"{name}: {value}\r\n" for name, value in headers).replace("\n  ", "\r\n  ").encode() + b"\r\nDear\r\n"
    )


def states(content, receiving=""):
    return [check.state for check in authentication_checks(read_authentication(content, receiving=receiving))]


def test_the_form_that_gmail_writes_is_read():
    found = parse_authentication_results(GMAIL)
    assert found is not None
    assert found.server == "mx.google.com"
    assert [(one.method, one.result) for one in found.results] == [
        ("dkim", "pass"),
        ("dkim", "pass"),
        ("spf", "pass"),
        ("dmarc", "pass"),
    ]
    assert found.results[0].properties == {"header.i": "@writer.example", "header.s": "s1", "header.b": "abc/DEF+"}
    assert found.results[2].properties == {"smtp.mailfrom": "bounces+ma2q@bounces.writer.example"}


@pytest.mark.parametrize(
    ("text", "server", "results"),
    [
        ("example.org 1; none", "example.org", []),
        ("example.org/1; spf=pass smtp.mailfrom=a.example", "example.org/1", ["spf=pass"]),
        ('example.com; dkim=fail reason="bad; signature (x)" header.d=a.example', "example.com", ["dkim=fail"]),
        (
            "foo.example.net (foobar) 1 (baz);\n dkim (Because I like it) / 1 (One yay) = (wait for it) fail",
            "foo.example.net",
            [],
        ),
        ("a.example; spf=softfail (a (nested) comment; spf=pass) smtp.helo=x", "a.example", ["spf=softfail"]),
        ("a.example; SPF=Pass; dkim/1=pass", "a.example", ["spf=pass", "dkim=pass"]),
        ("a.example;;; ; spf", "a.example", []),
        ('"a b.example"; arc=pass', '"a', ["arc=pass"]),
    ],
)
def test_other_forms_are_read_as_far_as_they_go(text, server, results):
    found = parse_authentication_results(text)
    assert found is not None
    assert found.server.strip('"') == server.strip('"')
    assert [f"{one.method}={one.result}" for one in found.results] == results


def test_a_reason_is_read_with_its_semicolon():
    found = parse_authentication_results('example.com; dkim=fail reason="bad; (signature) \\"x\\"" header.d=a.example')
    assert found is not None
    assert found.results[0].reason == 'bad; (signature) "x"'


@given(some.text())
def test_no_text_breaks_the_reader(text):
    parse_authentication_results(text)
    parse_authentication_results(f"a.example; spf={text}")


@given(some.binary())
def test_no_message_breaks_the_reader(data):
    list(authentication_checks(read_authentication(data)))
    list(authentication_checks(read_authentication(b"Authentication-Results: a.example; " + data)))


def test_a_copy_that_passed_everywhere_is_good_and_no_address_is_told():
    checks = list(authentication_checks(read_authentication(message(("Authentication-Results", GMAIL)))))
    assert [check.state for check in checks] == [State.OK] * 3
    assert checks[0].what == "It passed for bounces.writer.example."
    assert not [check for check in checks if "@" in check.what]


def test_only_the_topmost_header_is_believed():
    forged = message(
        ("Authentication-Results", "mx.google.com; spf=fail smtp.mailfrom=a.example; dkim=none; dmarc=fail"),
        ("Received", "from somewhere"),
        ("Authentication-Results", "mx.evil.example; spf=pass; dkim=pass; dmarc=pass"),
        ("Authentication-Results", "mx.google.com; spf=pass; dkim=pass; dmarc=pass"),
    )
    assert states(forged) == [State.BAD] * 3


def test_the_headers_of_one_server_on_top_of_each_other_belong_together():
    split = message(
        ("Authentication-Results", "mx.mail.example; dmarc=pass header.from=writer.example"),
        ("Authentication-Results", "mx.mail.example; dkim=pass header.d=writer.example"),
        ("Authentication-Results", "MX.mail.example; spf=pass smtp.mailfrom=b@writer.example"),
    )
    assert states(split) == [State.OK] * 3


def test_the_mailboxs_own_server_is_found_below_others():
    content = message(
        ("Authentication-Results", "forwarder.example; spf=fail; dkim=fail; dmarc=fail"),
        ("Authentication-Results", GMAIL),
    )
    assert states(content) == [State.BAD] * 3
    assert states(content, receiving="imap.google.com") == [State.OK] * 3
    assert states(content, receiving="imap.other.example") == [State.UNKNOWN]


def test_a_proof_that_failed_while_dmarc_passed_only_needs_attention():
    content = message(
        (
            "Authentication-Results",
            "a.example; spf=softfail smtp.mailfrom=x@esp.example; dkim=pass header.d=w.example; dmarc=pass",
        )
    )
    checks = list(authentication_checks(read_authentication(content)))
    assert [check.state for check in checks] == [State.ATTENTION, State.OK, State.OK]
    assert "believed all the same" in checks[0].what


def test_dmarc_that_failed_says_why():
    misaligned = message(
        (
            "Authentication-Results",
            "a.example; spf=pass smtp.mailfrom=esp.example; dkim=none; dmarc=fail header.from=w.example",
        )
    )
    assert "another domain" in list(authentication_checks(read_authentication(misaligned)))[2].what
    nothing = message(("Authentication-Results", "a.example; spf=fail; dkim=none; dmarc=fail header.from=w.example"))
    assert "Neither" in list(authentication_checks(read_authentication(nothing)))[2].what


def test_a_passing_fault_says_nothing_about_the_writer():
    content = message(("Authentication-Results", "a.example; spf=temperror; dkim=temperror; dmarc=temperror"))
    assert states(content) == [State.UNKNOWN] * 3


def test_the_older_header_for_spf_is_taken_where_there_is_no_other():
    content = message(
        (
            "Received-SPF",
            "pass (x: designates 192.0.2.1) client-ip=192.0.2.1; envelope-from=<b@writer.example>; receiver=mx.mail.example",
        )
    )
    checks = list(authentication_checks(read_authentication(content)))
    assert [check.state for check in checks] == [State.OK, State.UNKNOWN, State.UNKNOWN]
    assert checks[0].name == "SPF, as mx.mail.example sees it"
    assert checks[0].what == "It passed for writer.example."


def test_the_form_of_microsoft_without_a_name_is_read():
    outlook = (
        "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=writer.example; dkim=pass (signature was verified)\n"
        " header.d=writer.example;dmarc=pass action=none\n header.from=writer.example;compauth=pass reason=100"
    )
    checks = list(authentication_checks(read_authentication(message(("Authentication-Results", outlook)))))
    assert [check.state for check in checks] == [State.OK] * 3
    assert checks[1].name == "DKIM, as the other side sees it"


def test_a_server_that_says_nothing_leaves_it_open():
    assert states(message(("Subject", "x"))) == [State.UNKNOWN]
