"""A suspension as it happens, on a made-up Substack on this computer: saved, watched, told, proved, and over again.

Nothing is pretended but the platform and the clock: the same jobs run that the schedule runs, over real sockets on
127.0.0.1, with a session, an alert and an archive of their own.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.watch.incident import Incident
from outlast.backups.scheduled import back_up
from outlast.demo_platforms.exchange import Reply, Request, json_reply
from outlast.demo_platforms.platform import Platform
from outlast.demo_platforms.server import PlatformServer
from outlast.demo_platforms.substack.nouns import Sizes
from outlast.demo_platforms.substack.platform import SubstackPlatform
from outlast.demo_platforms.substack.world import World
from outlast.incidents.closing import Closed, close_incident
from outlast.incidents.looking import live_look
from outlast.places import Places
from outlast.private_file import make_private_folder, write_private
from outlast.schedule.driving import workshop
from outlast.schedule.job import Job, Outcome
from outlast.schedule.work import Workshop
from outlast.settings import load_settings
from outlast.telling.scheduled import deliver
from outlast.watching.scheduled import look_after
from outlast.wiring import Wiring

ACCOUNT = "nightletters"
_BACKUP = Job(name=f"backup:{ACCOUNT}", kind="backup", every=timedelta(days=1))
_WATCH = Job(name=f"watch:{ACCOUNT}", kind="watch", every=timedelta(minutes=30))
_ALERTS = Job(name="alerts", kind="alerts", every=timedelta(0))
_NEIGHBOUR = Sizes(posts=4, drafts=0, scheduled=0, comments=0, notes=0, threads=0, subscribers=5, readers=3)


class Phone(Platform):
    """Stands in for the writer's phone: takes what the alert sends by web."""

    def __init__(self) -> None:
        """Begin with no message."""
        super().__init__()
        self.messages: list[Mapping[str, str]] = []

    def hosts(self, host: str) -> bool:
        """See `Platform.hosts`."""
        return host.partition(":")[0] == "127.0.0.1"

    def answer(self, request: Request) -> Reply:
        """See `Platform.answer`."""
        self.messages.append(json.loads(request.body))
        return json_reply({"ok": True})


@dataclass(kw_only=True)
class Stage:
    """Where the story plays: a writer's computer in a folder, and the platform that it asks."""

    folder: Path
    world: World
    server: PlatformServer
    phone: Phone
    now: datetime

    @property
    def places(self) -> Places:
        """Return where the made-up writer's Outlast keeps its files."""
        state = self.folder / "state"
        return Places(
            settings_file=self.folder / "outlast.toml",
            state_dir=state,
            log_file=state / "log" / "outlast.log",
            archive=self.folder / "archive",
        )

    @property
    def wiring(self) -> Wiring:
        """Return what opens the archive."""
        return Wiring(settings=load_settings(self.places, environ={}), places=self.places, environ={})

    def do(self, job: Job, *, after: timedelta = timedelta(0)) -> Outcome:
        """Let time pass, and run one job as the schedule would; alerts go out at once."""
        self.now += after
        with workshop(
            self.wiring.settings, self.places, environ={}, tell=lambda _: None, clock=lambda: self.now
        ) as shop:
            outcome = self._work(job)(shop, job)
            deliver(shop, _ALERTS)
        return outcome

    def _work(self, job: Job) -> Callable[[Workshop, Job], Outcome]:
        if job is _BACKUP:
            return back_up

        def look(shop: Workshop, job: Job) -> Outcome:
            return look_after(shop, job, pause=self._pass)

        return look

    def _pass(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    @contextmanager
    def archive(self) -> Iterator[Archive]:
        """Open the archive for the length of a block."""
        archive = self.wiring.open_archive()
        try:
            yield archive
        finally:
            archive.close()

    # -- the story

    def save(self) -> Outcome:
        """Make the first backup of everything."""
        return self.do(_BACKUP)

    def watch(self, *, after: timedelta = timedelta(minutes=30)) -> Outcome:
        """Look whether the account is up."""
        return self.do(_WATCH, after=after)

    def shut_out(self) -> None:
        """Let the platform suspend the publication, without a word."""
        self.server.switch("suspended", on=True)

    def let_in(self) -> str:
        """Let the platform bring it back, without one of its chat threads; return how that began."""
        self.server.switch("suspended", on=False)
        lost, *kept = self.world.threads
        self.world.moved_on(threads=tuple(kept))
        return lost.text

    def backup_while_shut_out(self) -> Outcome:
        """Try the nightly backup while the incident is open."""
        return self.do(_BACKUP, after=timedelta(hours=12))

    def incident(self) -> Incident | None:
        """Return the incident that is open."""
        with self.archive() as archive:
            return Incidents(archive).open_one(ACCOUNT)

    def end(self, incident: str) -> Closed:
        """Compare the platform with the archive, and close the incident."""
        with self.archive() as archive:
            looking = live_look(self.wiring, self.now)
            return close_incident(archive, incident, compare=looking, now=self.now, account=ACCOUNT)


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    """Set everything up in `folder` (which is there), and run the platform for the length of a block."""
    world = World()
    phone = Phone()
    neighbour = World(_NEIGHBOUR, seed=2, subdomain="on", writer="Hamish Example")
    with PlatformServer([SubstackPlatform(world, neighbour), phone]) as server:
        made = Stage(folder=folder, world=world, server=server, phone=phone, now=world.now.astimezone())
        make_private_folder(made.places.state_dir)
        cookie, hook = folder / "state" / "session.cookie", folder / "state" / "phone.address"
        write_private(cookie, f"substack.sid={world.session}\n".encode())
        write_private(hook, f"http://127.0.0.1:{server.port}/message\n".encode())
        write_private(made.places.settings_file, _settings(made, cookie, hook).encode())
        server.switch("export-at-once", on=True)
        made.wiring.create_archive().close()
        yield made


def _settings(made: Stage, cookie: Path, hook: Path) -> str:
    return (
        "# The settings of the made-up writer of: outlast demo --live\n"
        f"archive = {json.dumps(str(made.places.archive))}\n\n"
        f"[accounts.{ACCOUNT}]\n"
        'platform = "substack"\n'
        f"url = {json.dumps(made.world.title.base)}\n"
        f"session = {json.dumps(f'file:{cookie}')}\n\n"
        "[alerts.phone]\n"
        'kind = "webhook"\n'
        f"secret = {json.dumps(f'file:{hook}')}\n\n"
        "[network]\n"
        "rate = 1000\n"
        f"loopback_port = {made.server.port}\n"
    )
