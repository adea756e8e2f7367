"""What stands on the site already, and where the addresses of its posts lead."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from exporters.selection import Entry

_NUMBER = re.compile(r"-\d+\Z")
_FIELD = re.compile(r"%(\w+)%|\{(\w+)\}")
_NAMES = {"slug": "slug", "postname": "slug", "year": "year", "monthnum": "month", "month": "month", "day": "day"}


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """A post or a page of the site."""

    id: str
    page: bool
    slug: str
    title: str
    date: datetime | None
    """When it was published; `None` for a draft."""
    url: str | None
    """Where everybody reads it; `None` for a draft."""
    original: str | None = None
    """Its id in the archive, where the site was told."""


class Standing:
    """All that stands on the site, by name."""

    def __init__(self, known: Iterable[There]) -> None:
        """Take the posts and pages of the site."""
        self._by_name: dict[str, list[There]] = {}
        self._by_original: dict[str, There] = {}
        for one in known:
            self.add(one)

    def add(self, one: There) -> None:
        """Note what stands there now."""
        for name in {one.slug, _NUMBER.sub("", one.slug)}:
            self._by_name.setdefault(name, []).append(one)
        if one.original is not None:
            self._by_original.setdefault(one.original, one)

    def find(self, entry: Entry, title: str, *, slug: str, page: bool) -> There | None:
        """Return what an earlier run, or an import of files, made of a post.

        It is known by its id where the site keeps that; else by its name (with a number behind it where the name was
        taken) together with its moment, or its title where it has no moment.
        """
        by_id = self._by_original.get(entry.id)
        if by_id is not None and by_id.page == page:
            return by_id
        for one in self._by_name.get(slug, []):
            if one.page != page:
                continue
            if entry.date is not None and not entry.draft and one.date is not None:
                if abs((one.date - entry.date).total_seconds()) < 1:
                    return one
            elif _same_title(one.title, title):
                return one
        return None


def _same_title(one: str, other: str) -> bool:
    first, second = (" ".join(html.unescape(text).split())[:120] for text in (one, other))
    return first == second


class Pattern:
    """How the site makes the address of a post, before the post is there."""

    def __init__(self, permalink: str) -> None:
        """Take it as the site names it: `https://your.site/{slug}/`, `https://your.site/%year%/%postname%/`."""
        self._text = _FIELD.sub(lambda found: f"{{{_NAMES.get(found[1] or found[2], 'unknown')}}}", permalink)

    @property
    def names_posts(self) -> bool:
        """Tell whether a post's name is in its address (`?p=7` has only a number, which nobody knows before)."""
        return "{slug}" in self._text

    def address(self, slug: str, date: datetime | None) -> str:
        """Return the address that a post of this name and day will have, as far as that can be known before.

        No two posts have the same, so that a wrong one can be told and mended.
        """
        known = {"slug": slug, **({"year": f"{date:%Y}", "month": f"{date:%m}", "day": f"{date:%d}"} if date else {})}
        return _FIELD.sub(lambda found: known.get(found[2] or "", "-"), self._text)
