"""Every sample export, written to every target: its words arrive, and what does not is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

import exporters
from backup.archive.archive import Archive
from backup.model import Publication
from backup.sources._base import find_source
from exporters._base import Options
from exporters.selection import Criteria, choose
from exporters.selection.criteria import EVERYTHING
from exporters.target import Folder
from tests.exporters.reading_back import tree, words_in
from tests.exporters.survival import missing_words, words_of, words_shown

FIXTURES = Path(__file__).parent.parent / "fixtures"
SAMPLES = {
    "current": FIXTURES / "substack" / "export-current",
    "betacraft": FIXTURES / "substack" / "export-betacraft",
    "ghost": FIXTURES / "substack" / "export-ghost",
    **{f"medium-{path.name}": path for path in sorted((FIXTURES / "medium" / "exports").iterdir()) if path.is_dir()},
}
ALL_POSTS = Criteria(drafts=True, responses=True, audiences=EVERYTHING)


@dataclass(frozen=True, slots=True)
class Saved:
    """A sample in an archive."""

    archive: Archive
    publication: Publication


@pytest.fixture(scope="module", params=sorted(SAMPLES))
def saved(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Saved]:
    archive = Archive.create(tmp_path_factory.mktemp("sample") / "archive", key=None)
    source = find_source(SAMPLES[request.param])
    identity = source.identity()
    publication = Publication(
        slug="sample", platform=identity.platform, name=identity.name or "Sample", url=identity.url
    )
    archive.snapshot(source.fetch(), publication, source=source.kind, as_of=datetime(2026, 1, 1, tzinfo=UTC))
    yield Saved(archive, publication)
    archive.close()


@pytest.mark.parametrize("name", sorted(exporters.found()))
def test_the_words_of_every_post_arrive_or_are_named(saved: Saved, name: str, tmp_path: Path) -> None:
    selection = choose(saved.archive, saved.publication, ALL_POSTS)
    target = Folder(tmp_path / "out")

    report = exporters.load(name)(Options(base_url="https://letters.example")).write(selection, target)
    target.finish()

    assert report.posts + report.drafts + report.responses == len(selection.entries) > 0
    there = words_of(words_in(tree(tmp_path / "out")))
    total = lost = 0
    for entry in selection.entries:
        document = selection.read(entry).document
        kinds = {loss.block for loss in report.losses if loss.post == entry.id}
        lost += missing_words(document, there, kinds).total()
        words = words_shown(document)
        total += words.total()
        there -= words  # a word that two posts have must be there twice
    assert lost <= 0.01 * total, f"{lost} of {total} words"
