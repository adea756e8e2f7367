"""Subscriber lists in the form that another service takes: who gets letters, and who must not, in files of their own.

A service is one module here with a line `SERVICE = …`; its file name is its name on the command line, the first line of
its docstring its help. Nothing needs to be registered; what is not asked for is not imported. Which list it is, who is
on it and where each row ends is told by `backup.audience`, for letters too.

    _base.py    the contract: files, columns, what to do over there
    _sheets.py  the files while they are written, row by row
    _export.py  one run: everything above in turn, a million rows within the memory of some hundred bytes each
    _cells.py   how dates, tags and facts stand in a cell
    _steps.py   what services have in common to do over there; Stripe
"""

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from backup.errors import UsageError
from backup.listing import modules_with

if TYPE_CHECKING:
    from exporters.subscribers._base import ListService


def found() -> dict[str, str]:
    """Return what each service takes, in a sentence, by its name; none of them is imported for it."""
    return modules_with("SERVICE", Path(__file__))


def load(name: str) -> "ListService":
    """Return the service of that name.

    Raises:
        UsageError: there is none.
    """
    known = found()
    if name not in known:
        raise UsageError(f"There is no service called {name!r}.", next=f"There are: {', '.join(known)}")
    service: ListService = importlib.import_module(f"exporters.subscribers.{name}").SERVICE()
    return service
