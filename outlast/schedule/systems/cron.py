"""cron, the oldest scheduler there is (man 5 crontab): for computers that have no other.

It catches nothing up, but each call looks what is due, so what was missed while the computer was off is done at the
next one.
"""

import shlex
from typing import ClassVar

from outlast.errors import SchedulerRefused
from outlast.schedule.systems._base import Draft, Plan, Presence, System

_BEGIN = "# BEGIN outlast schedule (taken away by: outlast schedule off)"
_END = "# END outlast schedule"


class Cron(System):
    """See `System`."""

    name: ClassVar[str] = "cron"
    title: ClassVar[str] = "cron (your crontab)"

    def render(self, plan: Plan) -> tuple[Draft, ...]:
        """See `System.render`."""
        words = [f"{name}={shlex.quote(value)}" for name, value in plan.environment.items()]
        words += [shlex.quote(word) for word in plan.program]
        # man 5 crontab: "%" in the command is changed into a line's end, unless escaped.
        command = " ".join(words).replace("%", "\\%")
        minutes = ",".join(str(minute) for minute in plan.minutes)
        text = f"{_BEGIN}\n{minutes} * * * * {command}\n{_END}\n"
        return (Draft(where="your crontab", text=text, data=text.encode()),)

    def commands(self, plan: Plan) -> tuple[tuple[str, ...], ...]:  # noqa: ARG002 - the signature of all systems
        """See `System.commands`."""
        return (("crontab", "-"),)

    def install(self, plan: Plan) -> None:
        """See `System.install`."""
        before, _ = _split(self._table())
        block = self.render(plan)[0].data
        joint = b"" if not before or before.endswith(b"\n") else b"\n"
        self._must("crontab", "-", given=before + joint + block)

    def remove(self) -> bool:
        """See `System.remove`."""
        rest, block = _split(self._table())
        if not block:
            return False
        self._must("crontab", "-", given=rest)
        return True

    def presence(self, plan: Plan) -> Presence:
        """See `System.presence`."""
        _, block = _split(self._table())
        if not block:
            return Presence.ABSENT
        return Presence.PRESENT if block == self.render(plan)[0].data else Presence.ALTERED

    def _table(self) -> bytes:
        """Return the crontab as it is.

        Raises:
            SchedulerRefused: it cannot be read, so it must not be replaced either.
        """
        said = self._try("crontab", "-l")
        if said.code == 0:
            return said.out
        if b"no crontab for" in said.err.lower():
            return b""
        raise SchedulerRefused(f"Your crontab cannot be read: {said.err.decode(errors='replace').strip()[:300]}")


def _split(table: bytes) -> tuple[bytes, bytes]:
    """Return what is not ours, byte for byte, and what is.

    Raises:
        SchedulerRefused: the end of our block is missing, so that nobody can tell where it is.
    """
    begin, end = _BEGIN.encode() + b"\n", _END.encode() + b"\n"
    table = table + b"\n" if table.endswith(_END.encode()) else table
    if begin not in table:
        return table, b""
    before, _, rest = table.partition(begin)
    inside, found, after = rest.partition(end)
    if not found:
        raise SchedulerRefused(
            "The block of Outlast in your crontab has lost its last line.",
            next=f"Take the lines after “{_BEGIN}” away by hand (crontab -e), then run this again.",
        )
    return before + after, begin + inside + end


SYSTEM = Cron
