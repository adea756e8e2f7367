"""One writer at a time. The system gives a dead process's lock back, so nothing is ever unlocked by hand."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from backup.archive import atomic, layout
from backup.errors import Locked


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds the lock, for the message to the one who waits."""

    pid: int
    since: str
    command: str


@contextmanager
def writing(root: Path) -> Iterator[bool]:
    """Hold the archive for writing; yield whether the run before was killed, so that it may have left files behind.

    Raises:
        Locked: another run holds it.
    """
    lock = FileLock(root / layout.LOCK, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise Locked(f"Another run is writing to this archive{_since(root)}.") from error
    try:
        killed = (root / layout.LOCK_HOLDER).exists() or any(root.glob(f"{layout.TEMPORARY}*"))
        command = _command(sys.argv)
        holder = Holder(pid=os.getpid(), since=datetime.now(UTC).isoformat(timespec="seconds"), command=command)
        atomic.write(root / layout.LOCK_HOLDER, msgspec.json.encode(holder), sync=False)
        yield killed
    finally:
        (root / layout.LOCK_HOLDER).unlink(missing_ok=True)
        lock.release()


def _command(words: list[str]) -> str:
    """Return the program and its verb, without options and paths: those may say more than others need to see."""
    plain = [word for word in words[1:] if not word.startswith("-") and "/" not in word and "\\" not in word]
    return " ".join([Path(words[0]).name, *plain[:1]])


def _since(root: Path) -> str:
    try:
        holder = msgspec.json.decode((root / layout.LOCK_HOLDER).read_bytes(), type=Holder)
    except (OSError, msgspec.DecodeError):
        return ""
    return f": “{holder.command}”, process {holder.pid}, since {holder.since}"
