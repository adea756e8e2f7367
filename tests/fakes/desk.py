"""A writer's computer: folders of its own, a made-up platform in the place of the web, and real processes of `outlast`."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from backup.archive.archive import Archive
from backup.archive.keys import Key

ROOT = Path(__file__).parents[2]
ACCOUNT = "night-letters"
ADDRESS = "https://nightletters.substack.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a process left behind."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One computer, with settings, state and archive below `folder`."""

    folder: Path
    port: int
    rate: float = 1000
    hurry: float = 100
    """How much faster time goes here for what waits between requests (see `hurried`)."""
    environ: dict[str, str] = field(default_factory=dict)

    @property
    def archive(self) -> Path:
        """Return the archive's folder."""
        return self.folder / "archive"

    @property
    def temporary(self) -> Path:
        """Return the folder that programs are told to put temporary files into."""
        return self.folder / "tmp"

    def set_up(self) -> None:
        """Make the archive, and name the account in the settings."""
        self.temporary.mkdir(parents=True)
        self.must("init", "--platform", "substack", "--url", ADDRESS, "--name", ACCOUNT)

    def sign_in(self, cookie: str) -> None:
        """Sign in with the value of the cookie, as a file that is removed then."""
        file = self.folder / "cookies.txt"
        file.touch(0o600)
        file.write_text(f"substack.sid={cookie}")
        self.must("login", "--cookie-file", str(file))
        file.unlink()

    def must(self, *words: str) -> Said:
        """Run a command that has to work (or leaves a reminder: 3)."""
        said = self.run(*words)
        assert said.code in (0, 3), f"{words}: {said.code}\n{said.out}{said.err}"
        return said

    def run(self, *words: str) -> Said:
        """Run a command to its end."""
        done = subprocess.run(self._command(words), capture_output=True, text=True, env=self._env(), cwd=self.folder)
        return Said(code=done.returncode, out=done.stdout, err=done.stderr)

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a command and return its process; what it says goes to `out.txt`."""
        out = (self.folder / "out.txt").open("ab")
        with out:
            command = self._command(words)
            return subprocess.Popen(command, stdout=out, stderr=out, env=self._env(), cwd=self.folder)

    def open_archive(self) -> Archive:
        """Open the archive with its key."""
        keys = list((self.folder / "state").rglob("*.key"))
        return Archive(self.archive, key=Key(keys[0].read_text()))

    def _command(self, words: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "tests.fakes.hurried", str(self.hurry), "--no-input", *words]

    def _env(self) -> dict[str, str]:
        return {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(self.folder),
            "TMPDIR": str(self.temporary),
            "PYTHONPATH": str(ROOT),
            "COLUMNS": "100",
            "OUTLAST_CONFIG": str(self.folder / "config" / "outlast.toml"),
            "OUTLAST_STATE_DIR": str(self.folder / "state"),
            "OUTLAST_ARCHIVE": str(self.archive),
            "OUTLAST_NETWORK_RATE": str(self.rate),
            "OUTLAST_NETWORK_LOOPBACK_PORT": str(self.port),
            **self.environ,
        }
