"""The Task Scheduler of Windows, by an XML file of schema 1.2 ([MS-TSCH] 2.5, "XML Task Definition Language").

Two settings are off in what people make by hand, and on here: `StartWhenAvailable` catches up what was missed, and a
laptop on battery is backed up too ([MS-TSCH] 2.5.4; both battery flags default to true).
"""

import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import ClassVar
from xml.sax.saxutils import escape

from outlast.errors import SchedulerRefused
from outlast.private_file import write_private
from outlast.schedule.systems._base import Draft, Plan, Presence, Said, System

_TASK = "Outlast tick"
_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"

_TRIGGER = """\
    <CalendarTrigger>
      <Enabled>true</Enabled>
      <StartBoundary>2026-01-01T00:{minute:02d}:00</StartBoundary>
      <Repetition>
        <Interval>PT1H</Interval>
        <Duration>P1D</Duration>
        <StopAtDurationEnd>false</StopAtDurationEnd>
      </Repetition>
      <RandomDelay>PT1M</RandomDelay>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
"""

_XML = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="{namespace}">
  <RegistrationInfo>
    <Author>Outlast</Author>
    <Description>Outlast saves what is due. Taken away by: outlast schedule off</Description>
  </RegistrationInfo>
  <Triggers>
{triggers}  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <AllowHardTerminate>true</AllowHardTerminate>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
    <AllowStartOnDemand>true</AllowStartOnDemand>
    <Enabled>true</Enabled>
    <Hidden>false</Hidden>
    <RunOnlyIfIdle>false</RunOnlyIfIdle>
    <WakeToRun>false</WakeToRun>
    <ExecutionTimeLimit>PT6H</ExecutionTimeLimit>
    <Priority>7</Priority>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
_COMPARED = ("Command", "Arguments", "StartBoundary", "StartWhenAvailable", "DisallowStartIfOnBatteries", "Interval")
"""What tells whether the task is still ours: Windows writes the rest in its own way."""


class Tasks(System):
    """See `System`."""

    name: ClassVar[str] = "tasks"
    title: ClassVar[str] = "the Task Scheduler of Windows"

    @property
    def _file(self) -> Path:
        return self.state_dir / "outlast-tick.xml"

    def render(self, plan: Plan) -> tuple[Draft, ...]:
        """See `System.render`."""
        text = _XML.format(
            namespace=_NAMESPACE,
            triggers="".join(_TRIGGER.format(minute=minute) for minute in plan.minutes),
            command=escape(plan.program[0]),
            arguments=escape(subprocess.list2cmdline(plan.program[1:])),
        )
        # The declaration says UTF-16, and the mark at the beginning says in which order.
        data = text.replace("\n", "\r\n").encode("utf-16")
        return (Draft(where=f"the task “{_TASK}”", text=text, data=data),)

    def commands(self, plan: Plan) -> tuple[tuple[str, ...], ...]:  # noqa: ARG002 - the signature of all systems
        """See `System.commands`."""
        return (("schtasks", "/Create", "/TN", _TASK, "/XML", str(self._file), "/F"),)

    def install(self, plan: Plan) -> None:
        """See `System.install`."""
        write_private(self._file, self.render(plan)[0].data)
        try:
            for command in self.commands(plan):
                self._must(*command)
        finally:
            self._file.unlink(missing_ok=True)

    def remove(self) -> bool:
        """See `System.remove`."""
        if self._query().code != 0:
            return False
        self._must("schtasks", "/Delete", "/TN", _TASK, "/F")
        return True

    def presence(self, plan: Plan) -> Presence:
        """See `System.presence`."""
        said = self._query()
        if said.code != 0:
            return Presence.ABSENT
        try:
            there = _essence(_decoded(said.out))
        except ET.ParseError:
            return Presence.ALTERED
        return Presence.PRESENT if there == _essence(self.render(plan)[0].text) else Presence.ALTERED

    def hints(self) -> tuple[str, ...]:
        """See `System.hints`."""
        if not (names := [name for name in self.environ if name == "OUTLAST_STATE_DIR"]):
            return ()
        return (f"A task gets no variables of its own: set {names[0]} for your user (setx), or it is not known there.",)

    def _query(self) -> Said:
        try:
            return self._try("schtasks", "/Query", "/TN", _TASK, "/XML")
        except SchedulerRefused:
            return Said(code=1)


def _essence(text: str) -> list[tuple[str, str]]:
    """Return what is compared of a task's XML, sorted: Windows has an order of its own."""
    # Our own text, or what this computer's scheduler says: neither comes from outside.
    root = ET.fromstring(text.partition("?>")[2] or text)  # noqa: S314
    names = {f"{{{_NAMESPACE}}}{name}": name for name in _COMPARED}
    return sorted((names[one.tag], (one.text or "").strip()) for one in root.iter() if one.tag in names)


def _decoded(data: bytes) -> str:
    """Return what schtasks printed: UTF-16 where it says so with a mark, else the code page of the console."""
    return data.decode("utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data.decode("utf-8", "replace")


SYSTEM = Tasks
