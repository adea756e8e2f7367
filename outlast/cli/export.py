"""Write your posts for another platform or program.

TARGET is what it is for; see the list below. Drafts and posts for paying readers are left out where everybody could
read them, unless you ask for them. What cannot be carried over is counted and listed in losses.csv. Pictures come from
the archive; the old platform is not asked for anything.

Examples:
    outlast export ghost
    outlast export hugo --out ~/site --dry-run
    outlast export epub --tag essays --out essays.epub
"""

from pathlib import Path
from typing import Any

import click

import exporters
from outlast.cli._export_options import Asked, export_options, out_path
from outlast.cli._frame.command import Command
from outlast.cli._frame.opening import only_one, opened
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.exported import tell_export
from outlast.exporting import ExportRequest, run_export

SECTION = "MOVE"
ORDER = 10


@click.command(cls=Command, help=__doc__)
@click.argument("target", type=click.Choice(sorted(exporters.found())), metavar="TARGET")
@click.option("--out", type=click.Path(path_type=Path), metavar="PATH", help="Where to write (a new or empty folder).")
@click.option("--replace", is_flag=True, help="Replace an earlier export at the same place.")
@click.option("-n", "--dry-run", is_flag=True, help="Write nothing; say what would be written and lost.")
@export_options
@pass_session
def export(
    session: Session,
    /,
    target: str,
    out: Path | None,
    replace: bool,
    dry_run: bool,
    publication: str | None,
    **asked: Any,
) -> None:
    """Choose, write, and tell."""
    wishes = Asked(**asked)
    exporter = exporters.load(target)
    with opened(session) as archive:
        slug = only_one(session, archive, publication)
        request = ExportRequest(
            exporter=target,
            publication=slug,
            criteria=wishes.criteria(archive, slug, exporter),
            out=out_path(out, slug, target, exporter.single),
            options=wishes.options(),
            replace=replace,
            dry_run=dry_run,
        )
        done = run_export(archive, request)
    tell_export(session.output, done, target=target, publication=slug)


COMMAND = export
