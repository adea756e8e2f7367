"""Expected results kept as files: `OUTLAST_ACCEPT=1` writes them anew; look at the difference before committing it."""

import json
import os
from pathlib import Path

from backup.document.as_json import to_json
from backup.document.blocks import Document

HERE = Path(__file__).resolve().parent.parent
FIXTURES = HERE / "fixtures"
GOLDEN = HERE / "golden" / "document"


IN_EXPORTS = {
    "substack/posts": "substack/export-ghost/posts",
    "medium/posts/tryghost": "medium/exports/tryghost/posts",
    "medium/posts/meh": "medium/exports/meh/posts",
}
"""Posts that lie in the fixtures of whole exports, with their licences, so that they are here once."""


def fixtures(folder: str) -> list[Path]:
    """Return the HTML files of a folder of fixtures, in order of their names."""
    found = sorted((FIXTURES / IN_EXPORTS.get(folder, folder)).glob("*.html"))
    assert found, f"no fixtures in {folder}"
    return found


def assert_golden(document: Document, name: str) -> None:
    """Compare a document with the one kept under `name`."""
    got = json.dumps(to_json(document), ensure_ascii=False, indent=1) + "\n"
    path = GOLDEN / f"{name}.json"
    if os.environ.get("OUTLAST_ACCEPT") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(got, encoding="utf-8")
    assert path.exists(), f"{path.name} is not there yet: run with OUTLAST_ACCEPT=1 and read what it writes"
    assert got == path.read_text(encoding="utf-8")
