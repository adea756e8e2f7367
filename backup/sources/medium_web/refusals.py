"""What Medium says in the place of a page: codes, titles and sentences of its own web client (formats: 4.1)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

from backup.errors import OutlastError, PlatformRefused
from backup.http import Answer

_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{0,300})</title>", re.IGNORECASE)
_LOOKED_AT = 1 << 16


class Refusal(StrEnum):
    """Why there is no page."""

    ACCOUNT_SUSPENDED = "Medium has suspended the account"
    ACCOUNT_DELETED = "Medium says that the account was deleted or deactivated by its owner"
    POST_SUSPENDED = "Medium has suspended this story"
    POST_REMOVED = "the author deleted this story"
    NOT_FOUND = "Medium says that there is no such page"
    BLOCKED = "the writer has blocked the account whose session this is"
    LEGAL = "Medium withholds this story for a legal reason"


ABOUT_THE_ACCOUNT = frozenset({Refusal.ACCOUNT_SUSPENDED, Refusal.ACCOUNT_DELETED})
"""Those that hold for all posts when one says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    refusal: Refusal
    status: frozenset[int]
    words: tuple[str, ...]
    """Any of these, in the title or the start of the page, in lower case."""


_GONE = frozenset({410})
_SIGNS = (
    _Sign(
        refusal=Refusal.ACCOUNT_SUSPENDED,
        status=_GONE,
        words=("410 account suspended", "this account is under investigation or was found in violation"),
    ),
    _Sign(
        refusal=Refusal.POST_SUSPENDED,
        status=_GONE,
        words=("410 post suspended", "this post is under investigation or was found in violation"),
    ),
    _Sign(refusal=Refusal.ACCOUNT_DELETED, status=_GONE, words=("user deactivated or deleted their account",)),
    _Sign(
        refusal=Refusal.POST_REMOVED,
        status=_GONE,
        words=("the author deleted this medium story", "410 deleted by author"),
    ),
    _Sign(refusal=Refusal.NOT_FOUND, status=frozenset({404}), words=("",)),
    # A soft 404: it comes with 200.
    _Sign(refusal=Refusal.NOT_FOUND, status=frozenset({200}), words=("page not found</",)),
    _Sign(refusal=Refusal.BLOCKED, status=frozenset({403}), words=("403 blocked", "this user had blocked you")),
    _Sign(refusal=Refusal.LEGAL, status=frozenset({451}), words=("",)),
)
_BY_TYPENAME = {
    "AccountSuspended": Refusal.ACCOUNT_SUSPENDED,
    "AccountDeleted": Refusal.ACCOUNT_DELETED,
    "PostSuspended": Refusal.POST_SUSPENDED,
    "RemovedByUser": Refusal.POST_REMOVED,
    "NotFound": Refusal.NOT_FOUND,
    "Blocked": Refusal.BLOCKED,
    "UnavailableForLegalReasons": Refusal.LEGAL,
    "WithheldInCountry": Refusal.LEGAL,
}


def refusal_in(answer: Answer) -> Refusal | None:
    """Return why an answer is no page, or `None` where nothing says so."""
    if answer.status == 200 and b"ld+json" in answer.body:  # every story has it, and may quote anything
        return None
    start = answer.body[:_LOOKED_AT]
    found = _TITLE.search(start)
    title = unescape(found[1].decode("utf-8", "replace")) if found else ""
    said = f"{title} {start.decode('utf-8', 'replace')}".lower()
    for sign in _SIGNS:
        if answer.status in sign.status and any(words in said for words in sign.words):
            return sign.refusal
    return None


def refusal_named(typename: str | None) -> Refusal | None:
    """Return what GraphQL's `__typename` in a post's place means."""
    return _BY_TYPENAME.get(typename or "")


def refused(refusal: Refusal, whose: str) -> OutlastError:
    """Return the error for a refusal of a whole account."""
    if refusal is Refusal.NOT_FOUND:
        return PlatformRefused(
            f"Medium has nobody at {whose}: the name was changed, or the account was removed.",
            next="Look at the profile in a private browser window, and see: outlast watch",
        )
    return PlatformRefused(f"At {whose}: {refusal}.")
