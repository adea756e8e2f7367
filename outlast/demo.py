"""The whole thing on a made-up writer: half a year of exports, saved one after the other as they would have come."""

import dataclasses
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from backup.archive.archive import Archive
from backup.archive.suspect import LossLimit
from outlast.demo_writer import DemoExport, build
from outlast.jobs import Imported, ImportRequest, run_import
from outlast.places import Places
from outlast.private_file import make_private_folder
from outlast.settings import Settings
from outlast.wiring import Wiring

PUBLICATIONS = {"substack": "nightletters", "medium": "mayalindqvist"}
"""The folder names of the made-up writer's publications, by platform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One export of the story, and what saving it did."""

    export: DemoExport
    imported: Imported


def default_folder(places: Places) -> Path:
    """Return where the demo is made unless somebody says otherwise: out of the way, and there until the next one."""
    return places.state_dir / "demo"


def is_demo(folder: Path) -> bool:
    """Tell whether a folder was made by the demo, so that it may be made again."""
    return (folder / "made-by-outlast-demo").exists()


def prepare(folder: Path) -> None:
    """Make the folder of a demo anew."""
    if is_demo(folder):
        shutil.rmtree(folder)
    make_private_folder(folder)
    (folder / "made-by-outlast-demo").write_text("Everything in this folder is made up and can be deleted.\n")


def play(
    folder: Path, settings: Settings, places: Places, environ: Mapping[str, str]
) -> Iterator[tuple[Archive, Chapter]]:
    """Save every export of the story into an archive in `folder`, yielding each as it is done; no network."""
    wiring = Wiring(
        settings=dataclasses.replace(settings, archive=folder / "archive", accounts=(), key=None),
        places=places,
        environ=environ,
    )
    archive = wiring.create_archive()
    exports = folder / "exports"
    exports.mkdir()
    try:
        for export in build(exports):
            request = ImportRequest(path=export.path, as_of=export.as_of, publication=PUBLICATIONS[export.platform])
            imported = run_import(archive, request, limit=LossLimit(), confirm=lambda _: None, now=export.as_of)
            yield archive, Chapter(export=export, imported=imported)
    finally:
        archive.close()


def elsewhere() -> Path:
    """Return a new folder for a demo that leaves nothing behind."""
    return Path(tempfile.mkdtemp(prefix="outlast-demo-"))
