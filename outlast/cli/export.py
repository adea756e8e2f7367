"""Write your posts for another platform or program.

TARGET is what it is for; see the list below. Drafts and posts for paying readers are left out where everybody could
read them, unless you ask for them. What cannot be carried over is counted and listed in losses.csv. Pictures come from
the archive; the old platform is not asked for anything.

With --push the posts are sent to your running site instead. What is there already is left alone, so the same command
goes on where it stopped; asked for is a key of the site, never your password.

Examples:
    outlast export ghost
    outlast export hugo --out ~/site --dry-run
    outlast export epub --tag essays --out essays.epub
    outlast export ghost --push https://letters.example --key-from "command:pass show ghost"
"""

from pathlib import Path
from typing import Any

import click

import exporters
from backup.errors import UsageError
from outlast.cli._export_options import Asked, export_options, out_path
from outlast.cli._export_push import send
from outlast.cli._frame.command import Command
from outlast.cli._frame.keyless import opened_as_far_as_can_be
from outlast.cli._frame.opening import only_one
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.exported import tell_export
from outlast.exit_codes import ExitCode
from outlast.exporting import ExportRequest, run_export
from outlast.pushing import PushRequest

SECTION = "MOVE"
ORDER = 10


@click.command(cls=Command, help=__doc__, lists={"Targets": exporters.found()})
@click.argument("target", type=click.Choice(sorted(exporters.found())), metavar="TARGET")
@click.option("--out", type=click.Path(path_type=Path), metavar="PATH", help="Where to write (a new or empty folder).")
@click.option("--replace", is_flag=True, help="Replace an earlier export at the same place.")
@click.option("-n", "--dry-run", is_flag=True, help="Write nothing; say what would be written and lost.")
@click.option("--push", metavar="URL", help="Send to this running site instead of writing files.")
@click.option("--key-from", metavar="REFERENCE", help="Where its key lies: command:…, file:…, keyring:… or env:…")
@click.option("--update", is_flag=True, help="Write over posts that are on the site already.")
@export_options
@pass_session
def export(
    session: Session,
    /,
    target: str,
    out: Path | None,
    replace: bool,
    dry_run: bool,
    push: str | None,
    key_from: str | None,
    update: bool,
    publication: str | None,
    **asked: Any,
) -> ExitCode:
    """Choose, write or send, and tell."""
    wishes = Asked(**asked)
    exporter = exporters.load(target)
    if push is None and (key_from is not None or update):
        raise UsageError("--key-from and --update belong to --push.", next=f"See: outlast export {target} --help")
    if push is not None and (out is not None or replace):
        raise UsageError("--push writes no files: leave --out and --replace out.", so_what="Nothing was sent.")
    with opened_as_far_as_can_be(session) as archive:
        slug = only_one(session, archive, publication)
        name = session.settings.name_of(slug)
        if push is not None:
            wanted = PushRequest(
                target=target,
                publication=slug,
                name=name,
                criteria=wishes.criteria(archive, slug, exporter),
                site=push,
                options=wishes.options(),
                list_to=out_path(None, slug, target),
                update=update,
                dry_run=dry_run,
            )
            return send(session, archive, wanted, key_from)
        request = ExportRequest(
            exporter=target,
            publication=slug,
            name=name,
            criteria=wishes.criteria(archive, slug, exporter),
            out=out_path(out, slug, target, exporter.single),
            options=wishes.options(),
            replace=replace,
            dry_run=dry_run,
        )
        done = run_export(archive, request)
    tell_export(session.output, done, target=target, publication=slug)
    return ExitCode.DONE


COMMAND = export
