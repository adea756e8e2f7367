from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backup.audience.subscriber import Status, Subscriber, understand, understanding
from tests.audience.test_columns import A, B, C, D, E, F

LISTS = Path(__file__).parent.parent / "fixtures" / "substack" / "lists"


def one(header: str, row: str) -> Subscriber:
    return understand(header.split(","), row.encode())


def everyone(name: str) -> dict[str, Subscriber]:
    header, *rows = (LISTS / name).read_text(encoding="utf-8").splitlines()
    subscribers = map(understanding(header.replace('"', "").split(",")), [row.encode() for row in rows])
    return {subscriber.key: subscriber for subscriber in subscribers}


@pytest.mark.parametrize(
    ("header", "row", "status"),
    [
        (A, "a@b.c,true,2026-01-21T12:14:58.000Z,yearly,false,2023-06-14T07:16:09.518Z,2023-07-01", Status.PAID),
        (A, "a@b.c,TRUE,,monthly,FALSE,,", Status.PAID),
        (A, "a@b.c,true,,annually,false,,", Status.PAID),
        (A, "a@b.c,true,,founding,false,,", Status.FOUNDING),
        (A, "a@b.c,false,,other,false,,", Status.FREE),
        (A, "a@b.c,,,,false,,", Status.FREE),
        (A, "a@b.c,true,2118-09-11T12:14:56.557Z,other,false,,", Status.COMP),
        (A, "a@b.c,true,2118-09-11T12:14:56.557Z,yearly,false,,", Status.COMP),
        (A, "a@b.c,true,2026-01-01T00:00:00.000Z,other,false,,", Status.COMP),
        (A, "a@b.c,false,2025-01-01T00:00:00.000Z,other,false,,2024-01-01T00:00:00.000Z", Status.LAPSED),
        (A, "a@b.c,false,,yearly,false,,", Status.LAPSED),
        (B, "a@b.c,TRUE,2024-01-21T12:14:58.000Z,yearly,FALSE,FALSE,2021-06-14T07:16:09.518Z", Status.PAID),
        (B, "a@b.c,FALSE,,other,FALSE,FALSE,2022-11-15T07:55:22.660Z", Status.FREE),
        (C, "a@b.c,true,,monthly,false,2022-11-15T07:55:22.660Z", Status.PAID),
        (D, "a@b.c,true,2021-07-06T16:20:44.000Z,false,false,2018-08-27T15:06:27.713Z", Status.PAID),
        (D, "a@b.c,true,2118-09-11T12:14:56.557Z,false,false,2018-08-27T15:06:27.713Z", Status.COMP),
        (D, "a@b.c,,,false,false,2018-12-19T08:03:04.977Z", Status.FREE),
        (E, "a@b.c,2021-07-06T16:20:44.000Z,false,false,cus_1,paid", Status.PAID),
        (E, "a@b.c,2021-07-06T16:20:44.000Z,false,false,,paid", Status.MEMBER),
        (E, "a@b.c,2025-06-23T23:41:42.980Z,false,false,,comp", Status.COMP),
        (E, "a@b.c,,false,false,,gift", Status.GIFT),
        (E, "a@b.c,,false,false,,ios_app", Status.PAID),
        (E, "a@b.c,,false,false,cus_1,free", Status.LAPSED),
        (E, "a@b.c,,false,false,,free", Status.FREE),
        (F, "Ada,a@b.c,DE,Paid,2023-06-14,yearly,€5.00,1", Status.PAID),
        (F, "Ada,a@b.c,DE,Free Trial,2023-06-14,,,1", Status.TRIAL),
        (F, "Ada,a@b.c,DE,author,2023-06-14,,,1", Status.COMP),
        ("email_address,name", "a@b.c,Ada", Status.FREE),
    ],
)
def test_the_status_follows_each_lists_own_words(header: str, row: str, status: Status) -> None:
    subscriber = one(header, row)
    assert subscriber.status is status
    assert subscriber.evidence


def test_the_dashboards_list_is_understood() -> None:
    found = everyone("dashboard.csv")
    statuses = {key.partition("@")[0]: subscriber.status.value for key, subscriber in found.items()}
    assert statuses == {
        "ada": "paid", "bela": "free", "carla": "comp", "dora": "gift", "emil": "lapsed", "fritz": "trial",
        "gerda": "founding", "hans": "member", "iris": "paid",
    }  # fmt: skip
    ada = found["ada@example.org"]
    assert (ada.name, ada.plan, ada.created_at) == ("Lovelace, Ada", "yearly", "2023-06-14T07:16:09.518Z")
    assert (ada.expires_at, ada.first_paid_at) == ("2026-01-21T12:14:58.000Z", "2023-07-01T00:00:00.000Z")


def test_ghosts_fixtures_are_understood() -> None:
    total, types = everyone("ghost/fixtures_signup_emails.csv"), everyone("ghost/fixtures_subscriber_emails.csv")
    assert total["kirstygouda@example.com"].status is Status.FREE
    assert total["tcowenaldkuf@example.com"].status is types["tcowenaldkuf@example.com"].status is Status.COMP
    assert types["jill@example.com"].status is Status.GIFT
    assert total["maguirec086@example.com"].disabled
    assert total["ömil@example.com"].may_mail


@pytest.mark.parametrize("word", ["true", "TRUE", "True", " true "])
def test_who_turned_email_off_is_never_mailed(word: str) -> None:
    subscriber = one(A, f"a@b.c,true,,yearly,{word},,")
    assert subscriber.disabled
    assert not subscriber.may_mail
    assert subscriber.paid


def test_who_left_another_service_is_never_mailed() -> None:
    assert not one("email,status", "a@b.c,unsubscribed").may_mail
    assert not one("email,subscribed_to_emails", "a@b.c,false").may_mail
    assert not one("email,unsubscribed_at", "a@b.c,2024-01-01").may_mail
    assert one("email,unsubscribed", "a@b.c,false").may_mail
    assert one("email,status", "a@b.c,active").may_mail


def test_a_deleted_account_is_never_mailed() -> None:
    subscriber = one(A, "4F2A@Deletion-Request.Substack.com,true,,yearly,false,,")
    assert subscriber.status is Status.DELETED
    assert subscriber.deleted
    assert not subscriber.may_mail
    assert not subscriber.paid


@pytest.mark.parametrize("address", ["", "a", "a@b", "@b.c", "a b@c.d", "a@b@c.d", "Ada <a@b.c>", "a\0@b.c", "a@.c"])
def test_what_is_no_address_is_never_mailed(address: str) -> None:
    assert not one(A, f'"{address}",true,,yearly,false,,').may_mail


def test_only_money_now_counts_as_paid() -> None:
    paid = {status for status in Status if Subscriber(key="", email="", status=status).paid}
    assert paid == {Status.PAID, Status.FOUNDING, Status.MEMBER}
    active = {status for status in Status if status.active}
    assert active == paid | {Status.COMP, Status.GIFT, Status.TRIAL}


def test_a_list_without_addresses_is_refused() -> None:
    with pytest.raises(ValueError, match="address"):
        understanding(["name", "plan"])


@settings(deadline=None, max_examples=200)
@given(header=st.sampled_from([A, B, C, D, E, F, "mail"]), record=st.binary(max_size=60))
def test_any_record_is_understood_somehow(header: str, record: bytes) -> None:
    subscriber = understand(header.split(","), record)
    assert subscriber.key == subscriber.email.strip().lower()
