"""Reads what came back: whose letter it was, and what became of it. Bad input never raises."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mailer.bounces.addresses_in import addresses_in, unique
from mailer.bounces.automatic import automatic
from mailer.bounces.delivery_status import delivery_status
from mailer.bounces.feedback import feedback
from mailer.bounces.finding import Finding
from mailer.bounces.free_words import free_words
from mailer.bounces.headers import Headers
from mailer.bounces.marks import marks
from mailer.bounces.report import Report
from mailer.bounces.returned_letter import name_of, returned_letter, sent_by, sent_to
from mailer.bounces.sections import take_apart

_MOST = 100
"""Addresses that are looked at; a letter of ours had one."""
_MACHINES = ("message/delivery-status", "message/global-delivery-status", "message/feedback-report")


def read_report(message: bytes) -> Report:
    """Return what a mail says of a letter. Always returns something, and says `kind=None` of other mail.

    It is read as a complaint (RFC 5965), as a delivery report (RFC 3464), as an automatic answer (RFC 3834) and as a
    bounce in free words, in this order. Tokens and the name of the letter are looked for in all of them.
    """
    mail = take_apart(message)
    letter = returned_letter(mail.sections)
    found = feedback(mail) or delivery_status(mail) or automatic(mail) or free_words(mail) or Finding()
    own = {address.lower() for address in _own(mail.headers, letter)}

    def others(addresses: Iterable[str]) -> tuple[str, ...]:
        return tuple(address for address in unique(addresses)[:_MOST] if address.lower() not in own)

    named = [*found.addresses, *(sent_to(letter) if found.kind else ())]
    said = [section.text for section in mail.sections if section.kind in _MACHINES]
    return Report(
        kind=found.kind,
        addresses=others(named) or others(found.perhaps),
        code=found.code,
        status=found.status,
        text=found.text,
        tokens=marks(mail.headers, letter, said),
        message_id=name_of(letter),
        when=_moment(mail.headers),
    )


def _own(headers: Headers, letter: Headers) -> list[str]:
    """Return the addresses of the writer: whom the report went to, and who sent the letter."""
    to = [address for value in headers.all("to", "delivered-to", "envelope-to") for address in addresses_in(value)]
    return [*to, *sent_by(letter)]


def _moment(headers: Headers) -> datetime | None:
    try:
        moment = parsedate_to_datetime(headers.first("date"))
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
