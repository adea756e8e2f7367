"""What `init` and `keys` share: getting the key in this run, putting it somewhere, and writing it on a sheet."""

from pathlib import Path

from backup.archive.info import ArchiveInfo
from backup.archive.keys import Key
from backup.archive.reading import ReadableArchive
from backup.errors import KeyProblem, NeedsConfirmation, NotFound, UsageError
from outlast.cli._frame import clock
from outlast.cli._frame.session import Session
from outlast.cli.output import Danger, Output
from outlast.keys import archive_key
from outlast.keys.moving import Kept, KeyStore, keep_key
from outlast.keys.recovery_sheet import RecoverySheet, note_printed
from outlast.places import Places, at_home


def needed_key(session: Session, info: ArchiveInfo) -> Key:
    """Return the key of the archive, asking for its passphrase if it has one.

    Raises:
        NotFound: the archive has none.
        KeyProblem, SecretProblem: it cannot be had here and now.
    """
    if info.recipient is None:
        raise NotFound(
            "This archive is not sealed, so it has no key.",
            so_what="Whoever gets at its folder can read it; nobody needs a sheet for that.",
            next="See how it is with: outlast status",
        )
    output = session.output
    ask = output.ask_secret if output.can_ask else None
    key = archive_key.find_key(info, session.settings, session.places, environ=session.environ, ask=ask)
    if key is not None:
        return key
    if archive_key.wrapped_file(session.places, info.id).exists():
        raise KeyProblem(
            "The key is sealed with a passphrase, and nobody is here to type it.", next="Run it in a terminal."
        )
    raise KeyProblem("The key of this archive is not on this computer.")


def put(output: Output, places: Places, archive_id: str, key: Key, store: KeyStore) -> Kept:
    """Keep the key in a place, asking for a new passphrase if it is one with a passphrase.

    Raises:
        NeedsConfirmation: a passphrase is needed, and nobody is there to type it.
        SecretProblem: there is no key store here; the key is where it was.
    """
    passphrase = new_passphrase(output) if store is KeyStore.PASSPHRASE else ""
    kept = keep_key(places, archive_id, key, store, passphrase=passphrase)
    if kept.left:
        output.warn(f"The key could not be removed from its old place; do it yourself: {kept.left}")
    return kept


def write_sheet(session: Session, key: Key, path: Path | None) -> None:
    """Write the recovery sheet to a file, or to the screen, and note that it was given out.

    Raises:
        UsageError: the file would lie in the archive itself, next to what it opens.
        NeedsConfirmation: there is a file already, and nobody said yes.
    """
    output, root = session.output, session.settings.archive
    archive = ReadableArchive(root)
    titles = tuple(one.name for one in archive.publications())
    sheet = RecoverySheet(info=archive.info, key=key, folder=root, publications=titles, printed=clock.now())
    if path is None:
        output.text(sheet.text())
    else:
        path = at_home(path).absolute()
        refuse_in_archive(path, root)
        if path.exists():
            output.confirm(f"{path} is there already. Write over it?", danger=Danger.MODERATE)
        sheet.write(path)
        output.ok(f"The recovery sheet is in {path}")
        output.text("→ Print it, keep it away from this computer, then delete the file.")
    note_printed(session.places, archive.info.id, sheet.printed)
    output.warn("Whoever has this sheet can read EVERYTHING in the archive: subscribers, drafts, chats.")


def refuse_in_archive(path: Path, root: Path) -> None:
    """Return if a sheet may lie at `path`.

    Raises:
        UsageError: it is in the archive itself.
    """
    if at_home(path).resolve().is_relative_to(root.resolve()):
        raise UsageError(
            "The sheet must not lie in the archive: who gets the folder would get the key with it.",
            so_what="The sheet was not written.",
            next="Name a file elsewhere, best on a disk that is not copied to a cloud.",
        )


def new_passphrase(output: Output) -> str:
    """Return a passphrase that was typed twice alike.

    Raises:
        NeedsConfirmation: nobody is there to type it, or the two were never alike.
    """
    for _ in range(3):
        passphrase = output.ask_secret("New passphrase (several words; without it, only the recovery sheet helps)")
        if output.ask_secret("The same again") == passphrase:
            return passphrase
        output.warn("The two were not alike.")
    raise NeedsConfirmation("No passphrase was set.", next="Run it again, and type the same passphrase twice.")
