"""Answers to a template's questions that are web addresses: made whole, so that a link leads there, or refused."""

import re
from urllib.parse import urlsplit

from backup.errors import UsageError
from mailer.letter.library import Ask

_BARE = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*(?::\d{1,5})?(?:[/?#]\S*)?")
"""letters.example, letters.example/p/here; the last part of a host's name has no digit in front."""


def fitting(ask: Ask, answer: str) -> str:
    """Return an answer as the letter needs it.

    Raises:
        UsageError: a web address is asked for, and it is none.
    """
    if not ask.web_address or not answer:
        return answer
    address = answer.strip().removeprefix("<").removesuffix(">").strip()
    if _BARE.fullmatch(address):
        address = f"https://{address}"
    if not _leads_somewhere(address):
        raise UsageError(
            f"“{answer}” is no web address, so nobody could follow it.",
            so_what="Nothing was changed.",
            next=f"Write it as a browser shows it: {ask.name} = {ask.example or 'https://…'}",
        )
    return address


def _leads_somewhere(address: str) -> bool:
    if any(sign.isspace() for sign in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in ("https", "http") and bool(parts.hostname) and parts.username is None
