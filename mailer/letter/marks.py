"""Marks: what stands in a letter for a value while Markdown and layout are worked on.

A value must never be read as Markdown or HTML, so it is kept out until both are done. A mark looks like the address of
a link (`outlast:…`): so it can stand wherever a value can, between `<` and `>` and in the place of a link's target too.
"""

import re

from mailer.letter.fields import Field

LONGEST = 100_000
"""Characters that a letter may have."""
TOO_LONG = f"it becomes longer than {LONGEST:,} characters"


class Marks:
    """The marks of one rendering, and what they stand for."""

    def __init__(self, prefix: str) -> None:
        """Take letters and digits that the letter cannot hold by chance, such as its digest."""
        self._prefix = f"outlast:{prefix}q"
        self._found: list[str | Field] = []
        self._length = 0
        self._pattern = re.compile(rf"{self._prefix}(\d{{4}})z")

    def mark(self, value: str | Field) -> str:
        """Return the mark that stands for a text that is the same for all, or for a field.

        Raises:
            OverflowError: with this text the letter becomes too long.
        """
        self._length += len(value) if isinstance(value, str) else 0
        if self._length > LONGEST:
            raise OverflowError(TOO_LONG)
        self._found.append(value)
        return f"{self._prefix}{len(self._found) - 1:04}z"

    def settle(self, text: str) -> str:
        """Return the text with the marks of fields alone: the others become what they stand for."""

        def settled(match: re.Match[str]) -> str:
            value = self._found[int(match[1])]
            return match[0] if isinstance(value, Field) else value

        return self._pattern.sub(settled, text)

    def split(self, text: str) -> list[str | Field]:
        """Return the pieces of a settled text: texts (none empty) and fields."""
        parts = self._pattern.split(text)
        found: list[str | Field] = []
        for number, part in enumerate(parts):
            if number % 2:
                found.append(self._found[int(part)])
            elif part:
                found.append(part)
        return found

    def fields(self, text: str) -> list[Field]:
        """Return the fields whose marks are in a settled text."""
        return [piece for piece in self.split(text) if isinstance(piece, Field)]
