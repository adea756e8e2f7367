"""Which modules of a folder are one of a kind: found by a line in their source, so that none is imported for it."""

import re
from pathlib import Path

_SUMMARY = re.compile(r'\A"""(.+?)(?:"""|$)', re.MULTILINE)


def modules_with(name: str, package: Path) -> dict[str, str]:
    """Return the modules and folders beside `package` (its `__init__.py`) that define `name` at their outermost level.

    Each comes with the first line of its docstring, which is its help.
    """
    defines = re.compile(rf"^{name}\b", re.MULTILINE)
    found: dict[str, str] = {}
    for path in sorted(package.parent.iterdir()):
        file = path / "__init__.py" if path.is_dir() else path
        if path.name.startswith("_") or file.suffix != ".py" or not file.is_file():
            continue
        source = file.read_text(encoding="utf-8")
        summary = _SUMMARY.search(source)
        if summary and defines.search(source):
            found[path.stem] = summary[1].strip()
    return found
