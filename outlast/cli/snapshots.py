"""List and compare the times something was saved, and say which of them to keep.

Each import that brings something new is a snapshot, kept for good. Older and newer ones are told apart by the date of
the export, not of its import. Where N, A or B stands, write a snapshot's number or a date.

Examples:
    outlast snapshots list
    outlast snapshots diff 2026-01-01 2026-02-01
    outlast snapshots keep 12 --label "before the move"
"""

import click

from backup.archive.retention import Policy
from backup.errors import UsageError
from outlast.cli._frame.command import Group
from outlast.cli._frame.keyless import opened_without_key
from outlast.cli._frame.opening import chosen, only_one, opened, snapshot_at
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.snapshot import fields_of, list_of, report_snapshot
from outlast.cli._reports.snapshot_difference import show_difference
from outlast.cli.output import Danger
from outlast.exit_codes import ExitCode

SECTION = "KEEP"
ORDER = 30

_PUBLICATION = click.option("--publication", metavar="NAME", help="Work on this publication only.")


@click.group(cls=Group, help=__doc__)
def snapshots() -> None:
    """Hold the verbs below."""


@snapshots.command("list")
@_PUBLICATION
@pass_session
def list_(session: Session, publication: str | None) -> int:
    """Show every time something was saved, oldest first.

    Examples:
        outlast snapshots list
        outlast snapshots list --publication night-letters
    """
    damaged = 0
    count = 0
    with opened_without_key(session) as archive:
        alone = len(archive.slugs()) == 1
        for place, slug in enumerate(chosen(session, archive, publication)):
            if place:
                session.output.text()
            chain = archive.chain(slug)
            count += len(chain)
            damaged += len(chain.damaged)
            list_of(session.output, chain, alone=alone)
    if not count and not damaged:
        session.output.text("Nothing has been saved yet. Save an export with: outlast import FILE")
    session.output.summary(snapshots=count, damaged=damaged)
    return ExitCode.DAMAGED if damaged else ExitCode.DONE


@snapshots.command()
@click.argument("snapshot", metavar="N")
@_PUBLICATION
@pass_session
def show(session: Session, snapshot: str, publication: str | None) -> None:
    """Show what one snapshot holds and what could not be read for it.

    Examples:
        outlast snapshots show 12
        outlast snapshots show 2026-01-31
    """
    with opened(session) as archive:
        slug = only_one(session, archive, publication)
        report_snapshot(session.output, archive, slug, snapshot_at(archive, slug, snapshot))


@snapshots.command()
@click.argument("first", metavar="A")
@click.argument("last", metavar="B")
@click.option("--table", metavar="NAME", help="Compare only this: posts, subscribers, claps …")
@click.option("--addresses", is_flag=True, help="Name the subscribers, not only their number.")
@_PUBLICATION
@pass_session
def diff(session: Session, first: str, last: str, table: str | None, addresses: bool, publication: str | None) -> None:
    """Show what came, went and changed between two snapshots or dates.

    Examples:
        outlast snapshots diff 11 12
        outlast snapshots diff 2026-01-01 2026-02-01 --table posts
    """
    with opened(session) as archive:
        slug = only_one(session, archive, publication)
        start, end = (snapshot_at(archive, slug, text) for text in (first, last))
        show_difference(session.output, archive, slug, start, end, table=table, addresses=addresses)


@snapshots.command()
@click.argument("number", metavar="N", type=click.IntRange(min=1))
@click.option("--label", metavar="TEXT", help="What to call it; a snapshot with a label never ages out.")
@click.option("--pin", is_flag=True, help="Never let it age out.")
@_PUBLICATION
@pass_session
def keep(session: Session, number: int, label: str | None, pin: bool, publication: str | None) -> None:
    """Accept a snapshot that was kept apart, or give it a label or a pin.

    A snapshot with much less in it than the one before is kept apart and counts for nothing, until you say here that
    it is right.

    Examples:
        outlast snapshots keep 12
        outlast snapshots keep 12 --label "before the move" --pin
    """
    output = session.output
    with opened(session) as archive:
        slug = only_one(session, archive, publication)
        snapshot = archive.chain(slug)[number]
        accept = not snapshot.good
        if accept:
            output.confirm(
                f"Snapshot {number} was kept apart, because {snapshot.manifest.suspect}. Is that right, and shall it "
                "count from now on?",
                danger=Danger.MILD,
            )
        elif label is None and not pin:
            raise UsageError(
                f"Snapshot {number} counts already: it was not kept apart.", next="Add --label TEXT or --pin to mark it"
            )
        marked = archive.mark(slug, number, accept=accept, pin=pin, label=label)
        done = [
            *(["counts from now on"] if accept else []),
            *(["never ages out"] if pin else []),
            *([f"is called “{label}”"] if label else ["has no label any more"] if label is not None else []),
        ]
        output.ok(f"Snapshot {number} {', '.join(done)}.")
        output.summary(**fields_of(slug, marked), accepted=accept)


@snapshots.command()
@click.option("--keep-last", type=click.IntRange(min=0), default=0, metavar="N", help="Keep the last N.")
@click.option("--keep-daily", type=click.IntRange(min=0), default=0, metavar="N", help="Keep one of each of N days.")
@click.option("--keep-weekly", type=click.IntRange(min=0), default=0, metavar="N", help="Keep one of each of N weeks.")
@click.option("--keep-monthly", type=click.IntRange(min=0), default=0, metavar="N", help="Keep one of N months each.")
@click.option("--dry-run", is_flag=True, help="Only say which would go.")
@pass_session
def prune(
    session: Session, keep_last: int, keep_daily: int, keep_weekly: int, keep_monthly: int, dry_run: bool
) -> None:
    """Fold away old snapshots, in all publications; nothing does this unless you ask.

    What the snapshots that stay hold is kept whole. The first one, the latest good one, those with a label or a pin,
    and those that were kept apart always stay. History is small: think twice before you fold it away.

    Examples:
        outlast snapshots prune --keep-daily 30 --keep-monthly 24 --dry-run
    """
    policy = Policy(last=keep_last, daily=keep_daily, weekly=keep_weekly, monthly=keep_monthly)
    if not policy:
        raise UsageError("Say how many to keep.", next="For example: --keep-daily 30 --keep-monthly 24")
    output = session.output
    with opened(session) as archive:
        going = archive.prune(policy, dry_run=True)
        count = sum(map(len, going.values()))
        total = sum(len(archive.chain(slug)) for slug in going)
        for slug, numbers in going.items():
            for number in numbers:
                output.line("fold", **fields_of(slug, archive.chain(slug)[number]))
            if numbers:
                output.text(f"{slug}: {len(numbers)} of {len(archive.chain(slug))} would go: {_ranges(numbers)}")
        if not count:
            output.ok("Nothing would go: all snapshots stay.")
        elif dry_run:
            output.text("Nothing was changed (--dry-run).")
        else:
            output.confirm(
                f"Fold away {count} of {total} snapshots? What only they held is gone then.", danger=Danger.MODERATE
            )
            archive.prune(policy)
            output.ok(f"{count} snapshots were folded away; {total - count} stay.")
        output.summary(folded=0 if dry_run else count, would_fold=count, kept=total - count, dry_run=dry_run)


def _ranges(numbers: list[int]) -> str:
    """Return numbers in order as `2-3, 5`."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


COMMAND = snapshots
