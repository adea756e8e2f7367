"""Delivery reports as the standard has them (RFC 3464), also where they stand in the middle of a text."""

import re
from dataclasses import replace

from mailer.bounces.addresses_in import typed_address, unique
from mailer.bounces.finding import Finding
from mailer.bounces.headers import Headers, read_headers
from mailer.bounces.returned_letter import split_at_letter
from mailer.bounces.sections import Apart, Section
from mailer.bounces.server_words import Said, said
from mailer.model import EventKind

_ACTIONS = {
    "failed": EventKind.BOUNCED,
    "failure": EventKind.BOUNCED,
    "error": EventKind.BOUNCED,
    "delayed": EventKind.DEFERRED,
    "delivered": EventKind.DELIVERED,
    "relayed": EventKind.DELIVERED,
    "expanded": EventKind.DELIVERED,
    "deliverable": EventKind.DELIVERED,
}
"""The five of RFC 3464, section 2.3.3, and what some servers write instead."""
_CLASSES = {"5": EventKind.BOUNCED, "4": EventKind.DEFERRED, "2": EventKind.DELIVERED}
_ORDER = (EventKind.BOUNCED, EventKind.DEFERRED, EventKind.DELIVERED)
_RECIPIENT = re.compile(r"^[ \t]*(?:final|original)-recipient[ \t]*:", re.IGNORECASE | re.MULTILINE)
_FIELD = re.compile(
    r"^([ \t]*)(?:(?:final|original)-recipient|action|status|remote-mta|diagnostic-code)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_BLOCK_LISTS = re.compile(
    r"spamhaus|spamcop|barracuda|sorbs|proofpoint|dnsbl|\brbl|black ?list|block ?list", re.IGNORECASE
)
_MOST = 100
"""Recipients that are looked at: a letter of ours has one."""


def delivery_status(mail: Apart) -> Finding | None:
    """Return what a report says; of several recipients, of those who fared worst. `None` where the mail is none."""
    found = [
        one
        for section in mail.sections
        if section.kind in ("message/delivery-status", "message/global-delivery-status") or _is_text(section)
        for one in _recipients(section)
    ]
    for kind in _ORDER:
        if same := [one for one in found if one.kind is kind]:
            addresses = unique(address for one in same for address in one.addresses)
            return replace(same[0], addresses=tuple(addresses))
    return None


def _is_text(section: Section) -> bool:
    return section.kind == "text/plain" and _RECIPIENT.search(section.text) is not None


def _recipients(section: Section) -> list[Finding]:
    text = split_at_letter(section.text)[0] if section.kind == "text/plain" else section.text
    groups = [group for group in re.split(r"\n[ \t]*\n", text) if _RECIPIENT.search(group)]
    read = [_recipient(_fields(group)) for group in groups[:_MOST]]
    return [one for one in read if one]


def _fields(group: str) -> Headers:
    """Read the fields of a paragraph, which may be indented, and have words before them."""
    first = _FIELD.search(group)
    if first is None:
        return Headers()
    margin = first[1]
    return read_headers("\n".join(line.removeprefix(margin) for line in group[first.start() :].split("\n")))[0]


def _recipient(fields: Headers) -> Finding | None:
    action = fields.first("action").partition(";")[0].split("(")[0].strip().lower()
    diagnostic = said(fields.first("diagnostic-code").partition(";")[2] or fields.first("diagnostic-code"))
    status = _status(diagnostic, said(fields.first("status")).status)
    kind = _ACTIONS.get(action) or _CLASSES.get(status[:1]) or _CLASSES.get(str(diagnostic.code)[:1])
    if kind is None:
        return None
    both = (typed_address(fields.first(name)) for name in ("original-recipient", "final-recipient"))
    addresses = tuple(unique(address for address in both if address))
    return Finding(kind=kind, addresses=addresses, code=diagnostic.code, status=status, text=diagnostic.text)


def _status(diagnostic: Said, written: str) -> str:
    """Return the status that says the most: the one of the server that refused, else that of the one that reports."""
    if diagnostic.status and not diagnostic.status.endswith(".0.0"):
        return diagnostic.status
    # `553 http://www.spamhaus.org/…` has been reported as 5.1.3, as if the address were wrong.
    if not diagnostic.status and written.startswith("5.1.") and _BLOCK_LISTS.search(diagnostic.text):
        return "5.7.1"
    return written or diagnostic.status
