"""What an answer says of its version, so that the next request gets a short 304 if nothing changed (RFC 9110, 8.8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import msgspec

from backup.http.answer import Answer, Download

_LONGEST = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """The version marks of an answer, as the server gave them; keep them as `text()` beside what was fetched."""

    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def from_answer(cls, answer: Answer | Download) -> Self:
        """Return the marks of an answer; both are `None` where it has none."""
        return cls(etag=_mark(answer.headers, "etag"), last_modified=_mark(answer.headers, "last-modified"))

    @classmethod
    def from_text(cls, text: object) -> Self:
        """Return what `text()` gave; no marks at all if it is something else, so that everything is fetched."""
        try:
            kept = msgspec.json.decode(str(text), type=dict[str, str])
        except msgspec.MsgspecError:
            return cls()
        return cls(etag=kept.get("etag"), last_modified=kept.get("modified"))

    def text(self) -> str:
        """Return the marks as a short text, empty when there are none."""
        kept = {"etag": self.etag, "modified": self.last_modified}
        found = {name: mark for name, mark in kept.items() if mark}
        return msgspec.json.encode(found).decode() if found else ""

    def headers(self) -> dict[str, str]:
        """Return the headers for the next request; a server sends 304 when the marks still fit."""
        headers = {"If-None-Match": self.etag} if self.etag else {}
        return headers | ({"If-Modified-Since": self.last_modified} if self.last_modified else {})


def _mark(headers: Mapping[str, str], name: str) -> str | None:
    mark = headers.get(name, "").strip()
    # What goes back into a header must be plain: a mark with a line end would be a header of its own.
    return mark if mark and len(mark) <= _LONGEST and mark.isprintable() and mark.isascii() else None
