"""The contract of a made-up platform: which hosts are its own, what it answers, and which quirks it knows."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import ClassVar

from outlast.demo_platforms.exchange import Reply, Request
from outlast.demo_platforms.faults import FAULTS


@dataclass(slots=True, kw_only=True)
class _Switch:
    """A quirk that is on, perhaps for some requests only."""

    path: str
    after: int
    times: int | None

    def holds(self, path: str) -> bool:
        """Tell whether the quirk holds for this request, and count the request."""
        if self.path not in path:
            return False
        if self.after > 0:
            self.after -= 1
            return False
        if self.times is None:
            return True
        self.times -= 1
        return self.times >= 0


class Platform(ABC):
    """A platform of which somebody has made up everything."""

    QUIRKS: ClassVar[Mapping[str, str]] = {}
    """Its own quirks: name, and what is different while it is on, with the source."""

    def __init__(self) -> None:
        """Begin with every quirk off."""
        self._switches: dict[str, _Switch] = {}
        self._lock = Lock()

    @abstractmethod
    def hosts(self, host: str) -> bool:
        """Tell whether this platform answers for that host."""

    @abstractmethod
    def answer(self, request: Request) -> Reply:
        """Answer a request; called from many threads at once."""

    @property
    def quirks(self) -> set[str]:
        """Return the names of the quirks that are on, for some requests at least."""
        with self._lock:
            return set(self._switches)

    def knows(self, quirk: str) -> bool:
        """Tell whether it has a quirk of that name."""
        return quirk in self.QUIRKS or quirk in FAULTS

    def switch(
        self, quirk: str, *, on: bool, path: str = "", after: int | None = None, times: int | None = None
    ) -> None:
        """Turn a quirk on or off, from now on and for all threads.

        `path` limits it to requests whose path contains that text, `after` lets so many of those pass first (where it
        is not given, what `first_after` says), and `times` ends it after so many. Raises `ValueError` for a name that
        the platform does not know.
        """
        if not self.knows(quirk):
            raise ValueError(f"{type(self).__name__} has no quirk named {quirk!r}")
        with self._lock:
            self._switches.pop(quirk, None)
            if on:
                passing = self.first_after(quirk) if after is None else after
                self._switches[quirk] = _Switch(path=path, after=passing, times=times)

    def first_after(self, quirk: str) -> int:  # noqa: ARG002 - the name is what a platform decides by
        """Return how many requests a quirk lets pass unless told otherwise."""
        return 0

    def edit(self, name: str, count: int) -> None:  # noqa: ARG002 - a platform without edits knows none
        """Change what there is, from now on; raises `ValueError` for a name that the platform does not know."""
        raise ValueError(f"{type(self).__name__} has no edit named {name!r}")

    def quirks_for(self, path: str) -> frozenset[str]:
        """Return the quirks that hold for a request to this path, and count the request; the server calls it once."""
        with self._lock:
            return frozenset(name for name, switch in self._switches.items() if switch.holds(path))
