"""Echo what the frame made of the command line."""

from dataclasses import asdict

import click

from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session

SECTION = "GET STARTED"
ORDER = 5


@click.command(cls=Command, help=__doc__)
@click.argument("words", nargs=-1)
@click.option("--label")
@pass_session
def check_move(session: Session, words: tuple[str, ...], label: str | None) -> None:
    session.output.result(f"{words} {label}", words=words, label=label, options=asdict(session.options))


COMMAND = check_move
