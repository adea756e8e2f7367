"""launchd, the scheduler of macOS (man launchd.plist).

`StartCalendarInterval` runs once after the Mac slept, but not after it was off; `RunAtLoad` covers that.
"""

import os
import plistlib
from pathlib import Path
from typing import ClassVar

from outlast.private_file import write_private
from outlast.schedule.systems._base import Draft, Plan, Presence, System

_LABEL = "outlast.tick"


class Launchd(System):
    """See `System`."""

    name: ClassVar[str] = "launchd"
    title: ClassVar[str] = "launchd (an agent of yours)"

    @property
    def _file(self) -> Path:
        return self.home / "Library" / "LaunchAgents" / f"{_LABEL}.plist"

    @property
    def _domain(self) -> str:
        # getuid is missing on Windows only, where there is no launchd.
        return f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"

    def render(self, plan: Plan) -> tuple[Draft, ...]:
        """See `System.render`."""
        agent: dict[str, object] = {
            "Label": _LABEL,
            "ProgramArguments": list(plan.program),
            "StartCalendarInterval": [{"Minute": minute} for minute in plan.minutes],
            "RunAtLoad": True,
            "ProcessType": "Background",
            "LowPriorityIO": True,
            "Umask": 0o077,
        }
        if plan.environment:
            agent["EnvironmentVariables"] = dict(plan.environment)
        data = plistlib.dumps(agent, sort_keys=False)
        return (Draft(where=str(self._file), text=data.decode(), data=data),)

    def commands(self, plan: Plan) -> tuple[tuple[str, ...], ...]:  # noqa: ARG002 - the signature of all systems
        """See `System.commands`."""
        return (("launchctl", "bootstrap", self._domain, str(self._file)),)

    def install(self, plan: Plan) -> None:
        """See `System.install`."""
        # An agent that is loaded already is not loaded anew: it has to go first.
        self._try("launchctl", "bootout", f"{self._domain}/{_LABEL}")
        for draft in self.render(plan):
            write_private(Path(draft.where), draft.data)
        for command in self.commands(plan):
            self._must(*command)

    def remove(self) -> bool:
        """See `System.remove`."""
        if not self._file.exists():
            return False
        self._try("launchctl", "bootout", f"{self._domain}/{_LABEL}")
        self._file.unlink(missing_ok=True)
        return True

    def presence(self, plan: Plan) -> Presence:
        """See `System.presence`."""
        if not self._file.exists():
            return Presence.ABSENT
        same = self._file.read_bytes() == self.render(plan)[0].data
        loaded = self._try("launchctl", "print", f"{self._domain}/{_LABEL}").code == 0
        return Presence.PRESENT if same and loaded else Presence.ALTERED

    def hints(self) -> tuple[str, ...]:
        """See `System.hints`."""
        return (
            "macOS may ask whether Outlast may read your Documents folder; it can save nothing before you said yes.",
        )


SYSTEM = Launchd
