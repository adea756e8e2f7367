"""Writes four pages of docs/reference from the code: python -m outlast.cli.reference [FOLDER]

A test compares the files with the code, so run this after changing a command, a setting or an error.
"""

import inspect
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from mailer.providers.overview import overview
from mailer.replies.page import answers_page
from outlast.cli._frame.command import Command, description_of, examples_of
from outlast.cli._frame.options import GlobalOption
from outlast.errors import error_classes
from outlast.exit_codes import ExitCode
from outlast.settings.setting import Setting
from outlast.settings.table import ALL_SETTINGS

_MADE = "<!-- Made from the code by: python -m outlast.cli.reference -->"


def commands_page(app: click.Group) -> str:
    """Return the page with every command, its options and its examples."""
    context = click.Context(app, info_name="outlast", terminal_width=100)
    lines = ["# Commands", "", _MADE, "", description_of(app), "", *_examples(app)]
    lines += ["## Options of all commands, before or after the command", "", *_options(app, context, GlobalOption)]
    for name in app.list_commands(context):
        command = app.get_command(context, name)
        if command is not None and not command.hidden:
            lines += _command(command, context, name, "##")
    return "\n".join(lines).rstrip() + "\n"


def settings_page() -> str:
    """Return the page with every setting."""
    rows = [
        (f"`{setting.name}`", setting.kind.words, _default(setting), _variable(setting), setting.help)
        for setting in ALL_SETTINGS
    ]
    return "\n".join(
        (
            "# Settings",
            "",
            _MADE,
            "",
            "What is said on the command line counts first, then the environment variable, then the settings file",
            "(`outlast config path` tells where it lies), then the default. Secrets are never settings: a setting",
            "says where the secret lies, as `command:PROGRAM …`, `file:PATH`, `keyring:SERVICE/NAME`,",
            "`prompt:QUESTION` or `env:NAME`. The last one leaks to child programs and crash reports; take it only",
            "where nothing else works.",
            "",
            *_table(("Setting", "Is", "Default", "Variable", "What for"), rows),
            "",
            "Two variables say where Outlast keeps its own files: `OUTLAST_CONFIG` the settings file, and",
            "`OUTLAST_STATE_DIR` the folder of its logs and notes.",
            "",
        )
    )


def exit_codes_page() -> str:
    """Return the page with every exit code and every error code."""
    codes = [(str(int(code)), code.meaning) for code in ExitCode]
    errors = [
        (f"`{error.code}`", str(int(error.exit_code)), (inspect.getdoc(error) or "").splitlines()[0], error.next)
        for error in error_classes()
        if error.__module__ in ("backup.errors", "mailer.errors", "outlast.errors")
    ]
    return "\n".join(
        (
            "# Exit codes and error codes",
            "",
            _MADE,
            "",
            "Numbers are never reused. Take any other exit code for a failure.",
            "",
            *_table(("Exit code", "Meaning"), codes),
            "",
            "Each error also has a code of its own; `outlast explain CODE` tells more, without a network.",
            "With `--json` the last line is",
            '`{"type": "error", "code": …, "message": …, "meaning": …, "next": …, "exit_code": …}`.',
            "",
            *_table(("Error", "Exit code", "What happened", "What to do"), errors),
            "",
        )
    )


def providers_page() -> str:
    """Return the page with every mail provider."""
    lines = (
        "# Mail providers",
        "",
        _MADE,
        "",
        "What Outlast knows of those who can hand on your letters, and keeps to unless you say otherwise",
        "(`mail.rate`, `mail.daily`, `mail.connections`). Providers change their terms; the pages that all this is",
        "from are named with the month in which they were read. Which one to take:",
        "[Set up mail](../how-to/set-up-mail.md).",
        "",
        overview(),
    )
    return "\n".join(lines)


def _command(command: click.Command, parent: click.Context, name: str, heading: str) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent)
    yield from (f"{heading} `{context.command_path}`", "", description_of(command), "")
    yield from ("```", *context.get_usage().splitlines(), "```", "")
    for title, rows in (command.lists if isinstance(command, Command) else {}).items():
        yield from (*_table((title, "Meaning"), [(f"`{name}`", text) for name, text in rows.items()]), "")
    yield from _options(command, context, click.Option)
    yield from _examples(command)
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            if (found := command.get_command(context, inner)) is not None and not found.hidden:
                yield from _command(found, context, inner, heading + "#")


def _options(command: click.Command, context: click.Context, kind: type[click.Option]) -> Iterator[str]:
    rows = []
    for param in command.params:
        if isinstance(param, kind) and isinstance(param, GlobalOption) == issubclass(kind, GlobalOption):
            words, text = param.get_help_record(context) or ("", "")
            variable = f" (`{param.envvar}`)" if param.envvar else ""
            rows.append((f"`{words}`", f"{text}{variable}"))
    if rows:
        yield from _table(("Option", "Meaning"), rows)
        yield ""


def _examples(command: click.Command) -> Iterator[str]:
    if examples := examples_of(command):
        yield from ("```", *examples, "```", "")


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in (header, ["---"] * len(header), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def _default(setting: Setting) -> str:
    return setting.default_words or f"`{setting.default}`"


def _variable(setting: Setting) -> str:
    return f"`{setting.variable}`" if setting.variable else ""


def _write(folder: Path) -> None:
    from outlast.cli import application

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "commands.md").write_text(commands_page(application()), encoding="utf-8")
    (folder / "settings.md").write_text(settings_page(), encoding="utf-8")
    (folder / "exit-codes.md").write_text(exit_codes_page(), encoding="utf-8")
    (folder / "smtp-answers.md").write_text(answers_page(), encoding="utf-8")
    (folder / "mail-providers.md").write_text(providers_page(), encoding="utf-8")


if __name__ == "__main__":
    _write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/reference"))
