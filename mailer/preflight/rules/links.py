"""Links as filters and frauds know them: where they lead, and whether they say so."""

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from mailer.preflight.finished import FinishedLetter, Link
from mailer.preflight.rules._base import Expected, LintRule, Slip, attention, bad

MOST = 20
SHORTENERS = frozenset(
    {
        "bit.ly",
        "buff.ly",
        "cutt.ly",
        "goo.gl",
        "is.gd",
        "lnkd.in",
        "ow.ly",
        "rb.gy",
        "rebrand.ly",
        "shorturl.at",
        "t.co",
        "t.ly",
        "tiny.cc",
        "tinyurl.com",
        "v.gd",
    }
)
"""Public services only; their addresses stand on block lists with whatever others hid behind them."""
_SCHEMES = ("https", "http", "mailto", "tel")
_LOOKS_LIKE_ADDRESS = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/?#:]\S*)?", re.IGNORECASE)
_LINK = "Write the whole address instead"


def _where(letter: FinishedLetter, expected: Expected) -> Iterator[Slip]:
    for link in _told(letter, expected):
        scheme = link.target.partition(":")[0].lower()
        host = _host(link.target)
        if scheme not in _SCHEMES:
            yield bad(f"The link “{_short(link)}” leads nowhere from within a mail.", "Give it a whole address")
        elif host and _is_number(host):
            yield bad(f"The link “{_short(link)}” leads to a bare number ({host}).", "Use a name instead of the number")
        elif host in SHORTENERS:
            yield bad(f"The link “{_short(link)}” is hidden behind {host}; filters block those.", _LINK)
        elif scheme == "http":
            yield attention(f"The link “{_short(link)}” is not encrypted (http:).", "Use https: if that site has it")


def _says_so(letter: FinishedLetter, expected: Expected) -> Iterator[Slip]:
    for link in _told(letter, expected):
        shown = _LOOKS_LIKE_ADDRESS.fullmatch(link.text)
        host = _host(link.target)
        if shown and host and not _same_site(shown[1].lower(), host):
            what = f"A link shows {shown[1].lower()} and leads to {host}; that is what frauds do."
            yield bad(what, "Let it show the address that it leads to, or plain words")


def _how_many(letter: FinishedLetter, expected: Expected) -> Iterator[Slip]:
    if (count := len({link.target for link in _told(letter, expected)})) > MOST:
        yield attention(f"The letter holds {count} different links.", f"Keep to what matters; {MOST} are many already")


def _told(letter: FinishedLetter, expected: Expected) -> Iterator[Link]:
    for link in letter.links:
        if not any(mark in link.target for mark in expected.placeholders):
            yield link


def _host(target: str) -> str:
    try:
        return (urlsplit(target).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.isdigit() or host.startswith("0x")
    return True


def _same_site(shown: str, host: str) -> bool:
    shown = shown.removeprefix("www.")
    return shown == host or host.endswith(f".{shown}") or shown.endswith(f".{host}")


def _short(link: Link) -> str:
    text = link.text or link.target
    return text if len(text) <= 40 else f"{text[:39]}…"


RULES = (
    LintRule(
        name="Where links lead",
        source="rspamd’s and SpamAssassin’s rules for URLs; Spamhaus on shorteners",
        kept="To places with a name.",
        find=_where,
    ),
    LintRule(name="What links show", source="rspamd’s PHISHING rule", kept="What they lead to.", find=_says_so),
    LintRule(name="How many links", source="house rule", kept="Few enough.", find=_how_many),
)
