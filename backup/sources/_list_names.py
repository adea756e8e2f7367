"""What the name of a subscriber list's file tells: whose it is on Substack, and whether its people get no letters."""

import re

_NAME = re.compile(r"email_list\.(?P<paid>paid\.)?(?P<subdomain>[a-z0-9][a-z0-9-]*)(?: ?\(\d+\))?\.csv", re.IGNORECASE)

_OFF = re.compile(
    r"unsub|(?<![a-z])cleaned|bl(?:a|o)ck.?list|leave.?out|(?<![a-z])no.?e?mail|suppress|bounce|complain|opt.?out"
    r"|do.?not.?(?:e?mail|contact)"
)
"""What Mailchimp, Mailgun, listmonk and others, and Outlast itself, call the list of those who get none."""


def subdomain_of(name: str) -> str | None:
    """Return the publication's subdomain from its list's name, also when a browser added ` (1)` to it."""
    match = _NAME.fullmatch(name.rpartition("/")[2])
    return match["subdomain"].lower() if match else None


def names_people_off(name: str) -> bool:
    """Tell whether a list of this name is one of people who get no letters: `unsubscribed.csv`, `no-mail.csv` …"""
    return subdomain_of(name) is None and _OFF.search(name.rpartition("/")[2].lower()) is not None
