"""Rules that send readers of an old address to the new one, in the form that a web server or service takes.

A form is one module here with a line `FORM = …`; its file name is its name on the command line (`_` there is `-`), the
first line of its docstring its help. Nothing needs to be registered.

    _base.py    the contract of a form
    move.py     what leads where: a path that was, an address that is
    scheme.py   where posts and pages lie over there: by an exporter, or by a pattern
    moving.py   from a selection and a scheme to all moves
"""

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from backup.listing import modules_with

if TYPE_CHECKING:
    from exporters.redirects._base import Form


def found() -> dict[str, str]:
    """Return what each form is for, in a sentence, by its name; none of them is imported for it."""
    return {name.replace("_", "-"): summary for name, summary in modules_with("FORM", Path(__file__)).items()}


def load(name: str) -> "Form":
    """Return the form of that name, which `found` has."""
    form: Form = importlib.import_module(f"exporters.redirects.{name.replace('-', '_')}").FORM()
    return form
