"""Questions to a person: nothing is asked where nobody can answer, and every question has a flag that answers it."""

from enum import StrEnum

import click

from backup.errors import NeedsConfirmation


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
) -> None:
    """Return when the answer is yes; `given` is what `flag` was set to.

    Raises:
        NeedsConfirmation: the answer is no, or there is nobody to ask.
    """
    if danger is Danger.SEVERE:
        if type_this is None:
            raise ValueError("a severe question needs a word to type")
        _severe(question, type_this=type_this, given=given, flag=flag, can_ask=can_ask)
    elif yes:
        return
    elif not can_ask:
        raise NeedsConfirmation(f"Not done, because nobody is there to answer: {question}")
    elif not click.confirm(question, default=danger is Danger.MILD, err=True):
        raise _declined()


def _severe(question: str, *, type_this: str, given: str | None, flag: str | None, can_ask: bool) -> None:
    by_flag = f'add {flag}="{type_this}"' if flag else "run it in a terminal"
    if given is not None:
        if given != type_this:
            raise NeedsConfirmation(
                f"{flag} says {given}, but now it would have to be {type_this}.",
                next="Look again at what would be done; if it is what you want, say that instead.",
            )
        return
    if not can_ask:
        raise NeedsConfirmation(
            f"Not done, because nobody is there to answer: {question}",
            next=f"This cannot be undone, so --yes is not enough: {by_flag}",
        )
    answer: str = click.prompt(
        f"{question}\nType {type_this} to go on, or press Enter to stop", default="", show_default=False, err=True
    )
    if answer.strip() != type_this:
        raise _declined()


def _declined() -> NeedsConfirmation:
    return NeedsConfirmation(
        "Not done, because you did not say yes.", so_what="Nothing was changed.", next="Run it again if you want it."
    )
