"""Signed tokens: 24 characters that say which recipient of which campaign somebody is, and that nobody else can make.

    payload    6 bytes: the campaign (16 bits) and the recipient's number (32 bits), big-endian
    for links  payload + 12 bytes of tag, base64url (RFC 4648, section 5)
    for mail   payload + 9 bytes of tag, base32 in lower case (RFC 4648, section 6): mail servers may change case,
               and 24 characters leave 39 of the 64 of a local part (RFC 5321, 4.5.3.1.1) to the mailbox

The tag is the beginning of HMAC-SHA-256 over form, salt and payload; the key is another one for each purpose. A token
never runs out: what it asks for may be asked for years later.
"""

import binascii
import hashlib
import re
from base64 import b32decode, urlsafe_b64decode
from collections.abc import Callable, Iterable
from enum import StrEnum
from hmac import compare_digest
from itertools import product
from struct import Struct, error

import msgspec

from mailer.errors import MailProblem

LENGTH = 24
"""Characters of a token, in both forms."""

_PAYLOAD = Struct("!HI")
_URL_TAG, _MAIL_TAG = 12, 9
_LAST_CAMPAIGN = 0xFFFF
_URL_FORM = re.compile(r"[A-Za-z0-9_-]{24}")
_MAIL_FORM = re.compile(r"[A-Za-z2-7]{24}")
_TO_URL = bytes.maketrans(b"+/", b"-_")
_PAIRS = [first + second for first, second in product("abcdefghijklmnopqrstuvwxyz234567", repeat=2)]
_BLOCK = 64
"""Bytes of a block of SHA-256."""
_INNER, _OUTER = (bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))


class Purpose(StrEnum):
    """What a token is good for. A token of one purpose is worth nothing for another."""

    UNSUBSCRIBE = "unsubscribe"
    BOUNCE = "bounce"
    WEB_COPY = "web copy"
    MESSAGE = "message"
    """Not for tokens: the names of the messages themselves. See `mailer.addressing`."""


class TokenFound(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a token speaks of; its signature was right."""

    campaign: int
    number: int
    """The recipient's, in that campaign."""


def purpose_key(vault_digest: Callable[[Iterable[bytes]], str], purpose: Purpose) -> bytes:
    """Return the key for a purpose, derived from the archive's keyed digest (`Archive.vault.digest`); 32 bytes.

    Raises:
        KeyProblem: the archive's key is not there.
    """
    return bytes.fromhex(vault_digest([b"mail token\0", purpose.encode()]))


class Tokens:
    """Makes the tokens of one campaign for one purpose."""

    __slots__ = ("_mail", "_outer", "_url", "campaign")

    def __init__(self, key: bytes, *, campaign: int, salt: str) -> None:
        """Take the key of the purpose, and the campaign's number and salt.

        Raises:
            MailProblem: the number is too large for a token.
        """
        if not 0 <= campaign <= _LAST_CAMPAIGN:
            raise MailProblem(
                f"Campaign {campaign:,} can have no links for unsubscribing: they count up to {_LAST_CAMPAIGN:,}.",
                next="Begin a new archive for further campaigns: outlast init",
            )
        self.campaign = campaign
        # HMAC with both of its beginnings hashed once, as RFC 2104, section 4, advises: 0.7 µs instead of 1.6.
        block = (key if len(key) <= _BLOCK else hashlib.sha256(key).digest()).ljust(_BLOCK, b"\0")
        self._outer = hashlib.sha256(block.translate(_OUTER))
        self._url, self._mail = (
            hashlib.sha256(block.translate(_INNER) + form + salt.encode() + b"\0") for form in (b"url\0", b"mail\0")
        )

    def url(self, number: int) -> str:
        """Return the recipient's token for links: 24 characters of base64url.

        Raises:
            MailProblem: the number is too large for a token.
        """
        payload = self._payload(number)
        inner = self._url.copy()
        inner.update(payload)
        outer = self._outer.copy()
        outer.update(inner.digest())
        signed = payload + outer.digest()[:_URL_TAG]
        return binascii.b2a_base64(signed, newline=False).translate(_TO_URL).decode()

    def mail(self, number: int) -> str:
        """Return the recipient's token for mail addresses: 24 characters of base32, in lower case.

        Raises:
            MailProblem: the number is too large for a token.
        """
        payload = self._payload(number)
        inner = self._mail.copy()
        inner.update(payload)
        outer = self._outer.copy()
        outer.update(inner.digest())
        n = int.from_bytes(payload + outer.digest()[:_MAIL_TAG], "big")
        p = _PAIRS  # two letters at a time: half the time of base64.b32encode
        return (
            f"{p[n >> 110]}{p[n >> 100 & 1023]}{p[n >> 90 & 1023]}{p[n >> 80 & 1023]}"
            f"{p[n >> 70 & 1023]}{p[n >> 60 & 1023]}{p[n >> 50 & 1023]}{p[n >> 40 & 1023]}"
            f"{p[n >> 30 & 1023]}{p[n >> 20 & 1023]}{p[n >> 10 & 1023]}{p[n & 1023]}"
        )

    def _payload(self, number: int) -> bytes:
        try:
            return _PAYLOAD.pack(self.campaign, number)
        except error:
            raise MailProblem(
                f"A campaign cannot have a recipient with the number {number:,}: tokens count from 0 to {0xFFFFFFFF:,}."
            ) from None


def read_token(text: str, tokens_of: Callable[[int], Tokens | None]) -> TokenFound | None:
    """Return whom a token speaks of, or `None` where it is none, or not one of ours.

    Both forms are read, the one for mail in any case. `tokens_of` gives the `Tokens` of a campaign for the purpose in
    hand, `None` where there is no such campaign.
    """
    if _URL_FORM.fullmatch(text) and (found := _checked(text, urlsafe_b64decode(text), tokens_of, Tokens.url)):
        return found
    if _MAIL_FORM.fullmatch(text):
        return _checked(text.lower(), b32decode(text, casefold=True), tokens_of, Tokens.mail)
    return None


def _checked(
    text: str, signed: bytes, tokens_of: Callable[[int], Tokens | None], make: Callable[[Tokens, int], str]
) -> TokenFound | None:
    campaign, number = _PAYLOAD.unpack_from(signed)
    tokens = tokens_of(campaign)
    if tokens is None or tokens.campaign != campaign or not compare_digest(make(tokens, number), text):
        return None
    return TokenFound(campaign=campaign, number=number)
