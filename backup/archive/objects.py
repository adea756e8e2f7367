"""The store: immutable files named by the SHA-256 of their bytes, so that `sha256sum` checks a copy without a key."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from backup.archive import atomic, layout
from backup.errors import DamageError

_PIECE = 1 << 20


class ObjectStore:
    """The objects of one archive. The only module that touches their files."""

    def __init__(self, root: Path) -> None:
        """Take the archive's folder."""
        self.root = root
        self._objects = f"{root / layout.OBJECTS}{os.sep}"
        self._folders_made: set[str] = set()
        self._written: set[str] = set()
        self._replacements: dict[str, str] | None = None

    @staticmethod
    def name_of(data: bytes, extension: str) -> str:
        """Return the name that these bytes have in every archive."""
        return f"{hashlib.sha256(data).hexdigest()}{extension}"

    def path(self, name: str) -> Path:
        """Return where the object of that name lies or would lie."""
        return layout.object_path(self.root, name)

    def _file(self, name: str) -> str:
        """Return the same as text: making thousands of `Path`s costs more than opening the files."""
        return f"{self._objects}{name[:2]}{os.sep}{name}"

    def put(self, data: bytes, extension: str) -> str:
        """Store bytes and return their name; an object of that name that is damaged is written anew.

        Not yet durable: the snapshot syncs the file system once before its manifest.
        """
        name = self.name_of(data, extension)
        if self._content(name) != data:
            if name[:2] not in self._folders_made:
                self.path(name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._folders_made.add(name[:2])
            atomic.write(self._file(name), data, sync=not atomic.CAN_SYNC_ALL)
            self._written.add(name)
        return name

    def _content(self, name: str) -> bytes | None:
        """Return what lies under the name, whether it is whole or not; `None` if nothing does."""
        try:
            descriptor = os.open(self._file(name), os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            return None
        try:
            pieces = []
            while piece := os.read(descriptor, _PIECE):
                pieces.append(piece)
        finally:
            os.close(descriptor)
        return b"".join(pieces)

    def read(self, name: str) -> bytes:
        """Return the bytes of an object, or of the one that replaced it.

        Raises:
            DamageError: it is missing, or its bytes are not those of its name.
        """
        name = self.resolve(name)
        data = self._content(name)
        if data is None:
            raise DamageError(f"A file of the archive is missing: objects/{name[:2]}/{name}")
        if hashlib.sha256(data).hexdigest() != name[:64]:
            raise DamageError(f"A file of the archive is damaged: objects/{name[:2]}/{name}")
        return data

    def open(self, name: str) -> BinaryIO:
        """Open an object, or the one that replaced it, for reading: its bytes are those of its name.

        Raises:
            DamageError: it is missing, or they are not.
        """
        name = self.resolve(name)
        if not self.is_whole(name):
            what = "damaged" if self.path(name).exists() else "missing"
            raise DamageError(f"A file of the archive is {what}: objects/{name[:2]}/{name}")
        return self.path(name).open("rb")

    def is_whole(self, name: str) -> bool:
        """Tell whether the object is there with the bytes of its name, reading all of it, without keeping it."""
        try:
            descriptor = os.open(self._file(name), os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            return False
        try:
            part = os.read(descriptor, _PIECE)
            digest = hashlib.sha256(part)
            # A regular file gives less than was asked for only at its end: most objects are one read.
            while len(part) == _PIECE:
                part = os.read(descriptor, _PIECE)
                digest.update(part)
        finally:
            os.close(descriptor)
        return digest.hexdigest() == name[:64]

    def names(self) -> Iterator[tuple[str, os.stat_result]]:
        """Yield the name and status of every object file, by one walk over the folders."""
        folder = self.root / layout.OBJECTS
        if not folder.is_dir():
            return
        with os.scandir(folder) as groups:
            for group in groups:
                if not group.is_dir():
                    continue
                with os.scandir(group.path) as entries:
                    for entry in entries:
                        if not entry.name.startswith("."):
                            yield entry.name, entry.stat()

    def unfinished(self) -> Iterator[Path]:
        """Yield the temporary files that a killed run left behind."""
        yield from self.root.glob(f"{layout.TEMPORARY}*")
        for start, _, names in os.walk(self.root / layout.OBJECTS):
            yield from (Path(start, name) for name in names if name.startswith(layout.TEMPORARY))
        yield from (self.root / layout.PUBLICATIONS).glob(f"*/**/{layout.TEMPORARY}*")
        yield from (self.root / layout.INCIDENTS).glob(f"{layout.TEMPORARY}*")

    def remove_unfinished(self) -> None:
        """Remove them. Under the archive's lock: no other run has one of its own then."""
        for path in list(self.unfinished()):
            path.unlink(missing_ok=True)

    def take_back(self) -> None:
        """Remove what was stored and no manifest came to name: a full disk needs the room."""
        for name in self._written - set(self.replacements().values()):
            self.remove(name)
        self._written.clear()

    def settled(self) -> None:
        """Note that what was stored is named by a manifest now, and is not to be taken back."""
        self._written.clear()

    def remove(self, name: str) -> None:
        """Remove an object, if it is there."""
        self.path(name).unlink(missing_ok=True)

    def resolve(self, name: str) -> str:
        """Return the name of the object that holds the content of `name` now.

        A sealed object that was damaged cannot come back under its old name (age never seals alike twice), so
        importing the content again stores it anew and notes old and new name in `replacements.jsonl`.
        """
        replacements = self.replacements()
        while name in replacements:
            name = replacements[name]
        return name

    def replacements(self) -> dict[str, str]:
        """Return the names of objects that were stored anew, old to new."""
        if self._replacements is None:
            path = self.root / layout.REPLACEMENTS
            lines = path.read_bytes().splitlines() if path.exists() else []
            self._replacements = dict(msgspec.json.decode(line, type=tuple[str, str]) for line in lines if line)
        return self._replacements

    def replace(self, old: str, new: str) -> None:
        """Note that `new` holds the content of `old`, and remove what is left of the old one."""
        if self.resolve(old) == new or old == new:
            return
        self._note_replacements({**self.replacements(), self.resolve(old): new})
        self.remove(old)

    def drop_replacements(self, used: set[str]) -> None:
        """Drop the notes whose new object is not in use any more."""
        replacements = {old: new for old, new in self.replacements().items() if self.resolve(new) in used}
        if replacements != self.replacements():
            self._note_replacements(replacements)

    def _note_replacements(self, replacements: dict[str, str]) -> None:
        lines = [msgspec.json.encode(pair) + b"\n" for pair in replacements.items()]
        atomic.write(self.root / layout.REPLACEMENTS, b"".join(lines))
        self._replacements = replacements
