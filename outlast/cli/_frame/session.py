"""What every verb is given: how to speak, the settings, and where things lie; each is made when first asked for."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import click

from backup.errors import BadSettings, OutlastError
from outlast.cli.output import Output
from outlast.places import Places, at_home, find_places

if TYPE_CHECKING:
    import logging
    from pathlib import Path

    from outlast.settings import Account, Settings

# `outlast --help` needs neither settings nor log: they are imported on use, which saves a third of its time.


@dataclass(slots=True, kw_only=True)
class GlobalOptions:
    """What the global options said; filled while the command line is read, wherever on it they stand."""

    json: bool = False
    no_input: bool = False
    yes: bool = False
    color: str | None = None
    config: Path | None = None
    archive: Path | None = None
    account: tuple[str, ...] = ()
    log_file: Path | None = None
    verbose: int = 0
    quiet: int = 0

    @property
    def verbosity(self) -> int:
        """Return how much to say: below 0 quiet, above 0 more."""
        return self.verbose - self.quiet

    def flags(self) -> dict[str, object]:
        """Return, by the setting's name, those options that stand for a setting."""
        flags = {"archive": self.archive and at_home(self.archive).absolute(), "output.color": self.color}
        return {name: value for name, value in flags.items() if value is not None}


@dataclass(kw_only=True)
class Session:
    """One run of one command."""

    environ: Mapping[str, str]
    options: GlobalOptions = field(default_factory=GlobalOptions)
    _log: logging.Handler | None = None

    @cached_property
    def places(self) -> Places:
        """Where Outlast keeps its own files."""
        return find_places(self.environ, config=self.options.config, log_file=self.options.log_file)

    @cached_property
    def settings(self) -> Settings:
        """The settings.

        Raises:
            BadSettings: something in them does not fit, or `--config` names no file.
        """
        if self.options.config is not None and not self.places.settings_file.exists():
            raise BadSettings(
                f"There is no settings file {self.places.settings_file}.",
                so_what="Nothing was done.",
                next="Look for a slip in what follows --config",
            )
        from outlast.settings import load_settings

        return load_settings(self.places, environ=self.environ, flags=self.options.flags())

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts to work on: those of `--account`, else all.

        Raises:
            UsageError: there is no account of that name.
        """
        return self.settings.accounts_named(self.options.account)

    @cached_property
    def output(self) -> Output:
        """What the verb speaks through."""
        return Output(
            stdin=sys.stdin,
            stdout=sys.stdout,
            stderr=sys.stderr,
            environ=self.environ,
            as_json=self.options.json,
            color=self._color(),
            verbosity=self.options.verbosity,
            yes=self.options.yes,
            no_input=self.options.no_input,
        )

    def begin(self) -> None:
        """Start what a verb needs around it: the log."""
        from outlast.log import start_log

        self.end()
        self._log = start_log(self.places.log_file, debug=self.options.verbosity > 1)

    def end(self) -> None:
        """Close what `begin` opened."""
        if self._log is not None:
            from outlast.log import stop_log

            stop_log(self._log)
            self._log = None

    def _color(self) -> str:
        if self.options.color is not None:
            return self.options.color
        try:
            return self.settings.color
        except OutlastError:
            # Broken settings are told by whoever needs them; telling that needs an output.
            return "auto"


pass_session = click.make_pass_decorator(Session)
"""Give the session to a verb's function as its first argument."""
