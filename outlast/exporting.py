"""Writes a publication elsewhere: chooses, writes, and makes it appear, or nothing of it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from backup.archive.archive import Archive
from backup.errors import NeedsConfirmation, UsageError
from backup.model import Publication
from exporters import load
from exporters._base import Exporter, Options, Report
from exporters.losses import FILE, as_csv
from exporters.selection import Criteria, LeftOut, Selection, choose
from exporters.target import Folder, Nowhere, Target
from outlast.private_file import write_private


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What to export, as what, and where to."""

    exporter: str
    publication: str
    criteria: Criteria
    out: Path
    options: Options
    name: str | None = None
    """What the writer calls the publication; `None`: as the archive does."""
    replace: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A finished export."""

    report: Report
    where: Path | None
    """What was written; `None` in a dry run."""
    losses: Path | None
    """The list of losses; `None` where there are none, or in a dry run."""


def publication_of(archive: Archive, slug: str, name: str | None = None) -> Publication:
    """Return a publication by its folder name; `name` is what the writer calls it.

    Raises:
        NotFound: there is none.
    """
    archive.chain(slug)
    found = next(one for one in archive.publications() if one.slug == slug)
    return replace(found, name=name) if name else found


def chosen(archive: Archive, publication: str, criteria: Criteria, name: str | None = None) -> Selection:
    """Return the posts that were asked for.

    Raises:
        UsageError: there are none.
        NotFound: there is no such publication.
        DamageError: the list of posts cannot be read.
    """
    selection = choose(archive, publication_of(archive, publication, name), criteria)
    if not selection.entries:
        raise UsageError(
            "No post of this publication fits what was asked for.",
            so_what=f"Nothing was written. Left out: {left_out_words(selection.left_out)}.",
            next="Ask for more: --drafts, --responses, --audience all",
        )
    return selection


def run_export(
    archive: Archive, request: ExportRequest, *, progress: Callable[[Selection], None] | None = None
) -> Exported:
    """Write an export; where it fails nothing has appeared.

    Raises:
        UsageError: there is no such exporter, or nothing fits what was asked for.
        NeedsConfirmation: something is there already.
        StorageError, KeyProblem, DamageError: nothing has appeared.
    """
    exporter = load(request.exporter)(request.options)
    selection = chosen(archive, request.publication, request.criteria, request.name)
    if progress is not None:
        progress(selection)
    if request.dry_run:
        return Exported(report=exporter.write(selection, Nowhere()), where=None, losses=None)
    private = any(entry.private for entry in selection.entries)
    if exporter.single:
        return _one_file(exporter, selection, request, private=private)
    target = Folder(request.out, replace=request.replace, private=private)
    return _appear(exporter, selection, target, request.out)


def _appear(exporter: Exporter, selection: Selection, target: Target, out: Path) -> Exported:
    try:
        report = exporter.write(selection, target)
        if report.losses and not exporter.as_it_is:
            target.write(FILE, as_csv(report.losses))
        target.finish()
    finally:
        target.abandon()
    losses = None
    if report.losses:
        losses = _beside(out, report) if exporter.as_it_is else out / FILE
    return Exported(report=report, where=out, losses=losses)


def _one_file(exporter: Exporter, selection: Selection, request: ExportRequest, *, private: bool) -> Exported:
    """Write an exporter's one file by way of a folder of its own beside its place."""
    out = request.out
    if out.is_dir() or (out.exists() and not request.replace):
        raise NeedsConfirmation(
            f"{out} is there already.",
            so_what="Nothing was written.",
            next="Replace it with --replace, or name another file with --out",
        )
    folder = out.with_name(f".{out.name}.folder")
    target = Folder(folder, replace=True, private=private)
    try:
        report = exporter.write(selection, target)
        target.finish()
        (made,) = (path for path in folder.iterdir() if not path.name.startswith("."))
        made.replace(out)
    finally:
        target.abandon()
        shutil.rmtree(folder, ignore_errors=True)
    return Exported(report=report, where=out, losses=_beside(out, report) if report.losses else None)


def _beside(out: Path, report: Report) -> Path:
    path = out.with_name(f"{out.stem if out.suffix else out.name}.{FILE}")
    write_private(path, as_csv(report.losses))
    return path


def left_out_words(left: LeftOut) -> str:
    """Return what was left out, in words."""
    parts = (
        (left.drafts, "drafts"),
        (left.responses, "responses"),
        (left.audience, "for subscribers only"),
        (left.other, "of other tags, ids or days"),
    )
    return ", ".join(f"{count:,} {what}" for count, what in parts if count) or "nothing"
