"""Why a subscriber does not get a campaign, each in a code for programs and in words for the writer."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Self

from backup.audience import addresses
from backup.audience.person import Off
from backup.audience.places import Place
from mailer.model import Reason


class LeftOut(StrEnum):
    """A reason."""

    words: str

    def __new__(cls, code: str, words: str) -> Self:
        """Take the code, and the words that go behind a number."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.words = words
        return member

    UNSUBSCRIBED = "unsubscribed", "unsubscribed"
    ELSEWHERE = "unsubscribed-elsewhere", "unsubscribed by another list than the newest"
    BOUNCED = "bounced", "to whom letters came back, says the list"
    COMPLAINED = "complained", "who called a letter spam, says the list"
    SUPPRESSED_INVALID = "suppressed-invalid", "whose address does not exist any more"
    SUPPRESSED_BOUNCED = "suppressed-bounced", "to whom letters of yours came back"
    SUPPRESSED_COMPLAINED = "suppressed-complained", "who called a letter of yours spam"
    SUPPRESSED_UNSUBSCRIBED = "suppressed-unsubscribed", "who unsubscribed from your letters"
    SUPPRESSED_BLOCKED = "suppressed-blocked", "whom you, or your provider, put on the list of those who get none"
    SUPPRESSED_FORGOTTEN = "suppressed-forgotten", "who asked to be forgotten"
    MASKED = "masked", "whose address the platform hides"
    NO_ADDRESS = "no-address", "without an address"
    NOT_ONE = "not-one-at", "whose address has not exactly one @"
    BAD_LETTERS = "bad-letters", "whose address has a blank or a sign in it that none may have"
    BAD_NAME = "bad-name", "whose address has dots where none may be"
    BAD_HOST = "bad-host", "whose address names no mail server"
    TOO_LONG = "too-long", "whose address is longer than mail can be sent to"
    DELETED = "deleted", "whose account was deleted"
    FORGOTTEN = "forgotten", "who were erased from the archive on request"
    TWIN = "repeated", "rows that repeat an address"
    NOT_IN_SEGMENT = "not-in-segment", "others than you asked for"
    OVER_THE_LIMIT = "over-the-limit", "beyond the number you asked for"


_REFUSED = {
    addresses.NO_ADDRESS: LeftOut.NO_ADDRESS,
    addresses.NOT_ONE: LeftOut.NOT_ONE,
    addresses.BAD_LETTERS: LeftOut.BAD_LETTERS,
    addresses.TOO_LONG: LeftOut.TOO_LONG,
    addresses.BAD_NAME: LeftOut.BAD_NAME,
    addresses.BAD_HOST: LeftOut.BAD_HOST,
}
_OFF = {Off.UNSUBSCRIBED: LeftOut.UNSUBSCRIBED, Off.BOUNCED: LeftOut.BOUNCED, Off.COMPLAINED: LeftOut.COMPLAINED}
_PLACES = {
    Place.MASKED: LeftOut.MASKED,
    Place.TWIN: LeftOut.TWIN,
    Place.DELETED: LeftOut.DELETED,
    Place.FORGOTTEN: LeftOut.FORGOTTEN,
    Place.NOT_ASKED: LeftOut.NOT_IN_SEGMENT,
}


def for_place(place: Place) -> LeftOut | None:
    """Return why a row that ends in this place is left out, where the place alone says so."""
    return _PLACES.get(place)


def for_address(reason: str | None) -> LeftOut:
    """Return why a row is left out, from what `why_refused` says."""
    return _REFUSED[reason or addresses.NO_ADDRESS]


def for_off(off: Off | None, *, elsewhere: bool) -> LeftOut:
    """Return why a row is left out, from what lists say of the person."""
    return LeftOut.ELSEWHERE if elsewhere or off is None else _OFF[off]


def for_suppression(reason: Reason) -> LeftOut:
    """Return why a row is left out, from what the mailer learnt itself."""
    return LeftOut[f"SUPPRESSED_{reason.name}"]


def in_words(counts: Mapping[str, int]) -> list[str]:
    """Return a line for each reason, the most common one first: `1,512 unsubscribed`."""
    known: Iterable[tuple[LeftOut, int]] = ((reason, counts.get(reason.value, 0)) for reason in LeftOut)
    ranked = sorted(((reason, count) for reason, count in known if count), key=lambda found: -found[1])
    return [f"{count:,} {reason.words}" for reason, count in ranked]
