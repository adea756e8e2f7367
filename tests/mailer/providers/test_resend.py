"""Resend's web interface, in the shapes that its pages show."""

from mailer.model import Reason
from mailer.providers import load
from tests.mailer.providers.interface import SECRET, SINCE, access_to, interface, pulled, query_of, says

RESEND = load("resend")


def row(number: int, origin: str, month: int = 5) -> dict:
    return {
        "object": "suppression",
        "id": f"id-{number}",
        "email": f"a{number}@a.example",
        "origin": origin,
        "source_id": None,
        "created_at": f"2024-{month:02}-06T23:47:56.678Z",
    }


def lists(asked):
    assert query_of(asked)["limit"] == "100"
    if query_of(asked).get("after") == "id-2":
        return says({"object": "list", "has_more": False, "data": [row(3, "manual"), row(4, "something new")]})
    return says({"object": "list", "has_more": True, "data": [row(1, "bounce"), row(2, "complaint", month=4)]})


def test_its_list_is_read_page_after_page():
    assert pulled(RESEND, lists) == {
        "a1@a.example": Reason.BOUNCED,
        "a2@a.example": Reason.COMPLAINED,
        "a3@a.example": Reason.BLOCKED,
        "a4@a.example": Reason.BLOCKED,
    }


def test_only_what_is_new_is_taken():
    assert "a2@a.example" not in pulled(RESEND, lists, since=SINCE)


def test_a_list_that_says_there_is_more_and_gives_the_same_ends():
    assert pulled(RESEND, lambda _: says({"has_more": True, "data": [row(1, "bounce")]}))
    assert pulled(RESEND, lambda _: says({"has_more": True, "data": []})) == {}


def test_the_key_is_a_bearer_of_its_host():
    with interface(lists) as (session, server):
        list(RESEND.pull(session, access_to(RESEND)))
    assert {asked.host for asked in server.asked} == {"api.resend.com"}
    assert server.asked[0].headers["authorization"] == f"Bearer {SECRET}"
