"""Corpora of the sample exports and of the demo's writer: accounts that nobody has called guilty with reason."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from backup.archive.archive import Archive
from backup.model import Publication
from backup.risk.corpus import Corpus, corpus_of
from backup.sources._base import find_source
from outlast.demo_writer.history import build

FIXTURES = Path(__file__).parents[2] / "fixtures"
_MOMENT = datetime(2026, 10, 1, tzinfo=UTC)


def samples(folder: Path) -> Iterator[tuple[str, Corpus]]:
    """Yield every sample export that is in the repository with its name, read through an archive in `folder`."""
    exports = [*(FIXTURES / "medium" / "exports").iterdir(), *(FIXTURES / "substack").glob("export-*")]
    for path in sorted(path for path in exports if path.is_dir()):
        yield path.name, _read(folder / path.name, {"sample": path})


def demo_writer(folder: Path) -> Corpus:
    """Return the demo's writer with the newest export of each of her accounts."""
    made = folder / "exports"
    made.mkdir()
    newest = {each.platform: each.path for each in build(made) if not each.emptied and each.path.suffix == ".zip"}
    return _read(folder / "demo", newest)


def _read(folder: Path, exports: dict[str, Path]) -> Corpus:
    archive = Archive.create(folder, key=None)
    for slug, path in exports.items():
        source = find_source(path)
        whose = source.identity()
        publication = Publication(slug=slug, platform=whose.platform, name=whose.name or slug, url=whose.url)
        archive.snapshot(source.fetch(), publication, source=source.kind, as_of=_MOMENT)
    return corpus_of(archive, now=_MOMENT)
