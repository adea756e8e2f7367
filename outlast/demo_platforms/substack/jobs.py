"""What a made-up Substack has been asked to prepare, and how often somebody asked whether it is ready."""

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from backup.model import Json

_FIRST = 40_000


@dataclass(slots=True, kw_only=True)
class Job:
    """Something that takes a while."""

    number: int
    started: datetime
    columns: tuple[str, ...] = ()
    _asked: int = 0
    _lock: Lock = field(default_factory=Lock)

    def asked(self) -> int:
        """Count that somebody asks whether it is ready, and return how often that was."""
        with self._lock:
            self._asked += 1
            return self._asked


class Jobs:
    """All jobs of one kind."""

    def __init__(self) -> None:
        """Begin with none."""
        self._jobs: list[Job] = []
        self._lock = Lock()

    def start(self, now: datetime, columns: tuple[str, ...] = ()) -> Job:
        """Begin one."""
        with self._lock:
            job = Job(number=_FIRST + len(self._jobs), started=now, columns=columns)
            self._jobs.append(job)
            return job

    def find(self, number: Json) -> Job | None:
        """Return the one of that number, or `None`."""
        return next((job for job in self.all() if job.number == number), None)

    def all(self) -> list[Job]:
        """Return them, the first one first."""
        with self._lock:
            return list(self._jobs)
