"""What one run of saving did, for people and for scripts."""

from dataclasses import dataclass

from backup.model import Problem, Remark, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What became of the rows of one kind. `None`: it could not be told (no key, or damage)."""

    read: int = 0
    new: int | None = 0
    changed: int | None = 0
    unchanged: int | None = 0
    gone: int | None = 0

    def plus(self, other: "Count") -> "Count":
        """Return both together; what could not be told of one cannot be told of both."""
        return Count(
            read=self.read + other.read,
            new=_sum(self.new, other.new),
            changed=_sum(self.changed, other.changed),
            unchanged=_sum(self.unchanged, other.unchanged),
            gone=_sum(self.gone, other.gone),
        )


def _sum(first: int | None, second: int | None) -> int | None:
    return None if first is None or second is None else first + second


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotResult:
    """What a run saved."""

    publication: str
    number: int | None
    """Of the snapshot; `None` when nothing had changed and none was written."""
    as_of: str
    counts: dict[str, Count]
    suspect: str | None = None
    older: bool = False
    """It is older than what the archive has: kept in its own date, and not the latest."""
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()
    left_out: int = 0
    """Rows of people who were erased and not taken in again."""

    @property
    def partly(self) -> bool:
        """Tell whether something is missing or could not be read (exit code 3)."""
        return any(problem.severity is not Severity.KEPT for problem in self.problems)
