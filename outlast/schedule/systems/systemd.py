"""systemd's timers of one user (man systemd.timer, systemd.service, systemd.exec; user units since 206).

`Persistent=` catches up one call after the computer was off; it works with `OnCalendar=` only.
"""

from pathlib import Path
from typing import ClassVar

from outlast.private_file import write_private
from outlast.schedule.systems._base import Draft, Plan, Presence, System

_NAME = "outlast-tick"
_MARK = "# Made by: outlast schedule on. Taken away by: outlast schedule off"

_SERVICE = """\
{mark}
[Unit]
Description=Outlast saves what is due
Documentation=man:systemd.service(5)

[Service]
Type=oneshot
ExecStart={program}
{environment}TimeoutStartSec=6h
TimeoutStopSec=2min
# 3: something needs the writer's attention. 7: another run is at work. 75: no connection, tried again later.
SuccessExitStatus=3 7 75
Nice=10
IOSchedulingPriority=7
UMask=0077
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
"""

_TIMER = """\
{mark}
[Unit]
Description=Outlast looks what is due

[Timer]
OnCalendar=*-*-* *:{minutes}:00
Persistent=true
RandomizedDelaySec=60
AccuracySec=30

[Install]
WantedBy=timers.target
"""


class Systemd(System):
    """See `System`."""

    name: ClassVar[str] = "systemd"
    title: ClassVar[str] = "systemd (a timer of yours)"

    @property
    def _folder(self) -> Path:
        configured = self.environ.get("XDG_CONFIG_HOME", "")
        # XDG base directory specification: a path that is not absolute is to be ignored.
        base = Path(configured) if Path(configured).is_absolute() else self.home / ".config"
        return base / "systemd" / "user"

    def render(self, plan: Plan) -> tuple[Draft, ...]:
        """See `System.render`."""
        environment = "".join(
            f"Environment={_quoted(f'{name}={value}', dollars=False)}\n" for name, value in plan.environment.items()
        )
        # systemd.service, "Command lines": variables are put into the words after the first only.
        program = " ".join([_quoted(plan.program[0], dollars=False), *map(_quoted, plan.program[1:])])
        service = _SERVICE.format(mark=_MARK, program=program, environment=environment)
        timer = _TIMER.format(mark=_MARK, minutes=",".join(f"{minute:02d}" for minute in plan.minutes))
        texts = {f"{_NAME}.service": service, f"{_NAME}.timer": timer}
        return tuple(
            Draft(where=str(self._folder / name), text=text, data=text.encode()) for name, text in texts.items()
        )

    def commands(self, plan: Plan) -> tuple[tuple[str, ...], ...]:  # noqa: ARG002 - the signature of all systems
        """See `System.commands`."""
        return (
            ("systemctl", "--user", "daemon-reload"),
            ("systemctl", "--user", "enable", f"{_NAME}.timer"),
            ("systemctl", "--user", "restart", f"{_NAME}.timer"),
        )

    def install(self, plan: Plan) -> None:
        """See `System.install`."""
        for draft in self.render(plan):
            write_private(Path(draft.where), draft.data)
        for command in self.commands(plan):
            self._must(*command)

    def remove(self) -> bool:
        """See `System.remove`."""
        files = [self._folder / f"{_NAME}.{kind}" for kind in ("timer", "service")]
        if not any(file.exists() for file in files):
            return False
        # A manager that is not running has nothing to stop; the files go all the same.
        self._try("systemctl", "--user", "disable", "--now", f"{_NAME}.timer")
        for file in files:
            file.unlink(missing_ok=True)
        self._try("systemctl", "--user", "daemon-reload")
        return True

    def presence(self, plan: Plan) -> Presence:
        """See `System.presence`."""
        found = [_read(Path(draft.where)) == draft.data for draft in self.render(plan)]
        if not any(Path(draft.where).exists() for draft in self.render(plan)):
            return Presence.ABSENT
        active = self._try("systemctl", "--user", "is-enabled", f"{_NAME}.timer").code == 0
        return Presence.PRESENT if all(found) and active else Presence.ALTERED

    def hints(self) -> tuple[str, ...]:
        """See `System.hints`."""
        user = self.environ.get("USER") or self.environ.get("LOGNAME") or ""
        if user and (Path("/var/lib/systemd/linger") / user).exists():
            return ()
        return ("It runs while you are signed in. On a server, let it run always: loginctl enable-linger",)


def _quoted(text: str, *, dollars: bool = True) -> str:
    """Return a word as systemd reads it back (systemd.syntax "Quoting", systemd.unit "Specifiers")."""
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    if dollars:
        text = text.replace("$", "$$")
    return f'"{text}"'


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


SYSTEM = Systemd
