"""Compares the installed files with what the wheel says they are.

Format: the RECORD file, Python Packaging User Guide, "Recording installed projects". The five packages have plain
names (`backup`, `templates` …), so another package could have put its files over ours: this shows it.
"""

import base64
import csv
import hashlib
import json
from importlib.metadata import Distribution
from pathlib import Path


def is_editable(distribution: Distribution) -> bool:
    """Tell whether it runs from its source folder; there is nothing to compare then (PEP 610)."""
    try:
        origin = json.loads(distribution.read_text("direct_url.json") or "{}")
    except ValueError:
        return False
    return bool(origin.get("dir_info", {}).get("editable"))


def altered_files(distribution: Distribution) -> list[str]:
    """Return the names of the files that are missing or are not what RECORD says; all of them if it is missing."""
    record = distribution.read_text("RECORD")
    if record is None:
        return ["RECORD"]
    # Not Distribution.files: since Python 3.12 that leaves out the files that are missing.
    rows = [row for row in csv.reader(record.splitlines()) if len(row) == 3]
    return [name for name, digest, _ in rows if not _is_launcher(name) and not _same(distribution, name, digest)]


def _is_launcher(name: str) -> bool:
    # `../../../bin/outlast`: written by the installer, which may move it later (`pip install --target` does).
    return name.startswith("..") or Path(name).is_absolute()


def _same(distribution: Distribution, name: str, digest: str) -> bool:
    if not digest:
        return True
    kind, _, wanted = digest.partition("=")
    try:
        data = Path(str(distribution.locate_file(name))).read_bytes()
    except OSError:
        return False
    found = base64.urlsafe_b64encode(hashlib.new(kind, data).digest()).rstrip(b"=").decode()
    return found == wanted
