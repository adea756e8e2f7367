"""From the first odd answer to the end: a suspension is noticed, told once, its proof kept, and nothing overwritten."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.archive.keys import Key
from backup.http import PoliteSession
from backup.watch.incident import EntryKind
from outlast.backups.scheduled import back_up
from outlast.demo_platforms.server import PlatformServer
from outlast.demo_platforms.substack import edits
from outlast.demo_platforms.substack.nouns import Sizes
from outlast.demo_platforms.substack.platform import SubstackPlatform
from outlast.demo_platforms.substack.world import World
from outlast.incidents.closing import close_incident
from outlast.incidents.looking import live_look
from outlast.incidents.pausing import is_paused
from outlast.places import Places
from outlast.schedule.driving import workshop
from outlast.schedule.job import Ending, Job, Outcome
from outlast.settings import load_settings
from outlast.telling.news import News
from outlast.telling.scheduled import deliver
from outlast.watching.scheduled import look_after
from tests.outlast.alerts.web_server import WebServer
from tests.outlast.alerts.web_server import running as web_server

SLUG = "nightletters"
WATCH = Job(name=f"watch:{SLUG}", kind="watch", every=timedelta(minutes=30))
BACKUP = Job(name=f"backup:{SLUG}", kind="backup", every=timedelta(days=1))
ALERTS = Job(name="alerts", kind="alerts", every=timedelta(0))
SIZES = Sizes(posts=8, drafts=1, pictures=0, comments=6, notes=2, threads=3, busy_threads=0, subscribers=40, readers=5)


@dataclass
class Desk:
    """A writer's computer with everything set up, and made-up platforms."""

    places: Places
    world: World
    server: PlatformServer
    key_file: Path
    now: datetime
    told: list[News] = field(default_factory=list)
    hook: WebServer | None = None

    @property
    def environ(self) -> dict[str, str]:
        return {
            "OUTLAST_KEY": f"file:{self.key_file}",
            "OUTLAST_NETWORK_RATE": "1000",
            "OUTLAST_NETWORK_LOOPBACK_PORT": str(self.server.port),
        }

    def do(
        self, job: Job, after: timedelta = timedelta(hours=1), meanwhile: Callable[[], None] = lambda: None
    ) -> Outcome:
        self.now += after
        settings = load_settings(self.places, environ=self.environ)
        with workshop(
            settings, self.places, environ=self.environ, tell=self.told.append, clock=lambda: self.now
        ) as shop:
            if job is WATCH:
                return look_after(shop, job, pause=self.pass_time)
            return (back_up if job is BACKUP else deliver)(replace(shop, meanwhile=meanwhile), job)

    def pass_time(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def archive(self) -> Archive:
        return Archive(self.places.archive, key=Key(self.key_file.read_text().strip()))


@pytest.fixture
def desk(places, tmp_path, monkeypatch):
    monkeypatch.setattr(PoliteSession, "wait", lambda self, seconds: None)  # for the export of the subscribers
    world = World(SIZES)
    neighbour = World(Sizes(posts=4), seed=2, subdomain="on", writer="Hamish Example")
    key = Key.generate()
    key_file, cookie_file = tmp_path / "key", tmp_path / "cookie"
    for file, text in ((key_file, key.text), (cookie_file, f"substack.sid={world.session}")):
        file.touch(mode=0o600)
        file.write_text(text)
    Archive.create(places.archive, key=key).close()
    with PlatformServer([SubstackPlatform(world, neighbour)]) as server, web_server() as hook:
        hook_file = tmp_path / "hook"
        hook_file.touch(mode=0o600)
        hook_file.write_text(f"http://127.0.0.1:{hook.port}/hook")
        places.settings_file.parent.mkdir(parents=True)
        places.settings_file.write_text(
            f'[accounts.{SLUG}]\nplatform = "substack"\nurl = "{world.title.base}"\nsession = "file:{cookie_file}"\n'
            f'[alerts.phone]\nkind = "webhook"\nsecret = "file:{hook_file}"\n'
        )
        made = Desk(places=places, world=world, server=server, key_file=key_file, now=world.now)
        made.hook = hook
        yield made


def test_a_suspension_from_the_first_odd_answer_to_the_end(desk):
    assert desk.do(BACKUP).ending is Ending.DONE
    assert desk.do(WATCH).ending is Ending.DONE
    assert desk.told == []

    desk.server.switch("suspended", on=True)
    assert desk.do(WATCH).ending is Ending.SUSPENDED
    (news,) = desk.told
    assert (news.kind, news.severity, news.account) == ("down", "alarm", SLUG)
    desk.do(ALERTS)
    assert [body["kind"] for _, _, body in desk.hook.posts] == ["down"]

    archive = desk.archive()
    incident = Incidents(archive).open_one(SLUG)
    kinds = [entry.kind for entry in incident.entries]
    assert {EntryKind.OPENED, EntryKind.PROBE, EntryKind.VERDICT, EntryKind.PAUSED, EntryKind.PINNED} <= set(kinds)
    assert EntryKind.ALERT_SENT in kinds
    pages = [archive for entry in incident.entries for archive in entry.evidence]
    said = [Incidents(archive).read(page) for page in pages]
    assert any(b"Publication Not Available" in page for page in said)
    assert is_paused(archive, SLUG)
    assert archive.chain(SLUG).latest("posts").pinned
    archive.close()

    assert desk.do(BACKUP).ending is Ending.PAUSED
    entries = len(incident.entries)
    for _ in range(3):
        assert desk.do(WATCH).ending is Ending.SUSPENDED
    assert len(desk.told) == 1  # one alert for a change of state, not one for each look
    archive = desk.archive()
    assert len(Incidents(archive)[incident.id].entries) <= entries + 2  # nor an entry for each probe that says the same
    archive.close()

    desk.server.switch("suspended", on=False)
    lost = desk.world.threads[0]
    desk.world.moved_on(threads=desk.world.threads[1:])
    assert desk.do(WATCH).ending is Ending.DONE
    assert [one.kind for one in desk.told] == ["down", "back"]
    archive = desk.archive()
    settings = load_settings(desk.places, environ=desk.environ)
    from outlast.wiring import Wiring

    wiring = Wiring(settings=settings, places=desk.places, environ=desk.environ)
    closed = close_incident(archive, incident.id, compare=live_look(wiring, desk.now), now=desk.now)
    assert len(closed.comparison.lost["chats"]) == 1
    assert lost.text[:20] in closed.comparison.lost["chats"][0]
    assert "posts" not in {table for table, names in closed.comparison.lost.items() if names}
    assert not is_paused(archive, SLUG)
    archive.close()
    assert desk.do(BACKUP).ending in (Ending.DONE, Ending.PARTLY)


@pytest.mark.parametrize("quirk", ["dc-blocked", "rate-limited", "outage", "captive-portal"])
def test_what_is_not_about_the_account_is_told_to_nobody(desk, quirk):
    desk.do(BACKUP)
    desk.do(WATCH)
    desk.server.switch(quirk, on=True)
    for _ in range(3):
        assert desk.do(WATCH).ending in (Ending.LATER, Ending.DONE)
    assert desk.told == []
    assert Incidents(desk.archive()).open_one(SLUG) is None


def test_an_emptied_dashboard_is_told_once_and_the_good_list_stays(desk):
    desk.do(BACKUP)
    desk.server.switch("emptied-dashboard", on=True)
    assert desk.do(BACKUP).ending is Ending.PARTLY
    assert [one.kind for one in desk.told] == ["suspect"]
    assert "all 40 subscribers are gone" in desk.told[0].text or "subscribers are gone" in desk.told[0].text
    desk.do(BACKUP)
    assert len(desk.told) == 1


def test_a_dead_session_is_told_at_once_and_only_once(desk):
    desk.do(BACKUP)
    desk.server.switch("logged-out", on=True)
    assert desk.do(BACKUP).ending is Ending.SIGNED_OUT
    assert desk.do(BACKUP).ending is Ending.SIGNED_OUT
    assert len(desk.told) <= 1


def test_a_backup_that_is_stopped_keeps_what_came(desk):
    settings = load_settings(desk.places, environ=desk.environ)
    asked = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 12

    with workshop(
        settings, desk.places, environ=desk.environ, tell=desk.told.append, clock=lambda: desk.now, stop=stop
    ) as shop:
        assert back_up(shop, BACKUP).ending is Ending.STOPPED
    assert desk.do(BACKUP).ending is Ending.DONE
    archive = desk.archive()
    assert len([post for post in archive.posts(SLUG) if post.kind == "post"]) == len(desk.world.published())
    archive.close()
    edits.publish_post(desk.world)


def test_a_suspension_in_the_middle_of_a_long_backup_is_told_then_and_the_backup_is_held(desk, monkeypatch):
    """A first backup takes hours; the alarm does not wait for its end."""
    monkeypatch.setattr("outlast.backups.pieces.SECONDS", 0.0)
    desk.do(WATCH)
    endings = []

    def look() -> None:
        if not endings:
            desk.server.switch("suspended", on=True)
            endings.append(desk.do(WATCH).ending)

    outcome = desk.do(BACKUP, meanwhile=look)

    assert endings == [Ending.SUSPENDED]
    assert [news.kind for news in desk.told] == ["down"]
    assert outcome.ending is Ending.PAUSED
    archive = desk.archive()
    assert Incidents(archive).open_one(SLUG) is not None
    archive.close()
