"""The answer to a FETCH of an IMAP server, as imaplib hands it over (RFC 3501, section 7.4.2)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_UID = re.compile(rb"\bUID (\d{1,10})\b")
_ANSWER = re.compile(rb"\d+ \(")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was asked of one mail."""

    uid: int
    content: bytes


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
        yield Fetched(int(uid[1]), content)
