"""`outlast mail suppress`: the list of those to whom no letter may go any more."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from backup.archive.archive import Archive
from backup.audience.cells import join_cells
from backup.errors import KeyProblem, UsageError
from mailer.model import Reason
from mailer.suppression.importing import import_file
from mailer.suppression.suppression_list import SuppressionList
from outlast.cli._frame import clock
from outlast.cli._frame.command import Group
from outlast.cli._frame.opening import opened
from outlast.cli._frame.out_file import write_bytes, write_out
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.suppressed import tell_import, tell_list
from outlast.cli.output import Danger
from outlast.exit_codes import ExitCode
from outlast.mailing.saved_addresses import saved_addresses
from outlast.mailing.suppressing import suppression_list
from outlast.places import at_home
from outlast.subscribers.where_named import must_be_address

BY_HAND = "by hand"
_REASONS = click.Choice([reason.value for reason in Reason if reason is not Reason.FORGOTTEN])


@click.group(cls=Group)
def suppress() -> None:
    """Say to whom no letter may go any more, and see how many they are.

    The list holds no address, only digests of them that nobody can turn back: whoever asked you to erase them can stay
    on it. Nothing takes anybody off but your own hand.

    Examples:
        outlast mail suppress list
        outlast mail suppress add anna@example.org
        outlast mail suppress import bounces.csv
    """


@suppress.command()
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS…")
@click.option("--reason", type=_REASONS, default=Reason.BLOCKED.value, help="Why (else blocked: you want it so).")
@pass_session
def add(session: Session, addresses: tuple[str, ...], reason: str) -> None:
    """Never write to an address again.

    Examples:
        outlast mail suppress add anna@example.org
        outlast mail suppress add anna@example.org --reason unsubscribed
    """
    checked = [must_be_address(address) for address in addresses]
    with _list(session) as (_, suppressions):
        news = sum(suppressions.add(address, Reason(reason), BY_HAND, clock.now()) for address in checked)
    output = session.output
    known = len(checked) - news
    output.ok(f"{news:,} added." + (f" {known:,} were on the list already." if known else ""))
    output.summary(added=news, known=known)


@suppress.command("list")
@pass_session
def list_(session: Session) -> int:
    """Show how many are on the list, why, and from where it is known.

    Examples:
        outlast mail suppress list
    """
    with _list(session) as (_, suppressions):
        return tell_list(session.output, suppressions)


@suppress.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--reason", type=_REASONS, help="Why, for rows that do not say it themselves.")
@click.option("--dry-run", is_flag=True, help="Only read the file and say what would be added.")
@pass_session
def import_(session: Session, file: Path, reason: str | None, dry_run: bool) -> int:
    """Add the addresses in a CSV: bounces, complaints or unsubscriptions as another service hands them out.

    Which column holds the addresses, and which the reasons, is told by their names. An import adds; it takes nobody
    off the list.

    Examples:
        outlast mail suppress import bounces.csv
        outlast mail suppress import list.csv --reason complained --dry-run
    """
    output = session.output
    given = Reason(reason) if reason else None
    with _list(session) as (_, suppressions):
        at = clock.now()
        look = import_file(suppressions, file, reason=given, at=at, dry_run=True)
        if dry_run or not look.found:
            return tell_import(output, look, dry_run=dry_run)
        output.confirm(f"Never write to these {look.found:,} addresses again?", danger=Danger.MODERATE)
        return tell_import(output, import_file(suppressions, file, reason=given, at=at), dry_run=False)


@suppress.command()
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file that only you may read.")
@pass_session
def export(session: Session, out: Path | None) -> None:
    """Write those addresses of your newest lists that are on this list, as CSV, for another service.

    Digests cannot be turned back: who is on no list of yours any more is only counted.

    Examples:
        outlast mail suppress export --out suppressed.csv
    """
    with _list(session) as (archive, suppressions):
        matching = suppressions.matching(saved_addresses(archive))
    rows = (join_cells((address, reason.value)) + b"\n" for address, reason in matching.found)
    output = session.output
    if out is None and not output.json:
        write_bytes([b"email,reason\n", *rows])
        return
    where = write_out(session, at_home(out), [b"email,reason\n", *rows]) if out is not None else None
    for address, reason in matching.found if out is None else ():
        output.line("suppressed", address=address, reason=reason)
    if where is not None:
        output.ok(f"{len(matching.found):,} addresses are in {where}, which only you may read.")
    if matching.unknown:
        output.text(f"  {matching.unknown:,} more are on no list of yours any more, so nobody can name them.")
    output.summary(addresses=len(matching.found), unknown=matching.unknown, where=where)


@suppress.command()
@click.argument("address")
@click.option("--note", metavar="WORDS", help="Why; it is kept.")
@pass_session
def remove(session: Session, address: str, note: str | None) -> int:
    """Take an address off the list by hand, because its owner wants letters again.

    What came in before stays without effect; whoever unsubscribes after that is on the list again.

    Examples:
        outlast mail suppress remove anna@example.org --note "She wrote to me on 3 May."
    """
    address = must_be_address(address)
    if not (note or "").strip():
        raise UsageError("It does not say why.", next='Add --note "…": whoever unsubscribed may ask you one day.')
    output = session.output
    with _list(session) as (_, suppressions):
        reason = suppressions.reason_of(address)
        if reason is Reason.FORGOTTEN:
            raise UsageError(
                "This person asked to be erased, so letters cannot go to them.",
                next="If they want to come back they subscribe anew, with another address.",
            )
        if reason is None:
            output.text("It is not on the list.")
            output.summary(removed=False)
            return ExitCode.DONE
        output.confirm(f"It is on the list as {reason.value}. Write to it again?", danger=Danger.MODERATE)
        suppressions.remove(address, str(note), clock.now())
    output.ok("It is off the list.")
    output.summary(removed=True, reason=reason)
    return ExitCode.DONE


@contextmanager
def _list(session: Session) -> Iterator[tuple[Archive, SuppressionList]]:
    with opened(session) as archive:
        if not archive.vault.can_read:
            raise KeyProblem("Nobody on the list can be recognised without the archive's key.")
        yield archive, suppression_list(archive)
