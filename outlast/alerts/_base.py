"""The contract of an alert: a way to tell the writer something.

A new way is one new module in this folder: its file name is the `kind` in the settings, and it ends with
`ALERT = YourAlert`. Nothing has to be registered. What it needs from the settings stands in `asks`, from which
`outlast alerts add` makes its questions.
"""

import importlib
import os
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from outlast.telling.news import News

if TYPE_CHECKING:
    from ssl import SSLContext

    from outlast.secrets import Secret
    from outlast.settings.alert import AlertSetting

# The table of settings lists the kinds, so this module imports neither settings nor secrets when it is loaded.

PATIENCE = 20.0
"""Seconds to wait for the other side, at each step of talking to it."""

Run = Callable[[Sequence[str], Mapping[str, str]], "subprocess.CompletedProcess[str]"]
"""Runs a program with these words and this environment, and returns what came of it."""


def run_program(words: Sequence[str], environ: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run a program without a shell and return what it said.

    Raises:
        OSError: it is not there.
        subprocess.TimeoutExpired: it did not end.
    """
    return subprocess.run(
        words, env=dict(environ), capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=False
    )


def _no_secret() -> "Secret | None":
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What an alert works with; tests bring their own."""

    secret: "Callable[[], Secret | None]" = _no_secret
    """Fetches the secret that the settings refer to, at the moment it is used; `None` where they name none."""
    run: Run = run_program
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    tls: "SSLContext | None" = None
    """What certificates to believe; `None`: those that this computer believes."""
    patience: float = PATIENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Something that a way needs to be told when it is set up."""

    setting: str
    """The last word of the setting (`to`, `server`, `secret` …)."""
    question: str
    default: str = ""
    required: bool = True


class Alert(ABC):
    """A way to tell the writer."""

    kind: ClassVar[str]
    """The module's name."""
    asks: ClassVar[tuple[Ask, ...]] = ()
    """What it needs, in the order of asking."""

    def __init__(self, setting: "AlertSetting", means: Means) -> None:
        """Take what the settings say, and what to work with; nothing is fetched or sent yet."""
        self.setting = setting
        self.means = means

    @abstractmethod
    def send(self, news: News) -> str:
        """Tell the news once, and return what the other side said to it.

        Raises:
            AlertFailed: it did not get through; `permanent` says whether trying again as it is could help.
            MissingPart: a library that it needs is not installed.
            SecretProblem: its secret could not be fetched.
        """

    def needed(self, setting: str) -> str:
        """Return what the settings say under this word.

        Raises:
            BadSettings: they say nothing.
        """
        from backup.errors import BadSettings

        value = getattr(self.setting, "sender" if setting == "from" else setting)
        if value is None:
            raise BadSettings(
                f"The alert {self.setting.name} does not say its “{setting}”.",
                so_what="Nothing was sent.",
                next=f"Set it with: outlast config set alerts.{self.setting.name}.{setting} VALUE",
            )
        return str(value)

    def needed_secret(self) -> "Secret":
        """Return the secret, fetched now.

        Raises:
            BadSettings: the settings name none.
            SecretProblem: it is not there.
        """
        self.needed("secret")
        secret = self.means.secret()
        assert secret is not None  # noqa: S101  # `needed` has raised where the settings name none
        return secret


def kinds() -> tuple[str, ...]:
    """Return the names of all ways, found by listing this folder."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py")))


def load(kind: str) -> type[Alert]:
    """Import the module of that name and return its class."""
    alert: type[Alert] = importlib.import_module(f"outlast.alerts.{kind}").ALERT
    return alert
