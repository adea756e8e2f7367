"""A disk that is full at any write leaves the archive as it was, and says so."""

import errno
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from backup.archive import tables
from backup.archive.archive import Archive
from backup.archive.verify import Verifier
from backup.errors import StorageError
from tests.archive.conftest import KEY
from tests.archive.night_letters import PUBLICATION, day, posts, records, subscriber

SLUG = PUBLICATION.slug


def noise(count: int) -> list[bytes]:
    """Return subscribers that do not compress, so that a small disk is full soon."""
    chance = random.Random(count)  # not for secrets
    return [b"%x@example.org,false,,other,false,2026,%x" % (n, chance.getrandbits(400)) for n in range(count)]


def test_a_full_disk_at_every_single_write_leaves_the_old_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = Archive.create(tmp_path / "base", key=KEY)
    base.snapshot(records(posts(10)), PUBLICATION, source="memory", as_of=day(1))
    base.close()
    real_write = os.write
    writes_left = 0

    def write(descriptor: int, data: bytes) -> int:
        nonlocal writes_left
        writes_left -= 1
        if writes_left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real_write(descriptor, data)

    failed = 0
    for allowed in range(200):
        folder = Path(shutil.copytree(base.root, tmp_path / f"copy{allowed}"))
        archive = Archive(folder, key=KEY)
        writes_left = allowed
        monkeypatch.setattr(os, "write", write)
        try:
            archive.snapshot(records(posts(14)), PUBLICATION, source="memory", as_of=day(2))
            break
        except StorageError as error:
            failed += 1
            assert "is full" in error.what
        finally:
            monkeypatch.setattr(os, "write", real_write)
        assert len(list(archive.posts(SLUG))) == 10
        assert Verifier(archive).verify().damages == ()
        archive.snapshot(records(posts(14)), PUBLICATION, source="memory", as_of=day(2))
        assert len(list(archive.posts(SLUG))) == 14
        archive.close()
        shutil.rmtree(folder)

    assert failed >= 8


def used(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a real file system of 1 MiB (needs root and Linux)."""
    folder = tmp_path / "disk"
    folder.mkdir()
    required = os.environ.get("OUTLAST_REQUIRE_REAL") == "1"
    command = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        done = subprocess.CompletedProcess(command, 1, b"", b"no mount command")
    if done.returncode != 0:
        (pytest.fail if required else pytest.skip)(f"cannot mount a small disk: {done.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.real
def test_a_disk_that_is_really_full_keeps_the_old_state_and_goes_on_when_there_is_room(small_disk: Path) -> None:
    archive = Archive.create(small_disk / "archive", key=KEY)
    archive.snapshot(records(posts(10)), PUBLICATION, source="memory", as_of=day(1))
    filler = small_disk / "filler"

    refused = 0
    taken = used(archive.root)
    for free_kilobytes in (0, 4, 12, 40, 100, 180):
        stat = os.statvfs(small_disk)
        filler.write_bytes(b"x" * max(stat.f_bavail * stat.f_frsize - free_kilobytes * 1024, 0))
        with pytest.raises(StorageError):
            archive.snapshot(records(posts(14), noise(12_000)), PUBLICATION, source="memory", as_of=day(2))
        refused += 1
        assert used(archive.root) <= taken + 64 * 1024  # what the failed run had stored was taken back
        assert Verifier(archive).verify().damages == ()  # reading needs no room
        filler.unlink()
        latest = archive.chain(SLUG).latest(tables.SUBSCRIBERS)
        assert latest is not None
        assert latest.number == 1
        assert Verifier(archive).verify().damages == ()
    archive.snapshot(records(posts(14), [subscriber(n) for n in range(60)]), PUBLICATION, source="memory", as_of=day(3))

    assert refused == 6
    assert len(list(archive.posts(SLUG))) == 14
    assert Verifier(archive).verify().damages == ()
    archive.close()
