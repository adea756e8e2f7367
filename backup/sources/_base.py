"""The contract of a source: something that yields `Record`s.

A new kind of source is one new module in this folder; its file name is its name on the command line. Sources that
read files a writer already has are tried by `find_source`; nothing needs to be registered.
"""

import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from backup.errors import UnknownFile, UsageError
from backup.model import Record
from backup.sources._closed import must_be_there, only_zip_in, raise_why_closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whose export this is, as far as the source can tell; what it cannot tell is `None`."""

    platform: str
    slug: str | None = None
    """The platform's name of it: Substack's subdomain, Medium's user name without `@`. Not yet a folder name."""
    name: str | None = None
    url: str | None = None
    platform_id: str | None = None


class Source(ABC):
    """Something that yields records: an export, a subscriber list, a live site.

    A source is made for one input and read once. `fetch` raises only when nothing of the input can be used; all
    else it reports as `Problem` records and goes on.
    """

    kind: ClassVar[str]
    """The module's name."""
    has_posts: ClassVar[bool] = True
    """Whether it may hold posts, by which a publication is known; a bare subscriber list has none."""

    @classmethod
    def recognise(cls, path: Path) -> int:  # noqa: ARG003
        """Return how sure it is, 0 to 100, that `path` (a file or a folder) is of this kind, by a cheap look.

        Returns 0 for what it cannot open: the caller then says so. Never raises.
        """
        return 0

    @abstractmethod
    def identity(self) -> Identity:
        """Return whose this is."""

    @abstractmethod
    def as_of(self) -> datetime | None:
        """Return when the platform made this (aware, UTC), or `None` when nothing in it tells."""

    @abstractmethod
    def fetch(self) -> Iterator[Record]:
        """Yield everything, each table closed by `Complete` when all of it could be read.

        Raises:
            UnsafeFile: the input as a whole is broken or dangerous.
        """

    def fingerprint(self) -> bytes | None:
        """Return bytes that change whenever the input does, cheaply, or `None` when only reading it tells."""
        return None


class FileSource(Source):
    """A source that reads a file or folder on this computer."""

    def __init__(self, path: Path) -> None:
        """Take the file or folder; nothing is read yet."""
        self.path = path


def kinds() -> list[str]:
    """Return the names of all sources, found by listing this folder."""
    import backup.sources as package

    return sorted(m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_"))


def load(kind: str) -> type[Source]:
    """Import the module of that name and return its source class.

    Raises:
        UsageError: there is no such kind.
    """
    if kind not in kinds():
        raise UsageError(f"There is no kind of source called {kind!r}.", next=f"Kinds: {', '.join(kinds())}")
    source: type[Source] = importlib.import_module(f"backup.sources.{kind}").SOURCE
    return source


def find_source(path: Path, *, kind: str | None = None) -> FileSource:
    """Return the source that reads `path`: the one of that kind, or the one surest that it knows the file.

    A folder that holds nothing but a ZIP stands for that ZIP, as some systems make one around what is downloaded.

    Raises:
        UnknownFile: there is no such file, or no source knows it.
        UnsafeFile: no source knows it, because it is a ZIP that cannot be opened, or of which nothing can be read.
        UsageError: there is no such kind, or that kind does not read files.
    """
    candidates = [load(name) for name in ([kind] if kind else kinds())]
    readers = [source for source in candidates if issubclass(source, FileSource)]
    if not readers:
        raise UsageError(f"A {kind!r} source does not read files.")
    if kind:
        return readers[0](path)
    must_be_there(path)
    sure = [reader.recognise(path) for reader in readers]
    if max(sure) == 0:
        inner = only_zip_in(path)
        if inner is not None:
            return find_source(inner)
        raise_why_closed(path)
        raise UnknownFile(f"{path.name} is not an export or a subscriber list that Outlast knows.")
    return readers[sure.index(max(sure))](path)
