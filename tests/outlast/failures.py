"""Ways in which a command can end, by name; the verb `import` of the fake verbs raises them."""

import errno
import sqlite3

import click

from backup.errors import Locked, NotFound


def _sqlite(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("refused")
    error.sqlite_errorcode = code
    return error


FAILURES: dict[str, BaseException] = {
    "locked": Locked("Another run holds the archive since 03:00."),
    "own-words": NotFound("No such post.", so_what="It was never saved.", next="Look at the list."),
    "bug": ValueError("cannot read the row of jane.doe@example.org"),
    "end-of-file": EOFError("compressed file ended early"),
    "ctrl-c": KeyboardInterrupt(),
    "abort": click.Abort(),
    "full": OSError(errno.ENOSPC, "No space left on device", "/archive/objects/ab"),
    "quota": OSError(errno.EDQUOT, "Disk quota exceeded"),
    "read-only": OSError(errno.EROFS, "Read-only file system", "/archive"),
    "refused": PermissionError(errno.EACCES, "Permission denied", "/archive"),
    "unplugged": OSError(errno.EIO, "Input/output error"),
    "sqlite-full": _sqlite(sqlite3.SQLITE_FULL),
    "sqlite-read-only": _sqlite(sqlite3.SQLITE_READONLY | (1 << 8)),
    "sqlite-bug": _sqlite(sqlite3.SQLITE_ERROR),
    "click": click.ClickException("the editor did not start"),
}
