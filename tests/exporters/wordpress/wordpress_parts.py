"""Parts of the real WordPress: its block parser, its editor in Chromium, and a site that PHP alone opens, unserved."""

import html
import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

from tests.real import components

_HERE = Path(__file__).parent
_NEEDED = ("class-wp-block-parser-block", "class-wp-block-parser-frame", "class-wp-block-parser", "blocks")
_LIBRARIES = ("lodash", "react", "react-dom", "react-jsx-runtime", "moment")
_SCRIPTS = [
    "hooks",
    "i18n",
    "dom-ready",
    "escape-html",
    "is-shallow-equal",
    "html-entities",
    "url",
    "autop",
    "blob",
    "block-serialization-default-parser",
    "deprecated",
    "dom",
    "a11y",
    "element",
    "keycodes",
    "priority-queue",
    "private-apis",
    "redux-routine",
    "shortcode",
    "token-list",
    "warning",
    "wordcount",
    "primitives",
    "undo-manager",
    "compose",
    "data",
    "date",
    "api-fetch",
    "rich-text",
    "blocks",
    "style-engine",
    "preferences",
    "notices",
    "keyboard-shortcuts",
    "components",
    "commands",
    "core-data",
    "viewport",
    "block-editor",
    "server-side-render",
    "reusable-blocks",
    "patterns",
    "block-library",
]
"""The editor's scripts, each after those that it needs (wp-includes/assets/script-loader-packages.php)."""
_OPTIONAL = frozenset({"react-jsx-runtime"})
"""What only newer versions have."""


def parsed(contents: dict[str, str], folder: Path, version: str = "6.5") -> dict[str, dict[str, str]]:
    """Return what WordPress's parser and serializer make of each content: `again`, and `loose` text outside of blocks."""
    php = components.program("php")
    with zipfile.ZipFile(_package() / "src" / "wordpress" / f"wp-{version}.zip") as build:
        for name in _NEEDED:
            build.extract(f"wp-includes/{name}.php", folder)
    command = [php, str(_HERE / "parse_and_serialize.php"), str(folder)]
    done = subprocess.run(command, input=json.dumps(contents), capture_output=True, text=True, check=True)
    made: dict[str, dict[str, str]] = json.loads(done.stdout)
    return made


def edited(contents: dict[str, str], folder: Path, version: str) -> dict[str, dict[str, str]]:
    """Return what the editor makes of each content: `again`, as it would save it, and the blocks `strange` to it."""
    chromium = components.program("chromium")
    scripts = _package() / "public" / f"wp-{version}" / "wp-includes" / "js" / "dist"
    with zipfile.ZipFile(_package() / "src" / "wordpress" / f"wp-{version}.zip") as build:
        unpacked = build.extract(
            "wp-includes/js/dist/block-editor.min.js", folder
        )  # the one that lies in the ZIP alone
    paths = [scripts / "vendor" / f"{name}.min.js" for name in _LIBRARIES]
    paths = [path for path in paths if path.exists() or path.name.removesuffix(".min.js") not in _OPTIONAL]
    paths += [Path(unpacked) if name == "block-editor" else scripts / f"{name}.min.js" for name in _SCRIPTS]
    tags = "\n".join(f'<script src="{components.file(path).as_uri()}"></script>' for path in paths)
    page = folder / "editor.html"
    told = json.dumps(contents).replace("<", "\\u003c")
    template = (_HERE / "editor.html").read_text("utf-8")
    page.write_text(template.replace("SCRIPTS", tags).replace("CONTENTS", told), "utf-8")
    command = [chromium, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    command += ["--host-resolver-rules=MAP * ~NOTFOUND", "--allow-file-access-from-files", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    found = re.search(r'<pre id="made">(.+?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr[-2000:]
    made: dict[str, dict[str, str]] = json.loads(html.unescape(found[1]))
    return made


def installed(folder: Path, version: str = "6.5") -> Path:
    """Set a site up that has no post and no server: what it would fetch or mail goes nowhere."""
    php = components.program("php")
    with zipfile.ZipFile(_package() / "src" / "wordpress" / f"wp-{version}.zip") as build:
        build.extractall(folder)
    (folder / "wp-content" / "database" / ".ht.sqlite").unlink(missing_ok=True)  # the build may bring somebody's site
    plugin = folder / "wp-content" / "plugins" / "sqlite-database-integration"
    with zipfile.ZipFile(_package() / "src" / "sqlite-database-integration" / f"{plugin.name}.zip") as sqlite:
        sqlite.extractall(plugin.parent)
    plugin.with_name(f"{plugin.name}-main").rename(plugin)
    (folder / "wp-content" / "db.php").write_bytes((plugin / "db.copy").read_bytes())
    (folder / "wp-config.php").write_bytes((_HERE / "config.php").read_bytes())
    done = subprocess.run([php, str(_HERE / "install.php"), str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def taken(site: Path, file: Path) -> dict[str, Any]:
    """Return what a site has once its author Maya, who may not write any markup, took a WXR file in."""
    command = [components.program("php"), str(_HERE / "take.php"), str(site), str(file), "maya"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    made: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return made


def _package() -> Path:
    return components.node_package("@wp-playground/wordpress-builds")
