"""Turns whatever ended a command into an error of ours: what happened, what it means, what to do next."""

import errno
import sys
from pathlib import Path

import click

from backup.errors import OutlastError, StorageError, UsageError
from outlast.errors import Interrupted, Unexpected

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)
_BROKEN = (errno.EIO, errno.ENODEV, errno.ENXIO)
# sqlite.org/rescode.html: the low byte is the primary code.
_SQLITE_FULL, _SQLITE_READONLY, _SQLITE_IOERR = 13, 8, 10


def as_outlast_error(failure: BaseException, *, log_file: Path) -> OutlastError:
    """Return the error to show; the traceback of what nobody thought of goes to the log file."""
    if isinstance(failure, OutlastError):
        return failure
    if isinstance(failure, KeyboardInterrupt | click.Abort):
        return Interrupted("Stopped.")
    if isinstance(failure, click.UsageError):
        return _usage(failure)
    if isinstance(failure, click.ClickException):
        return OutlastError(failure.format_message())
    return _storage(failure) or _unexpected(failure, log_file)


def _usage(failure: click.UsageError) -> UsageError:
    # click's own: it carries the whole help as its message when a group is called without a verb.
    if isinstance(failure, click.exceptions.NoArgsIsHelpError):
        group = failure.ctx.command
        words = group.list_commands(failure.ctx) if isinstance(group, click.Group) else []
        what = f"Which one? {', '.join(words)}." if words else "This command needs one more word."
    else:
        what = failure.format_message()
    command = failure.ctx.command_path if failure.ctx else "outlast"
    return UsageError(what, so_what="Nothing was done.", next=f"See: {command} --help")


def _storage(failure: BaseException) -> StorageError | None:
    if isinstance(failure, OSError):
        name = f" ({failure.filename})" if failure.filename else ""
        if failure.errno in _FULL:
            return StorageError(f"The disk is full{name}.")
        if failure.errno in _REFUSED:
            return StorageError(
                f"This computer refused access: {failure.strerror}{name}.",
                next="See who may read and write there, then run the same command again.",
            )
        if failure.errno in _BROKEN:
            return StorageError(
                f"The disk did not answer: {failure.strerror}{name}.",
                next="See that it is plugged in and sound, then run the same command again.",
            )
    # sqlite3 costs 10 ms to import; if it has not been, this is none of its errors.
    sqlite = sys.modules.get("sqlite3")
    if sqlite is not None and isinstance(failure, sqlite.OperationalError):
        code = getattr(failure, "sqlite_errorcode", 0) & 0xFF
        if code == _SQLITE_FULL:
            return StorageError("The disk is full.")
        if code in (_SQLITE_READONLY, _SQLITE_IOERR):
            return StorageError(f"The disk refused: {failure}.")
    return None


def _unexpected(failure: BaseException, log_file: Path) -> Unexpected:
    from outlast.log import keep_traceback

    what = f"Something went wrong inside Outlast ({type(failure).__name__})."
    if keep_traceback(log_file, failure):
        return Unexpected(what, next=f"Run the same command again; if it stays, report the last line of {log_file}")
    return Unexpected(what, next=f"Run the same command again. No report could be written to {log_file}")
