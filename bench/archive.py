"""Outlast's archive against restic and borg on the same files, in one run: ratios, and the targets they are held to.

    python -m bench.archive FOLDER [--small] [--days 30]

`FOLDER` must be new or empty; the whole work needs some 4 GB there. See README.md for what is measured.
"""

import argparse
import shutil
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench import work
from bench.rivals import Borg, Figures, Restic, Rival, measure

PROJECT = Path(__file__).resolve().parent.parent
TARGETS = {"first": 2.0, "no change": 0.5, "day": 1.2, "verify": 0.1, "restore": 0.6}
"""CPU seconds at most, as a multiple of restic's."""
SIZE_TARGET, LEFT_TARGET, RSS_TARGET, START_TARGET = 0.55, 0.5, 300, 0.3


class Ours:
    """Outlast, started as a person or a schedule would start it."""

    def __init__(self, folder: Path, source: work.Work) -> None:
        """Keep everything in `folder`, and save `source`."""
        self.folder, self.source = folder, source
        self.archive = folder / "archive"
        folder.mkdir()
        self.env = {
            "PATH": str(Path(sys.executable).parent),
            "HOME": str(folder),
            "PYTHONPATH": str(PROJECT),
            "LC_ALL": "C.UTF-8",
            "OUTLAST_KEY": f"file:{self.archive.with_suffix('.key')}",
        }

    def _python(self, *words: str) -> Figures:
        return measure([sys.executable, "-m", *words], self.env, cwd=PROJECT)

    def outlast(self, *words: str) -> Figures:
        """Run the program itself."""
        program = str(Path(sys.executable).with_name("outlast"))
        command = [program, "--archive", str(self.archive), "--no-input", *words]
        return measure(command, self.env, cwd=self.folder, fine=(0, 3))  # 3: something needs attention, as in `status`

    def daily(self, number: int) -> Figures:
        """Make the snapshot of a day."""
        took = self._python("bench.save", "snapshot", str(self.archive), str(self.source.folder), str(number))
        self.archive.with_suffix(".key").chmod(0o600)
        return took

    def verify(self) -> Figures:
        """Read all of the data back and check it."""
        return self.outlast("verify", "--json")

    def restore(self, target: Path) -> Figures:
        """Write the newest snapshot into a new folder."""
        return self._python("bench.save", "restore", str(self.archive), str(target))

    def left(self, first: int, last: int) -> Figures:
        """Find who left between two days."""
        return self.outlast("subscribers", "diff", str(first + 1), str(last + 1), "--json")

    def size(self, *, truth: bool = True) -> int:
        """Return the bytes of the archive, without the index that can be made again, or of the index alone."""
        files = [path for path in self.archive.rglob("*") if path.is_file()]
        return sum(path.stat().st_size for path in files if ("index" not in path.parts) is truth)


@dataclass(slots=True)
class Table:
    """The figures of all programs by step."""

    figures: dict[str, dict[str, list[Figures]]] = field(default_factory=dict)

    def note(self, step: str, program: str, took: Figures) -> str:
        """Keep a figure and return it as a line."""
        self.figures.setdefault(step, {}).setdefault(program, []).append(took)
        return f"{program:8}{step:12}{took.cpu:8.2f}{took.wall:8.2f}{took.rss_mb:8.0f}"

    def cpu(self, step: str, program: str) -> float:
        """Return the median of processor seconds."""
        return statistics.median(took.cpu for took in self.figures[step][program])

    def peak(self, program: str) -> float:
        """Return the largest peak memory of any step, in MB."""
        return max(took.rss_mb for by in self.figures.values() for took in by.get(program, []))


def run(folder: Path, scale: float, days: int) -> Iterator[str]:
    """Measure all on the same work, and yield lines as they come; the ratios last."""
    source = work.make(folder / "work", scale)
    ours, table = Ours(folder / "outlast", source), Table()
    rivals: list[Rival] = [kind(folder / kind.program, source) for kind in (Restic, Borg) if shutil.which(kind.program)]
    yield f"{'':20}{'CPU s':>8}{'wall s':>8}{'RSS MB':>8}"
    yield table.note("first", "outlast", ours.daily(0))
    for rival in rivals:
        yield table.note("first", rival.program, rival.first())
    for _ in range(3):
        yield table.note("no change", "outlast", ours.daily(0))
        for rival in rivals:
            yield table.note("no change", rival.program, rival.no_change())
    for number in range(1, days + 1):
        work.day(source.folder, number)
        yield table.note("day", "outlast", ours.daily(number))
        for rival in rivals:
            yield table.note("day", rival.program, rival.daily(number))
    for _ in range(3):
        yield table.note("verify", "outlast", ours.verify())
        yield table.note("status", "outlast", ours.outlast("status", "--json"))
        yield table.note("help", "outlast", ours.outlast("--help"))
    yield table.note("restore", "outlast", ours.restore(folder / "restored-outlast"))
    for rival in rivals:
        yield table.note("verify", rival.program, rival.verify())
        yield table.note("restore", rival.program, rival.restore(folder / f"restored-{rival.program}"))
    if days >= 20:
        for _ in range(3):
            yield table.note("who left", "outlast", ours.left(3, 20))
        for rival in rivals:
            yield table.note("who left", rival.program, rival.left(3, 20)[0])
    yield ""
    yield from _ratios(table, ours, rivals)


def _ratios(table: Table, ours: Ours, rivals: list[Rival]) -> Iterator[str]:
    if rivals and rivals[0].program == "restic":
        for step, most in TARGETS.items():
            ratio = table.cpu(step, "outlast") / table.cpu(step, "restic")
            yield _line(f"CPU, {step}", f"{ratio:.2f} × restic", f"{most} ×", ratio <= most)
        share = ours.size() / rivals[0].size()
        yield _line("size of the truth", f"{share:.2f} × restic", f"{SIZE_TARGET} ×", share <= SIZE_TARGET)
    for rival in rivals:
        yield f"  {rival.program} is {rival.size() / 1e6:,.0f} MB"
    yield f"  outlast is {ours.size() / 1e6:,.0f} MB, and {ours.size(truth=False) / 1e6:,.0f} MB of index"
    yield _line("peak RSS", f"{table.peak('outlast'):.0f} MB", f"{RSS_TARGET} MB", table.peak("outlast") <= RSS_TARGET)
    limits = {"who left": LEFT_TARGET, "status": START_TARGET, "help": START_TARGET}
    for step, most in limits.items():
        if step in table.figures:
            took = statistics.median(one.wall for one in table.figures[step]["outlast"])
            yield _line(f"wall, {step}", f"{took:.2f} s", f"{most} s", took <= most)


def _line(what: str, figure: str, target: str, met: bool) -> str:
    return f"{'✓' if met else '✗'} {what:22}{figure:>16}   target ≤ {target}"


def main() -> None:
    """Measure as the command line says, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--small", action="store_true", help="a twentieth of the work; under a minute")
    parser.add_argument("--days", type=int, help="30, or 20 with --small")
    arguments = parser.parse_args()
    days = arguments.days if arguments.days is not None else (20 if arguments.small else 30)
    for line in run(arguments.folder.resolve(), work.SMALL if arguments.small else 1.0, days):
        print(line, flush=True)


if __name__ == "__main__":
    main()
