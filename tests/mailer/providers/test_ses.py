"""Amazon's web interface for SES, in the shapes that its pages show."""

import json
from datetime import UTC, datetime

import pytest

from mailer.errors import ProviderProblem
from mailer.model import Reason
from mailer.providers import load
from tests.mailer.providers.interface import SINCE, access_to, interface, path_of, pulled, query_of, says

SES = load("ses")
NEW = datetime(2024, 5, 17, tzinfo=UTC).timestamp()
OLD = datetime(2024, 4, 17, tzinfo=UTC).timestamp()


def account(asked):
    match path_of(asked):
        case "/v2/email/suppression/addresses":
            if query_of(asked).get("NextToken") == "two/+=":
                rows = [{"EmailAddress": "angry@a.example", "LastUpdateTime": OLD, "Reason": "COMPLAINT"}]
                return says({"SuppressedDestinationSummaries": rows})
            rows = [{"EmailAddress": "dead@a.example", "LastUpdateTime": NEW, "Reason": "BOUNCE"}]
            return says({"SuppressedDestinationSummaries": rows, "NextToken": "two/+="})
        case "/v2/email/contact-lists":
            return says({"ContactLists": [{"ContactListName": "outlast"}]})
        case "/v2/email/contact-lists/outlast/contacts/list":
            assert json.loads(asked.body)["Filter"] == {"FilteredStatus": "OPT_OUT"}
            out = [{"TopicName": "letters", "SubscriptionStatus": "OPT_OUT"}]
            rows = [
                {"EmailAddress": "left@a.example", "LastUpdatedTimestamp": NEW, "UnsubscribeAll": True},
                {"EmailAddress": "topic@a.example", "TopicPreferences": out, "UnsubscribeAll": False},
                {"EmailAddress": "shop@a.example", "TopicPreferences": [out[0] | {"TopicName": "shop"}]},
            ]
            return says({"Contacts": rows})
    raise AssertionError(asked.path)


def test_the_suppression_list_and_the_contact_list_are_read():
    assert pulled(SES, account) == {
        "dead@a.example": Reason.BOUNCED,
        "angry@a.example": Reason.COMPLAINED,
        "left@a.example": Reason.UNSUBSCRIBED,
        "topic@a.example": Reason.UNSUBSCRIBED,
    }


def test_only_what_is_new_is_taken():
    assert "angry@a.example" not in pulled(SES, account, since=SINCE)


def test_without_a_contact_list_of_ours_none_is_asked_for():
    def other(asked):
        if "contact-lists" in asked.path:
            assert path_of(asked) == "/v2/email/contact-lists"
            return says({"ContactLists": [{"ContactListName": "customers"}]})
        return account(asked)

    assert set(pulled(SES, other)) == {"dead@a.example", "angry@a.example"}


def test_requests_go_to_the_region_of_the_mail_server_and_are_signed_for_it():
    with interface(account) as (session, server):
        access = access_to(SES, server="email-smtp.eu-central-1.amazonaws.com")
        list(SES.pull(session, access))
    assert {asked.host for asked in server.asked} == {"email.eu-central-1.amazonaws.com"}
    for asked in server.asked:
        day = asked.headers["x-amz-date"][:8]
        assert asked.headers["authorization"].startswith(
            f"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{day}/eu-central-1/ses/aws4_request, "
            "SignedHeaders=host;x-amz-date, Signature="
        )


def test_a_server_that_is_none_of_amazons_names_no_region():
    with interface(account) as (session, _), pytest.raises(ProviderProblem, match="none of Amazon"):
        list(SES.pull(session, access_to(SES, server="mail.example.org")))


def test_it_tells_what_the_account_may_send():
    quota = {"Max24HourSend": 50_000.0, "MaxSendRate": 14.0, "SentLast24Hours": 120.0}
    answer = {"SendQuota": quota, "ProductionAccessEnabled": True, "SendingEnabled": True}
    with interface({"/v2/email/account": says(answer)}) as (session, _):
        allowed = SES.allowance(session, access_to(SES))
    assert (allowed.rate, allowed.daily, allowed.sent, allowed.trouble) == (14.0, 50_000, 120, "")


def test_no_limit_by_the_day_is_none():
    with interface(lambda _: says({"SendQuota": {"Max24HourSend": -1}})) as (session, _):
        assert SES.allowance(session, access_to(SES)).daily is None


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"ProductionAccessEnabled": False, "SendingEnabled": True}, "sandbox"),
        ({"ProductionAccessEnabled": True, "SendingEnabled": False}, "stopped"),
        ({"ProductionAccessEnabled": True, "EnforcementStatus": "SHUTDOWN"}, "stopped"),
        ({"ProductionAccessEnabled": True, "EnforcementStatus": "PROBATION"}, "reviewing"),
        ({"SendQuota": "many"}, ""),
    ],
)
def test_it_tells_why_the_account_may_not_send_to_everybody(answer, words):
    with interface(lambda _: says(answer)) as (session, _):
        trouble = SES.allowance(session, access_to(SES)).trouble
    assert words in trouble
    assert bool(trouble) == bool(words)
