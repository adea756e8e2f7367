"""What a mail server said: a code, perhaps an enhanced code, and words (RFC 5321, 4.2; RFC 3463; RFC 2034)."""

import re

import msgspec

from mailer.model import Answer, Stage

_LONGEST = 1000
_LONGEST_SHOWN = 300
_LEADING = re.compile(r"([245]\.\d{1,3}\.\d{1,3})(?![\d.])[\s:;-]*")
_INSIDE = re.compile(r"(?<![\d.])([245]\.[0-7]\.\d{1,3})(?!\.?\d)")
"""qmail writes it at the end, `(#5.1.1)`, Barracuda in the middle; an IP address or a version is none."""
_BLANKS = re.compile(r"[\x00-\x20\x7f-\x9f]+")


class Reply(msgspec.Struct, frozen=True, gc=False):
    """One reply, of one or more lines."""

    code: int
    """200 to 599."""
    lines: tuple[bytes, ...]
    """Each without its code."""

    def at(self, stage: Stage) -> Answer:
        """Return it as the answer at a stage."""
        enhanced, text = read_words(self.code, self.lines)
        return Answer(stage=stage, code=self.code, enhanced=enhanced, text=text)

    @property
    def words(self) -> str:
        """Return it on one line for an error, cut to a bearable length. May name addresses."""
        enhanced, text = read_words(self.code, self.lines)
        return " ".join(part for part in (str(self.code), enhanced, text[:_LONGEST_SHOWN]) if part)


def read_words(code: int, lines: tuple[bytes, ...]) -> tuple[str, str]:
    """Return the enhanced code, empty where there is none, and the words on one line, cut to 1,000 characters."""
    enhanced, words = "", []
    for line in lines:
        text = line.decode("utf-8", "replace")
        if leading := _LEADING.match(text):
            enhanced = enhanced or leading[1]
            text = text[leading.end() :]
        words.append(text)
    text = _BLANKS.sub(" ", " ".join(words)).strip()
    if not enhanced and (inside := _INSIDE.search(text)) and inside[1][0] == str(code)[0]:
        enhanced = inside[1]
    return enhanced, text[:_LONGEST]
