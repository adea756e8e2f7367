"""`outlast subscribers export`: take the subscribers along to another service."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from backup.archive import tables
from backup.audience.saved_list import SEGMENTS, Wanted
from backup.audience.subscriber import Status
from backup.errors import UsageError
from backup.platform_text import moment
from exporters import subscribers as services
from outlast.cli._export_options import out_path
from outlast.cli._frame.command import Command
from outlast.cli._frame.opening import opened
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.exported_list import tell_list
from outlast.cli._which_list import snapshot_meant, with_lists
from outlast.subscribers.exporting import ListRequest, export_list


@click.command(cls=Command, lists={"Services": services.found()})
@click.option(
    "--for",
    "service",
    required=True,
    type=click.Choice(sorted(services.found())),
    metavar="SERVICE",
    help="The service that takes them.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Where to write (a new or empty folder)."
)
@click.option(
    "--segment", multiple=True, type=click.Choice(list(SEGMENTS)), help="Only these (repeatable); default: all."
)
@click.option(
    "--status", multiple=True, type=click.Choice([one.value for one in Status]), help="Only these (repeatable)."
)
@click.option("--since", metavar="DATE", help="Only those who subscribed on that day or later.")
@click.option("--at", metavar="DATE", help="The list as it was then (or the number of a snapshot).")
@click.option("--publication", metavar="NAME", help="Work on this publication only.")
@click.option("--replace", is_flag=True, help="Replace an earlier export at the same place.")
@click.option("-n", "--dry-run", is_flag=True, help="Write nothing; say what would be written.")
@pass_session
def export(
    session: Session,
    service: str,
    out: Path | None,
    segment: tuple[str, ...],
    status: tuple[str, ...],
    since: str | None,
    at: str | None,
    publication: str | None,
    replace: bool,
    dry_run: bool,
) -> None:
    """Write a list for another service, with what to do there.

    The folder can be read by you alone. Who gets letters and who must not (unsubscribed, e-mail turned off, bounced)
    are in files of their own; the second are always all there, whatever you choose. Addresses that the platform hides
    or nobody can write to are left out and counted. No address is shown.

    Examples:
        outlast subscribers export --for ghost
        outlast subscribers export --for listmonk --segment paid --out paid --dry-run
        outlast subscribers export --for csv --at 2026-01-01
    """
    wanted = Wanted(statuses=_statuses(segment, status), since=_since(since))
    with opened(session) as archive:
        slug = with_lists(session, archive, publication)
        snapshot = snapshot_meant(archive, slug, at)
        request = ListRequest(
            service=service,
            publication=slug,
            snapshot=snapshot,
            wanted=wanted,
            out=out_path(out, slug, f"subscribers-{service}"),
            replace=replace,
            dry_run=dry_run,
        )
        entry = snapshot.manifest.tables.get(tables.SUBSCRIBERS) if snapshot else None
        with session.output.progress("Writing subscribers", 2 * entry.rows if entry else None) as progress:
            done = export_list(archive, request, progress=progress.advance)
        tell_list(session.output, done, service=service, publication=slug)


def _statuses(segments: Iterable[str], statuses: Iterable[str]) -> frozenset[Status]:
    """Return the statuses that are in one of the segments, and among those named; where nobody named any, all."""
    within = frozenset[Status]().union(*(SEGMENTS[name] for name in segments)) or frozenset(Status)
    named = frozenset(map(Status, statuses)) or frozenset(Status)
    if not within & named:
        raise UsageError(
            "Nobody can be in that segment and have that status.", next="Leave out --segment, or leave out --status"
        )
    return within & named


def _since(text: str | None) -> datetime | None:
    if text is None:
        return None
    found = moment(text)
    if found is None:
        raise UsageError(f"{text!r} is not a date.", next="Write it like 2026-03-01")
    return found
