"""The two parts of a letter: plain text first, then HTML, and both say the same (RFC 2046, 5.1.4)."""

import re
from collections.abc import Iterator

from mailer.preflight.finished import FinishedLetter
from mailer.preflight.rules._base import Expected, LintRule, Slip, attention, bad

KILOBYTE = 1024
BIG = 40 * KILOBYTE
CLIPPED = 102 * KILOBYTE
_BUG = "This is a slip of Outlast, not yours: please report it"
_CHARSETS = ("utf-8", "us-ascii")
# Chinese and Japanese put no blanks between words: there a sign counts as one.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_URL = re.compile(r"\S*(?:https?:|mailto:|@)\S*")
_ALIKE, _APART = 0.8, 0.5
"""Shares of the words of one part that the other one has too."""


def _two_parts(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    kinds = [part.kind for part in letter.parts if part.kind.startswith("text/")]
    if not letter.kind.startswith("multipart/"):
        yield attention("The letter has one part only; text and HTML belong together.", _BUG)
    elif kinds != ["text/plain", "text/html"]:
        yield bad("The letter should hold plain text first and HTML after it, once each.", _BUG)
    for kind, text in (("plain text", letter.text), ("HTML", letter.seen)):
        if not text.strip():
            yield bad(f"The {kind} is empty.", "Write something, then look at it: outlast mail preview")


def _charset(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    for part in letter.parts:
        if part.damaged:
            yield bad(f"The part {part.kind} cannot be decoded as it says.", _BUG)
        elif part.kind.startswith("text/") and part.charset not in _CHARSETS:
            yield attention(f"The part {part.kind} is written in {part.charset} instead of UTF-8.", _BUG)


def _same_words(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    text, seen = _words(letter.text), _words(letter.seen)
    if not text or not seen:
        return
    shared = min(len(text & seen) / len(text), len(text & seen) / len(seen))
    if shared < _ALIKE:
        what = f"Text and HTML share only {shared:.0%} of their words; filters take that for a trick."
        yield (bad if shared < _APART else attention)(what, "Let both come from the same words: outlast mail preview")


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_URL.sub(" ", text).casefold()))


def _size(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    size = len(letter.content)
    if size >= CLIPPED:
        what = f"The letter has {size // KILOBYTE} KB. Gmail cuts it off at 102, and with it the way to unsubscribe."
        yield bad(what, "Make it shorter, and link to the rest")
    elif size > BIG:
        what = f"The letter has {size // KILOBYTE} KB; beyond {BIG // KILOBYTE} it is slow to read on a phone."
        yield attention(what, "Make it shorter, and link to the rest")


RULES = (
    LintRule(name="Two parts", source="RFC 2046, 5.1.4 (R6)", kept="Text first, then HTML.", find=_two_parts),
    LintRule(name="Charset", source="RFC 2046, 4.1.2", kept="UTF-8.", find=_charset),
    LintRule(
        name="The same words",
        source="RFC 2046, 5.1.4; SpamAssassin’s MPART_ALT_DIFF",
        kept="Text and HTML say the same.",
        find=_same_words,
    ),
    LintRule(
        name="Size",
        source="Gmail clips messages at 102 KB (Mailchimp’s and Adestra’s help pages)",
        kept="Small enough.",
        find=_size,
    ),
)
