"""The subject, and words that were left over from the template."""

import re
from collections.abc import Iterator

from mailer.preflight.finished import FinishedLetter
from mailer.preflight.rules._base import Expected, LintRule, Slip, attention, bad

LONG = 60
_SUBJECT = "Change the subject: outlast mail edit"
_REPLY = re.compile(r"\s*(?:re|fwd?|aw|wg|sv|tr|rv|enc)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_SHOUTED = 0.8
_LEFT_OVER = (
    (re.compile(r"\{\{.{0,40}|\{%.{0,40}|.{0,40}\}\}"), "a placeholder that was not filled in"),
    (re.compile(r"(?<![\w%])%[A-Za-z][A-Za-z_]+%(?!\w)"), "a placeholder that was not filled in"),
    (re.compile(r"(?<![\w*])\*\|[A-Z_:]+\|\*"), "a placeholder of another service"),
    (re.compile(r"\bTK(?:TK)*\b"), "a note that something is to come"),
    (re.compile(r"\blorem\s+ipsum\b", re.IGNORECASE), "sample text"),
    (re.compile(r"\b(?:[\w-]+\.)*example\.(?:com|org|net)\b", re.IGNORECASE), "a sample address"),
)
_URL = re.compile(r"(?:https?|mailto):\S+")


def _subject(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    if not letter.all("Subject"):
        return  # told by the rule for headers
    subject = letter.one("Subject")
    if not subject.strip():
        yield bad("The subject is empty.", _SUBJECT)
    if len(subject) > LONG:
        yield attention(f"The subject has {len(subject)} characters; phones show about {LONG}.", _SUBJECT)
    if _REPLY.match(subject):
        yield bad("The subject pretends to be an answer or to be passed on (Re:, Fwd:), which is misleading.", _SUBJECT)
    capitals = [sign for sign in subject if sign.isupper()]
    cased = [sign for sign in subject if sign.isupper() or sign.islower()]
    if len(cased) >= 10 and len(capitals) / len(cased) > _SHOUTED:
        yield attention("The subject is written in capitals, as spam is.", _SUBJECT)
    if re.search(r"[!！]\s*[!！]", subject) or len(re.findall(r"[!！]", subject)) > 1:
        yield attention("The subject shouts (!!).", _SUBJECT)
    elif re.search(r"[!！]", subject):
        yield attention("The subject has an exclamation mark; a calm one is believed sooner.", _SUBJECT)


def _left_over(letter: FinishedLetter, expected: Expected) -> Iterator[Slip]:
    for where, text in (("subject", letter.one("Subject")), ("plain text", letter.text), ("HTML", letter.seen)):
        for placeholder in expected.placeholders:
            text = text.replace(placeholder, "")
        for pattern, what in _LEFT_OVER:
            place = text if what == "a sample address" else _URL.sub("", text)
            if match := pattern.search(place):
                mend = "Take it out or fill it in: outlast mail edit"
                yield bad(f"The {where} still holds {what}: “{' '.join(match[0].split())[:40]}”.", mend)


RULES = (
    LintRule(
        name="Subject",
        source="CAN-SPAM, 15 USC 7704(a)(2) (R8); SpamAssassin’s SUBJ_ALL_CAPS",
        kept="Short, calm and true.",
        find=_subject,
    ),
    LintRule(name="Left-over words", source="house rule", kept="None.", find=_left_over),
)
