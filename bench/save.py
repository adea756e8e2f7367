"""What a job of Outlast does with the workload, as a program of its own that can be measured.

python -m bench.save snapshot ARCHIVE WORK DAY      read the export and the pictures, write a snapshot
python -m bench.save restore ARCHIVE FOLDER         write the newest posts, pictures and list into a folder
"""

import gc
import hashlib
import sys
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.archive.state import joined
from backup.model import Media, Publication, Record
from backup.sources._base import Source, find_source

PUBLICATION = Publication(slug="big-letters", platform="substack", name="Big Letters")


def records(export: Source, work: Path, known: Collection[str]) -> Iterator[Record]:
    """Yield the export, as the reader gives it, and the pictures that are not known, as a live backup fetches them."""
    yield from export.fetch()
    for path in sorted((work / "media").iterdir()):
        url = f"https://example.org/{path.name}"
        if url not in known:
            yield Media(url=url, content=path, media_type="image/jpeg")


def fingerprint(export: Source, work: Path) -> bytes:
    """Return what changes when any file does, as the folder reader has it for the export alone."""
    mark = hashlib.sha256(export.fingerprint() or b"")
    for path in sorted((work / "media").iterdir()):
        status = path.stat()
        mark.update(f"{path.name} {status.st_size} {status.st_mtime_ns} {status.st_ino}".encode())
    return mark.digest()


def open_archive(root: Path) -> Archive:
    """Open the archive of the benchmark, or make it; its key lies beside it."""
    key_file = root.with_suffix(".key")
    if key_file.exists():
        return Archive(root, key=Key(key_file.read_text()))
    key = Key.generate()
    key_file.write_text(key.text)
    return Archive.create(root, key=key)


def snapshot(root: Path, work: Path, day: int) -> None:
    """Write the snapshot of a day."""
    archive = open_archive(root)
    export = find_source(work / "export")
    archive.snapshot(
        records(export, work, archive.media(PUBLICATION.slug)),
        PUBLICATION,
        source="bench",
        as_of=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day),
        fingerprint=fingerprint(export, work),
    )
    archive.close()


def restore(root: Path, target: Path) -> None:
    """Write everything that is newest: bodies, pictures, the list with its header."""
    archive = open_archive(root)
    target.mkdir()
    reader = archive.tables(PUBLICATION.slug)
    for post in archive.posts(PUBLICATION.slug):
        _write(f"{target}/{post.id}.{post.slug}.html", archive.body(PUBLICATION.slug, post))
    for table in ("media", "subscribers"):
        latest = archive.chain(PUBLICATION.slug).latest(table)
        assert latest is not None
        state = reader.state(latest.number, table)
        if table == "subscribers":
            with (target / "subscribers.csv").open("wb") as file:
                file.writelines(joined(state.header, state.lines))
            continue
        for line in state.lines:
            row = msgspec.json.decode(line)
            _write(f"{target}/{row['id'].rpartition('/')[2]}", archive.store.read(row["body"]))
    archive.close()


def _write(name: str, data: bytes) -> None:
    with open(name, "wb", buffering=0) as file:  # noqa: PTH123  # `Path` takes longer than writing
        file.write(data)


if __name__ == "__main__":
    gc.set_threshold(50_000, 50, 50)  # as `outlast` itself
    verb, archive_folder, other, *rest = sys.argv[1:]
    if verb == "snapshot":
        snapshot(Path(archive_folder), Path(other), int(rest[0]))
    else:
        restore(Path(archive_folder), Path(other))
