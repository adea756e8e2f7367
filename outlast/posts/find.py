"""Finds the post that a person means: by id, by the name in its address, by its address, or by words of its title."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from backup.archive.posts import StoredPost
from outlast.posts.history import PostHistory

_MEDIUM_ID = re.compile(r"-([0-9a-f]{8,12})\Z")
"""What a Medium address ends with (formats: medium.md): the title in small letters, then the id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A post that fits what was asked for."""

    history: PostHistory
    post: StoredPost
    gone: bool
    """It is in older snapshots only: the platform has it no more, the archive keeps it."""


def find_posts(histories: Iterable[PostHistory], text: str) -> list[Found]:
    """Return the posts that `text` means, usually one.

    An id, name or address that fits counts before words of titles, and a post that is still there before one that
    is gone.
    """
    histories = list(histories)
    names = _names_in(text)
    exact = [
        Found(history=history, post=post, gone=False)
        for history in histories
        for post in history.current().values()
        if _is_called(post, names)
    ]
    if exact:
        return exact
    everything = [found for history in histories for found in _everything(history)]
    exact = [found for found in everything if _is_called(found.post, names)]
    if exact:
        return exact
    words = folded(text).split()
    by_title = [found for found in everything if words and all(word in folded(found.post.title) for word in words)]
    same = [found for found in by_title if folded(found.post.title) == folded(text)]
    return same if len(same) == 1 else by_title


def folded(text: str) -> str:
    """Return `text` without case, accents and double blanks, as titles are compared."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(plain.casefold().split())


def _everything(history: PostHistory) -> Iterable[Found]:
    current = history.current()
    for post in current.values():
        yield Found(history=history, post=post, gone=False)
    for identity, post in history.ever().items():
        if identity not in current:
            yield Found(history=history, post=post, gone=True)


def _names_in(text: str) -> set[str]:
    """Return what a post may be called by the text: the text itself, or what an address in it leads to."""
    text = text.strip()
    if "/" not in text:
        return {text.casefold()}
    last = _address(text).rpartition("/")[2]
    medium = _MEDIUM_ID.search(last)
    return {name for name in (_address(text), last, medium.group(1) if medium else "") if name}


def _is_called(post: StoredPost, names: set[str]) -> bool:
    mine = {post.id.casefold(), (post.slug or "").casefold(), _address(post.url or "")}
    return bool((mine & names) - {""})


def _address(url: str) -> str:
    """Return an address without what does not matter: scheme, `www.`, query, fragment, slash at the end."""
    if "/" not in url:
        return ""
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
    except ValueError:
        return ""  # no address: brackets that do not close, …
    return f"{parts.netloc.casefold().removeprefix('www.')}{unquote(parts.path).rstrip('/').casefold()}"
