"""What must stand in the header of a letter, and how often (RFC 5322, 3.6)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from email.utils import getaddresses, parsedate_to_datetime

from mailer.preflight.finished import FinishedLetter
from mailer.preflight.rules._base import Expected, LintRule, Slip, attention, bad

_ONCE = ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version")
_NEVER_TWICE = (
    "Reply-To",
    "Sender",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "List-Id",
    "Feedback-ID",
    "Content-Type",
)
_MESSAGE_ID = re.compile(r"<[!-~]+@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+>")
_BUG = "This is a slip of Outlast, not yours: please report it"
_HOUR = timedelta(hours=1)


def _each_once(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    for name in _ONCE:
        if (count := len(letter.all(name))) != 1:
            yield bad(f"“{name}” is {'missing' if not count else f'there {count} times'}.", _BUG)
    for name in _NEVER_TWICE:
        if (count := len(letter.all(name))) > 1:
            yield bad(f"“{name}” is there {count} times.", _BUG)


def _ascii(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    for name, value in letter.fields:
        if not value.isascii():
            yield bad(f"“{name}” holds other signs than ASCII; many servers refuse that.", _BUG)


def _message_id(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    value = letter.one("Message-ID")
    if value and not _MESSAGE_ID.fullmatch(value):
        yield bad("The Message-ID is not of the form <something@your.domain>.", _BUG)


def _date(letter: FinishedLetter, expected: Expected) -> Iterator[Slip]:
    value = letter.one("Date")
    if not value:
        return
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        yield bad("The date cannot be read.", _BUG)
        return
    if date.tzinfo is None or abs(date - expected.now) > _HOUR:
        mend = "See that this computer’s clock and time zone are right"
        yield attention("The date of the letter is more than an hour away from now; that looks like spam.", mend)


def _from(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    found = getaddresses([letter.one("From")])
    address = found[0][1] if found else ""
    local, at, domain = address.rpartition("@")
    if len(found) != 1 or not at or not local or "." not in domain:
        yield bad(
            "“From” does not hold exactly one address.", "Set yours: outlast config set mail.from YOU@YOUR.DOMAIN"
        )
        return
    if "@" in found[0][0] and address.lower() not in found[0][0].lower():
        mend = "Take the address out of your name: outlast config set mail.from_name NAME"
        yield bad("The name in “From” holds another address than the one it comes from; that is what frauds do.", mend)


def _by_hand(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    for name in ("Auto-Submitted", "Precedence"):
        if letter.all(name):
            mend = f"Take “{name}” out of the headers your provider asks for"
            yield attention(f"“{name}” calls the letter an automatic one; some servers drop those.", mend)


RULES = (
    LintRule(name="Headers", source="RFC 5322, 3.6; RFC 2045, 4 (R6)", kept="Each is there once.", find=_each_once),
    LintRule(name="Headers in ASCII", source="RFC 5322, 2.2; RFC 2047 (R6)", kept="They are.", find=_ascii),
    LintRule(name="Message-ID", source="RFC 5322, 3.6.4 (R6)", kept="It is well formed.", find=_message_id),
    LintRule(name="Date", source="RFC 5322, 3.6.1 (R6)", kept="It is that of now.", find=_date),
    LintRule(name="From", source="RFC 5322, 3.6.2; CAN-SPAM (R8)", kept="It holds one address.", find=_from),
    LintRule(name="A letter by hand", source="RFC 3834, 5 (R7)", kept="Nothing calls it automatic.", find=_by_hand),
)
