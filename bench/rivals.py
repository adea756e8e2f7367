"""restic and borg on the workload of `bench.work`: what a writer would take instead, measured on the same files.

    python -m bench.rivals FOLDER [--small] [--days N]

Everything (repositories, caches, keys, temporary files) stays in FOLDER, which must be new or empty.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from bench import work

# The command is started from a small process of its own: Linux counts the memory of whoever starts a program towards
# the peak of that program (exec keeps maxrss, see setmax_mm_hiwater_rss in fs/exec.c), and this one may be large.
_LAUNCHER = """
import json, os, sys, time
start = time.monotonic()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(child, 0)
figures = [used.ru_utime + used.ru_stime, time.monotonic() - start, used.ru_maxrss]
with open(sys.argv[1], "w") as out:
    json.dump(figures, out)
sys.exit(os.waitstatus_to_exitcode(status))
"""
_LEFT = "import sys; a, b = (set(l.split(b',', 1)[0] for l in open(n, 'rb')) for n in sys.argv[1:]); print(len(a - b))"
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes on macOS, in kilobytes on Linux
_PASSWORD = "made up for the benchmark"  # noqa: S105 - it guards made-up data
_FIRST_DAY, _LAST_DAY = 3, 20  # it is asked who left between these

Command = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a command took: processor and elapsed seconds, and the most memory that one of its processes had."""

    cpu: float
    wall: float
    rss_mb: float

    def __add__(self, other: "Figures") -> "Figures":
        """Return what both took, one after the other."""
        return Figures(cpu=self.cpu + other.cpu, wall=self.wall + other.wall, rss_mb=max(self.rss_mb, other.rss_mb))


def measure(
    command: Command,
    env: Mapping[str, str],
    *,
    cwd: Path | None = None,
    output: Path | None = None,
    fine: Container[int] = (0,),
) -> Figures:
    """Run a command, with its output in a file if asked, and return what it and the processes it waited for took.

    `fine` are the exit codes that count as success: some programs say with theirs what they found.

    Raises:
        subprocess.CalledProcessError: it failed; what it said on standard error went to the terminal.
    """
    with tempfile.TemporaryDirectory(dir=env.get("TMPDIR")) as folder, (output or Path(os.devnull)).open("wb") as out:
        result = Path(folder) / "figures.json"
        launch = [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(result), *command]
        ended = subprocess.run(launch, env=dict(env), cwd=cwd, stdout=out, check=False)
        if ended.returncode not in fine:
            raise subprocess.CalledProcessError(ended.returncode, command)
        cpu, wall, peak = json.loads(result.read_text())
    return Figures(cpu=cpu, wall=wall, rss_mb=peak * _RSS_UNIT / 1e6)


class Rival:
    """A backup program with a repository of its own; `{name}` in a command is a snapshot, `{list}` the list's path."""

    program: ClassVar[str]
    environment: ClassVar[Mapping[str, str]]
    """Its own variables; `{}` in a value stands for the folder of the benchmark."""
    init: ClassVar[Command]
    snapshot: ClassVar[Command]
    """Run in the work's folder."""
    check: ClassVar[Command]
    extract: ClassVar[Command]
    """Run in the folder that is written to."""
    dump: ClassVar[Command]

    def __init__(self, folder: Path, source: work.Work) -> None:
        """Keep everything in `folder`, and back up `source`."""
        self.source, self.folder, self.newest, self._again = source, folder, "", 0
        self.temporary = folder / "tmp"
        self.temporary.mkdir(parents=True)
        own = {name: value.format(folder) for name, value in self.environment.items()}
        fixed = {"LC_ALL": "C.UTF-8", "HOME": str(folder), "TMPDIR": str(self.temporary)}
        self.env = {"PATH": os.environ["PATH"]} | fixed | own

    def _run(self, command: Command, name: str = "", **where: Path) -> Figures:
        path = self.source.email_list.relative_to(self.source.folder).as_posix()
        return measure([part.format(name=name, list=path) for part in command], self.env, **where)

    def first(self) -> Figures:
        """Make the repository, encrypted, and the first snapshot."""
        return self._run(self.init) + self.daily(0)

    def no_change(self) -> Figures:
        """Make a snapshot although nothing has changed."""
        self._again += 1
        return self._run(self.snapshot, f"again{self._again}", cwd=self.source.folder)

    def daily(self, number: int) -> Figures:
        """Make the snapshot of a day."""
        self.newest = f"day{number:03}"
        return self._run(self.snapshot, self.newest, cwd=self.source.folder)

    def verify(self) -> Figures:
        """Read all of the data back and check it."""
        return self._run(self.check)

    def restore(self, target: Path) -> Figures:
        """Write the newest snapshot into a new folder."""
        target.mkdir()
        return self._run(self.extract, self.newest, cwd=target)

    def left(self, first: int, last: int) -> tuple[Figures, int]:
        """Find who left between two days by restoring both lists; return what that took, and how many they are."""
        lists = [self.temporary / f"{number}.csv" for number in (first, last)]
        answer = self.temporary / "left.txt"
        took = self._run(self.dump, f"day{first:03}", output=lists[0])
        took += self._run(self.dump, f"day{last:03}", output=lists[1])
        took += measure([sys.executable, "-I", "-S", "-c", _LEFT, *map(str, lists)], self.env, output=answer)
        return took, int(answer.read_text())

    def size(self) -> int:
        """Return the bytes of the repository."""
        return sum(path.stat().st_size for path in (self.folder / "repository").rglob("*") if path.is_file())


class Restic(Rival):
    """restic: repository version 2, its own choice of compression."""

    program = "restic"
    environment: ClassVar = {"RESTIC_REPOSITORY": "{}/repository", "RESTIC_PASSWORD": _PASSWORD}
    init = ("restic", "init", "--quiet", "--repository-version", "2")
    snapshot = ("restic", "backup", "--quiet", "--tag", "{name}", ".")
    check = ("restic", "check", "--quiet", "--read-data")
    extract = ("restic", "restore", "--quiet", "--tag", "{name}", "latest", "--target", ".")
    dump = ("restic", "dump", "--quiet", "--tag", "{name}", "latest", "/{list}")


class Borg(Rival):
    """borg: repokey-blake2, zstd."""

    program = "borg"
    environment: ClassVar = {"BORG_REPO": "{}/repository", "BORG_PASSPHRASE": _PASSWORD, "BORG_BASE_DIR": "{}"}
    init = ("borg", "--critical", "init", "--encryption", "repokey-blake2")
    snapshot = ("borg", "create", "--compression", "zstd", "::{name}", ".")
    check = ("borg", "check", "--verify-data")
    extract = ("borg", "extract", "::{name}")
    dump = ("borg", "extract", "--stdout", "::{name}", "{list}")


def run(folder: Path, scale: float, days: int) -> Iterator[str]:
    """Measure all rivals that are installed on the same work, and yield the lines of a table."""
    source = work.make(folder / "work", scale)
    yield f"{'':20}{'CPU s':>8}{'wall s':>8}{'RSS MB':>8}"
    rivals: list[Rival] = []
    for kind in (Restic, Borg):
        if shutil.which(kind.program):
            rivals.append(kind(folder / kind.program, source))
            yield _line(rivals[-1], "first", rivals[-1].first())
            yield _line(rivals[-1], "no change", rivals[-1].no_change())
        else:
            yield f"{kind.program:8}is not installed: skipped"
    for number in range(1, days + 1):
        work.day(source.folder, number)
        for rival in rivals:
            yield _line(rival, f"day {number}", rival.daily(number))
    for rival in rivals:
        yield f"{rival.program:8}{'size':12}{rival.size() / 1e6:8.1f} MB after {days} days"
        yield _line(rival, "verify", rival.verify())
        yield _line(rival, "restore", rival.restore(folder / f"restored-{rival.program}"))
        if days >= _LAST_DAY:
            took, count = rival.left(_FIRST_DAY, _LAST_DAY)
            yield f"{_line(rival, 'who left', took)}   {count:,} subscribers"


def _line(rival: Rival, what: str, took: Figures) -> str:
    return f"{rival.program:8}{what:12}{took.cpu:8.2f}{took.wall:8.2f}{took.rss_mb:8.0f}"


def main() -> None:
    """Measure as the command line says, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--small", action="store_true", help="a twentieth of the work")
    parser.add_argument("--days", type=int, default=30)
    arguments = parser.parse_args()
    for line in run(arguments.folder.resolve(), work.SMALL if arguments.small else 1.0, arguments.days):
        print(line, flush=True)


if __name__ == "__main__":
    main()
