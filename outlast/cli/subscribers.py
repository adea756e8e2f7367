"""Look at the saved subscriber lists: who is on them, who came and went; take them along, or erase a person.

On a terminal addresses are shown as a…@example.org unless you ask for them. Where A or B stands, write a snapshot's
number or a date.

Examples:
    outlast subscribers stats
    outlast subscribers list --status paid --out paid.csv
    outlast subscribers diff 2026-01-01 2026-02-01
    outlast subscribers export --for ghost
"""

from pathlib import Path

import click

from backup.audience.subscriber import Status
from backup.errors import UsageError
from outlast.cli._forget import forget
from outlast.cli._frame.command import Group
from outlast.cli._frame.moments import shown
from outlast.cli._frame.opening import opened
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._list_export import export
from outlast.cli._reports.subscriber_difference import report_people
from outlast.cli._reports.subscriber_list import Shown, csv_of, show_lines, show_table
from outlast.cli._which_list import snapshot_meant, with_lists
from outlast.subscribers.lists import with_list

SECTION = "KEEP"
ORDER = 60

_PUBLICATION = click.option("--publication", metavar="NAME", help="Work on this publication only.")


@click.group(cls=Group, help=__doc__)
def subscribers() -> None:
    """Hold the verbs below."""


@subscribers.command("list")
@click.option(
    "--status", multiple=True, type=click.Choice([one.value for one in Status]), help="Only these (repeatable)."
)
@click.option("--since", metavar="DATE", help="Only those who subscribed on that day or later.")
@click.option("--at", metavar="DATE", help="The list as it was then (or the number of a snapshot).")
@click.option("--format", "form", type=click.Choice(("table", "csv")), help="How to write it; csv: as it was saved.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write CSV to a file only you may read.")
@click.option("--show-addresses", is_flag=True, help="Show whole addresses on the screen.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many (table: 100; 0 shows all).")
@_PUBLICATION
@pass_session
def list_(
    session: Session,
    status: tuple[str, ...],
    since: str | None,
    at: str | None,
    form: str | None,
    out: Path | None,
    show_addresses: bool,
    limit: int | None,
    publication: str | None,
) -> None:
    """Show the subscribers of the latest list, or of the list of a date.

    CSV has the columns and rows just as the platform gave them. With --format csv, --json or --out the addresses are
    whole.

    Examples:
        outlast subscribers list --status paid --status founding
        outlast subscribers list --since 2026-01-01 --show-addresses
        outlast subscribers list --format csv > subscribers.csv
    """
    if out is not None and form == "table":
        raise UsageError("A file gets the list as CSV.", next="Leave out --format table, or leave out --out")
    with opened(session) as archive:
        slug = with_lists(session, archive, publication)
        shown_list = Shown.of(
            archive,
            slug,
            with_list(slug, snapshot_meant(archive, slug, at)),
            statuses=list(map(Status, status)),
            since=since,
            limit=limit,
        )
        if out is not None:
            csv_of(session, shown_list, out)
        elif session.output.json:
            show_lines(session.output, shown_list)
        elif form == "csv":
            csv_of(session, shown_list, None)
        else:
            show_table(session.output, shown_list, addresses=show_addresses)


@subscribers.command()
@_PUBLICATION
@pass_session
def stats(session: Session, publication: str | None) -> None:
    """Show how many subscribers there are, of which kind, and how that changed.

    Examples:
        outlast subscribers stats
        outlast subscribers stats --json
    """
    from outlast.cli._reports.subscriber_stats import report_stats

    with opened(session) as archive:
        report_stats(session.output, archive, with_lists(session, archive, publication))


@subscribers.command()
@click.argument("first", metavar="A")
@click.argument("last", metavar="B")
@click.option("--addresses", is_flag=True, help="Name them, not only their number.")
@_PUBLICATION
@pass_session
def diff(session: Session, first: str, last: str, addresses: bool, publication: str | None) -> None:
    """Show who joined, left or changed between two lists.

    Only the changes between the two are read, so this is quick however long the lists are.

    Examples:
        outlast subscribers diff 2026-01-01 2026-02-01
        outlast subscribers diff 11 12 --addresses
    """
    from outlast.subscribers.difference import list_difference

    with opened(session) as archive:
        slug = with_lists(session, archive, publication)
        start, end = (with_list(slug, snapshot_meant(archive, slug, text)) for text in (first, last))
        session.output.text(f"From the list of {shown(start.manifest.as_of)} to that of {shown(end.manifest.as_of)}:")
        difference = list_difference(archive, slug, start, end, named=addresses)
        counts = report_people(session.output, difference, addresses=addresses)
        moments = {
            name: {"number": one.number, "as_of": one.manifest.as_of} for name, one in (("first", start), ("last", end))
        }
        session.output.summary(publication=slug, **moments, **counts)


subscribers.add_command(export)
subscribers.add_command(forget)

COMMAND = subscribers
