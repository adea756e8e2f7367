"""`outlast subscribers forget`: erase a person."""

import click

from backup.archive import layout
from backup.archive.archive import Archive
from backup.archive.forget import ForgetReport
from backup.errors import KeyProblem, NeedsConfirmation
from outlast.cli._frame.command import Command
from outlast.cli._frame.opening import opened
from outlast.cli._frame.session import Session, pass_session
from outlast.cli.output import Danger, Output
from outlast.log import without_addresses
from outlast.mailing.erasing import erase
from outlast.subscribers.where_named import Named, must_be_address, where_named


@click.command(cls=Command)
@click.argument("address")
@click.option("--published", is_flag=True, help="Also blot the address out of published posts that name it.")
@click.option("--confirm", metavar="ADDRESS", help="Say yes without being asked, by giving the address again.")
@click.option("--dry-run", is_flag=True, help="Only say what would be erased.")
@pass_session
def forget(session: Session, address: str, published: bool, confirm: str | None, dry_run: bool) -> None:
    """Erase a person from every list, delivery, draft and chat of the archive, at all times.

    This cannot be undone. A later import does not bring the person back. Nothing that names the person is sent
    anywhere, and no log or message repeats the address.

    Examples:
        outlast subscribers forget anna@example.org --dry-run
        outlast subscribers forget anna@example.org
        outlast subscribers forget anna@example.org --confirm anna@example.org
    """
    address = must_be_address(address)
    output = session.output
    with opened(session) as archive:
        if not archive.vault.can_read:
            raise KeyProblem("Nobody can be erased without the archive's key, because what is sealed cannot be read.")
        with output.progress("Looking for the address") as progress:
            named = where_named(archive, address, progress.advance)
        _tell_named(output, named, published=published)
        if dry_run:
            output.text("Nothing was changed (--dry-run).")
            output.summary(**_named_fields(named), dry_run=True)
            return
        _agree(output, address, confirm)
        erase(archive, address)  # first: what a killed run leaves over, the next one finds again
        report = archive.forget(address, published=published)
        _tell_done(output, archive, report, named)


def _tell_named(output: Output, named: Named, *, published: bool) -> None:
    if not named:
        output.text("No file of the archive names this address. To forget it keeps later imports from bringing it in.")
    for kind, count in named.files.items():
        output.text(f"  {kind}: in {count:,} file{'s' if count > 1 else ''}")
    if named.published:
        what = "will be blotted out of" if published else "will be left in"
        output.text(
            f"  The address {what} {_posts(len(named.published))}"
            + (":" if published else " (--published blots it out):")
        )
        for owner in named.published:
            output.text(f"    {owner}")


def _agree(output: Output, address: str, confirm: str | None) -> None:
    """Return when somebody says yes; the messages do not repeat the address, for they may be kept.

    Raises:
        NeedsConfirmation: nobody did.
    """
    if confirm is not None:
        if confirm.strip().casefold() != address.casefold():
            raise NeedsConfirmation("--confirm says another address.", next="Give the same address twice.")
        return
    if not output.can_ask:
        raise NeedsConfirmation(
            "Not done, because nobody is there to confirm that the person is to be erased.",
            next="This cannot be undone, so --yes is not enough: add --confirm and the address once more",
        )
    output.confirm("Erase this person for good?", danger=Danger.SEVERE, type_this=address)


def _tell_done(output: Output, archive: Archive, report: ForgetReport, named: Named) -> None:
    if report.rows or report.passages:
        output.ok(
            f"Erased: {report.rows:,} rows, and the address in {report.passages:,} files, "
            f"over {report.snapshots:,} snapshots. "
            "Later imports leave the person out."
        )
    else:
        output.ok("Noted: later imports leave the person out. There was nothing to erase.")
    left = [without_addresses(owner) for owner in report.published]
    if left:
        output.attention(f"The address is still in {_posts(len(left))}:")
    for owner in left:
        output.text(f"    {owner}")
    if report.unsearched:
        output.attention(
            "These files of incidents could not be searched (pictures, PDFs, ZIPs); look at them yourself:"
        )
    for file in report.unsearched:
        output.text(f"    {without_addresses(file)}")
    inbox = archive.root / layout.INBOX
    waiting = sum(path.is_file() for path in inbox.rglob("*")) if inbox.is_dir() else 0
    output.text("What Outlast cannot reach, and may still name the person:")
    output.text(f"  copies of {archive.root} elsewhere (copy it anew; {layout.REDACTIONS} names what to remove)")
    output.text(f"  the {waiting:,} files in {inbox}" if waiting else f"  exports in {inbox} (none now)")
    output.text("  export files that you imported from elsewhere, the platform itself, and your shell's history")
    output.summary(
        **_named_fields(named),
        rows=report.rows,
        passages=report.passages,
        snapshots=report.snapshots,
        published_left=left,
        inbox_files=waiting,
        dry_run=False,
    )


def _posts(count: int) -> str:
    return "1 published post" if count == 1 else f"{count:,} published posts"


def _named_fields(named: Named) -> dict[str, object]:
    return {"named_in": named.files, "published": named.published}
