"""Netlify's own parser takes every rule."""

import json
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from exporters import redirects
from tests.exporters.redirects.moves import HARD, MOVES
from tests.real import components

pytestmark = pytest.mark.real

SCRIPT = """\
import { parseAllRedirects } from %s;
const { redirects, errors } = await parseAllRedirects({ redirectsFiles: [process.argv[1]], minimal: false });
console.log(JSON.stringify({ redirects, errors: errors.map(String) }));
"""


def read(file: Path) -> dict[str, list[dict[str, object]]]:
    package = components.node_package("netlify-redirect-parser")
    script = SCRIPT % json.dumps((package / "lib" / "index.js").as_uri())
    command = [components.program("node"), "--input-type=module", "-e", script, str(file)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    found: dict[str, list[dict[str, object]]] = json.loads(said.stdout)
    return found


@pytest.mark.parametrize("form", ["netlify", "cloudflare"])
def test_every_rule_is_read_as_it_was_meant(tmp_path: Path, form: str) -> None:
    file = tmp_path / "_redirects"
    file.write_text(redirects.load(form).rules(MOVES).text, encoding="utf-8")

    found = read(file)

    assert found["errors"] == []
    assert {(unquote(str(rule["from"])), rule["to"]) for rule in found["redirects"]} >= set(HARD)
    assert all((rule["status"], rule["force"], rule["query"]) == (301, False, {}) for rule in found["redirects"])
    assert ("/p/:name/comment/*", "/:name/") in {(rule["from"], rule["to"]) for rule in found["redirects"]}
