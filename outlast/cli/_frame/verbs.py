"""The verbs of `outlast`, found by listing this folder and described without importing them.

A verb is a module whose file name is the verb (`check_move.py` is `check-move`, `import_.py` is `import`) with

    a docstring     its first line is the short help, the rest the long help, under `Examples:` come the examples;
    SECTION = "…"   the heading it stands under in `outlast --help`;
    ORDER = 10      where it stands there, if not by the alphabet after those that have one;
    COMMAND = …     the click command.
"""

import importlib
import re
from dataclasses import dataclass
from pathlib import Path

import click

SECTIONS = ("GET STARTED", "KEEP", "WATCH", "REACH SUBSCRIBERS", "MOVE", "RISK AND APPEAL", "OTHER")

_SUMMARY = re.compile(r'\A"""(.+?)(?:"""|$)', re.MULTILINE)
_SECTION = re.compile(r'^SECTION = "(.+)"$', re.MULTILINE)
_ORDER = re.compile(r"^ORDER = (\d+)$", re.MULTILINE)
_LAST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What is known of a verb before its module is imported."""

    name: str
    module: str
    section: str
    summary: str
    order: int

    def load(self) -> click.Command:
        """Import the module and return its command."""
        command: click.Command = importlib.import_module(self.module).COMMAND
        command.name = self.name
        return command


def find_verbs(package: str, folder: Path) -> dict[str, Verb]:
    """Return the verbs among the modules of `package`, which lie in `folder`, in the order of the help."""
    found = [verb for path in folder.glob("[!_]*.py") if (verb := _look_at(path, package))]
    places = {section: place for place, section in enumerate(SECTIONS)}
    found.sort(key=lambda verb: (places.get(verb.section, len(SECTIONS)), verb.order, verb.name))
    return {verb.name: verb for verb in found}


def _look_at(path: Path, package: str) -> Verb | None:
    source = path.read_text(encoding="utf-8")
    summary, section, order = _SUMMARY.search(source), _SECTION.search(source), _ORDER.search(source)
    if summary is None or section is None:
        return None
    return Verb(
        name=path.stem.rstrip("_").replace("_", "-"),
        module=f"{package}.{path.stem}",
        section=section.group(1),
        summary=summary.group(1).strip(),
        order=int(order.group(1)) if order else _LAST,
    )
