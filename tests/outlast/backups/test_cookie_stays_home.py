"""The cookie of the signed-in session goes to the platform's own hosts, and is nowhere else, whatever the web answers."""

import stat
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.errors import WebProblem
from outlast.demo_platforms.faults import HOSTILE
from outlast.demo_platforms.substack.nouns import DEMO, Sizes
from outlast.demo_platforms.substack.world import World
from tests.fakes.desk import ACCOUNT, Desk
from tests.fakes.process import platforms_process
from tests.outlast.backups.live import Live, live

SECRET = "madeUpSession1"
"""What every spelling of the cookie's value has inside."""


OWN = {"substack.com", "nightletters.substack.com", "api.substack.com"}


def told(night: Live) -> dict[str, set[str]]:
    """Return which cookies each host was shown."""
    found: dict[str, set[str]] = defaultdict(set)
    for seen in night.server.requests:
        for pair in filter(None, seen.headers.get("cookie", "").split(";")):
            found[seen.host].add(pair.strip())
        everything = [seen.path, *seen.headers.values(), str(seen.query), str(seen.body)]
        if seen.host not in OWN:
            assert [one for one in everything if SECRET in one] == []
    return dict(found)


@pytest.mark.parametrize(
    ("path", "is_asked"),
    [
        ("/publication_export", False),
        ("/api/v1/archive", False),
        ("/api/v1/drafts", False),
        ("/subscriber_set/export", False),
        ("/messages/inbox", False),
        ("/community/", False),
        ("/am_i_logged_in", False),
        ("/feed", False),
        ("/public/images", True),
        ("/image/", True),
        ("/upload/", True),
        ("", False),
    ],
)
def test_a_redirect_to_a_stranger_takes_no_cookie_along(tmp_path, path, is_asked):
    with live(tmp_path, sizes=DEMO) as night:
        night.server.switch("redirect-away", on=True, path=path)
        night.server.switch("cookie-rotates", on=True)
        night.server.switch("picture-404", on=path == "/image/")  # only then the network of copies is asked
        with suppress(WebProblem):
            night.backup(exports=tmp_path / "downloads", start_export=True)
        shown = told(night)

    assert shown.keys() <= OWN
    assert "nightletters.substack.com" in shown
    asked = [seen for seen in night.server.requests if seen.host == HOSTILE]
    assert bool(asked) is is_asked  # with the cookie a redirect off the platform is not followed at all
    assert all("cookie" not in seen.headers for seen in asked)


def test_a_domain_of_the_writers_own_is_never_shown_the_platforms_cookie(tmp_path):
    with live(tmp_path, sizes=Sizes(posts=3), custom_domain="letters.example.org") as night:
        night.backup(exports=tmp_path / "downloads")
        shown = told(night)

    assert {host for host, pairs in shown.items() if any("substack.sid" in pair for pair in pairs)} <= OWN


def test_pictures_sound_and_files_of_strangers_are_fetched_without_the_cookie(tmp_path):
    with live(tmp_path, sizes=DEMO) as night:
        night.backup()
        shown = told(night)
        hosts = {seen.host for seen in night.server.requests}

    assert len(hosts - OWN) >= 2
    assert shown.keys() <= OWN


def test_after_a_real_sign_in_and_backup_the_cookie_is_in_one_private_file_and_nowhere_else(tmp_path):
    world = World()
    with platforms_process(tmp_path) as server:
        desk = Desk(folder=tmp_path / "desk", port=server.port, rate=400, hurry=400)
        desk.set_up()
        desk.sign_in(world.session)
        server.control(on=["cookie-rotates"])
        process = desk.start("-vv", "backup", "--full")
        seen_of_process = set()
        while process.poll() is None:
            seen_of_process |= of_process(process.pid)
        again = desk.run("--json", "-vv", "backup")
        sent_to = {seen.host for seen in server.seen() if seen.with_cookie}

    assert process.returncode == again.code == 0, again.err
    assert len(seen_of_process) >= 2
    assert [text for text in seen_of_process if SECRET.encode() in text] == []
    assert SECRET not in again.out + again.err
    holding = [path for path in desk.folder.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert [path.name for path in holding] == [f"{ACCOUNT}.cookie"]
    assert stat.S_IMODE(holding[0].stat().st_mode) == 0o600
    archive = desk.open_archive()
    assert list(unpacked_with_secret(archive)) == []
    archive.close()
    assert sent_to <= OWN


def of_process(pid: int) -> set[bytes]:
    """Return what everybody on this computer, or its user, can read of a process: its words and its variables."""
    found = set()
    for name in ("cmdline", "environ"):
        try:
            found.add(Path(f"/proc/{pid}/{name}").read_bytes())
        except OSError:
            continue  # it just ended, or there is no /proc
    return found - {b""}


def unpacked_with_secret(archive: Archive):
    """Yield the objects of an archive that hold the secret once they are unpacked and opened."""
    reader = archive.tables(ACCOUNT)
    for name, _ in archive.store.names():
        data = reader.content(name) if ".zst" in name else archive.store.read(name)
        if SECRET.encode() in data:
            yield name
