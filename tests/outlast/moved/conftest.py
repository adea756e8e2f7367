"""The made-up publication, moved."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exporters.made_up import Made, made
from tests.outlast.moved.small_site import chosen, written


@pytest.fixture(scope="package")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Return the archive of the made-up publication; tests only read it."""
    built = made(tmp_path_factory.mktemp("made-up"))
    yield built
    built.archive.close()


@pytest.fixture(scope="package")
def honest(publication: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of its new site; tests only read it."""
    return written(chosen(publication), tmp_path_factory.mktemp("honest") / "site")


@pytest.fixture
def site(honest: Path, tmp_path: Path) -> Path:
    """Return a copy of it, which a test may spoil."""
    return Path(shutil.copytree(honest, tmp_path / "site"))
