"""What every scheduler of an operating system must be able to do, and what it is told."""

import os
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, TypeAlias

from outlast.errors import SchedulerRefused

_PATIENCE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the system shall call, and when."""

    program: tuple[str, ...]
    """Whole path of `outlast`, then its words. Never a secret."""
    minutes: tuple[int, ...]
    """The minutes of each hour at which to call."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Variables that say where Outlast keeps its own files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A file, or a part of a list of the system's, that will be written."""

    where: str
    """Its path, or what the list is called."""
    text: str
    data: bytes
    """The text as it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a program of the system said."""

    code: int
    out: bytes = b""
    err: bytes = b""


Runner: TypeAlias = Callable[[Sequence[str], bytes], Said]
"""Runs a program with this input. Raises `FileNotFoundError` if there is none of that name."""


class Presence(StrEnum):
    """Whether the system's entry is there."""

    ABSENT = "absent"
    PRESENT = "present"
    ALTERED = "altered"
    """There, and not what Outlast would write now: changed by hand, or made for other settings or another version."""


class System(ABC):
    """A scheduler of an operating system."""

    name: ClassVar[str]
    """What is typed after `--system`."""
    title: ClassVar[str]
    """What it is called for people."""

    def __init__(self, *, home: Path, environ: Mapping[str, str], state_dir: Path, run: Runner) -> None:
        """Take the writer's home and environment, the folder of Outlast's own files, and a way to run programs."""
        self.home = home
        self.environ = environ
        self.state_dir = state_dir
        self._run = run

    @abstractmethod
    def render(self, plan: Plan) -> tuple[Draft, ...]:
        """Return what would be written, exactly."""

    @abstractmethod
    def commands(self, plan: Plan) -> tuple[tuple[str, ...], ...]:
        """Return the programs that `install` runs after that."""

    @abstractmethod
    def install(self, plan: Plan) -> None:
        """Write the entry and make the system take it; an older one of ours is replaced.

        Raises:
            SchedulerRefused: the system does not take it.
            OSError: the disk refused.
        """

    @abstractmethod
    def remove(self) -> bool:
        """Take away just what `install` made, and tell whether there was anything."""

    @abstractmethod
    def presence(self, plan: Plan) -> Presence:
        """Tell whether the entry is there, as it would be written now."""

    def hints(self) -> tuple[str, ...]:
        """Return what the writer should know about this scheduler."""
        return ()

    def _must(self, *command: str, given: bytes = b"") -> Said:
        """Run a program of the system.

        Raises:
            SchedulerRefused: it is not there, or it says no.
        """
        said = self._try(*command, given=given)
        if said.code != 0:
            words = " ".join((said.err or said.out).decode(errors="replace").split())[:300]
            raise SchedulerRefused(f"{command[0]} refused: {words or f'it ended with {said.code}'}")
        return said

    def _try(self, *command: str, given: bytes = b"") -> Said:
        """Run a program of the system and return what it said, be it a no.

        Raises:
            SchedulerRefused: it is not there.
        """
        try:
            return self._run(command, given)
        except FileNotFoundError:
            raise SchedulerRefused(f"There is no program {command[0]} on this computer.") from None


def run_program(command: Sequence[str], given: bytes = b"") -> Said:
    """Run a program of the system and return what it said.

    Raises:
        FileNotFoundError: there is none of that name.
    """
    # English answers: some are looked at.
    environ = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=_PATIENCE, check=False, env=environ)
    except subprocess.TimeoutExpired:
        return Said(code=-1, err=f"no answer in {_PATIENCE} seconds".encode())
    return Said(code=done.returncode, out=done.stdout, err=done.stderr)
