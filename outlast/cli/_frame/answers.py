"""Free answers at a terminal; where nobody is there, the default counts."""

import click

from outlast.cli.output import Output


def ask_text(output: Output, question: str, *, default: str = "") -> str:
    """Return what a person types, stripped; Enter, or nobody there, gives the default."""
    if not output.can_ask:
        return default
    answer: str = click.prompt(question, default=default, show_default=bool(default), err=True)
    return answer.strip()


def ask_choice(output: Output, question: str, choices: tuple[str, ...], *, default: str) -> str:
    """Return which of the choices a person takes; Enter, or nobody there, gives the default."""
    if not output.can_ask:
        return default
    answer: str = click.prompt(question, type=click.Choice(choices), default=default, err=True)
    return answer


def ask_yes(output: Output, question: str, *, default: bool = True) -> bool:
    """Return whether a person says yes; Enter gives the default, nobody there means no."""
    return output.can_ask and click.confirm(question, default=default, err=True)


def dropped_path(typed: str) -> str:
    """Return the path of a file that was dropped on the terminal, which puts quotes or backslashes around blanks."""
    typed = typed.strip()
    if len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "'\"":
        return typed[1:-1]
    return typed.replace("\\ ", " ")
