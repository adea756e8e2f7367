"""The journal of a run: `D` before a mail's content goes out, `A` or `R` when the server has answered it.

Each record is one write(2) to a file opened with O_APPEND: it lies in the system's cache, so it survives kill -9 of
this process, and is made durable too where letters go slowly. It is what Postfix does for each recipient (postfix,
src/global/deliver_completed.c) turned round: an intent that is noted first can only ever hold a mail back.
"""

import errno
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from backup.archive import atomic

_LINE = re.compile(rb"D (\d+)|[AR] (\d+) ([2-5]\d\d)")
"""Whole, or not at all: of a write that a full disk cut short, `A 1 25` is left."""
_HEAD = re.compile(rb"boot ([^ \n]*) (synced|cached)")
_LONGEST_ANSWER = 600.0
_BALLAST = 256 * 1024
_FULL = (errno.ENOSPC, errno.EDQUOT)


class Journal:
    """Writes the records of one run. Several threads may write; none raises but for a disk that refuses."""

    def __init__(self, path: Path, *, boot: str, synced: bool) -> None:
        """Begin a new journal; with `synced` each intent is on the disk before its mail goes out.

        Raises:
            OSError: the disk refuses, or there is one already.
        """
        self.path, self._synced = path, synced
        flags = os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        self._file = os.open(path, flags, 0o600)
        self._ballast = path.with_suffix(".ballast")
        with os.fdopen(os.open(self._ballast, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as ballast:
            # So that what was answered can still be noted when somebody else has filled the disk.
            ballast.write(b"\0" * _BALLAST)
        os.write(self._file, f"boot {boot} {'synced' if synced else 'cached'}\n".encode())
        atomic.make_durable(self._file)
        atomic.sync_folder(path.parent)

    def handing_over(self, number: int, before: bytes = b"") -> None:
        """Note that a mail's content goes out now, with the answer to the one `before` it (`record`) in one write.

        Raises:
            OSError: it could not be noted, so the mail must not go out.
        """
        line = b"%sD %d\n" % (before, number)
        if os.write(self._file, line) != len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.path))
        if self._synced:
            atomic.make_durable(self._file)

    @staticmethod
    def record(number: int, code: int) -> bytes:
        """Return what notes the server's answer to a mail whose content went out."""
        return b"%s %d %d\n" % (b"A" if 200 <= code < 300 else b"R", number, code)

    def answered(self, record: bytes) -> None:
        """Write such a note.

        Raises:
            OSError: the disk refuses, and not because it is full.
        """
        try:
            if os.write(self._file, record) == len(record):
                return
        except OSError as error:
            if error.errno not in _FULL:
                raise
        self._ballast.unlink(missing_ok=True)
        os.write(self._file, b"\n" + record)  # what was cut short before it stands on a line of its own

    def close(self) -> None:
        """Close it and leave it where it is: what is not settled is read from it when the ledger is opened again."""
        os.close(self._file)
        self._ballast.unlink(missing_ok=True)


@dataclass(slots=True)
class Told:
    """What the journals of a killed run tell."""

    answered: dict[int, int] = field(default_factory=dict)
    """The server's code by recipient's number."""
    handed_over: set[int] = field(default_factory=set)
    """Those whose content went out, or was about to."""
    at: float | None = None
    """When the last content went out, at the earliest (seconds since 1970): an answer is waited for up to ten minutes
    (RFC 5321, 4.5.3.2.6), and nothing else goes out on its connection meanwhile."""
    same_boot: bool = True
    """Whether the computer has been on since."""
    doubtful: bool = False
    """Whether something may be missing: after a power cut, or where a line, or a whole journal, is not there."""


def journal_of(folder: Path, run: int) -> Path:
    """Return where the journal of a run lies, counted from 1."""
    return folder / f"journal-{run:06d}.log"


def read_journals(folder: Path, *, run: int, boot: str) -> Told:
    """Return what the journals of a folder tell of recipients who are claimed; `run` is the last that claimed any.

    A journal has its first line before anybody is claimed. So without that run's, or without its first line, something
    is missing: it was not copied or restored together with the ledger. A last line without its end does not count: its
    write never came back, so no mail followed it.

    Raises:
        OSError: one cannot be read.
    """
    told = Told(doubtful=not journal_of(folder, run).exists())
    for path in sorted(folder.glob("journal-*.log")):
        told.at = max(told.at or 0.0, path.stat().st_mtime - _LONGEST_ANSWER)
        *lines, _torn = path.read_bytes().split(b"\n")
        head = _HEAD.fullmatch(lines[0]) if lines else None
        if head is None:
            told.doubtful = True
            continue
        same_boot = bool(boot) and head[1] == boot.encode()
        told.same_boot &= same_boot
        told.doubtful |= head[2] != b"synced" and not same_boot
        for line in filter(None, lines[1:]):
            record = _LINE.fullmatch(line)
            if record is None:
                told.doubtful = True
            elif record[1]:
                told.handed_over.add(int(record[1]))
            else:
                told.answered[int(record[2])] = int(record[3])
    return told
