"""Mailgun's web interface, in the shapes that its pages show."""

import base64
from datetime import timedelta

import pytest

from mailer.errors import ProviderProblem
from mailer.model import Reason
from mailer.providers import load
from tests.mailer.providers.interface import (
    SECRET,
    SENT,
    SINCE,
    access_to,
    interface,
    path_of,
    pulled,
    query_of,
    says,
)

MAILGUN = load("mailgun")
API = "https://api.mailgun.net"


def page(name: str, *rows: dict, following: str = "") -> object:
    last = f"{API}/v3/night.example/{name}?page=last&limit=1000"
    return says({"items": list(rows), "paging": {"next": following or last, "last": last, "first": "", "previous": ""}})


def lists(asked):
    name = path_of(asked).rpartition("/")[2]
    if "page" in query_of(asked):
        return page(name)
    when = "Fri, 17 May 2024 18:28:14 UTC"
    rows = {
        "bounces": [{"address": "dead@a.example", "code": "550", "error": "No such mailbox", "created_at": when}],
        "complaints": [{"address": "angry@a.example", "count": 2, "created_at": "Wed, 17 Apr 2024 18:28:14 UTC"}],
        "unsubscribes": [
            {"address": "left@a.example", "tags": ["*"], "created_at": when},
            {"address": "other-tag@a.example", "tags": ["shop news"], "created_at": when},
            {"address": "old-shape@a.example", "tag": "*", "created_at": when},
        ],
    }
    return page(name, *rows[name])


def test_its_three_lists_are_read():
    assert pulled(MAILGUN, lists) == {
        "dead@a.example": Reason.BOUNCED,
        "angry@a.example": Reason.COMPLAINED,
        "left@a.example": Reason.UNSUBSCRIBED,
        "old-shape@a.example": Reason.UNSUBSCRIBED,
    }


def test_only_what_is_new_is_taken():
    assert "angry@a.example" not in pulled(MAILGUN, lists, since=SINCE)


def test_page_after_page_is_read_until_one_is_empty():
    def answer(asked):
        name, at = path_of(asked).rpartition("/")[2], int(query_of(asked).get("p", 0))
        if name != "bounces" or at == 3:
            return page(name)
        following = f"{API}/v3/night.example/bounces?page=next&address=a{at}%40a.example&p={at + 1}"
        return page(name, {"address": f"a{at}@a.example"}, following=following)

    assert set(pulled(MAILGUN, answer)) == {"a0@a.example", "a1@a.example", "a2@a.example"}


def test_a_list_that_leads_to_itself_ends():
    def answer(asked):
        name = path_of(asked).rpartition("/")[2]
        return page(name, {"address": "a@a.example"}, following=f"{API}/v3/night.example/{name}?limit=1000")

    assert set(pulled(MAILGUN, answer)) == {"a@a.example"}


def test_the_key_is_not_sent_to_another_host_that_a_list_leads_to():
    def answer(asked):
        name = path_of(asked).rpartition("/")[2]
        return page(name, {"address": "a@a.example"}, following=f"https://api.mailgun.test/v3/night.example/{name}?p=2")

    with interface(answer) as (session, server), pytest.raises(ProviderProblem, match="leads to another address"):
        list(MAILGUN.pull(session, access_to(MAILGUN)))
    assert {asked.host for asked in server.asked} == {"api.mailgun.net"}


def test_the_domain_is_the_one_of_the_smtp_user_and_the_region_the_one_of_its_server():
    with interface(lists) as (session, server):
        access = access_to(MAILGUN, user="postmaster@mg.night.example", server="smtp.eu.mailgun.org")
        with pytest.raises(ProviderProblem):  # the made-up lists lead on to the other region
            list(MAILGUN.pull(session, access))
    asked = server.asked[0]
    assert (asked.host, path_of(asked)) == ("api.eu.mailgun.net", "/v3/mg.night.example/bounces")
    assert asked.headers["authorization"] == "Basic " + base64.b64encode(f"api:{SECRET}".encode()).decode()


@pytest.mark.parametrize(
    ("answer", "hours", "took"),
    [
        ({"items": [{"event": "accepted"}]}, 0, True),
        ({"items": []}, 0.5, None),
        ({"items": []}, 3, False),
        ({"items": []}, 19, False),
        ({"items": []}, 30, None),
        ({"items": []}, 24 * 4, None),
        ({}, 3, None),
    ],
)
def test_its_log_tells_whether_it_took_a_mail_while_it_would_be_in_it_in_any_plan(answer, hours, took):
    with interface(lambda _: says(answer)) as (session, server):
        assert MAILGUN.took(session, access_to(MAILGUN), SENT, SENT.at + timedelta(hours=hours)) is took
    assert query_of(server.asked[0])["message-id"] == SENT.message_id
