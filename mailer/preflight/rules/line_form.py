"""The form of the lines as they go over the wire (RFC 5321, 2.3.8 and 4.5.2; RFC 5322, 2.1.1)."""

import re
from collections.abc import Iterator

from mailer.preflight.finished import FinishedLetter
from mailer.preflight.rules._base import Expected, LintRule, Slip, attention, bad

LONGEST = 998
COMFORTABLE = 78
_BUG = "This is a slip of Outlast, not yours: please report it"
_BARE = re.compile(rb"\r(?!\n)|(?<!\r)\n")
_UNDOUBLED = re.compile(rb"(?m)^\.(?!\.)")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CAN_FOLD = re.compile(rb"[^\s:][ \t]+\S")
"""Not right behind the colon of a field: some programs read an empty field there."""


def _line_ends(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    if bare := len(_BARE.findall(letter.wire)):
        yield bad(f"{bare} lines do not end with CRLF; servers refuse that, or see two letters in one.", _BUG)
    if not letter.wire.endswith(b"\r\n"):
        yield bad("The last line does not end.", _BUG)


def _dots(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    if count := len(_UNDOUBLED.findall(letter.wire)):
        yield bad(f"{count} lines begin with a single dot: the letter would be cut off there.", _BUG)


def _lengths(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    lines = re.split(rb"\r\n", letter.content)
    longest = max(map(len, lines))
    if longest > LONGEST:
        yield bad(f"A line has {longest:,} bytes, and {LONGEST} is the most that servers must take.", _BUG)
    elif any(len(line) > COMFORTABLE and _CAN_FOLD.search(line) for line in lines):
        yield attention(f"Some lines have more than {COMFORTABLE} bytes and could be shorter.", _BUG)


def _bytes(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    if _CONTROL.search(letter.content):
        yield bad("The letter holds control characters.", _BUG)
    for part in letter.parts:
        if part.encoding != "8bit" and not part.raw.isascii():
            yield bad("A part holds bytes above 127 and does not say so (8bit).", _BUG)


RULES = (
    LintRule(name="Line ends", source="RFC 5321, 2.3.8 (R6)", kept="CRLF, all of them.", find=_line_ends),
    LintRule(name="Dots", source="RFC 5321, 4.5.2 (R6)", kept="They are doubled where they must be.", find=_dots),
    LintRule(name="Line lengths", source="RFC 5322, 2.1.1 (R6)", kept="None is too long.", find=_lengths),
    LintRule(name="Bytes", source="RFC 5322, 2.3; RFC 2045, 2.8 (R6)", kept="Text only.", find=_bytes),
)
