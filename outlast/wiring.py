"""From settings to working parts: the only place where the archive is opened and made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from backup.archive import info, layout
from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.errors import NeedsConfirmation
from outlast.errors import SecretProblem
from outlast.keys import archive_key
from outlast.places import Places
from outlast.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """What is needed to open an archive: settings, places, and a way to ask for a passphrase."""

    settings: Settings
    places: Places
    environ: Mapping[str, str]
    ask: Callable[[str], str] | None = None
    """Puts a question to the person; `None` where nobody is there."""

    @property
    def root(self) -> Path:
        """Return the folder of the archive."""
        return self.settings.archive

    @property
    def exists(self) -> bool:
        """Tell whether there is an archive."""
        return (self.root / layout.INFO).exists()

    def open_archive(self, *, without_key: Callable[[SecretProblem], None] | None = None) -> Archive:
        """Open the archive, with its key where it can be had.

        `without_key` is for what works without it: it is told why the key could not be fetched, and the archive is
        opened all the same.

        Raises:
            NoArchive: there is none.
            KeyProblem: the key that was found does not fit.
            SecretProblem: it could not be fetched from where it should be, and there is no `without_key`.
        """
        said = info.read(self.root)
        try:
            key = archive_key.find_key(said, self.settings, self.places, environ=self.environ, ask=self.ask)
        except SecretProblem as problem:
            if without_key is None:
                raise
            without_key(problem)
            key = None
        return Archive(self.root, key=key)

    def create_archive(self, *, encrypted: bool = True) -> Archive:
        """Make a new archive; its key is kept in the state folder before anything is sealed to it.

        Raises:
            NeedsConfirmation: the folder holds other files.
            StorageError: the disk refuses.
        """
        if self.root.is_dir() and any(not name.name.startswith(".") for name in self.root.iterdir()):
            leftovers = {layout.README, layout.OBJECTS, layout.PUBLICATIONS, layout.INDEX, layout.INBOX}
            if not {path.name for path in self.root.iterdir()} <= leftovers:
                raise NeedsConfirmation(
                    f"{self.root} is not an archive, and it is not empty.",
                    so_what="Nothing was written there.",
                    next="Name an empty or new folder with --archive",
                )
        if not encrypted:
            return Archive.create(self.root, key=None)
        key, archive_id = Key.generate(), info.new_id()
        archive_key.keep_in_file(self.places, archive_id, key)
        return Archive.create(self.root, key=key, archive_id=archive_id)
