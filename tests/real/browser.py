"""Pages as a real Chromium shows them."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.real.components import NODE, node_package, program

Seen = dict[str, dict[str, Any]]
"""What was seen, by `page view`."""


def looked_at(folder: Path, script: Path) -> Seen:
    """Return what `script`, which uses `tests/real/node/seeing.mjs`, saw of the pages in a folder.

    With `OUTLAST_SCREENSHOTS` set, pictures are put there.
    """
    node_package("playwright-core")
    command = ["node", str(script), str(NODE / "node_modules"), program("chromium"), str(folder)]
    if pictures := os.environ.get("OUTLAST_SCREENSHOTS"):
        command.append(str(Path(pictures).resolve()))
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    seen: Seen = json.loads(done.stdout)
    return seen
