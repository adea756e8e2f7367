"""To whom no letter may go any more: the archive's suppression list."""

from backup.archive import layout
from backup.archive.forgotten import Forgotten
from backup.archive.reading import ReadableArchive
from mailer.suppression.suppression_list import SuppressionList, address_digest


def suppression_list(archive: ReadableArchive) -> SuppressionList:
    """Return the list of an archive.

    Raises:
        StorageError: it is there and cannot be read.
    """
    forgotten = Forgotten(archive.root, archive.vault)
    return SuppressionList(archive.root / layout.MAIL, address_digest(archive.vault), forgotten=forgotten)
