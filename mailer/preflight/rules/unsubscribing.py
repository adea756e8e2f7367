"""Whether a subscriber can stop the letters with one click, by mail, and by a link in sight (RFC 2369, RFC 8058)."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from mailer.preflight.finished import FinishedLetter
from mailer.preflight.rules._base import Expected, LintRule, Slip, attention, bad

ONE_CLICK = "List-Unsubscribe=One-Click"
_BUG = "This is a slip of Outlast, not yours: please report it"
_SET_UP = "Set up a way to unsubscribe: outlast mail setup"
_WAY = re.compile(r"<([^<>]*)>")
_LIST_ID = re.compile(r"(?:.*\s)?<[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+>", re.DOTALL)
_FEEDBACK = re.compile(r"(?:[^:\s]*:){0,3}[^:\s]{5,15}")


def ways_of(letter: FinishedLetter) -> tuple[str, ...]:
    """Return the addresses that `List-Unsubscribe` offers, in their order (RFC 2369, 2)."""
    return tuple(re.sub(r"\s", "", way) for way in _WAY.findall(letter.one("List-Unsubscribe")))


def _header(letter: FinishedLetter, expected: Expected) -> Iterator[Slip]:
    value, ways = letter.one("List-Unsubscribe"), ways_of(letter)
    post = letter.one("List-Unsubscribe-Post")
    filled_in = any(way in expected.placeholders for way in ways)
    if not value:
        if not expected.provider_unsubscribes:
            yield bad("There is no List-Unsubscribe: mail programs cannot offer to unsubscribe.", _SET_UP)
        return
    rest = re.sub(r"[\s,]", "", _WAY.sub("", value))
    if not ways or rest or any(not _known(way) and way not in expected.placeholders for way in ways):
        yield bad("List-Unsubscribe is not of the form <https://…>, <mailto:…>.", _BUG)
        return
    secure = filled_in or any(way.lower().startswith("https:") for way in ways)
    if any(way.lower().startswith("http:") for way in ways):
        yield bad("List-Unsubscribe offers an address without encryption (http:).", "Use one with https:")
    if secure and ways[0].lower().startswith("mailto:"):
        yield attention("In List-Unsubscribe the https address should come first.", _BUG)
    yield from _one_click(post, secure=secure, provider=expected.provider_unsubscribes)


def _known(way: str) -> bool:
    return way.lower().startswith(("https://", "http://")) or (way.lower().startswith("mailto:") and "@" in way)


def _one_click(post: str, *, secure: bool, provider: bool) -> Iterator[Slip]:
    if post and post != ONE_CLICK:
        yield bad(f"List-Unsubscribe-Post must be exactly “{ONE_CLICK}”.", _BUG)
    if post and not secure:
        yield bad("List-Unsubscribe-Post is there, and no https address that it could be sent to.", _BUG)
    if secure and not post and not provider:
        yield bad("An https address is offered without List-Unsubscribe-Post, so one click does not work.", _BUG)
    if not secure and not provider:
        yield attention(
            "Subscribers can unsubscribe by mail only. Yahoo takes that; Gmail wants one click from bulk senders.",
            "Set up the drop-box: outlast mail drop-box",
        )


def _in_sight(letter: FinishedLetter, expected: Expected) -> Iterator[Slip]:
    marks = [*expected.placeholders, *(_mark(way) for way in ways_of(letter))]
    marks = [mark for mark in marks if mark]
    targets = unquote(" ".join(link.target for link in letter.links))
    if not marks and not expected.provider_unsubscribes:
        return  # told by the rule for the header
    for where, place in (("HTML", targets), ("plain text", unquote(letter.text))):
        if not any(mark in place for mark in marks):
            what = f"The {where} holds no link to unsubscribe. People who find none press “spam”."
            yield bad(what, "Leave the footer of the template in, or put {{ unsubscribe.url }} into the letter")


def _mark(way: str) -> str:
    return unquote(way.partition(":")[2].partition("?")[0] if way.lower().startswith("mailto:") else way)


def _list_id(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    value = letter.one("List-Id")
    if not value:
        yield attention("There is no List-Id; subscribers cannot sort your letters by it.", _BUG)
    elif not _LIST_ID.fullmatch(value):
        yield bad("List-Id is not of the form Name <list.your.domain>.", _BUG)


def _feedback_id(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    value = letter.one("Feedback-ID")
    if value and not _FEEDBACK.fullmatch(value):
        what = "Feedback-ID should be up to four words with colons between; the last has 5 to 15 characters."
        yield attention(what, _BUG)


RULES = (
    LintRule(
        name="Unsubscribing by a click",
        source="RFC 2369, 3.2; RFC 8058, 3; senders.yahooinc.com (R3, R4)",
        kept="Mail programs can offer it.",
        find=_header,
    ),
    LintRule(
        name="Unsubscribing in sight",
        source="CAN-SPAM, 16 CFR 316.5; Google’s email sender guidelines (R3, R8)",
        kept="Both parts hold a link.",
        find=_in_sight,
    ),
    LintRule(name="List-Id", source="RFC 2919, 3 (R7)", kept="It is well formed.", find=_list_id),
    LintRule(
        name="Feedback-ID",
        source="support.google.com/mail/answer/6254652 (R7)",
        kept="It is well formed, or not there.",
        find=_feedback_id,
    ),
)
