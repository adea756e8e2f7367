"""`outlast` itself: the verbs, grouped, each imported when it is used."""

from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from outlast.cli._frame.command import Group
from outlast.cli._frame.options import GlobalOption, global_options
from outlast.cli._frame.verbs import SECTIONS, find_verbs

HELP = """Keep your work and your subscribers safe from the platform you publish on.

Without a command it tells how safe you are and what to do next.

Examples:
    outlast                    am I safe?
    outlast doctor             is this computer ready?
    outlast explain OUT-150    what does this error mean?
"""


class Application(Group):
    """The group of all verbs of a package."""

    def __init__(self, package: str, folder: Path) -> None:
        """Look at the modules of `package`, which lie in `folder`; none is imported yet."""
        super().__init__(
            name="outlast",
            help=HELP,
            callback=lambda: None,
            invoke_without_command=True,
            context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "OUTLAST"},
        )
        self.params = global_options(outermost=True)
        # Not from the environment: a container that sets OUTLAST_VERSION for its own ends must not get the version.
        click.version_option(
            None, "-V", "--version", package_name="outlast", message="outlast %(version)s", allow_from_autoenv=False
        )(self)
        self.verbs = find_verbs(package, folder)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return all verbs in the order of the help."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of a verb, importing it."""
        return self.verbs[cmd_name].load() if cmd_name in self.verbs else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the words begin with; for an unknown one name the nearest."""
        if args[0] not in self.verbs and not ctx.resilient_parsing:
            near = get_close_matches(args[0], self.verbs, n=1)
            ctx.fail(f"There is no command {args[0]}." + (f" Did you mean {near[0]}?" if near else ""))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; `outlast` alone is `outlast status`."""
        result = super().invoke(ctx)
        if ctx.invoked_subcommand is not None:
            return result
        status = self.get_command(ctx, "status")
        if status is None:
            ctx.fail("Which command? See: outlast --help")
        with status.make_context("status", [], parent=ctx) as inner:
            return status.invoke(inner)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the verbs by section, without importing them."""
        longest = max((len(name) for name in self.verbs), default=0)
        for section in SECTIONS:
            rows = [(name.ljust(longest), verb.summary) for name, verb in self.verbs.items() if verb.section == section]
            if rows:
                with formatter.section(section):
                    formatter.write_dl(rows)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs, then the global options."""
        self.format_commands(ctx, formatter)
        with formatter.section("Options of all commands, before or after the command"):
            formatter.write_dl([record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Return the verbs or options that begin like this, without importing a verb."""
        if incomplete.startswith("-"):
            options = [param for param in self.params if isinstance(param, GlobalOption)]
            names = [(name, option.help) for option in options for name in option.opts]
        else:
            names = [(verb.name, verb.summary) for verb in self.verbs.values()]
        return [CompletionItem(name, help=text) for name, text in names if name.startswith(incomplete)]
