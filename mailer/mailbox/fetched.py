"""The answer to a FETCH of an IMAP server, as imaplib hands it over (RFC 3501, section 7.4.2)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_UID = re.compile(rb"\bUID (\d{1,10})\b")
_ARRIVED = re.compile(
    rb'\bINTERNALDATE "[ 0]?(\d{1,2})-([A-Z][a-z]{2})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)"'
)
"""When the server got it (RFC 3501, section 2.3.3)."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ANSWER = re.compile(rb"\d+ \(")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was asked of one mail."""

    uid: int
    content: bytes
    arrived: datetime | None = None
    """When the server got it, if that was asked for."""


def read_fetched(answer: Iterable[object]) -> Iterator[Fetched]:
    """Yield what belongs together: imaplib gives what stands before a literal with it as a pair, the rest by itself.

    News that the server mixes in (flags that another program has set) are left out.
    """
    words, content = b"", None
    for item in answer:
        if isinstance(item, bytes) and not _ANSWER.match(item):
            words += item  # servers may put the UID behind the content, too
            continue
        yield from _of(words, content)
        words, content = b"", None
        if isinstance(item, tuple) and len(item) > 1 and isinstance(item[0], bytes) and isinstance(item[1], bytes):
            words, content = item[0], item[1]
        elif isinstance(item, bytes) and b"BODY[" in item:
            words, content = item, b""  # an empty one comes as a string, or as NIL
    yield from _of(words, content)


def _of(words: bytes, content: bytes | None) -> Iterator[Fetched]:
    if content is not None and (uid := _UID.search(words)):
        yield Fetched(int(uid[1]), content, _arrived(words))


def _arrived(words: bytes) -> datetime | None:
    found = _ARRIVED.search(words)
    if found is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = (part.decode() for part in found.groups())
    try:
        # Read by hand: names of months hang on the language of the computer for `strptime`.
        moment = datetime(int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second))
        offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
        return (moment - offset).replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
