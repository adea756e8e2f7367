"""Questions to a person: nothing is asked where nobody can answer, and every question has a flag that answers it."""

import re
from enum import StrEnum

import click

from backup.errors import NeedsConfirmation

_GROUPED = re.compile(r"\d{1,3}(?:([.,'’ \u00a0\u2009\u202f])\d{3})(?:\1\d{3})*")
"""A number as people and screens write it: 1,200 or 1.200 or 1 200."""


class Danger(StrEnum):
    """What a yes may cost (levels: clig.dev, "Confirm before doing anything dangerous")."""

    MILD = "mild"
    """Easily done again: Enter means yes."""
    MODERATE = "moderate"
    """Work to put right: Enter means no."""
    SEVERE = "severe"
    """Cannot be put right: a word must be typed, and `--yes` is not enough."""


def confirm(
    question: str,
    *,
    danger: Danger,
    type_this: str | None,
    given: str | None,
    flag: str | None,
    yes: bool,
    can_ask: bool,
    so_what: str | None = None,
    next: str | None = None,  # noqa: A002 - as errors call it
) -> None:
    """Return when the answer is yes; `given` is what `flag` was set to.

    `so_what` and `next` are what a no means and what to do then, where something was kept or sent already.

    Raises:
        NeedsConfirmation: the answer is no, or there is nobody to ask.
    """
    refused = _Refused(so_what, next)
    if danger is Danger.SEVERE:
        if type_this is None:
            raise ValueError("a severe question needs a word to type")
        _severe(question, refused, type_this=type_this, given=given, flag=flag, can_ask=can_ask)
    elif yes:
        return
    elif not can_ask:
        raise NeedsConfirmation(f"Not done, because nobody is there to answer: {question}")
    elif not click.confirm(question, default=danger is Danger.MILD, err=True):
        raise refused("Not done, because you did not say yes.")


def _severe(
    question: str, refused: "_Refused", *, type_this: str, given: str | None, flag: str | None, can_ask: bool
) -> None:
    by_flag = f'add {flag}="{type_this}"' if flag else "run it in a terminal"
    if given is not None:
        if _plain(given) != type_this:
            raise NeedsConfirmation(
                f"{flag} says {given}, but now it would have to be {type_this}.",
                so_what=refused.so_what,
                next="Look again at what would be done; if it is what you want, say that instead.",
            )
        return
    if not can_ask:
        raise NeedsConfirmation(
            f"Not done, because nobody is there to answer: {question}",
            so_what=refused.so_what,
            next=f"This cannot be undone, so --yes is not enough: {by_flag}",
        )
    answer: str = click.prompt(
        f"{question}\nType {type_this} to go on, or press Enter to stop", default="", show_default=False, err=True
    )
    typed = _plain(answer)
    if typed == type_this:
        return
    if typed.isdecimal() and type_this.isdecimal():
        raise refused(f"Not done: you typed {answer.strip()}, and it would have to be {int(type_this):,}.")
    raise refused("Not done, because you did not say yes.")


def _plain(answer: str) -> str:
    """Return what was typed; a number without what parts its thousands, which the sentence above it shows."""
    answer = answer.strip()
    return re.sub(r"\D", "", answer) if _GROUPED.fullmatch(answer) else answer


class _Refused:
    """Makes the error of a no, with what that means and what to do next."""

    def __init__(self, so_what: str | None, next: str | None) -> None:  # noqa: A002 - as errors call it
        self.so_what, self._next = so_what, next

    def __call__(self, what: str) -> NeedsConfirmation:
        return NeedsConfirmation(
            what, so_what=self.so_what or "Nothing was changed.", next=self._next or "Run it again if you want it."
        )
