"""Show, print, move or bring back the key of the archive.

What is private (subscribers, drafts, chats) is sealed with a key. Its public half is in the archive and only seals;
its private half opens everything, lies on this computer, and belongs on paper too: print the recovery sheet.

Examples:
    outlast keys show
    outlast keys print-sheet --out ~/recovery-sheet.html
    outlast --archive /media/usb/Outlast keys recover
"""

import sys
from pathlib import Path

import click

from backup.archive import info as archive_info
from backup.archive.info import ArchiveInfo
from backup.archive.reading import ReadableArchive
from backup.errors import InputError, KeyProblem, NeedsConfirmation, UsageError
from outlast.cli._frame.command import Group
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._key_places import needed_key, put, write_sheet
from outlast.cli._reports.key import report_key, report_opened
from outlast.cli.output import Danger, State
from outlast.errors import SecretProblem
from outlast.exit_codes import ExitCode
from outlast.keys import archive_key
from outlast.keys.moving import KeyStore
from outlast.keys.recovery import fitting_key, open_sealed
from outlast.keys.standing import key_standing
from outlast.places import at_home

SECTION = "KEEP"
ORDER = 90

_LARGEST = 1_000_000
_STORES = click.Choice([store.value for store in KeyStore])


@click.group(cls=Group, help=__doc__)
def keys() -> None:
    """Hold the verbs below."""


@keys.command()
@click.option("--reveal", is_flag=True, help="Show the private half too: whoever sees it can read everything.")
@pass_session
def show(session: Session, reveal: bool) -> int:
    """Show the public half of the key, and where the private half lies.

    Examples:
        outlast keys show
    """
    said = archive_info.read(session.settings.archive)
    standing = key_standing(said, session.settings, session.places, environ=session.environ)
    private_half = None
    if reveal:
        session.output.confirm("Show the private half of the key here?", danger=Danger.MODERATE)
        private_half = needed_key(session, said).text
    root = session.settings.archive
    report_key(session.output, said, root, standing, session.places, private_half=private_half)
    return ExitCode.DONE if standing.at_hand else ExitCode.PARTLY


@keys.command("print-sheet")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write it there; .html prints best.")
@pass_session
def print_sheet(session: Session, out: Path | None) -> None:
    """Print the recovery sheet: the key on one page, and what to do with it.

    Without --out it goes to the screen or into a pipe. Whoever has it can read everything in the archive.

    Examples:
        outlast keys print-sheet --out ~/recovery-sheet.html
        outlast keys print-sheet | lpr
    """
    if out is None and session.output.json:
        raise UsageError("The sheet has no form in JSON.", next="Name a file for it with --out FILE")
    said = archive_info.read(session.settings.archive)
    write_sheet(session, needed_key(session, said), out)
    session.output.line("result", archive=said.id, file=out)


@keys.command()
@click.option("--key-file", metavar="FILE", help="Read the key from this file; - is the standard input.")
@click.option("--in", "store", type=_STORES, default="file", show_default=True, help="Where to keep it.")
@pass_session
def recover(session: Session, key_file: str | None, store: str) -> int:
    """Take the key from the recovery sheet and keep it on this computer.

    The key is asked for and not shown. It is kept only if it fits the archive.

    Examples:
        outlast --archive ~/Documents/Outlast keys recover
        outlast keys recover --key-file ~/key.txt --in keyring
    """
    output, root = session.output, session.settings.archive
    said = archive_info.read(root)
    if said.recipient is None:
        output.result("This archive is not sealed: everything in it can be read without a key.", encrypted=False)
        return ExitCode.DONE
    key = fitting_key(_handed_in(session, key_file), said)
    kept = put(output, session.places, said.id, key, KeyStore(store))
    output.ok(f"The key fits. It lies in {kept.where.removeprefix('file:')}")
    _warn_of_setting(session, said)
    opened = open_sealed(ReadableArchive(root, key=key))
    report_opened(output, opened)
    output.summary(archive=said.id, key_place=kept.where, opened=len(opened))
    return ExitCode.DAMAGED if any(one.damage for one in opened) else ExitCode.DONE


@keys.command()
@click.option("--in", "store", type=_STORES, required=True, help="Where to keep it from now on.")
@pass_session
def store(session: Session, store: str) -> None:
    """Move the key to another place on this computer.

    A file works while nobody is there, and so does this computer's key store while you are signed in. With a
    passphrase, what is private is read only while you type it; saving goes on without it.

    Examples:
        outlast keys store --in keyring
        outlast keys store --in passphrase
    """
    output = session.output
    said = archive_info.read(session.settings.archive)
    kept = put(output, session.places, said.id, needed_key(session, said), KeyStore(store))
    where = kept.where.removeprefix("file:")
    output.result(f"{output.sign(State.OK)} The key lies in {where}", archive=said.id, key_place=kept.where)
    _warn_of_setting(session, said)


def _handed_in(session: Session, key_file: str | None) -> str:
    """Return the text that should hold the key.

    Raises:
        InputError: the file cannot be read.
        NeedsConfirmation: there is no file, and nobody to type.
    """
    if key_file == "-":
        return sys.stdin.read(_LARGEST)
    if key_file is not None:
        path = at_home(Path(key_file))
        try:
            with path.open("rb") as file:
                return file.read(_LARGEST).decode("utf-8-sig", "replace")
        except OSError as error:
            raise InputError(
                f"{path} cannot be read ({error.strerror}).", next="Look for a slip in its name."
            ) from error
    if not session.output.can_ask:
        raise NeedsConfirmation(
            "The key has to be typed, and nobody is here to type it.",
            next="Run it in a terminal, or give the key with --key-file FILE (- for the standard input)",
        )
    return session.output.ask_secret("Key from the recovery sheet (it is not shown; blanks do not matter)")


def _warn_of_setting(session: Session, said: ArchiveInfo) -> None:
    """Tell it if the setting `key` counts before the place where the key was put."""
    if session.settings.key is None:
        return
    shown = archive_key.where_key_lies(said, session.settings, session.places)
    try:
        archive_key.find_key(said, session.settings, session.places, environ=session.environ, ask=None)
    except (KeyProblem, SecretProblem) as problem:
        session.output.warn(f"The setting `key` counts first, and is of no use: {problem.what}")
    else:
        session.output.warn(f"The setting `key` ({shown}) still counts first; its place was not changed.")


COMMAND = keys
