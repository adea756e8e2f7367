"""A folder, written beside its place and renamed: there is the old state or the whole new one, never a half."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from backup.archive.atomic import CAN_SYNC_ALL, storage_errors, sync_all
from backup.errors import NeedsConfirmation
from exporters.target._base import Target

MADE_BY = ".made-by-outlast"
"""Marks a folder that an export made, so that the next one may take its place."""
_BESIDE = ".being-written-by-outlast"
_OLD = ".replaced-by-outlast"


class Folder(Target):
    """A target on the disk."""

    def __init__(self, path: Path, *, replace: bool = False, private: bool = False) -> None:
        """Take the folder, which must be new or empty.

        `replace`: it may be one that an export made before. `private`: only its owner may read it.

        Raises:
            NeedsConfirmation: there are files in it; nothing was touched.
            StorageError: the disk refuses.
        """
        super().__init__()
        self.path = path
        self._mode = 0o700 if private else 0o777
        self._file_mode = 0o600 if private else 0o666
        self._beside = path.with_name(f".{path.name}{_BESIDE}")
        self._finished = False
        with storage_errors(path):
            self._check(replace=replace)
            if self._beside.exists():
                shutil.rmtree(self._beside)  # a run that was killed left it
            self._beside.parent.mkdir(parents=True, exist_ok=True)
            self._beside.mkdir(mode=self._mode)
            self.write(MADE_BY, "Outlast made this folder; an export may replace it.\n")
            self.files, self.size = 0, 0

    def _check(self, *, replace: bool) -> None:
        path = self.path
        if not path.exists() and not path.is_symlink():
            return
        if path.is_dir() and not any(path.iterdir()):
            return
        ours = path.is_dir() and (path / MADE_BY).is_file()
        if ours and replace:
            return
        raise NeedsConfirmation(
            f"{path} is there already, and not empty." if path.is_dir() else f"{path} is there already.",
            so_what="Nothing was written: Outlast never writes among files that it did not make.",
            next="Replace the earlier export with --replace, or name a new folder with --out"
            if ours
            else "Name a new or empty folder with --out",
        )

    @contextmanager
    def open(self, path: str) -> Iterator[IO[bytes]]:
        """See `Target.open`."""
        place = self._beside / self._new(path)
        with storage_errors(self.path):
            place.parent.mkdir(mode=self._mode, parents=True, exist_ok=True)
            descriptor = os.open(
                place, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), self._file_mode
            )
            with os.fdopen(descriptor, "w+b") as file:
                yield file

    def finish(self) -> None:
        """See `Target.finish`."""
        with storage_errors(self.path):
            if CAN_SYNC_ALL:
                sync_all(self._beside)
            old = self.path.with_name(f".{self.path.name}{_OLD}")
            if old.exists():
                shutil.rmtree(old)
            if self.path.exists():
                self.path.rename(old)
            self._beside.rename(self.path)
            self._finished = True
            shutil.rmtree(old, ignore_errors=True)

    def abandon(self) -> None:
        """See `Target.abandon`."""
        if not self._finished:
            shutil.rmtree(self._beside, ignore_errors=True)
