"""The global options. Every command has them, so they may stand before or after the verb."""

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from outlast.cli._frame.session import Session


class GlobalOption(click.Option):
    """An option of `outlast` as a whole; what it says goes to the session, not to the verb."""


def global_options(*, outermost: bool) -> list[click.Parameter]:
    """Return the options, new for each command. Only the outermost ones read the environment."""
    path = click.Path(path_type=Path)
    return [
        _option("--json", outermost, is_flag=True, help="Write JSON lines for programs instead of text."),
        _option("--no-input", outermost, is_flag=True, help="Never ask; refuse where a yes is needed."),
        _option("--yes", outermost, is_flag=True, help="Say yes to all that can be undone or done again."),
        _option("--account", outermost, multiple=True, metavar="NAME", help="Work on this account only (repeatable)."),
        _option("--archive", False, type=path, metavar="FOLDER", help="Use the archive in this folder."),
        _option("--config", False, type=path, metavar="FILE", help="Use this settings file."),
        _option("--log-file", outermost, type=path, metavar="FILE", help="Write the log there."),
        _option("--color", False, type=click.Choice(("auto", "always", "never")), help="Use colours or do not."),
        _option("-v", "--verbose", outermost, count=True, help="Say more; -vv fills the log with details."),
        _option("-q", "--quiet", outermost, count=True, help="Say only what is asked for and what goes wrong."),
    ]


def _option(*names_and_environment: Any, **attributes: Any) -> click.Parameter:
    *names, from_environment = names_and_environment
    variable = "OUTLAST_" + names[-1].removeprefix("--").replace("-", "_").upper()
    return GlobalOption(
        names,
        expose_value=False,
        callback=_tell,
        # --archive, --config and --color have a variable too; `settings` and `places` read it, to know its origin.
        envvar=variable if from_environment else None,
        allow_from_autoenv=False,
        **attributes,
    )


def _tell(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    session = context.find_object(Session)
    source = context.get_parameter_source(parameter.name or "")
    if session is None or source not in (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT):
        return
    name = str(parameter.name)
    if name in ("verbose", "quiet", "account"):
        value = getattr(session.options, name) + value
    setattr(session.options, name, value)
