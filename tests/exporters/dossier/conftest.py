"""Archives of both platforms; tests only read them."""

from collections.abc import Iterator

import pytest

from backup.archive.archive import Archive
from tests.exporters.dossier.accounts import archive_with


@pytest.fixture(scope="session")
def substack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Return the archive of a publication on Substack."""
    made = archive_with(tmp_path_factory.mktemp("substack"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def medium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Return the archive of an account on Medium."""
    made = archive_with(tmp_path_factory.mktemp("medium"), "medium")
    yield made
    made.close()


@pytest.fixture
def archive(tmp_path) -> Iterator[Archive]:
    """Return an archive that a test may change."""
    made = archive_with(tmp_path)
    yield made
    made.close()
