"""Files of an export that are no part of what is known of it: kept whole as they came, so that nothing is lost."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from backup.errors import UnreadableEntry
from backup.model import Attachment, Problem, Severity
from backup.sources._files import ExportFiles

TABLE = "files"
LARGEST = 8 << 20
LARGEST_LIST = 256 << 20
"""A CSV may be a list of people, which matters more than a film."""
SAMPLE = 64 << 10


def keep_file(
    files: ExportFiles, name: str, *, local: str, what: str, known: bool = False
) -> Iterator[Attachment | Problem]:
    """Yield the file and, unless it is `known`, a problem that says what it is ("is a picture").

    `local` is its name inside the export without a wrapping folder.
    """
    largest = LARGEST_LIST if local.lower().endswith((".csv", ".txt")) else LARGEST
    try:
        with files.open_stream(name) as stream:
            data = stream.read(largest + 1)
    except UnreadableEntry as error:
        yield Problem(file=local, reason=f"The file {error.reason}.", table=TABLE)
        return
    if len(data) > largest:
        reason = f"The file {what}, and larger than {largest >> 20} MiB: only its beginning is kept."
        yield Problem(file=local, reason=reason, table=TABLE, raw=data[:SAMPLE])
        return
    yield Attachment(table=TABLE, id=local, data=data, extension=_extension(local))
    if not known:
        yield Problem(file=local, reason=f"The file {what}; it is kept as it came.", severity=Severity.KEPT)


def _extension(name: str) -> str:
    """Return the file's extension where it is a plain word, so that a person can open what was kept."""
    suffix = PurePosixPath(name).suffix.removeprefix(".").lower()
    return (
        suffix if suffix.isascii() and suffix.isalnum() and len(suffix) <= 8 and suffix not in ("zst", "age") else "bin"
    )
