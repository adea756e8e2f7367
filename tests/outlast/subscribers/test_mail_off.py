"""Which lists say who turned e-mail off."""

import pytest

from outlast.subscribers.mail_off import tells_mail_off

TELL = [
    "email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at",
    "email,active_subscription,expiry,email_disabled,prefer_digests,created_at",
    "email,expiry,email_disabled,prefer_digests,stripe_connected_customer_id,type",
    "Email,Name,Status",
    "email,subscribed_to_emails",
    "Unsubscribed,Email",
]
DO_NOT = [
    "Email,Name,Stripe plan,Cancel date,Start date,Paid upgrade date,Activity,Country,Revenue,Type",
    "email",
    "Name,E-mail address,City",
]


@pytest.mark.parametrize("header", TELL)
def test_a_list_with_a_column_for_it_tells(header: str) -> None:
    assert tells_mail_off(header.encode())


@pytest.mark.parametrize("header", DO_NOT)
def test_a_dashboard_list_and_a_plain_one_do_not(header: str) -> None:
    assert not tells_mail_off(header.encode())


def test_a_list_without_addresses_or_columns_does_not() -> None:
    assert not tells_mail_off(b"name,status")
    assert not tells_mail_off(b"")
