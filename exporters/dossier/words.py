"""The sentences of a dossier in the writer's language, and how that language writes dates and numbers."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from backup.errors import UsageError

LANGUAGES: Final = ("en", "de", "es", "fr", "hi", "pt")


class Words:
    """The words of one language. A sentence is named by its part of the file and its own name."""

    def __init__(self, language: str, table: Mapping[str, Any]) -> None:
        """Take what the file of the language holds."""
        self.language = language
        self._table = table

    def say(self, part: str, name: str, /, **values: str) -> str:
        """Return a sentence with its values in their places."""
        return str(self._table[part][name]).format(**values)

    def counted(self, part: str, name: str, count: int, /, **values: str) -> str:
        """Return the sentence for so many, which it names as `count`."""
        form = "one" if count == 1 or (count == 0 and self.language in ("fr", "hi")) else "other"
        return self.say(part, f"{name}_{form}", count=self.number(count), **values)

    def label(self, part: str, name: str, otherwise: str) -> str:
        """Return a label, or `otherwise` where the language has none for it."""
        return str(self._table[part].get(name, otherwise))

    def fill(self, name: str, /, **values: str) -> str:
        """Return the mark of a place that the writer fills in."""
        return self.mark(self.say("asks", name, **values))

    def mark(self, what: str) -> str:
        """Return such a mark for these words."""
        return str(self._table["fill"]).format(what=what)

    @property
    def opening(self) -> str:
        """Return how every such mark begins."""
        return str(self._table["fill"]).partition("{")[0]

    def quote(self, text: str) -> str:
        """Return text in the quotation marks of the language."""
        first, last = self._table["quote"]
        return f"{first}{text}{last}"

    def listed(self, texts: Sequence[str]) -> str:
        """Return texts as a list in a sentence."""
        if len(texts) < 2:
            return "".join(texts)
        return f"{', '.join(texts[:-1])} {self._table['and']} {texts[-1]}"

    def date(self, at: datetime) -> str:
        """Return the day of a moment, in UTC."""
        at = at.astimezone(UTC)
        return str(self._table["date"]).format(day=at.day, month=self._table["months"][at.month - 1], year=at.year)

    def moment(self, at: datetime) -> str:
        """Return day and minute of a moment, in UTC."""
        return f"{self.date(at)}, {at.astimezone(UTC):%H:%M}"

    def number(self, count: int) -> str:
        """Return a whole number, grouped as the language does."""
        digits = str(count)
        head, groups = digits[:-3], [digits[-3:]]
        size = 2 if self._table["grouping"] == "indian" else 3
        while head:
            head, group = head[:-size], head[-size:]
            groups.insert(0, group)
        return str(self._table["thousands"]).join(groups)


@cache
def words_of(language: str) -> Words:
    """Return the words of a language.

    Raises:
        UsageError: there are none.
    """
    if language not in LANGUAGES:
        raise UsageError(f"There are no letters in {language!r}.", next=f"There are: {', '.join(LANGUAGES)}")
    file = files("templates").joinpath("appeal", "words", f"{language}.toml")
    return Words(language, tomllib.loads(file.read_text(encoding="utf-8")))
