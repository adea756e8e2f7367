"""Bounces that follow no standard: the addresses in their words, as servers have their ways of writing them."""

import logging
import re
from email.message import Message

from flufl.bounce import all_failures

from mailer.bounces.addresses_in import addresses_in, addresses_of_lines, unique
from mailer.bounces.bounce_signs import seems_bounce
from mailer.bounces.finding import Finding
from mailer.bounces.headers import Headers
from mailer.bounces.returned_letter import all_words, words_before_letter
from mailer.bounces.sections import Apart
from mailer.bounces.server_words import refusal_in
from mailer.model import EventKind

# It notes whatever it stumbles over, with the words in question; those are strangers' addresses.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)

_TEMPORARY = re.compile(
    r"will (?:be retried|retry|continue|keep trying)|not yet been delivered|still being retried"
    r"|warning: (?:message|could not)"
    r"|delivery (?:temporarily|is) (?:suspended|delayed)|this is a warning message only|no action is required",
    re.IGNORECASE,
)
_LONGEST = 50_000


def free_words(mail: Apart) -> Finding | None:
    """Return what a bounce says in words; `None` where the mail does not look like one."""
    if not seems_bounce(mail):
        return None
    words = words_before_letter(mail.sections)
    if not addresses_in(words):  # some begin with lines that look like a header
        words = all_words(mail.sections)
    named = [address for value in mail.headers.all("x-failed-recipients") for address in addresses_in(value)]
    known = _known_ways(mail.headers, words)
    answer = refusal_in(words[:_LONGEST])
    kind = EventKind.DEFERRED if _TEMPORARY.search(words[:_LONGEST]) else EventKind.BOUNCED
    return Finding(
        kind=kind,
        addresses=tuple(unique([*named, *known, *addresses_of_lines(words)])),
        perhaps=tuple(addresses_in(words)),
        code=answer.code,
        status=answer.status,
        text=answer.text,
    )


def _known_ways(headers: Headers, words: str) -> list[str]:
    # A new message of words alone: what is broken in the mail has been mended or left out by then.
    message = Message()
    for name in ("from", "to", "subject", "x-mailer"):
        message[name] = " ".join(headers.words(name).split())
    message.set_payload(words[:_LONGEST].encode("ascii", "replace").decode())
    try:
        temporary, permanent = all_failures(message)
    except Exception:  # noqa: BLE001 - twenty ways of reading, each with its own to stumble over a stranger's mail
        return []
    found = [one.decode("latin-1") for one in sorted(permanent) + sorted(temporary)]
    return [address for one in found for address in addresses_in(one)]
