"""A made-up Substack on loopback, and live backups of it, for tests."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.archive.suspect import LossLimit
from backup.http import Cookie, Loopback, PoliteSession
from backup.sources._web import FetchOptions
from outlast.backups.run import BackedUp, BackupRun, run_backup
from outlast.demo_platforms.server import PlatformServer
from outlast.demo_platforms.substack.nouns import Sizes
from outlast.demo_platforms.substack.platform import SubstackPlatform
from outlast.demo_platforms.substack.world import World
from outlast.settings import Account
from tests.fakes.archived import wrong_in

SLUG = "nightletters"
SMALL = Sizes(posts=8, drafts=2, comments=25, notes=6, threads=3, subscribers=60, readers=20)
MORNING = datetime(2026, 9, 10, 11, 30, tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class Live:
    """A writer's computer and the platform that it asks."""

    world: World
    server: PlatformServer
    folder: Path
    archive: Archive
    now: datetime = MORNING
    waited: list[float] = field(default_factory=list)

    def backup(
        self, *, signed_in: bool = True, most: int | None = None, archive: Archive | None = None, **options: object
    ) -> BackedUp:
        """Save what is there, an hour after the last time."""
        self.now = max(self.now + timedelta(hours=1), self.world.now)
        base = self.world.title.host
        cookies = [Cookie(name="substack.sid", value=self.world.session, host="substack.com")] if signed_in else []
        with PoliteSession(
            own_hosts=["substack.com", base],
            cookies=cookies,
            rate=math.inf,
            route=Loopback(self.server.port),
            sleep=self.waited.append,
        ) as web:
            run = BackupRun(
                account=Account(name=SLUG, platform="substack", url=self.world.title.base, publication=SLUG),
                web=web,
                signed_in=signed_in,
                options=FetchOptions(now=self.now, **options),
                limit=LossLimit(),
                locks=self.folder / "locks",
                most=most,
                clock=lambda: self.now,
            )
            return run_backup(archive or self.archive, run)

    def wrong(self) -> list[str]:
        """Return a line for everything in which the archive is not the platform's truth."""
        return wrong_in(self.archive, SLUG, self.world.truth())


@contextmanager
def live(folder: Path, *, sizes: Sizes = SMALL, **world: object) -> Iterator[Live]:
    """Run a made-up Substack, with an archive that is empty."""
    made = World(sizes, **world)
    neighbour = World(Sizes(posts=2), seed=2, subdomain="harbourlog", writer="Odile Marrow")
    with PlatformServer([SubstackPlatform(made, neighbour)]) as server:
        archive = Archive.create(folder / "archive", key=Key.generate())
        try:
            yield Live(world=made, server=server, folder=folder, archive=archive)
        finally:
            archive.close()
