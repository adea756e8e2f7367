"""The fixed words of a letter's foot in one language: who writes, why, from where the address came, how to stop.

Each language is a file `templates/mail/words/<language>.toml`:

    name = "English"                    how the language calls itself
    direction = "ltr"                   or "rtl"
    date = "{day} {month} {year}"       how a day is written; {month} is one of `months`, {number} its number
    months = ["January", …]             twelve
    [footer]                            sentences; {publication}, {sender}, {platform} and {day} are filled in
    who, why, answers                   …
    origin, origin_own_list             from where the address came: a platform, or the writer's own list
    stop, stop_link, stop_mail          the question, and what the two links say
    stop_means                          what they do, and what they do not
    [face]                              how its script is set, where that differs from Latin: `Face`
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from importlib import resources

import msgspec

from mailer.errors import LetterProblem

_PLACE = resources.files("templates") / "mail" / "words"


class Face(msgspec.Struct, frozen=True, kw_only=True):
    """How the script of a language is set, with the fonts that systems bring along."""

    own_fonts: tuple[str, ...] = ()
    """Of the script; fonts for Latin stand before and behind them."""
    outlook: str = "Arial"
    """One font for Outlook on Windows, which takes Times New Roman where it does not know the first of several."""
    line: int = 26
    """From one line to the next, in pixels, for words of 17 pixels."""
    foot_line: int = 21
    """The same in the foot, for words of 14 pixels."""

    @property
    def fonts(self) -> str:
        """Return all fonts, in the order in which they are looked for, as CSS has them."""
        return ", ".join(
            ("-apple-system", "Segoe UI", "Roboto", *self.own_fonts, "Helvetica Neue", "Arial", "sans-serif")
        )


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The fixed words of one language."""

    name: str
    direction: str
    date: str
    months: tuple[str, ...]
    footer: dict[str, str]
    face: Face = Face()

    @property
    def start(self) -> str:
        """Return the side on which lines begin: left or right."""
        return "right" if self.direction == "rtl" else "left"

    @property
    def end(self) -> str:
        """Return the side on which lines end."""
        return "left" if self.direction == "rtl" else "right"

    def day(self, iso: str) -> str:
        """Return a day (`2026-11-20`) as this language writes it; anything else comes back as it is."""
        try:
            moment = date.fromisoformat(iso[:10])
        except ValueError:
            return iso
        month = self.months[moment.month - 1]
        return self.date.format(day=moment.day, month=month, number=moment.month, year=moment.year)

    def filled(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return the sentences of the foot with what is given in their places."""
        return {name: sentence.format_map(given) for name, sentence in self.footer.items()}


def languages() -> list[str]:
    """Return the languages there are, by their codes."""
    return sorted(file.name.removesuffix(".toml") for file in _PLACE.iterdir() if file.name.endswith(".toml"))


def load_words(language: str) -> Words:
    """Return the words of a language (`en`).

    Raises:
        LetterProblem: there are none in it.
    """
    known = languages()
    if language not in known:
        raise LetterProblem(
            f"There are no words for letters in the language “{language}”.", next=f"There are: {', '.join(known)}"
        )
    text = (_PLACE / f"{language}.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Words)
