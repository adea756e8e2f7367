"""Reads anything at all: damaged reports, bytes of chance, and mails made to take long."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.bounces.reading import read_report
from tests.mailer.bounces.samples import samples

_SAMPLES = [one.content for one in samples()[::7]]
_LINES = st.sampled_from([
    b"Content-Type: multipart/report; boundary=x", b"Content-Type: message/delivery-status", b"", b"--x", b"--x--", b" ",
    b"Content-Transfer-Encoding: base64", b"Content-Type: text/plain; charset=idna", b"Final-Recipient: rfc822; a@b.test",
    b"Final-Recipient:", b"Action: failed", b"Status: 5.1.1", b"Diagnostic-Code: smtp; 550", b"Feedback-Type: abuse",
    b"Subject: =?utf-8?b?=====?=", b"From: MAILER-DAEMON@x.test", b"To: <a+aaaqaaaaabljh2cn7ubnwx5p@b.test>",
    b"Content-Type: message/rfc822", b"Original-Recipient: utf-8; \\x{110000}@b.test", b"Date: 99 Foo 9999999 99:99:99",
    b"X-Failed-Recipients: a@b.test", b"Received: from x", b"Message-ID: <>", b"=?unicode_escape?q?=5Cx?=", b"\xff\xfe",
])  # fmt: skip


@given(st.lists(_LINES | st.binary(max_size=80), max_size=40), st.sampled_from([b"\n", b"\r\n", b"\r"]))
def test_no_mail_makes_it_stumble(lines: list[bytes], ending: bytes) -> None:
    report = read_report(ending.join(lines))

    assert len(report.tokens) <= 20
    assert "\n" not in report.text


@given(st.integers(0, len(_SAMPLES) - 1), st.integers(), st.integers(1, 30))
def test_damaged_reports_are_read_as_far_as_they_go(which: int, seed: int, flips: int) -> None:
    chance = random.Random(seed)
    mail = bytearray(_SAMPLES[which])
    for _ in range(flips):
        mail[chance.randrange(len(mail))] = chance.randrange(256)

    read_report(bytes(mail))
    read_report(bytes(mail[: chance.randrange(len(mail))]))


@pytest.mark.parametrize(
    "unit",
    [b"a", b"@", b"a@", b"<a@b.test>: ", b"\n", b"\n ", b"\n\n", b" \n", b"\n--x", b"\n--x\nContent-Type: multipart/mixed; boundary=x\n\n",
     b"a.", b"\na: b", b"=?utf-8?q?", b"550 5.", b"5.1.", b"\nFrom: a\nTo: b\nDate: c", b"+a@", b"/u/", b"\nFinal-Recipient: a",
     b"\n\nFinal-Recipient: rfc822; a@b.test\nAction: failed", b"> ", b"\n> a@b.test:", b"(", b"\xe4\xb8", b"&", b"boundary=", b"\\x{1}",
     b"\n\nFrom: a", b"unsubscribe+", b"is no longer ", b"a-", b"5", b"http://", b"\t", b"<"],
)  # fmt: skip
@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"From: MAILER-DAEMON\nX-Failed-Recipients: a@b.test\nSubject: failure notice\n\n",
        b"Subject: ",
        b"Content-Type: ",
    ],
)
def test_no_mail_takes_long(unit: bytes, head: bytes) -> None:
    mail = head + unit * (100_000 // len(unit))

    began = time.process_time()
    read_report(mail)

    # Of the processor's time; usual is a hundredth of this. What grows with the square takes minutes.
    assert time.process_time() - began < 5
