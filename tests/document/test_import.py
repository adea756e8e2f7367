"""Importing the package costs next to nothing; the parser comes with the first body."""

import subprocess
import sys


def loaded_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_loads_neither_parser_nor_nouns() -> None:
    loaded = loaded_after("import backup.document")
    assert "backup.document" in loaded
    assert not any(name.startswith(("selectolax", "nh3", "backup.document.")) for name in loaded)


def test_reading_one_platform_does_not_load_the_other() -> None:
    body = "from backup.model import Body, BodyFormat as F; from backup.document import parse"
    loaded = loaded_after(f"{body}; parse(Body(data=b'<p>a', format=F.SUBSTACK_HTML))")
    assert "backup.document.substack" in loaded
    assert "backup.document.medium" not in loaded
    assert "nh3" not in loaded
