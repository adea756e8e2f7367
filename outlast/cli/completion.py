"""Print what makes your shell complete the commands of Outlast when you press Tab.

Examples:
    eval "$(outlast completion bash)"                                    in ~/.bashrc
    eval "$(outlast completion zsh)"                                     in ~/.zshrc
    outlast completion fish > ~/.config/fish/completions/outlast.fish    once
"""

import click
from click.shell_completion import get_completion_class

from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session

SECTION = "OTHER"


@click.command(cls=Command, help=__doc__)
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@pass_session
@click.pass_context
def completion(context: click.Context, session: Session, shell: str) -> None:
    """Print the script that click makes."""
    kind = get_completion_class(shell)
    if kind is None:
        raise click.BadParameter(f"click knows no {shell}")
    script = kind(context.find_root().command, {}, "outlast", "_OUTLAST_COMPLETE").source()
    session.output.result(script)


COMMAND = completion
