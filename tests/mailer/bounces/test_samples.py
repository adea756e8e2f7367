"""Reads several hundred real bounces, complaints and automatic answers, whatever their lines end with."""

import re
from collections.abc import Callable

import pytest

from mailer.bounces.reading import read_report
from mailer.bounces.report import Report
from mailer.model import EventKind, Move
from mailer.replies import decide
from tests.mailer.bounces.samples import Sample, samples

_TOKEN = "aaaqaaaaabljh2cn7ubnwx5p"
_ENDINGS: dict[str, Callable[[bytes], bytes]] = {
    "as it came": lambda mail: mail,
    "LF": lambda mail: re.sub(rb"\r\n?", b"\n", mail),
    "CR LF": lambda mail: re.sub(rb"\r\n?|\n", b"\r\n", mail),
    "CR": lambda mail: re.sub(rb"\r\n|\n", b"\r", mail),
}


def _named() -> list[Sample]:
    return [one for one in samples() if one.addresses]


def _finds(sample: Sample, report: Report) -> bool:
    return bool(report.addresses) and report.addresses[0].lower() in sample.addresses


@pytest.mark.parametrize("ending", _ENDINGS)
def test_the_address_is_found_in_nearly_all(ending: str) -> None:
    named = _named()

    missed = [one.name for one in named if not _finds(one, read_report(_ENDINGS[ending](one.content)))]

    assert len(named) > 370
    assert len(missed) <= 0.05 * len(named), missed


@pytest.mark.parametrize("ending", _ENDINGS)
def test_a_token_in_the_address_that_it_came_back_to_is_found_in_all(ending: str) -> None:
    back = b"Delivered-To: bounces+%s@letters.example.org\n" % _TOKEN.encode()
    every = samples()

    missed = [
        one.name
        for one in every
        if read_report(_ENDINGS[ending](_below_envelope(one.content, back))).tokens[:1] != (_TOKEN,)
    ]

    assert len(every) > 380
    assert missed == []


def test_what_happened_is_told_right() -> None:
    wrong = [
        (one.name, read_report(one.content).kind) for one in samples() if read_report(one.content).kind != one.kind
    ]

    assert wrong == [
        ("bsd/lhost-amazonses-11.eml", None),  # a note of Amazon's in JSON, not a report
        ("bsd/lhost-amazonses-12.eml", None),
    ]


def test_only_what_says_that_the_address_is_dead_suppresses_it() -> None:
    reports = {one: read_report(one.content) for one in samples()}

    suppressed = {
        one.name
        for one, report in reports.items()
        if report.kind is EventKind.BOUNCED and decide(report.answer).move is Move.SUPPRESS
    }

    assert suppressed - {one.name for one in reports if one.dead} == set()
    assert len(suppressed) > 100


def test_what_is_no_bounce_is_none() -> None:
    reports = [read_report(one.content) for one in samples() if one.name.startswith("not/")]

    assert [report.kind for report in reports] == [None, None]
    assert [report.addresses for report in reports] == [(), ()]


def test_automatic_answers_name_nobody() -> None:
    reports = [read_report(one.content) for one in samples() if "rfc3834" in one.name]

    assert {report.kind for report in reports} == {EventKind.AUTORESPONDED}
    assert {report.addresses for report in reports} == {()}


def test_no_mail_system_and_no_sender_is_taken_for_a_subscriber() -> None:
    for one in samples():
        header = re.split(rb"\n\n|\r\r|\r\n\r\n", one.content, maxsplit=1)[0].decode("latin-1").lower()
        to = re.search(r"[\r\n]to: *[^\r\n]*?([^\s<>]+@[\w.-]+)", header)

        found = [address.lower() for address in read_report(one.content).addresses]

        assert not [address for address in found if "mailer-daemon" in address], one.name
        assert to is None or to[1] not in found, one.name


def _below_envelope(mail: bytes, line: bytes) -> bytes:
    """Put a line at the beginning of the header."""
    envelope = re.match(rb"From [^\r\n]*[\r\n]+", mail)
    end = envelope.end() if envelope else 0
    return mail[:end] + line + mail[end:]
