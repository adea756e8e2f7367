"""Programs from outside Python that judge what we write: found, or the test is skipped; in CI it fails instead.

`.ci/run` installs the Debian packages, and the npm packages of `tests/real/node/package.json` beside that file.
"""

import os
import shutil
from pathlib import Path

import pytest

NODE = Path(__file__).parent / "node"
EPUBCHECK = Path("/usr/share/java/epubcheck.jar")


def missing(name: str) -> None:
    """Skip the test, or fail it where everything must be there."""
    (pytest.fail if os.environ.get("OUTLAST_REQUIRE_REAL") == "1" else pytest.skip)(f"{name} is not installed")


def program(name: str) -> str:
    """Return where a program lies."""
    found = shutil.which(name)
    if found is None:
        missing(name)
    return str(found)


def file(path: Path) -> Path:
    """Return a file that a package brings."""
    if not path.exists():
        missing(path.name)
    return path


def node_package(name: str) -> Path:
    """Return the folder of an npm package."""
    program("node")
    return file(NODE / "node_modules" / name)
