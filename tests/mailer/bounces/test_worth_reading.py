"""Fetches the content of what may be about a letter, and of no other mail."""

import re

import pytest

from mailer.bounces.worth_reading import worth_reading
from tests.mailer.bounces.samples import samples

_MAILBOX = "unsub@letters.example.org"


def test_every_real_report_is_worth_reading_by_its_header() -> None:
    reports = [one for one in samples() if one.kind and "amazonses-1" not in one.name]

    missed = [
        one.name
        for one in reports
        if not worth_reading(re.split(rb"\n\n|\r\r|\r\n\r\n", one.content, maxsplit=1)[0], _MAILBOX)
    ]

    # Amazon's notes in JSON are left out above; these are reports that look like letters of people.
    assert missed == []


@pytest.mark.parametrize(
    ("header", "worth"),
    [
        (b"From: a@b.test\nTo: unsub@letters.example.org\nSubject: Hello", True),
        (b"From: a@b.test\nTo: x@y.test\nDelivered-To: bounce+aaaqaaaaabljh2cn7ubnwx5p@letters.example.org", True),
        (b"From: a@b.test\nTo: writer@letters.example.org\nSubject: Your invoice", False),
        (b"From: a@b.test\nTo: list@y.test\nSubject: unsubscribe", False),
        (b"From: a@b.test\nTo: earlier@y.test\nSubject: unsubscribe aaaqaaaaabljh2cn7ubnwx5p", True),
        (b"", False),
    ],
)
def test_what_is_addressed_to_us_counts(header: bytes, worth: bool) -> None:
    assert worth_reading(header, _MAILBOX) is worth
