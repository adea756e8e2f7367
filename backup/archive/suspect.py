"""When a source suddenly gives nothing, or much less than before: that is an incident, not a small snapshot.

The rule of `vdirsyncer` (a side that was completely emptied is not synchronised) with a share and a floor, so that a
writer who deletes three of ten posts is not bothered.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LossLimit:
    """How much a table may lose between two snapshots before the new one is kept apart."""

    share: float = 0.10
    rows: int = 5
    """Losses below this many rows are never an alarm, unless the table is empty."""


def reason(noun: str, *, before: int, lost: int, after: int, limit: LossLimit) -> str | None:
    """Return why a loss is suspicious, as a sentence for the writer, or `None` if it is not.

    `noun` names the rows in the plural (posts, subscribers); `before` and `after` are row counts, `lost` how many of
    the rows before are not there any more.
    """
    if before == 0:
        return None
    if after == 0:
        return f"all {before:,} {noun} are gone"
    if lost >= limit.rows and lost > limit.share * before:
        return f"{lost:,} of {before:,} {noun} are gone ({lost / before:.0%})"
    return None
