import pytest

from backup.audience.columns import OFF_MARK, ListVariant, address_column, detect
from backup.audience.mail_off import mail_off_columns
from backup.audience.person import Off, reading
from backup.audience.saved_list import MailOff, SavedList
from backup.audience.subscriber import Status
from backup.platform_text import moment
from tests.audience.test_columns import A, E
from tests.audience.test_subscriber import one

BUTTONDOWN = "email_address,notes,creation_date,type,unsubscription_date"


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (A, "a@example.org,FALSCH,,other,WAHR,,"),
        (A, "a@example.org,FAUX,,other,VRAI,,"),
        (A, "a@example.org,false,,other,qui sait,,"),
        ("email,status", "a@example.org,cancelled"),
        ("Email,Status", "a@example.org,pending"),
        ("Email,Status", "a@example.org,invalid"),
        ("Email,Status", "a@example.org,Hard bounced"),
        ("Email,Status", "a@example.org,Marked as spam"),
        ("Email Address,Name,State,Date", "a@example.org,A,Unsubscribed,2021"),
        ("Subscriber ID,Email Address,State", "1,a@example.org,cancelled"),
        (BUTTONDOWN, "a@example.org,,2021-01-01,unactivated,"),
        (BUTTONDOWN, "a@example.org,,2021-01-01,undeliverable,"),
        (BUTTONDOWN, "a@example.org,,2021-01-01,regular,2022-01-01"),
        ("Email,Subscriber Type", "a@example.org,removed"),
        ("Email Address,UNSUB_TIME,UNSUB_CAMPAIGN_ID", "a@example.org,2022-01-01 10:00:00,1"),
        ("Email Address,CLEAN_TIME", "a@example.org,2022-01-01 10:00:00"),
        ("EMAIL,EMAIL_BLACKLISTED", "a@example.org,true"),
        ("EMAIL,Email subscription status", "a@example.org,Unsubscribed"),
        ("Email,Unsubscribed At", "a@example.org,2022-01-01"),
        ("Email,Date Unsubscribed", "a@example.org,2022"),
        ("Email,Opt-out", "a@example.org,ja"),
        ("Email,Subscribed", "a@example.org,non"),
        ("email,subscribed_to_emails,deleted_at", "a@example.org,true,2022-01-01"),
        ("email,name,why", "a@example.org,A,complained"),
        (f"email{OFF_MARK},name", "a@example.org,A"),
        (f"email{OFF_MARK},status", "a@example.org,"),
    ],
)
def test_who_gets_no_letters_is_known_by_each_services_own_columns(header: str, row: str) -> None:
    assert not one(header, row).may_mail


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (A, "a@example.org,VRAI,,yearly,FAUX,,"),
        (A, "a@example.org,true,,yearly,null,,"),
        ("email,status", "a@example.org,active"),
        ("Email Address,Name,State,City", "a@example.org,A,NO,Oslo"),
        (BUTTONDOWN, "a@example.org,,2021-01-01,premium,"),
        ("Email Address,UNSUB_TIME", "a@example.org,"),
        ("Email,Unsubscribed At", "a@example.org,0000-00-00 00:00:00"),
        ("EMAIL,EMAIL_BLACKLISTED", "a@example.org,FALSCH"),
        ("Email,Subscribed,Unsubscribe URL,Bounce count", "a@example.org,2021-01-01,https://example.org/u,1"),
        (f"email{OFF_MARK},status", "a@example.org,active"),
        (f"email{OFF_MARK},subscribed", "a@example.org,yes"),
    ],
)
def test_who_gets_letters_goes_on_getting_them(header: str, row: str) -> None:
    assert one(header, row).may_mail


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (E, "a@example.org,,false,false,cus_1,free"),
        (E + ",status", "a@example.org,,false,false,cus_1,free,cancelled"),
        ("Name,Email,Type,Start date,Cancel date,Revenue", "A,a@example.org,free,2021-01-01,2022-01-01,€5.00"),
        ("email,plan,status", "a@example.org,monthly,canceled"),
        ("email,stripe_customer_id,status", "a@example.org,cus_1,inactive"),
        ("email,type", "a@example.org,churned"),
    ],
)
def test_who_merely_stopped_paying_still_gets_letters(header: str, row: str) -> None:
    assert one(header, row).may_mail


def test_a_list_about_payments_still_tells_who_unsubscribed() -> None:
    assert not one("email,plan,status", "a@example.org,monthly,unsubscribed").may_mail


@pytest.mark.parametrize(
    ("header", "tells"),
    [
        (A, True),
        ("email,status", True),
        ("email,State", True),
        ("email,State,City", False),  # of the United States
        ("email,plan,status", False),
        ("email,type", False),
        ("email,bounced_at", False),
        ("email,name", False),
        (f"email{OFF_MARK},name", True),
    ],
)
def test_a_list_tells_only_by_columns_that_are_surely_about_letters(header: str, *, tells: bool) -> None:
    assert mail_off_columns(header.split(",")).tells is tells


def test_a_paying_person_stays_so_in_another_language() -> None:
    assert one(A, "a@example.org,WAHR,,yearly,FALSCH,,").status is Status.PAID


def test_the_mark_of_a_list_hides_no_column() -> None:
    header = [f"Email{OFF_MARK}", *A.split(",")[1:]]
    assert detect(header) is ListVariant.A
    assert address_column(header) == 0


@pytest.mark.parametrize(
    ("header", "row", "why"),
    [
        ("email,CLEAN_TIME", "a@example.org,2022-01-01", Off.BOUNCED),
        ("email,type", "a@example.org,undeliverable", Off.BOUNCED),
        ("email,State", "a@example.org,Spam complaint", Off.COMPLAINED),
        ("email,UNSUB_TIME", "a@example.org,2022-01-01", Off.UNSUBSCRIBED),
        ("email,status", "a@example.org,bounced", Off.BOUNCED),
        ("email,status", "a@example.org,active", None),
        ("email,email_disabled,name", "a@example.org,true", Off.UNSUBSCRIBED),
    ],
)
def test_the_reason_is_told_where_the_list_has_it(header: str, row: str, why: Off | None) -> None:
    as_of = moment("2025-01-01")
    assert as_of is not None
    saved = SavedList(
        header=tuple(header.split(",")), records=[], platform="list", as_of=as_of, mail_off=MailOff(told=True)
    )
    assert reading(saved)(row.encode()).off is why
