"""The audit against writers who did what a rule names and against writers who did not, and how fast it is.

    python -m bench.risk [--cases N] [--no-speed]

Guilty writers are made by `tests/risk/making/guilty_*.py`, plain and with a fifth of their words changed; innocent ones
by `innocent_*.py` and `lively.py` there, beside the demo writer and the samples of `tests/fixtures`. A rule must find
95 % of the plain and 85 % of the disguised ones, and say nothing with high confidence of anybody innocent. Exit code 1
when one of this is missed, or when an audit takes longer than it may.
"""

import argparse
import importlib
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from backup.archive.archive import Archive
from backup.model import Publication
from backup.risk.audit import found, run
from backup.risk.corpus import Corpus, corpus_of
from backup.risk.model import Confidence, Rule
from backup.sources._base import find_source
from bench import risk_work
from bench.rivals import measure as started
from outlast.auditing.page import write_page
from outlast.auditing.report import Report
from outlast.demo_writer import history
from tests.risk import making

PLAIN, DISGUISED = 0.95, 0.85
"""The share of guilty writers that a rule must find."""
CPU, MEGABYTES = {risk_work.WORDY: 10.0, risk_work.LIVELY: 20.0}, 500
_MAKING = Path(next(iter(making.__path__)))
_FIXTURES = _MAKING.parents[1] / "fixtures"
_MEASURE = "--measure"


@dataclass(slots=True, kw_only=True)
class Score:
    """How a rule did."""

    rule: Rule
    plain: list[bool] = field(default_factory=list)
    disguised: list[bool] = field(default_factory=list)
    missed: Counter[str] = field(default_factory=Counter)
    """The makers whose writers were not found, disguised or not."""
    innocent: Counter[Confidence] = field(default_factory=Counter)
    """Innocent writers of whom it said something, by its highest confidence."""

    @property
    def as_it_should_be(self) -> bool:
        """Tell whether it found enough of the guilty, and called nobody else so with high confidence."""
        plain, disguised = _share(self.plain), _share(self.disguised)
        enough = (plain is None or plain >= PLAIN) and (disguised is None or disguised >= DISGUISED)
        # A rule among the ten without anybody to find would be a table that cannot fail.
        return enough and not self.innocent[Confidence.HIGH] and (plain is not None or not self.rule.number)


def guilty_makers() -> dict[str, tuple[Callable[[Random, bool], Corpus], ...]]:
    """Return by rule what makes writers who did what it names."""
    makers: dict[str, tuple[Callable[[Random, bool], Corpus], ...]] = {}
    for module in _modules("guilty_*.py"):
        makers |= getattr(module, "GUILTY", None) or module.MAKERS
    return makers


def innocents(cases: int) -> Iterator[tuple[str, Corpus]]:
    """Yield writers who did nothing of the kind, several of each sort."""
    makers: list[Callable[[Random], Corpus]] = []
    for module in [*_modules("innocent_*.py"), *_modules("lively.py")]:
        kept = getattr(module, "INNOCENT", None) or module.MAKERS
        makers += kept.values() if isinstance(kept, dict) else kept
    for maker in makers:
        for number in range(cases):
            yield f"{maker.__name__} {number}", maker(Random(f"{maker.__name__} {number}"))


def samples(folder: Path) -> Iterator[tuple[str, Corpus]]:
    """Yield the demo writer and the exports of the fixtures, as an archive holds them."""
    demo = [(f"demo {one.path.name}", one.path) for one in history.build(folder)]
    kept = [
        *(path for path in sorted((_FIXTURES / "medium" / "exports").iterdir()) if path.is_dir()),
        *sorted(path for path in (_FIXTURES / "substack").glob("export-*") if path.is_dir()),
    ]
    for number, (name, path) in enumerate([*demo, *((one.name, one) for one in kept)]):
        archive = Archive.create(folder / f"archive-{number}", key=None)
        source = find_source(path)
        identity = source.identity()
        publication = Publication(slug="sample", platform=identity.platform, name=identity.name or "Sample", url=None)
        archive.snapshot(source.fetch(), publication, source=source.kind, as_of=datetime(2026, 1, 1, tzinfo=UTC))
        yield name, corpus_of(archive)
        archive.close()


def score(cases: int) -> tuple[list[Score], int]:
    """Return how each rule did, and how many innocent writers there were."""
    scores = {rule.id: Score(rule=rule) for rule in found()}
    for name, makers in guilty_makers().items():
        one = scores.get(name)
        if one is None:
            print(f"There are guilty writers for {name}, and no such rule.", file=sys.stderr)
            continue
        for disguise, seen in ((False, one.plain), (True, one.disguised)):
            for number in range(cases):
                maker = makers[number % len(makers)]
                corpus = maker(Random(f"{name} {number}"), disguise)
                seen.append(bool(run(corpus, [one.rule]).findings))
                if not seen[-1]:
                    one.missed[maker.__name__] += 1
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for who, corpus in [*innocents(max(cases // 10, 1)), *samples(Path(folder))]:
            count += 1
            _judge(who, corpus, scores)
    return list(scores.values()), count


def _judge(who: str, corpus: Corpus, scores: dict[str, Score]) -> None:
    highest: dict[str, Confidence] = {}
    order = list(Confidence)
    for finding in run(corpus).findings:
        highest[finding.rule] = max(highest.get(finding.rule, Confidence.LOW), finding.confidence, key=order.index)
        if finding.confidence is Confidence.HIGH:
            print(f"High confidence of somebody innocent ({who}): {finding.rule}: {finding.title}", file=sys.stderr)
    for rule, confidence in highest.items():
        scores[rule].innocent[confidence] += 1


def measure(archive: Path) -> dict[str, Any]:
    """Audit an archive in this process, write its page, and return what that took."""
    opened = Archive(archive, key=risk_work.KEY)
    began = time.process_time()
    corpus = corpus_of(opened)
    read = time.process_time()
    audit = run(corpus)
    ran = time.process_time()
    page = write_page(Report(made=datetime(2026, 3, 1, tzinfo=UTC), corpus=corpus, audit=audit, thresholds={}))
    ended = time.process_time()
    opened.close()
    return {
        "posts": len(corpus.posts),
        "words": audit.examined.words,
        "claps": len(corpus.activity.claps),
        "findings": len(audit.findings),
        "reading": read - began,
        "rules": ran - read,
        "page": ended - ran,
        "page_kb": len(page) // 1000,
    }


def speed() -> bool:
    """Print how long two large audits take, and tell whether that is short enough; the page comes on top."""
    print("\nCPU seconds and memory of an audit, each in a process of its own:\n")
    rows: list[tuple[str, ...]] = [
        ("archive", "posts", "words", "claps", "reading", "rules", "both", "at most", "page", "MB", "at most")
    ]
    well = True
    with tempfile.TemporaryDirectory() as folder:
        for name, most in CPU.items():
            archive, said = risk_work.make(Path(folder), name), Path(folder) / f"{name}.json"
            command = [sys.executable, "-m", "bench.risk", _MEASURE, str(archive)]
            memory = started(command, os.environ, output=said).rss_mb
            took = json.loads(said.read_text())
            both = took["reading"] + took["rules"]
            well &= both <= most and memory <= MEGABYTES
            counts = (f"{took[key]:,}" for key in ("posts", "words", "claps"))
            parts = (f"{seconds:.1f}" for seconds in (took["reading"], took["rules"], both, most, took["page"]))
            rows.append((name, *counts, *parts, f"{memory:.0f}", str(MEGABYTES)))
    _print(rows)
    return well


def main() -> int:
    """Print the tables; see the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=60, help="guilty writers for each rule (60)")
    parser.add_argument("--no-speed", action="store_true", help="leave the large archives out")
    parser.add_argument(_MEASURE, type=Path, metavar="ARCHIVE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return 0
    scores, count = score(options.cases)
    print(f"Of {count} innocent writers, and {options.cases} guilty ones for each rule, plain and disguised:\n")
    _print([("no.", "rule", "plain", "disguised", "innocent: high", "medium", "low", "", "missed"), *map(_row, scores)])
    well = all(one.as_it_should_be for one in scores)
    if not options.no_speed:
        well &= speed()
    return 0 if well else 1


def _row(one: Score) -> tuple[str, ...]:
    return (
        str(one.rule.number or ""),
        one.rule.id,
        _percent(one.plain),
        _percent(one.disguised),
        *(str(one.innocent[confidence]) for confidence in (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)),
        "as it should be" if one.as_it_should_be else "MISSED",
        ", ".join(f"{name} {count}" for name, count in one.missed.most_common()),
    )


def _share(seen: list[bool]) -> float | None:
    return sum(seen) / len(seen) if seen else None


def _percent(seen: list[bool]) -> str:
    share = _share(seen)
    return "–" if share is None else f"{share:.0%}"


def _modules(pattern: str) -> list[Any]:
    return [importlib.import_module(f"{making.__name__}.{path.stem}") for path in sorted(_MAKING.glob(pattern))]


def _print(rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


if __name__ == "__main__":
    sys.exit(main())
