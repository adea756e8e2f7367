"""What each mail has of its own: names of messages, return paths, ways to unsubscribe."""

import hmac
import uuid
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.addressing import Addressing
from mailer.campaign import Campaign, Sender
from mailer.errors import MailProblem
from mailer.model import Recipient
from mailer.tokens import Purpose, TokenFound, Tokens, purpose_key, read_token

ANNA = Recipient(address="anna@example.org")
BEN = Recipient(address="ben@example.org")


def digest(parts: Iterable[bytes]) -> str:
    return hmac.digest(b"the archive's", b"".join(parts), "sha256").hex()


def campaign(number: int = 7, *, salt: str = "00112233aabbccdd", sender: str = "nora@writer.example") -> Campaign:
    return Campaign(
        number=number, salt=salt, publication="p", template="plain", language="en", subject="", body="",
        sender=Sender(name="Nora", address=sender), created="2026-01-01T00:00:00Z",
    )  # fmt: skip


def addressing(of: Campaign | None = None, **ways: object) -> Addressing:
    return Addressing(of or campaign(), digest, **{"bounces": "bounces@writer.example", **ways})  # type: ignore[arg-type]


def read(text: str, purpose: Purpose) -> TokenFound | None:
    key = purpose_key(digest, purpose)
    return read_token(text, lambda number: Tokens(key, campaign=number, salt="00112233aabbccdd"))


def test_with_plus_addresses_the_mailboxes_say_whose_a_mail_is():
    one = addressing(bounces_plus=True, unsubscribe="off@writer.example", unsubscribe_plus=True).of(12, ANNA)
    box, _, token = one.return_path.partition("@")[0].partition("+")
    assert box == "bounces"
    assert read(token, Purpose.BOUNCE) == TokenFound(campaign=7, number=12)
    assert read(token, Purpose.UNSUBSCRIBE) is None, "a bounce must not be able to unsubscribe"
    box, _, token = one.unsubscribe_mailto.partition("@")[0].partition("+")
    assert box == "off"
    assert read(token, Purpose.UNSUBSCRIBE) == TokenFound(campaign=7, number=12)


def test_without_plus_addresses_bounces_go_to_the_mailbox_and_the_subject_says_who_unsubscribes():
    one = addressing(unsubscribe="off@writer.example").of(12, ANNA)
    assert one.return_path == "bounces@writer.example"
    address, subject, token = one.unsubscribe_mailto.partition("?subject=unsubscribe%20")
    assert (address, bool(subject)) == ("off@writer.example", True)
    assert read(token, Purpose.UNSUBSCRIBE) == TokenFound(campaign=7, number=12)


def test_the_drop_box_gets_a_link_with_a_token():
    for drop_box in ("https://u.writer.example", "https://u.writer.example/"):
        link = addressing(drop_box=drop_box).of(12, ANNA).unsubscribe_url
        start, token = link[:-24], link[-24:]
        assert start == "https://u.writer.example/u/"
        assert read(token, Purpose.UNSUBSCRIBE) == TokenFound(campaign=7, number=12)


def test_what_the_provider_replaces_goes_before_the_drop_box():
    one = addressing(drop_box="https://u.writer.example", placeholder="{{amazonSESUnsubscribeUrl}}").of(12, ANNA)
    assert one.unsubscribe_url == "{{amazonSESUnsubscribeUrl}}"


def test_a_way_that_is_not_there_is_empty():
    one = addressing().of(12, ANNA)
    assert (one.unsubscribe_url, one.unsubscribe_mailto) == ("", "")


@given(st.integers(1, 80))
def test_no_local_part_is_longer_than_mail_servers_take(length):
    box = "b" * length + "@writer.example"
    one = addressing(bounces=box, bounces_plus=True, unsubscribe=box, unsubscribe_plus=True).of(1, ANNA)
    if length + 1 + 24 <= 64:
        assert one.return_path.startswith("b" * length + "+")
        assert len(one.return_path.partition("@")[0]) <= 64
    else:
        assert one.return_path == box
        assert one.unsubscribe_mailto.startswith(box + "?subject=")


def test_the_length_of_a_local_part_counts_in_bytes():
    assert addressing(bounces="é" * 20 + "@writer.example", bounces_plus=True).of(1, ANNA).return_path[20] == "@"


def test_the_same_recipient_gets_the_same_each_time():
    ways = {"bounces_plus": True, "unsubscribe": "off@writer.example", "drop_box": "https://u.writer.example"}
    assert addressing(**ways).of(12, ANNA) == addressing(**ways).of(12, ANNA)


def test_no_two_messages_have_the_same_name():
    some = [
        addressing(of).of(number, whom)
        for of in (campaign(7), campaign(8), campaign(7, salt="ffffffffffffffff"))
        for number in (1, 12, 121)
        for whom in (ANNA, BEN)
    ]
    assert len({one.message_id for one in some}) == len({one.idempotency_key for one in some}) == len(some)


def test_the_name_of_a_message_says_nothing_of_its_recipient():
    name, _, host = addressing().of(12, ANNA).message_id.partition("@")
    assert host == "writer.example"
    assert len(name) == 32
    assert set(name) <= set("0123456789abcdef")


def test_the_name_of_a_message_is_ascii():
    for sender, host in {
        "nora@Schreib.Example": "schreib.example",
        "nora@bücher.example": "xn--bcher-kva.example",
        "nora@" + "ü" * 70 + ".example": "mail.invalid",
    }.items():
        assert addressing(campaign(sender=sender)).of(1, ANNA).message_id.partition("@")[2] == host


@given(st.integers(0, 0xFFFFFFFF))
def test_the_key_for_providers_has_the_form_of_a_uuid(number):
    key = addressing().of(number, ANNA).idempotency_key
    assert str(uuid.UUID(key)) == key
    assert uuid.UUID(key).version == 4
    assert uuid.UUID(key).variant == uuid.RFC_4122


def test_a_number_that_fits_into_no_token_is_refused():
    with pytest.raises(MailProblem):
        addressing(bounces_plus=True).of(2**32, ANNA)
    with pytest.raises(MailProblem):
        addressing(campaign(70_000))
