"""Commands and groups of commands as all verbs use them: global options, help from the docstring, examples."""

import inspect
import re
from collections.abc import Iterable, Mapping
from typing import Any

import click

from backup.errors import UsageError
from outlast.cli._frame.alarm import raise_alarm
from outlast.cli._frame.options import GlobalOption, global_options
from outlast.cli._frame.session import Session

_EXAMPLES = "\nExamples:\n"
_HALVES = re.compile("[\ud800-\udfff]")


class Command(click.Command):
    """A command; its function returns the exit code, or nothing when all is done."""

    def __init__(
        self, *arguments: Any, lists: Mapping[str, Mapping[str, str]] | None = None, **attributes: Any
    ) -> None:
        """Take what click takes, and add the global options.

        `lists` are shown before the options, each under its title: what a word can be, and what it means.
        """
        super().__init__(*arguments, **attributes)
        self.params = [*self.params, *global_options(outermost=False)]
        self.lists = dict(lists or {})

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; by now the whole command line has been read."""
        _must_be_text(self, ctx)
        session = ctx.find_object(Session)
        if session is None:
            return super().invoke(ctx)
        session.begin()
        result = super().invoke(ctx)
        raise_alarm(session, ctx.command_path)
        return result

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the docstring up to the examples."""
        _write_text(self, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the lists, then the options of this command only."""
        for title, rows in self.lists.items():
            with formatter.section(title):
                formatter.write_dl(list(rows.items()))
        _write_options(self.get_params(ctx), ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the examples."""
        _write_examples(self, formatter)


def _must_be_text(command: click.Command, ctx: click.Context) -> None:
    """Return where all words can be kept and sent as text; the name of a file may be any bytes.

    Raises:
        UsageError: one is not in UTF-8, which Python shows as halves of characters.
    """
    for parameter in command.params:
        given = ctx.params.get(parameter.name or "")
        words = given if isinstance(given, tuple | list) else (given,)
        for word in words:
            if isinstance(word, str) and not isinstance(parameter.type, click.Path) and _HALVES.search(word):
                shown = _HALVES.sub("\N{REPLACEMENT CHARACTER}", word)
                raise UsageError(
                    f"“{shown}” is not in UTF-8, the way in which text is written here.",
                    so_what="Nothing was done.",
                    next="Type it anew, or paste it from a program that writes UTF-8.",
                )


class Group(click.Group):
    """A verb with verbs of its own, like `outlast config`."""

    command_class = Command
    group_class = type

    def __init__(self, *arguments: Any, **attributes: Any) -> None:
        """Take what click takes, and add the global options."""
        super().__init__(*arguments, **attributes)
        self.params = [*self.params, *global_options(outermost=False)]

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the verbs in the order they are written in."""
        return list(self.commands)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the docstring up to the examples."""
        _write_text(self, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs, then the options of this group only."""
        self.format_commands(ctx, formatter)
        _write_options(self.get_params(ctx), ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the examples."""
        _write_examples(self, formatter)


def examples_of(command: click.Command) -> list[str]:
    """Return the examples in the help of a command."""
    _, _, examples = inspect.cleandoc(command.help or "").partition(_EXAMPLES)
    return [line.strip() for line in examples.splitlines() if line.strip()]


def description_of(command: click.Command) -> str:
    """Return the help of a command without its examples."""
    return inspect.cleandoc(command.help or "").partition(_EXAMPLES)[0].strip()


def _write_text(command: click.Command, formatter: click.HelpFormatter) -> None:
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(description_of(command))


def _write_options(params: Iterable[click.Parameter], ctx: click.Context, formatter: click.HelpFormatter) -> None:
    own = [param for param in params if isinstance(param, click.Option) and not isinstance(param, GlobalOption)]
    with formatter.section("Options"):
        formatter.write_dl([record for option in own if (record := option.get_help_record(ctx))])
    formatter.write_paragraph()
    formatter.write_text("The options of all commands may stand here too: outlast --help")


def _write_examples(command: click.Command, formatter: click.HelpFormatter) -> None:
    if examples := examples_of(command):
        # Not wrapped: an example is copied as it stands.
        with formatter.section("Examples"):
            for line in examples:
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")
