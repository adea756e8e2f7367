"""Made-up platforms, an archive of what is on them, and what looks at them."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backup.archive.archive import Archive
from backup.http import Cookie, Loopback, PoliteSession
from backup.model import Complete, Post, PostKind, Publication
from outlast.demo_platforms.platform import Platform
from outlast.demo_platforms.server import PlatformServer
from outlast.demo_platforms.substack.nouns import Sizes
from outlast.demo_platforms.substack.platform import SubstackPlatform
from outlast.demo_platforms.substack.world import World
from outlast.settings import Account
from outlast.state.database import StateDatabase
from outlast.watching.history import WatchHistory
from outlast.watching.run import Watched, WatchOptions, run_watch

BEGIN = datetime(2026, 9, 10, 12, 0, tzinfo=UTC)
SIZES = Sizes(posts=30, pictures=0, comments=0, notes=0, threads=0, busy_threads=0, subscribers=50, readers=3)
SUBSTACK = Account(
    name="letters", platform="substack", url="https://nightletters.substack.com", publication="night-letters"
)


class WatchedWorld:
    """Platforms, running; time goes on with every look."""

    def __init__(self, folder: Path, *others: Platform, cookies: Sequence[Cookie] = ()) -> None:
        self.letters = World(SIZES)
        neighbour = World(SIZES, seed=2, subdomain="on", writer="Hamish Example")
        self.server = PlatformServer([SubstackPlatform(self.letters, neighbour), *others])
        self.cookies = (Cookie(name="substack.sid", value=self.letters.session, host="substack.com"), *cookies)
        self.archive = Archive.create(folder / "archive", key=None)
        self.database = StateDatabase(folder / "state")
        self.history = WatchHistory(self.database)
        self.now = BEGIN
        base = self.letters.title.base
        self.save(
            SUBSTACK,
            [
                post_of(str(post.number), post.title, f"{base}/p/{post.slug}", post.published, post.slug)
                for post in self.letters.published()
                if post.audience == "everyone" and post.type != "page"
            ],
        )

    def save(self, account: Account, posts: list[Post]) -> None:
        publication = Publication(
            slug=account.publication, platform=account.platform, name="Night Letters", url=account.url
        )
        records = iter([*posts, Complete(table="posts")])
        self.archive.snapshot(records, publication, source="memory", as_of=BEGIN)

    def look(
        self,
        account: Account,
        *,
        after: timedelta = timedelta(minutes=5),
        signed_in: bool = False,
        options: WatchOptions | None = None,
        port: int | None = None,
    ) -> Watched:
        self.now += after
        web = PoliteSession(
            own_hosts=("substack.com", "medium.com"),
            cookies=self.cookies if signed_in else (),
            rate=math.inf,
            route=Loopback(port or self.server.port),
            sleep=lambda _: None,
        )
        try:
            return run_watch(
                account,
                archive=self.archive,
                history=self.history,
                web=web,
                owner=web if signed_in else None,
                now=self.now,
                options=options,
            )
        finally:
            web.close()

    def switch(self, *quirks: str, on: bool = True) -> None:
        for quirk in quirks:
            self.server.switch(quirk, on=on)


@contextmanager
def watched_world(folder: Path, *others: Platform, cookies: Sequence[Cookie] = ()) -> Iterator[WatchedWorld]:
    world = WatchedWorld(folder, *others, cookies=cookies)
    try:
        with world.server:
            yield world
    finally:
        world.archive.close()
        world.database.close()


def post_of(identity: str, title: str, url: str, published: datetime | None, slug: str | None = None) -> Post:
    return Post(
        id=identity,
        kind=PostKind.POST,
        type="newsletter",
        title=title,
        slug=slug,
        url=url,
        published_at=published.isoformat() if published else None,
    )
