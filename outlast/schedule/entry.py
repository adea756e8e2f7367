"""The entry in the computer's own scheduler: which scheduler that is, which program it calls, and at which minutes."""

import hashlib
import importlib
import pkgutil
import shutil
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from outlast.errors import SchedulerRefused
from outlast.places import Places
from outlast.schedule import systems
from outlast.schedule.job import Job
from outlast.schedule.plan import ticks_an_hour
from outlast.schedule.systems._base import Plan, Runner, System, run_program
from outlast.settings import Origin, Settings

_PLACES = ("OUTLAST_STATE_DIR", "OUTLAST_LOG_FILE")
"""Variables that say where Outlast keeps its own files; other files are named by options."""
_IN_PLACE_OF_A_SETTING = {"key": "OUTLAST_KEY"}
"""Settings without an option, whose variable the entry has to carry on. They hold references, never a secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Computer:
    """What there is to know of this computer for choosing a scheduler."""

    platform: str
    """As `sys.platform`."""
    home: Path
    environ: Mapping[str, str]
    program: str
    """What was typed to start this run: `sys.argv[0]`."""
    python: str
    """The Python that runs it: `sys.executable`."""
    run: Runner = run_program
    booted_by_systemd: bool = False


def this_computer(environ: Mapping[str, str]) -> Computer:
    """Return what there is to know of the computer that this runs on."""
    return Computer(
        platform=sys.platform,
        home=Path.home(),
        environ=environ,
        program=sys.argv[0],
        python=sys.executable,
        booted_by_systemd=Path("/run/systemd/system").is_dir(),  # man sd_booted
    )


def names() -> tuple[str, ...]:
    """Return the names of all schedulers, found by listing their folder."""
    found = (module.name for module in pkgutil.iter_modules(systems.__path__))
    return tuple(sorted(name for name in found if not name.startswith("_")))


def system_named(name: str, computer: Computer, places: Places) -> System:
    """Return the scheduler of that name."""
    made: type[System] = importlib.import_module(f"{systems.__name__}.{name}").SYSTEM
    return made(home=computer.home, environ=computer.environ, state_dir=places.state_dir, run=computer.run)


def usual_name(computer: Computer) -> str:
    """Return the name of the scheduler that this computer has.

    Raises:
        SchedulerRefused: it has none that is known.
    """
    if computer.platform == "darwin":
        return "launchd"
    if computer.platform == "win32":
        return "tasks"
    path = computer.environ.get("PATH")
    if computer.booted_by_systemd and shutil.which("systemctl", path=path):
        return "systemd"
    if shutil.which("crontab", path=path):
        return "cron"
    raise SchedulerRefused("This computer has no scheduler that Outlast knows.", next="Let it run: outlast run")


def plan_of(
    computer: Computer, settings: Settings, places: Places, jobs: Collection[Job], *, seed: str, own_config: bool
) -> Plan:
    """Return what the scheduler shall call and when; `own_config` says that the settings file is not the usual one.

    Raises:
        SchedulerRefused: it cannot be told where the program lies.
    """
    words = [_program(computer), "--no-input", "--quiet"]
    if own_config or "OUTLAST_CONFIG" in computer.environ:
        words += ["--config", str(places.settings_file)]
    given = {one.dotted: one for one in settings.given}
    if given["archive"].origin in (Origin.FLAG, Origin.ENVIRONMENT):
        words += ["--archive", str(settings.archive)]
    environment = {name: computer.environ[name] for name in _PLACES if computer.environ.get(name)}
    for name, variable in _IN_PLACE_OF_A_SETTING.items():
        if given[name].origin is Origin.ENVIRONMENT:
            environment[variable] = str(given[name].value)
    if "OUTLAST_STATE_DIR" in environment:
        environment["OUTLAST_STATE_DIR"] = str(places.state_dir)
    return Plan(program=(*words, "tick"), minutes=minutes_of(seed, ticks_an_hour(jobs)), environment=environment)


def minutes_of(seed: str, count: int) -> tuple[int, ...]:
    """Return the minutes of each hour at which this computer calls; other computers have others."""
    apart = 60 // count
    first = hashlib.sha256(f"{seed}/minute".encode()).digest()[0] % apart
    return tuple(first + apart * number for number in range(count))


def _program(computer: Computer) -> str:
    """Return the whole path of `outlast`. A link stays a link: pipx and uv lead it to the newest version."""
    typed = Path(computer.program)
    if typed.stem == "outlast":
        if typed.is_absolute() and typed.exists():
            return str(typed)
        if len(typed.parts) > 1 and typed.exists():
            return str(typed.absolute())
    beside = Path(computer.python).parent
    for candidate in (beside / "outlast", beside / "outlast.exe"):
        if candidate.exists():
            return str(candidate)
    if found := shutil.which("outlast", path=computer.environ.get("PATH")):
        return str(Path(found).absolute())
    raise SchedulerRefused(
        "It cannot be told where the program outlast lies.",
        next="Install it (pipx install outlast), then run: outlast schedule on",
    )
