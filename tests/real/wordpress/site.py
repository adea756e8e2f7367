"""A real WordPress on loopback: the npm package's build, its SQLite part, and PHP's own server."""

import json
import os
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.real import components
from tests.real.servers import started

_HERE = Path(__file__).parent
_VERSION = "6.5"
PASSWORD = "a long password for tests"
"""Of both users, as `setup.php` has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPress:
    """A running site without any post."""

    url: str
    owner: str
    """`name:application password` of its administrator."""
    author: str
    """…and of Maya Lindqvist, who may write, but no markup of any kind."""
    folder: Path

    def php(self, code: str) -> None:
        """Run some code in the site, as a plugin would."""
        subprocess.run(["php", "-r", f"require 'wp-load.php'; {code}"], cwd=self.folder, check=True)

    @property
    def mails(self) -> list[dict[str, str]]:
        """Return what it would have mailed so far."""
        noted = self.folder / "mails.jsonl"
        return [json.loads(line) for line in noted.read_text().splitlines()] if noted.exists() else []


@contextmanager
def wordpress(folder: Path) -> Iterator[WordPress]:
    """Set a site up in `folder` and run it."""
    php = components.program("php")
    package = components.node_package("@wp-playground/wordpress-builds") / "src"
    with zipfile.ZipFile(package / "wordpress" / f"wp-{_VERSION}.zip") as build:
        build.extractall(folder)
    (folder / "wp-content" / "database" / ".ht.sqlite").unlink(missing_ok=True)  # the build brings somebody else's site
    plugins = folder / "wp-content" / "plugins"
    with zipfile.ZipFile(package / "sqlite-database-integration" / "sqlite-database-integration.zip") as sqlite:
        sqlite.extractall(plugins)
    (plugins / "sqlite-database-integration-main").rename(plugins / "sqlite-database-integration")
    drop_in = (plugins / "sqlite-database-integration" / "db.copy").read_text("utf-8")
    (folder / "wp-content" / "db.php").write_text(drop_in, "utf-8")  # it finds the plugin by its name
    (folder / "wp-content" / "mu-plugins").mkdir()
    for ours, theirs in (("config.php", "wp-config.php"), ("no-mail.php", "wp-content/mu-plugins/no-mail.php")):
        (folder / theirs).write_bytes((_HERE / ours).read_bytes())
    (folder / "setup.php").write_bytes((_HERE / "setup.php").read_bytes())
    done = subprocess.run([php, "setup.php"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    made = json.loads(done.stdout.strip().splitlines()[-1])
    command = [php, "-S", "127.0.0.1:0", "-t", str(folder), str(_HERE / "router.php")]
    with started(
        command, folder / "server.log", r"\((http://127\.0\.0\.1:\d+)\) started", folder=folder, environ=os.environ
    ) as ready:
        yield WordPress(url=ready[1], owner=made["owner"], author=made["author"], folder=folder)
