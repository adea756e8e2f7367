"""Which snapshots stay when old ones are folded away; opt-in, because history is cheap."""

from dataclasses import dataclass

from backup.archive.chain import Chain, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How many of the last snapshots, days, weeks and months keep one. Zero of all keeps everything."""

    last: int = 0
    daily: int = 0
    weekly: int = 0
    monthly: int = 0

    def __bool__(self) -> bool:
        """Tell whether the policy says anything."""
        return any((self.last, self.daily, self.weekly, self.monthly))


def kept(chain: Chain, policy: Policy) -> set[int]:
    """Return the numbers of the snapshots that stay.

    The first one, the latest good one of every table, pinned and labelled ones, and suspect ones (they are evidence)
    always do.
    """
    snapshots = sorted(chain, key=lambda snapshot: snapshot.order, reverse=True)
    if not policy or not snapshots:
        return {snapshot.number for snapshot in snapshots}
    stay = {snapshot.number for snapshot in snapshots if snapshot.pinned or snapshot.label or not snapshot.good}
    stay |= {latest.number for table in chain.tables() if (latest := chain.latest(table))}
    stay.add(snapshots[-1].number)
    good = [snapshot for snapshot in snapshots if snapshot.good]
    stay |= {snapshot.number for snapshot in good[: policy.last]}
    for count, period in ((policy.daily, _day), (policy.weekly, _week), (policy.monthly, _month)):
        newest_of: dict[str, int] = {}
        for snapshot in good:
            newest_of.setdefault(period(snapshot), snapshot.number)
        stay |= set(list(newest_of.values())[:count])
    return stay


def _day(snapshot: Snapshot) -> str:
    return snapshot.manifest.as_of[:10]


def _week(snapshot: Snapshot) -> str:
    from datetime import date

    year, week, _ = date.fromisoformat(_day(snapshot)).isocalendar()
    return f"{year}-{week:02d}"


def _month(snapshot: Snapshot) -> str:
    return snapshot.manifest.as_of[:7]
