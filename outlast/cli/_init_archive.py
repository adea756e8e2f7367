"""The steps of `outlast init` that make the archive: its folder, its key, the recovery sheet."""

from pathlib import Path

from backup.archive.archive import Archive
from backup.errors import NeedsConfirmation, UsageError
from outlast.cli._frame.answers import ask_choice, ask_text, ask_yes, dropped_path
from outlast.cli._frame.opening import wiring_of
from outlast.cli._frame.session import Session
from outlast.cli._key_places import needed_key, new_passphrase, put, write_sheet
from outlast.errors import SecretProblem
from outlast.keys import archive_key
from outlast.keys.moving import KeyStore, keep_key, kept_in
from outlast.places import at_home
from outlast.settings import Origin
from outlast.settings.first import remember_archive

_STORES = tuple(store.value for store in KeyStore)
_WHERE_TO_KEEP_THE_KEY = """\
Subscribers, drafts and chats are sealed with a key. Where should it lie?
  file        in a file that only you may read: works while nobody is there
  keyring     in this computer's own key store
  passphrase  sealed with a passphrase: typed whenever you read what is private; saving goes on without it"""


def choose_folder(session: Session) -> None:
    """Settle where the archive goes, and note it in the settings if it is not the usual place."""
    output, settings = session.output, session.settings
    origin = next(given.origin for given in settings.given if given.dotted == "archive")
    if origin not in (Origin.DEFAULT, Origin.FLAG):
        return
    folder = settings.archive
    if origin is Origin.DEFAULT and not wiring_of(session).exists:
        typed = ask_text(output, "Where should the archive be?", default=str(folder))
        folder = at_home(Path(dropped_path(typed))).absolute()
    other = remember_archive(session.places, folder)
    if other is not None:
        output.warn(
            f"Your settings name another archive ({other}), and that stays so. To use this one always:\n"
            f'  outlast config set archive "{folder}"'
        )
    reread_settings(session)


def reread_settings(session: Session) -> None:
    """Let the session read the settings again, after they were changed."""
    session.__dict__.pop("settings", None)


def open_or_make(session: Session, store: KeyStore | None, *, encrypted: bool) -> tuple[Archive, bool]:
    """Return the archive, and whether it was made just now. There is never a second key.

    Raises:
        NeedsConfirmation: the folder holds other files, or a passphrase is needed and nobody is there.
        SecretProblem: there is no key store here.
    """
    wiring = wiring_of(session)
    if not wiring.exists:
        return _make(session, store, encrypted=encrypted), True
    archive = wiring.open_archive()
    session.output.ok(f"There is an archive in {archive.root}; going on with it")
    if archive.encrypted and not encrypted:
        session.output.warn("It is sealed already and stays so; --no-encryption is only for a new one.")
    if not archive.vault.can_read:
        session.output.warn("Its key is not at hand here. Bring it back with: outlast keys recover")
    elif store is not None and archive.vault.key and kept_in(session.places, archive.info.id) is not store:
        kept = put(session.output, session.places, archive.info.id, archive.vault.key, store)
        session.output.ok(f"The key lies in {kept.where.removeprefix('file:')}")
    return archive, False


def _make(session: Session, store: KeyStore | None, *, encrypted: bool) -> Archive:
    output, wiring = session.output, wiring_of(session)
    if encrypted and store is None:
        if output.can_ask:
            output.note(_WHERE_TO_KEEP_THE_KEY)
        store = KeyStore(ask_choice(output, "The key", _STORES, default=KeyStore.FILE.value))
    passphrase = new_passphrase(output) if encrypted and store is KeyStore.PASSPHRASE else ""
    archive = wiring.create_archive(encrypted=encrypted)
    if archive.vault.key is None:
        output.ok(f"Made an archive in {archive.root}")
        output.warn("It is NOT SEALED: whoever gets at the folder can read subscribers' addresses, drafts and chats.")
        return archive
    where = f"file:{archive_key.key_file(session.places, archive.info.id)}"
    if store is not None and store is not KeyStore.FILE:
        try:
            where = keep_key(session.places, archive.info.id, archive.vault.key, store, passphrase=passphrase).where
        except SecretProblem as error:
            archive.close()
            raise SecretProblem(
                error.what,
                so_what=f"The archive was made in {archive.root}; its key lies in {where.removeprefix('file:')}",
                next="Go on with: outlast init --key-store file",
            ) from error
    output.ok(f"Made an archive in {archive.root}; its key lies in {where.removeprefix('file:')}")
    return archive


def offer_sheet(session: Session, archive: Archive, path: Path | None) -> None:
    """Write the recovery sheet to `path`, or offer to, unless it was printed before or there is no key for it."""
    output = session.output
    if not archive.encrypted or (path is None and archive_key.sheet_mark(session.places, archive.info.id).exists()):
        return
    if path is not None:
        write_sheet(session, archive.vault.key or needed_key(session, archive.info), path)
        return
    if archive.vault.key is None or not output.can_ask:
        return
    output.note("If this computer breaks, only the recovery sheet opens the archive: one page with the key, on paper.")
    if not ask_yes(output, "Write it to a file now, to print it?"):
        return
    typed = ask_text(output, "Into which file?", default=str(at_home(Path("~/outlast-recovery-sheet.html"))))
    if typed.casefold() in ("n", "no"):  # a second thought, not the name of a file
        output.note("You can do it later: outlast keys print-sheet --out FILE")
        return
    try:
        write_sheet(session, archive.vault.key, Path(dropped_path(typed)))
    except (NeedsConfirmation, UsageError) as error:
        output.warn(f"{error} You can do it later: outlast keys print-sheet --out FILE")
