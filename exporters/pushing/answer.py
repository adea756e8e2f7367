"""What a site answered, and what it means where that is not what was asked for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from backup.errors import SignedOut, UnexpectedAnswer, UsageError


class Refused(Exception):
    """The site does not take this one thing, and will not take it when it is sent again; the rest may go on."""

    def __init__(self, status: int, data: Any, reason: str) -> None:
        """Take the status, the answer, and what the site says, in a short line."""
        super().__init__(f"{status}: {reason}")
        self.status, self.data, self.reason = status, data, reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the site answered."""

    status: int
    data: Any
    headers: Mapping[str, str]
    """Names in lower case."""


def part(data: Any, *path: str | int) -> Any:
    """Return a part of an answer.

    Raises:
        UnexpectedAnswer: there is none.
    """
    try:
        for step in path:
            data = data[step]
    except (KeyError, IndexError, TypeError):
        raise UnexpectedAnswer(
            f"The site answered something of another shape: there is no {'.'.join(map(str, path))} in it.",
            so_what="What was sent before that is there.",
            next="Run the same command again; if it stays, report it with: outlast -vv export",
        ) from None
    return data


def unknown_key(host: str, reason: str) -> SignedOut:
    """Return the error for a key that the site does not know, or that may not do what is needed."""
    return SignedOut(
        f"{host} does not take the key{f': {reason.rstrip(chr(46))}' if reason else ''}.",
        so_what="Nothing was sent after that; what was sent before is there.",
        next="Make a new key over there, of somebody who may write posts, then run the same command again.",
    )


def read(content: bytes, headers: Mapping[str, str]) -> Any:
    """Return what an answer says: JSON, or text where the server calls it YAML; `None` where it is neither."""
    if "yaml" in headers.get("content-type", ""):
        return content.decode("utf-8", "replace")
    try:
        return json.loads(content.decode("utf-8-sig")) if content.strip() else None
    except (ValueError, RecursionError):
        return None


def elsewhere(site: str, location: str) -> UsageError:
    """Say where the address leads; the request is not sent on, since the key would go along."""
    try:
        parts = urlsplit(location)
    except ValueError:
        parts = urlsplit("")
    there = f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and "@" not in parts.netloc else ""
    return UsageError(
        f"{site} leads elsewhere{f', to {there}' if there else ''}.",
        so_what="Nothing was sent there: your key is for the address that you gave.",
        next=f"If that is your site, give this address: --push {there}" if there else "Give the site's own address.",
    )
