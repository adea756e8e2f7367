"""A live backup of a made-up Medium account: the feed by itself, and the pages where the writer agreed to that."""

import math
from datetime import UTC, datetime

import pytest

from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.archive.suspect import LossLimit
from backup.errors import PlatformRefused
from backup.http import Loopback, PoliteSession
from backup.sources._web import FetchOptions
from outlast.backups.run import BackedUp, BackupRun, run_backup
from outlast.demo_platforms.medium.maya import maya
from outlast.demo_platforms.medium.platform import MediumPlatform
from outlast.demo_platforms.server import PlatformServer
from outlast.settings import Account

NOW = datetime(2026, 9, 10, tzinfo=UTC)
ACCOUNT = Account(name="maya", platform="medium", url="https://medium.com/@mayalindqvist", publication="maya")


@pytest.fixture
def medium(tmp_path):
    archive = Archive.create(tmp_path / "archive", key=Key.generate())
    with PlatformServer([MediumPlatform(maya())]) as server:

        def backup(*, slow_reads: bool = False) -> BackedUp:
            route = Loopback(server.port)
            with PoliteSession(own_hosts=["medium.com"], rate=math.inf, route=route, sleep=lambda _: None) as web:
                options = FetchOptions(now=NOW, slow_reads=slow_reads)
                run = BackupRun(
                    account=ACCOUNT,
                    web=web,
                    signed_in=False,
                    options=options,
                    limit=LossLimit(),
                    locks=tmp_path / "locks",
                    clock=lambda: NOW,
                )
                return run_backup(archive, run)

        backup.archive, backup.server = archive, server
        yield backup
    archive.close()


def test_the_feed_gives_the_newest_with_their_tags_and_pictures(medium):
    done = medium()

    posts = list(medium.archive.posts("maya"))
    assert len(posts) == 10
    assert any(post.tags for post in posts)
    assert done.counts["media"].new
    assert done.failure is None


def test_the_pages_give_all_the_others_and_a_second_run_asks_for_little(medium):
    medium()
    first = medium(slow_reads=True)
    second = medium(slow_reads=True)

    assert {post.id for post in medium.archive.posts("maya")} == set(maya().pieces)
    assert second.requests < first.requests / 5
    assert all(count.new == count.changed == count.gone == 0 for count in second.counts.values())


def test_a_suspended_account_takes_nothing_away(medium):
    medium(slow_reads=True)
    before = {post.id for post in medium.archive.posts("maya")}
    medium.server.switch("suspended-account", on=True)
    done = medium(slow_reads=True)

    assert isinstance(done.failure, PlatformRefused)
    assert {post.id for post in medium.archive.posts("maya")} == before
