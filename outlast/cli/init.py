"""Set Outlast up: ask a few questions, make the archive, save your first export.

Asks where the archive goes, where you publish, and where its key shall lie; writes the recovery sheet, shows where to
get your export, and saves it; and, if you want, what anybody can see on the live site. Every question can be skipped
with Enter and has a flag. Run it again to go on: there is never a second archive or key, and what stands in your
settings stays.

Examples:
    outlast init
    outlast init --platform substack --url nightletters.substack.com --import export.zip
    outlast --no-input init --platform medium --url @maya --key-store keyring
"""

from pathlib import Path

import click

from backup.errors import NeedsConfirmation, UsageError
from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._init_account import PLATFORMS, choose_account, save_exports
from outlast.cli._init_archive import choose_folder, offer_sheet, open_or_make
from outlast.cli._init_live import save_live, say_what_next
from outlast.cli._key_places import refuse_in_archive
from outlast.cli._reports.standing import summary_fields
from outlast.cli.status import show_standing
from outlast.exit_codes import ExitCode
from outlast.keys.moving import KeyStore
from outlast.settings.first import begin_file

SECTION = "GET STARTED"
ORDER = 10


@click.command(cls=Command, help=__doc__)
@click.option("--platform", type=click.Choice(PLATFORMS), help="Where you publish; list: only a list is known.")
@click.option("--url", metavar="ADDRESS", help="The address of your publication.")
@click.option("--name", metavar="NAME", help="What to call it here (default: from its address).")
@click.option("--import", "files", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
              help="Save this export or list too (repeatable).")  # fmt: skip
@click.option("--live/--no-live", default=None, help="Save what anybody can see on the live site, or do not ask.")
@click.option("--key-store", type=click.Choice([store.value for store in KeyStore]), help="Where the key shall lie.")
@click.option("--sheet", metavar="FILE", type=click.Path(path_type=Path), help="Write the recovery sheet there.")
@click.option("--no-encryption", is_flag=True, help="Do not seal what is private in a new archive.")
@pass_session
def init(
    session: Session,
    platform: str | None,
    url: str | None,
    name: str | None,
    files: tuple[Path, ...],
    live: bool | None,
    key_store: str | None,
    sheet: Path | None,
    no_encryption: bool,
) -> int:
    """Go through the steps, and end with how safe the writer is now."""
    output = session.output
    store = KeyStore(key_store) if key_store else None
    if store is not None and no_encryption:
        raise UsageError("Without encryption there is no key to keep.", next="Leave out --key-store or --no-encryption")
    if store is KeyStore.PASSPHRASE and not output.can_ask:
        raise NeedsConfirmation(
            "A passphrase has to be typed, and nobody is here to type it.", next="Run it in a terminal."
        )
    begun = begin_file(session.places)
    if sheet is not None:
        refuse_in_archive(sheet, session.settings.archive)
    if output.can_ask:
        output.note("Outlast keeps what you write and who reads you on this computer. Enter skips a question;")
        output.note("run outlast init again at any time to go on.")
    choose_folder(session)
    account = choose_account(session, platform, url, name)
    archive, created = open_or_make(session, store, encrypted=not no_encryption)
    try:
        offer_sheet(session, archive, sheet)
        missing = save_live(session, archive, account, live)
        done, failed = save_exports(session, archive, account, files)
    finally:
        archive.close()
    if begun:
        output.note(f"Your settings are in {session.places.settings_file}")
    output.text()
    found = show_standing(session)
    say_what_next(session, account)
    output.summary(
        **summary_fields(found),
        created=created,
        settings_file=session.places.settings_file,
        files=[
            {
                "file": one.path,
                "kind": one.kind,
                "publication": one.publication.slug,
                "snapshot": one.result.number,
                "suspect": one.result.suspect,
            }
            for one in done
        ],
        failed=[{"file": path, "reason": reason} for path, reason in failed.items()],
    )
    partly = missing or bool(failed) or any(one.result.suspect or one.result.partly for one in done)
    return ExitCode.PARTLY if partly else ExitCode.DONE


COMMAND = init
