"""A writer at a terminal whose publication is on a made-up Substack: `outlast backup` inside the test."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.http import PoliteSession
from backup.http.patience import Patience
from outlast import network
from outlast.demo_platforms.server import PlatformServer
from outlast.demo_platforms.substack.nouns import Sizes
from outlast.demo_platforms.substack.platform import SubstackPlatform
from outlast.demo_platforms.substack.world import World
from tests.fakes.archived import wrong_in
from tests.outlast.running import Ran

NAME = "night-letters"
SMALL = Sizes(posts=6, drafts=2, comments=12, notes=3, threads=2, busy_threads=0, subscribers=40, readers=9)


@dataclass(slots=True, kw_only=True)
class Writer:
    """A writer with an archive, signed in."""

    world: World
    server: PlatformServer
    cli: Callable[..., Ran]
    home: Path
    monkeypatch: pytest.MonkeyPatch

    def wait_for_answers(self, seconds: float) -> None:
        """Give up an answer that takes longer than so many seconds; nobody waits for anything else."""
        patience = Patience(grace=seconds, bytes_a_second=100_000)
        quick = functools.partial(PoliteSession, sleep=lambda _: None, patience=patience)
        self.monkeypatch.setattr(network, "PoliteSession", quick)

    def backup(self, *words: str) -> Ran:
        """Run `outlast backup`."""
        return self.cli("--archive", str(self.archive_folder), "backup", *words)

    @property
    def archive_folder(self) -> Path:
        """Return the folder of the archive."""
        return self.home / "archive"

    def switch(self, *quirks: str, on: bool = True, **how: int | str) -> None:
        """Turn quirks of the platform on or off."""
        for quirk in quirks:
            self.server.switch(quirk, on=on, **how)

    def archive(self) -> Archive:
        """Open the archive; close it again."""
        [key] = self.home.rglob("*.key")
        return Archive(self.archive_folder, key=Key(key.read_text()))

    def wrong(self) -> list[str]:
        """Return a line for everything in which the archive is not the platform's truth."""
        archive = self.archive()
        try:
            return wrong_in(archive, NAME, self.world.truth())
        finally:
            archive.close()

    def saved(self) -> dict[str, str]:
        """Return the names of the bodies of all posts that are saved."""
        archive = self.archive()
        try:
            return {post.id: post.body or "" for post in archive.posts(NAME)}
        finally:
            archive.close()


@contextmanager
def a_writer(
    cli: Callable[..., Ran],
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    sizes: Sizes = SMALL,
    signed_in: bool = True,
) -> Iterator[Writer]:
    """Run a made-up Substack, and set a writer up who publishes there. Nobody waits: sleep is passed over."""
    world = World(sizes)
    monkeypatch.setenv("OUTLAST_NETWORK_RATE", "1000")
    with PlatformServer([SubstackPlatform(world)]) as server:
        monkeypatch.setenv("OUTLAST_NETWORK_LOOPBACK_PORT", str(server.port))
        writer = Writer(world=world, server=server, cli=cli, home=home, monkeypatch=monkeypatch)
        writer.wait_for_answers(60.0)
        folder = str(writer.archive_folder)
        cli(
            "--archive",
            folder,
            "--no-input",
            "init",
            "--platform",
            "substack",
            "--url",
            world.title.base,
            "--name",
            NAME,
        )
        if signed_in:
            cookie = home / "cookies.txt"
            cookie.write_text(f"substack.sid={world.session}")
            cli("login", "--cookie-file", str(cookie))
            cookie.unlink()
        yield writer
