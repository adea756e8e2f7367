"""Every sample list, saved in an archive and written for every service: nobody is lost, nobody who left is written to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.archive.tables import SUBSCRIBERS
from backup.audience.saved_list import SavedList
from backup.model import Publication
from backup.sources._base import find_source
from exporters.subscribers import found, load
from exporters.subscribers._base import Part
from outlast.subscribers.exporting import saved_list
from tests.exporters.lists.writing import people, written

FIXTURES = Path(__file__).parents[2] / "fixtures" / "substack"
SAMPLES = {
    "current": FIXTURES / "export-current",
    "betacraft": FIXTURES / "export-betacraft",
    **{path.stem: path for path in sorted((FIXTURES / "lists").rglob("*.csv"))},
}
OFF = {
    "current": {"dora@example.org"},
    "fixtures_signup_emails": {"maguirec086@example.com", "nottimferris@example.com"},
    "fixtures_subscriber_emails": {"maguirec086@example.com", "nottimferris@example.com"},
}
"""Who turned e-mail off in each, read with one's own eyes."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A list of an archive."""

    name: str
    saved: SavedList


@pytest.fixture(scope="module", params=sorted(SAMPLES))
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    archive = Archive.create(tmp_path_factory.mktemp("sample") / "archive", key=None)
    source = find_source(SAMPLES[request.param])
    publication = Publication(slug="sample", platform=source.identity().platform, name="Sample")
    archive.snapshot(source.fetch(), publication, source=source.kind, as_of=datetime(2026, 1, 1, tzinfo=UTC))
    snapshot = archive.chain("sample").latest(SUBSCRIBERS)
    assert snapshot is not None
    yield Sample(request.param, saved_list(archive, "sample", snapshot))
    archive.close()


@pytest.mark.parametrize("name", sorted(found()))
def test_each_sample_goes_to_each_service(sample: Sample, name: str, tmp_path: Path) -> None:
    report, files = written(name, sample.saved, tmp_path / "out")

    service, rows = load(name), len(list(sample.saved.records))
    assert report.rows == rows + sample.saved.masked
    assert report.rows == (
        report.active + report.suppressed + report.masked + report.refused + report.twins + report.deleted
    )
    assert set(people(service, files, Part.SUPPRESSED)) == OFF.get(sample.name, set())
    assert people(service, files, Part.ACTIVE).total() == report.active >= rows - 6
    assert report.masked == (2 if sample.name == "medium-masked" else 0)
