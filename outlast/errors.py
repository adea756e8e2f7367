"""Errors of the application itself; they complete the tree in `backup.errors`.

OutlastError
├── SetupError
│   └── SecretProblem              6           OUT-115   a secret that cannot be fetched or kept
├── SchedulerRefused               1           OUT-230   the computer's scheduler does not take the entry
├── InputError
│   └── NoCookie                   1           OUT-211   what was handed in holds no session of the platform
├── AlertFailed                    1           OUT-240   an alert did not get through
├── Interrupted                    130         OUT-198   stopped from the keyboard
└── Unexpected                     1           OUT-199   a mistake in Outlast itself
"""

import importlib
from collections.abc import Iterator
from typing import ClassVar

from backup.errors import InputError, OutlastError, SetupError
from outlast.exit_codes import ExitCode


class SecretProblem(SetupError):
    """A password, token or key could not be fetched from the place that the settings name, or not be put there."""

    code: ClassVar[str] = "OUT-115"
    so_what = "Nothing was changed. The secret itself was not shown or written anywhere."
    next = "Put the secret where the message says, then run the command again."


class AlertFailed(OutlastError):
    """An alert did not get through to you."""

    code: ClassVar[str] = "OUT-240"
    so_what = "Your backups go on as before: an alert never stops them."
    next = "Mend what the message says, then try it with: outlast alerts test"

    def __init__(self, what: str, *, permanent: bool, next: str | None = None) -> None:  # noqa: A002
        """Take what the other side said, and whether it will say the same until somebody changes something."""
        super().__init__(what, next=next)
        self.permanent = permanent


class SchedulerRefused(OutlastError):
    """The scheduler of this computer does not take, or does not give back, the entry that calls Outlast."""

    code = "OUT-230"
    so_what = "Outlast does not run by itself on this computer yet. The archive is as it was."
    next = "Try another one (outlast schedule on --system cron), or let it run in the foreground: outlast run"


class NoCookie(InputError):
    """What was handed in to sign in with does not hold the cookie that the platform knows you by."""

    code = "OUT-211"
    so_what = "Nothing was kept or changed."
    next = "Run outlast login in a terminal: it shows how to find the cookie in your browser."


class Interrupted(OutlastError):
    """You stopped the command."""

    code = "OUT-198"
    exit_code = ExitCode.INTERRUPTED
    so_what = "What was finished before is kept."
    next = "Run the same command again: it goes on from there."


class Unexpected(OutlastError):
    """Outlast ran into something that its makers did not think of."""

    code = "OUT-199"
    so_what = "This is a mistake in Outlast, not in what you did. What was saved before is as it was."
    next = "Run the same command again; if it stays, report it with the last lines of the log file."


def error_classes(root: type[OutlastError] = OutlastError) -> Iterator[type[OutlastError]]:
    """Yield `root` and every error under it, sorted by code."""
    importlib.import_module("mailer.errors")  # a class that was never imported is not in the tree
    found = {root}
    waiting = [root]
    while waiting:
        subclasses = waiting.pop().__subclasses__()
        found.update(subclasses)
        waiting.extend(subclasses)
    yield from sorted(found, key=lambda error: error.code)
