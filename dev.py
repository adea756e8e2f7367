#!/usr/bin/env python3
"""Set up Outlast in .venv and run its demo, tests or checks, with nothing but Python 3.11 and pip.

    python3 dev.py demo     set up, then the main job on made-up data
    python3 dev.py test     set up, then linters, types, import rules and tests (arguments go to pytest)
    python3 dev.py lint     the checks without the tests
    python3 dev.py fmt      rewrite the code in the project's format
    python3 dev.py docs     write the generated pages of docs/reference anew
    python3 dev.py setup    only set up (.venv/bin/outlast exists afterwards)

Works where `python3 -m venv` does not (Debian without python3-venv has no ensurepip) and where
`pip install` refuses (PEP 668): the environment is made without pip, and the outside pip fills it.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def run(*command: str | Path, quiet: bool = False) -> int:
    """Run a command from the project's folder and return its exit code."""
    out = subprocess.DEVNULL if quiet else None
    return subprocess.run([str(part) for part in command], cwd=HERE, stdout=out, check=False).returncode


def installer() -> list[str]:
    """Return the command that installs into .venv: uv if at hand, the venv's own pip, or the outside pip."""
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    if subprocess.run([str(PYTHON), "-c", "import pip"], capture_output=True, check=False).returncode == 0:
        return [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(PYTHON),
        "--disable-pip-version-check",
        "install",
        "--quiet",
    ]


def setup(extra: str) -> None:
    """Make .venv and install the project with `extra` in it, unless that was done for this pyproject.toml."""
    wanted = hashlib.sha256((HERE / "pyproject.toml").read_bytes() + str(HERE).encode()).hexdigest()
    stamp = VENV / f"outlast-{extra or 'core'}.stamp"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Setting up Outlast in {VENV.name} (about a minute the first time) …", file=sys.stderr, flush=True)
    if not PYTHON.exists():
        # Debian's venv exits the program when ensurepip is missing, so look before calling it.
        venv.create(VENV, with_pip=importlib.util.find_spec("ensurepip") is not None, clear=VENV.exists())
    target = f"{HERE}[{extra}]" if extra else str(HERE)
    if run(*installer(), "--editable", target) != 0:
        sys.exit(
            "Setting up failed: the lines above say what could not be installed. Nothing else was changed.\n"
            "Check that this computer is online and that `python3 -m pip --version` works, then run this again."
        )
    stamp.write_text(wanted)


def lint() -> int:
    """Run every check that reads the code without running it; return the number that failed."""
    checks = [
        [BIN / "ruff", "check", "."],
        [BIN / "ruff", "format", "--check", "."],
        [PYTHON, "-m", "mypy"],
        [BIN / "lint-imports"],
    ]
    failed = 0
    for check in checks:
        print("·", *(Path(part).name if isinstance(part, Path) else part for part in check), flush=True)
        failed += run(*check) != 0
    return failed


def main(arguments: list[str]) -> int:
    """Do what the first argument says; return the exit code."""
    if sys.version_info < (3, 11):
        sys.exit(f"Outlast needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    verb, rest = (arguments or ["help"])[0], arguments[1:]
    if verb == "setup":
        setup("")
        return 0
    if verb == "demo":
        setup("")
        return run(BIN / "outlast", "demo", *rest)
    if verb in ("test", "lint", "fmt", "docs"):
        setup("dev")
        if verb == "docs":
            return run(PYTHON, "-m", "outlast.cli.reference")
        if verb == "fmt":
            return run(BIN / "ruff", "check", "--fix", ".") or run(BIN / "ruff", "format", ".")
        failed = lint()
        if verb == "test":
            # A file stays in one process: what its tests share is made once.
            failed += run(PYTHON, "-m", "pytest", *(rest or ["-n", "auto", "--dist", "loadfile"])) != 0
        return min(failed, 1)
    print(__doc__)
    return 0 if verb in ("help", "-h", "--help") else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
