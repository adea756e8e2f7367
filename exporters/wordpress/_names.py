"""What has to be one of a kind in WordPress: logins of authors, addresses of terms, and title with date of a post."""

import unicodedata
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from exporters.selection.slugs import ascii_slug
from exporters.wordpress._wxr import Author, Term

_LONGEST_LOGIN, _LONGEST_TERM = 60, 200
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


class Terms:
    """Gives each category or tag an address of its own; names that differ in case alone are one, as in WordPress."""

    def __init__(self) -> None:
        """Start with none."""
        self._known: dict[str, Term] = {}
        self._taken: set[str] = set()

    def of(self, name: str) -> Term:
        """Return the term of that name."""
        key = name[:_LONGEST_TERM].casefold()
        if key not in self._known:
            self._known[key] = Term(slug=self._slug(name), name=name[:_LONGEST_TERM])
        return self._known[key]

    def _slug(self, name: str) -> str:
        # What has no plain letters gets the escaped address that WordPress makes itself (sanitize_title).
        made = ascii_slug(name) or quote("-".join(name.casefold().split())[:20], safe="").lower()
        found, number = made, 1
        while found in self._taken:
            number += 1
            found = f"{made}-{number}"
        self._taken.add(found)
        return found


class Authors:
    """Gives each author a login of its own."""

    def __init__(self) -> None:
        """Start with none."""
        self._known: dict[str, Author] = {}

    def of(self, name: str) -> Author:
        """Return the author of that name."""
        if name not in self._known:
            made = ascii_slug(name)[: _LONGEST_LOGIN - 4].strip("-") or "author"
            taken = {author.login for author in self._known.values()}
            logins = (made, *(f"{made}-{number}" for number in range(2, len(taken) + 2)))
            self._known[name] = Author(login=next(login for login in logins if login not in taken), name=name)
        return self._known[name]


class Dates:
    """Gives posts of one title different seconds: the importer takes one title at one time for one post."""

    def __init__(self) -> None:
        """Start with none."""
        self._taken: set[tuple[str, datetime]] = set()

    def of(self, title: str, at: datetime | None) -> datetime:
        """Return the date of a post, a second or more later where that of another one of its title is the same.

        One without a date gets the first day of 2000: always the same, so that the importer knows it again.
        """
        # Databases compare without case and accents, and take all emoji for one sign.
        key = "".join(sign for sign in unicodedata.normalize("NFKD", title).casefold() if sign.isalnum())
        found = (at or _UNDATED).astimezone(UTC).replace(microsecond=0)
        while (key, found) in self._taken:
            found += _SECOND
        self._taken.add((key, found))
        return found
