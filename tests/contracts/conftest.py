"""The made-up publication that all exporters are tried on."""

from collections.abc import Iterator

import pytest

from tests.exporters.made_up import Made, made


@pytest.fixture(scope="session")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Return the archive of the made-up publication; tests only read it."""
    built = made(tmp_path_factory.mktemp("made-up"))
    yield built
    built.archive.close()
