"""Addresses are told apart by the provider that counts their mails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.model import Destination
from mailer.pace import destination_of


@pytest.mark.parametrize(
    ("domain", "destination"),
    [
        ("gmail.com", Destination.GMAIL),
        ("GoogleMail.com", Destination.GMAIL),
        ("outlook.com", Destination.MICROSOFT),
        ("outlook.com.br", Destination.MICROSOFT),
        ("hotmail.co.uk", Destination.MICROSOFT),
        ("live.nl", Destination.MICROSOFT),
        ("msn.com", Destination.MICROSOFT),
        ("yahoo.com", Destination.YAHOO),
        ("yahoo.co.in", Destination.YAHOO),
        ("ymail.com", Destination.YAHOO),
        ("rocketmail.com", Destination.YAHOO),
        ("aol.com", Destination.YAHOO),
        ("aol.de", Destination.YAHOO),
        ("att.net", Destination.YAHOO),
        ("icloud.com", Destination.APPLE),
        ("me.com", Destination.APPLE),
        ("mac.com.", Destination.APPLE),
        ("privaterelay.appleid.com", Destination.APPLE),
        ("example.org", Destination.REST),
        ("notgmail.com", Destination.REST),
        ("gmail.com.example.org", Destination.REST),
        ("live.example.org", Destination.REST),
        ("outlook.consulting", Destination.REST),
        ("gmail.de", Destination.REST),
        ("yahoo", Destination.REST),
    ],
)
def test_a_domain_belongs_to_its_provider(domain, destination):
    assert destination_of(f"ana@{domain}") is destination


def test_only_what_stands_behind_the_last_at_counts():
    assert destination_of('"ana@gmail.com"@example.org') is Destination.REST


@given(st.text())
def test_any_text_has_one(text):
    assert destination_of(text) in Destination
