"""Complaints that mail services pass on to senders (ARF, RFC 5965), in the ways they are really written."""

import re

from mailer.bounces.addresses_in import addresses_in, unique
from mailer.bounces.finding import Finding
from mailer.bounces.headers import read_headers
from mailer.bounces.sections import Apart, Section
from mailer.model import EventKind

_KINDS = {
    "not-spam": None,  # RFC 6430: its owner took the complaint back
    "auth-failure": None,  # RFC 6591 and DMARC: about the writer's domain, not about a subscriber
    "dmarc": None,
    "opt-out": EventKind.UNSUBSCRIBED,
    "opt-out-list": EventKind.UNSUBSCRIBED,
}
"""What is said, where it is not simply a complaint: abuse, fraud, virus, miscategorized and other are."""
_RECIPIENTS = ("original-rcpt-to", "removal-recipient", "original-recipient", "x-original-recipient")
"""The second is AOL's, from before the standard."""
_PLAIN = re.compile(r"^feedback-type[ \t]*:", re.IGNORECASE | re.MULTILINE)
_HOTMAIL = re.compile(r"complaint about message from", re.IGNORECASE)
"""The subject of the reports of Microsoft's JMRP: a letter, and no report about it."""


def feedback(mail: Apart) -> Finding | None:
    """Return what a report of a complaint says; `None` where the mail is none. Many services take the address out."""
    for section in mail.sections:
        if section.kind == "message/feedback-report" or _is_text(mail, section):
            fields = read_headers(section.text[_start(section.text) :])[0]
            said = fields.first("feedback-type").split(";")[0].strip().lower()
            found = unique(address for value in fields.all(*_RECIPIENTS) for address in addresses_in(value))
            return Finding(kind=_KINDS.get(said, EventKind.COMPLAINED), addresses=tuple(found))
    if _HOTMAIL.search(mail.headers.words("subject")) and any(one.kind == "message/rfc822" for one in mail.sections):
        return Finding(kind=EventKind.COMPLAINED)
    return None


def _is_text(mail: Apart, section: Section) -> bool:
    return "feedback-report" in mail.kind and section.kind == "text/plain" and _PLAIN.search(section.text) is not None


def _start(text: str) -> int:
    found = _PLAIN.search(text)
    return text.rfind("\n\n", 0, found.start()) + 2 if found and "\n\n" in text[: found.start()] else 0
