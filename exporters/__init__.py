"""Write elsewhere: what the archive holds, in the form that another platform, program or reader takes.

An exporter is one module (or folder) here with a line `EXPORTER = …`; its file name is its name on the command line,
the first line of its docstring its help. Nothing needs to be registered; what is not asked for is not imported.

    _base.py         the contract, and what a finished export says of itself
    losses.py        what could not be carried over: never silent
    selection/       what is exported: the posts that were asked for, their words, comments and files
    target/          where to: a folder that is there whole or not at all, or nowhere (a dry run)
    article.py       one post while it is written: where its links and pictures lead over there
    writers/         a document as HTML, Markdown, Ghost's lexical, WordPress's blocks; shared by the exporters
    front_matter.py  what a post says of itself, in YAML
    cover.py         whether the picture on top of a post is in its body already
    site_source/     what sites built from Markdown share
    feeds/           what feeds share
    links/           own links, wherever they point
    redirects/       rules for web servers and services: from the old addresses to the new ones
    pushing/         what is sent to a running site instead of written to files
    subscribers/     lists for other services, one column map each
"""

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from backup.errors import UsageError
from backup.listing import modules_with

if TYPE_CHECKING:
    from exporters._base import Exporter


def found() -> dict[str, str]:
    """Return what each exporter writes, in a sentence, by its name; none of them is imported for it."""
    return modules_with("EXPORTER", Path(__file__))


def load(name: str) -> "type[Exporter]":
    """Return the exporter of that name.

    Raises:
        UsageError: there is none.
    """
    known = found()
    if name not in known:
        raise UsageError(f"There is no exporter called {name!r}.", next=f"There are: {', '.join(known)}")
    module = importlib.import_module(f"exporters.{name}")
    exporter: type[Exporter] = module.EXPORTER
    return exporter
