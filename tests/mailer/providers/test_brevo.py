"""Brevo's web interface, in the shapes that its pages show."""

import pytest

from mailer.model import Reason
from mailer.providers import load
from tests.mailer.providers.interface import SECRET, SINCE, access_to, interface, pulled, query_of, says

BREVO = load("brevo")


def contact(number: int, reason: object, day: str = "2024-05-17T12:30:00.000+02:00") -> dict:
    return {
        "email": f"a{number}@a.example",
        "senderEmail": "maya@night.example",
        "reason": reason,
        "blockedAt": day,
    }


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("hardBounce", Reason.BOUNCED),
        ("contactFlaggedAsSpam", Reason.COMPLAINED),
        ("unsubscribedViaMA", Reason.UNSUBSCRIBED),
        ("unsubscribedViaEmail", Reason.UNSUBSCRIBED),
        ("unsubscribedViaApi", Reason.UNSUBSCRIBED),
        ("adminBlocked", Reason.BLOCKED),
        ("AdminBlocked", Reason.BLOCKED),
        ("somethingNew", Reason.BLOCKED),
        (None, Reason.BLOCKED),
    ],
)
def test_a_code_is_a_reason_in_both_shapes(code, reason):
    for shape in (code, {"code": code, "message": "In words"}):
        answer = says({"count": 1, "contacts": [contact(1, shape)]})
        assert pulled(BREVO, lambda _, answer=answer: answer) == {"a1@a.example": reason}


def test_it_is_read_page_after_page():
    def answer(asked):
        start = int(query_of(asked)["offset"])
        rows = [contact(number, {"code": "hardBounce"}) for number in range(start, min(250, start + 100))]
        return says({"count": 250, "contacts": rows})

    assert len(pulled(BREVO, answer)) == 250


def test_only_what_is_new_is_taken():
    rows = [contact(1, "hardBounce"), contact(2, "hardBounce", "2023-01-01T00:00:00Z")]
    assert set(pulled(BREVO, lambda _: says({"contacts": rows}), since=SINCE)) == {"a1@a.example"}


def test_an_account_without_any_has_an_empty_answer():
    assert pulled(BREVO, lambda _: says({"count": 0})) == {}


def test_the_key_goes_in_its_header():
    with interface(lambda _: says({"count": 0})) as (session, server):
        list(BREVO.pull(session, access_to(BREVO)))
    assert server.asked[0].host == "api.brevo.com"
    assert server.asked[0].headers["api-key"] == SECRET
