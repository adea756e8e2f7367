"""Tokens that only we can make, and that say exactly one recipient."""

import base64
import hmac
import string
from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.errors import MailProblem
from mailer.tokens import LENGTH, Purpose, TokenFound, Tokens, purpose_key, read_token

KEY = bytes(range(32))
SALT = "00112233aabbccdd"

campaigns = st.integers(0, 0xFFFF)
numbers = st.integers(0, 0xFFFFFFFF)


def tokens(campaign: int = 7, *, key: bytes = KEY, salt: str = SALT) -> Tokens:
    return Tokens(key, campaign=campaign, salt=salt)


def only(*known: Tokens):
    return {one.campaign: one for one in known}.get


def vault_digest(parts: Iterable[bytes]) -> str:
    return hmac.digest(b"the archive's", b"".join(parts), "sha256").hex()


@given(campaigns, numbers, st.text(max_size=40), st.binary(max_size=100))
def test_a_token_is_what_rfc_2104_and_rfc_4648_make_of_it(campaign, number, salt, key):
    payload = campaign.to_bytes(2, "big") + number.to_bytes(4, "big")
    made = tokens(campaign, key=key, salt=salt)

    tag = hmac.digest(key, b"url\0" + salt.encode() + b"\0" + payload, "sha256")
    assert made.url(number) == base64.urlsafe_b64encode(payload + tag[:12]).decode()
    tag = hmac.digest(key, b"mail\0" + salt.encode() + b"\0" + payload, "sha256")
    assert made.mail(number) == base64.b32encode(payload + tag[:9]).decode().lower()


def test_tokens_stay_what_they_are_because_letters_with_them_are_out_there():
    assert tokens().url(1) == "AAcAAAABeYNIaLxQSdi5Ri_D"
    assert tokens().mail(1) == "aadqaaaaahuonseq3vosuih3"
    assert tokens(0xFFFF).url(0xFFFFFFFF) == "________tc2MzFlniAwWk_dj"
    key = "cf6aa384ca84736f4b775dc7b7ba18ef9ef19608846046c3032f02c46e1c585c"
    assert purpose_key(vault_digest, Purpose.UNSUBSCRIBE).hex() == key


@given(campaigns, numbers)
def test_both_forms_are_read_back(campaign, number):
    made = tokens(campaign)
    found = TokenFound(campaign=campaign, number=number)
    for text in (made.url(number), made.mail(number), made.mail(number).upper(), made.mail(number).title()):
        assert len(text) == LENGTH
        assert read_token(text, only(made)) == found


@pytest.mark.parametrize("form", ["url", "mail"])
def test_a_token_with_any_other_character_at_any_place_is_no_token(form):
    made = tokens()
    good = getattr(made, form)(4_711)
    assert read_token(good, only(made))
    others = 0
    for place, sign in product(range(LENGTH), string.printable):
        forged = good[:place] + sign + good[place + 1 :]
        if forged == good or (form == "mail" and forged.lower() == good):
            continue
        others += 1
        assert read_token(forged, lambda campaign: tokens(campaign)) is None, forged
    assert others > 2_000


@given(st.text(max_size=60) | st.from_regex(r"[A-Za-z0-9_-]{24}", fullmatch=True))
def test_nothing_else_is_a_token_and_nothing_raises(text):
    assert read_token(text, lambda campaign: tokens(campaign)) is None


@given(numbers)
def test_a_token_is_worth_nothing_for_another_purpose_campaign_or_salt(number):
    keys = [purpose_key(vault_digest, purpose) for purpose in Purpose]
    assert len(set(keys)) == len(Purpose)
    made = tokens(3, key=keys[0])
    others = [
        *(tokens(3, key=key) for key in keys[1:]),
        tokens(4, key=keys[0]),
        tokens(3, key=keys[0], salt="00112233aabbccde"),
    ]
    for text in (made.url(number), made.mail(number)):
        assert read_token(text, only(made))
        for other in others:
            assert read_token(text, lambda _, other=other: other) is None


def test_a_token_of_a_campaign_that_is_not_here_is_none():
    assert read_token(tokens(3).url(1), only(tokens(4))) is None


def test_the_tag_of_one_form_is_not_the_beginning_of_the_others():
    url, mail = tokens().url(1), tokens().mail(1)
    assert base64.b32decode(mail.upper())[6:] != base64.urlsafe_b64decode(url)[6:15]


def test_what_does_not_fit_into_a_token_is_refused_clearly():
    with pytest.raises(MailProblem, match="65,536"):
        tokens(65_536)
    with pytest.raises(MailProblem):
        tokens(-1)
    for number in (2**32, -1):
        with pytest.raises(MailProblem, match=f"{number:,}"):
            tokens().url(number)
        with pytest.raises(MailProblem, match=f"{number:,}"):
            tokens().mail(number)
