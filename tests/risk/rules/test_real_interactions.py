"""The rules about interactions on real exports: one of an account that really was suspended, others of lively people."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.risk.audit import found, run
from backup.risk.corpus import Corpus, corpus_of
from backup.risk.model import Confidence, Finding
from backup.sources.medium_export import MediumExport
from outlast.demo_writer import build
from tests.risk.accounts import KEY
from tests.risk.making.guilty_acts import MAKERS

EXPORTS = Path(__file__).parents[2] / "fixtures" / "medium" / "exports"
RULES = [rule for rule in found() if rule.id in MAKERS]


def _corpus(folder: Path, *exports: Path) -> Corpus:
    archive = Archive.create(folder / "archive", key=KEY)
    for export in exports:
        source = MediumExport(export)
        as_of = source.as_of() or datetime(2026, 9, 1, tzinfo=UTC)
        archive.snapshot(source.fetch(), source.identity(), source="medium_export", as_of=as_of)
    return corpus_of(archive)


@pytest.fixture(scope="module")
def suspended(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    corpus = _corpus(tmp_path_factory.mktemp("suspended"), EXPORTS / "phishdestroy")
    return list(run(corpus, RULES).findings)


def test_the_burst_of_the_suspended_account_is_named_with_its_minute_and_its_day(suspended: list[Finding]) -> None:
    (finding,) = [finding for finding in suspended if finding.rule == "bulk-interactions"]
    assert finding.title == (
        "5 claps in one minute (12 August 2025, 13:46 UTC); within twelve hours of it 11 claps, 2 responses"
    )
    (evidence,) = finding.evidence
    assert evidence.at == datetime(2025, 8, 12, 13, 46, tzinfo=UTC)
    assert evidence.object
    assert len(evidence.rows) == 5
    assert any(row.startswith("2025-08-12 13:46  clap  Reverse Engineering Inferno Drainer") for row in evidence.rows)


def test_it_is_said_what_is_not_known_of_the_burst(suspended: list[Finding]) -> None:
    (finding,) = [finding for finding in suspended if finding.rule == "bulk-interactions"]
    assert "is not public" in finding.unknown
    assert "lower bound" in finding.unknown
    assert "Whether anybody was ever suspended for this alone is not known." in finding.unknown
    assert "a number of Outlast’s own" in finding.why


def test_the_suspended_account_is_not_called_guilty(suspended: list[Finding]) -> None:
    assert {finding.confidence for finding in suspended} == {Confidence.LOW}


@pytest.mark.parametrize("name", ["meh", "tryghost"])
def test_an_account_that_did_little_has_no_finding(name: str, tmp_path: Path) -> None:
    assert run(_corpus(tmp_path, EXPORTS / name), RULES).findings == ()


def test_the_evening_of_the_demo_writer_is_found_and_she_is_not_called_guilty(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    exports = [export.path for export in build(tmp_path / "exports") if export.platform == "medium"]
    findings = run(_corpus(tmp_path, exports[-1]), RULES).findings
    assert any("14 August 2026, 20:1" in finding.title for finding in findings)
    assert Confidence.HIGH not in {finding.confidence for finding in findings}
