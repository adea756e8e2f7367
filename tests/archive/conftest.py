"""An archive to write to, with its key."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.archive.keys import Key

# One key for the whole run: making one is quick, but a fixed one makes failures easier to look into.
KEY = Key("AGE-SECRET-KEY-1TZNDRTML578K8X856G9V97EJRC6VYU76ZR0PE97GRWAYJMQH4ZDQ9ZC2WF")  # made for the tests


@pytest.fixture
def key() -> Key:
    """Return the key of the archive."""
    return KEY


@pytest.fixture
def archive(tmp_path: Path, key: Key) -> Iterator[Archive]:
    """Return an empty sealed archive."""
    made = Archive.create(tmp_path / "archive", key=key)
    yield made
    made.close()
