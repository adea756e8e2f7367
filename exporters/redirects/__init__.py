"""Rules that send readers of an old address to the new one, in the form that a web server or service takes.

A form is one module here with a line `FORM = …`; its file name is its name on the command line (`_` there is `-`), the
first line of its docstring its help. Nothing needs to be registered.

    _base.py    the contract of a form
    move.py     what leads where: a path that was, an address that is
    scheme.py   where posts and pages lie over there: by an exporter, or by a pattern
    moving.py   from a selection and a scheme to all moves
"""

import importlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exporters.redirects._base import Form

_IS_ONE = re.compile(r"^FORM\b", re.MULTILINE)
_SUMMARY = re.compile(r'\A"""(.+?)(?:"""|$)', re.MULTILINE)


def found() -> dict[str, str]:
    """Return what each form is for, in a sentence, by its name; none of them is imported for it."""
    named: dict[str, str] = {}
    for path in sorted(Path(__file__).parent.glob("[!_]*.py")):
        source = path.read_text(encoding="utf-8")
        summary = _SUMMARY.search(source)
        if summary and _IS_ONE.search(source):
            named[path.stem.replace("_", "-")] = summary[1].strip()
    return named


def load(name: str) -> "Form":
    """Return the form of that name, which `found` has."""
    form: Form = importlib.import_module(f"exporters.redirects.{name.replace('-', '_')}").FORM()
    return form
