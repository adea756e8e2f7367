"""Postmark's web interface, in the shapes that its pages show."""

from datetime import timedelta

import pytest

from mailer.model import Reason
from mailer.providers import load
from tests.mailer.providers.interface import SECRET, SENT, SINCE, access_to, interface, path_of, pulled, query_of, says

POSTMARK = load("postmark")
DUMP = "/message-streams/broadcast/suppressions/dump"
LISTED = {
    "Suppressions": [
        {
            "EmailAddress": "left@a.example",
            "SuppressionReason": "ManualSuppression",
            "Origin": "Recipient",
            "CreatedAt": "2024-05-17T08:58:33-05:00",
        },
        {
            "EmailAddress": "dead@a.example",
            "SuppressionReason": "HardBounce",
            "Origin": "Recipient",
            "CreatedAt": "2024-05-17T08:58:33-05:00",
        },
        {
            "EmailAddress": "angry@a.example",
            "SuppressionReason": "SpamComplaint",
            "Origin": "Recipient",
            "CreatedAt": "2024-04-17T08:58:33-05:00",
        },
        {
            "EmailAddress": "barred@a.example",
            "SuppressionReason": "ManualSuppression",
            "Origin": "Customer",
            "CreatedAt": "2024-05-17T08:58:33-05:00",
        },
        {"EmailAddress": "no address", "SuppressionReason": "HardBounce"},
        "nonsense",
    ]
}


def test_its_list_is_read_with_the_reason_of_each():
    assert pulled(POSTMARK, {DUMP: says(LISTED)}) == {
        "left@a.example": Reason.UNSUBSCRIBED,
        "dead@a.example": Reason.BOUNCED,
        "angry@a.example": Reason.COMPLAINED,
        "barred@a.example": Reason.BLOCKED,
    }


def test_only_what_is_new_is_asked_for_and_taken():
    asked = []
    found = pulled(POSTMARK, lambda request: asked.append(request) or says(LISTED), since=SINCE)
    assert "angry@a.example" not in found
    assert query_of(asked[0]) == {"fromdate": "2024-04-30"}


def test_the_key_goes_in_its_header():
    with interface({DUMP: says(LISTED)}) as (session, server):
        list(POSTMARK.pull(session, access_to(POSTMARK)))
    assert server.asked[0].host == "api.postmarkapp.com"
    assert server.asked[0].headers["x-postmark-server-token"] == SECRET


@pytest.mark.parametrize(
    ("answer", "hours", "took"),
    [
        ({"TotalCount": 1, "Messages": [{"MessageID": "1"}]}, 0, True),
        ({"TotalCount": 0, "Messages": []}, 0.5, None),
        ({"TotalCount": 0, "Messages": []}, 3, False),
        ({"TotalCount": 0, "Messages": []}, 24 * 5, False),
        ({"TotalCount": 0, "Messages": []}, 24 * 8, None),
        ({"TotalCount": 0, "Messages": []}, 24 * 50, None),
        ({"moon": "full"}, 3, None),
    ],
)
def test_its_log_tells_whether_it_took_a_mail_while_it_would_be_in_it_in_any_plan(answer, hours, took):
    with interface(lambda _: says(answer)) as (session, server):
        now = SENT.at + timedelta(hours=hours)
        assert POSTMARK.took(session, access_to(POSTMARK), SENT, now) is took
    assert path_of(server.asked[0]) == "/messages/outbound"
    assert query_of(server.asked[0])["metadata_outlast"] == "k3y"


def test_the_key_that_its_log_is_searched_for_is_in_every_letter():
    assert POSTMARK.headers["X-PM-Metadata-outlast"] == "{idempotency_key}"
