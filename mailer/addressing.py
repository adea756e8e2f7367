"""What of each mail is its recipient's own: the name of the message, where bounces go, and the ways to unsubscribe."""

import hmac
from collections.abc import Callable, Iterable

from backup.audience.addresses import known_host
from mailer.campaign import Campaign
from mailer.model import Personal, Recipient
from mailer.tokens import LENGTH, Purpose, Tokens, purpose_key

_LONGEST_NAME = 64
"""Octets of a local part (RFC 5321, 4.5.3.1.1)."""


class Addressing:
    """Makes what is personal, for the recipients of one campaign: always the same for the same recipient."""

    def __init__(
        self,
        campaign: Campaign,
        digest: Callable[[Iterable[bytes]], str],
        *,
        bounces: str,
        bounces_plus: bool = False,
        unsubscribe: str = "",
        unsubscribe_plus: bool = False,
        drop_box: str = "",
        placeholder: str = "",
    ) -> None:
        """Take the campaign, the archive's keyed digest (`vault.digest`), and where answers may come in.

        `bounces` and `unsubscribe` are mailboxes; with `…_plus` they take `name+anything@` too, so that the address
        itself says whose the mail is (VERP). `drop_box` is its web address; `placeholder` is what the provider
        replaces by an address of its own, and goes first.

        Raises:
            KeyProblem: the archive's key is not there.
            MailProblem: the campaign's number is too large for a token.
        """
        number, salt = campaign.number, campaign.salt
        self._bounce = Tokens(purpose_key(digest, Purpose.BOUNCE), campaign=number, salt=salt)
        self._unsubscribe = Tokens(purpose_key(digest, Purpose.UNSUBSCRIBE), campaign=number, salt=salt)
        named = f"{number}\0{salt}\0".encode()
        self._names = hmac.new(purpose_key(digest, Purpose.MESSAGE), named, "sha256")
        self._domain = _ascii_host(campaign.sender.address)
        self._bounces = bounces
        self._bounces_around = _around_token(bounces) if bounces_plus else None
        self._mailbox = unsubscribe
        self._mailbox_around = _around_token(unsubscribe) if unsubscribe_plus else None
        self._link = f"{drop_box.rstrip('/')}/u/" if drop_box and not placeholder else ""
        self._placeholder = placeholder

    def of(self, number: int, recipient: Recipient) -> Personal:
        """Return what is this recipient's own.

        The address is part of the message's name, so that copies for several test addresses differ.

        Raises:
            MailProblem: the number is too large for a token.
        """
        names = self._names.copy()
        names.update(f"{number}\0{recipient.address}".encode())
        name = names.hexdigest()
        return_path = self._bounces
        if around := self._bounces_around:
            return_path = f"{around[0]}{self._bounce.mail(number)}{around[1]}"
        mailto = ""
        if around := self._mailbox_around:
            mailto = f"{around[0]}{self._unsubscribe.mail(number)}{around[1]}"
        elif self._mailbox:
            mailto = f"{self._mailbox}?subject=unsubscribe%20{self._unsubscribe.mail(number)}"
        return Personal(
            message_id=f"{name[:32]}@{self._domain}",
            return_path=return_path,
            unsubscribe_url=f"{self._link}{self._unsubscribe.url(number)}" if self._link else self._placeholder,
            unsubscribe_mailto=mailto,
            # In the form of a UUID, version 4 (RFC 9562): providers that take a key of their own take this form.
            idempotency_key=f"{name[32:40]}-{name[40:44]}-4{name[45:48]}-a{name[49:52]}-{name[52:]}",
        )


def _around_token(mailbox: str) -> tuple[str, str] | None:
    """Return what stands before and after the token; `None` where the address would be too long for mail servers."""
    name, _, host = mailbox.rpartition("@")
    if not name or len(name.encode()) + 1 + LENGTH > _LONGEST_NAME:
        return None
    return f"{name}+", f"@{host}"


def _ascii_host(address: str) -> str:
    """Return the name of the mail server as Message-ID may hold it (RFC 5322, 3.6.4, knows ASCII only)."""
    host = address.rpartition("@")[2]
    try:
        return known_host(host)
    except UnicodeError:
        return "mail.invalid"
