"""The sites that posts are pushed to: one that only remembers, and real ones, each set up once."""

from collections.abc import Callable, Iterator

import pytest

from tests.exporters.made_up import Made
from tests.exporters.pushing.fake_ghost import KEY, FakeGhost, fake_ghost
from tests.exporters.pushing.pushing import counts, push, selected
from tests.real.ghost import site as of_ghost
from tests.real.wordpress import site as of_wordpress


@pytest.fixture(scope="session")
def real_ghost(tmp_path_factory: pytest.TempPathFactory) -> Iterator[of_ghost.Ghost]:
    """Run a real Ghost; each module that uses it begins by emptying it."""
    with of_ghost.ghost(tmp_path_factory.mktemp("ghost")) as running:
        yield running


@pytest.fixture(scope="session")
def real_wordpress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[of_wordpress.WordPress]:
    """Run a real WordPress."""
    with of_wordpress.wordpress(tmp_path_factory.mktemp("wordpress") / "site") as running:
        yield running


@pytest.fixture
def ghost() -> Iterator[FakeGhost]:
    with fake_ghost() as running:
        yield running


@pytest.fixture
def whole(publication: Made, ghost: FakeGhost) -> Callable[..., dict[str, int]]:
    """Push everything; return the counts."""
    return lambda **more: counts(push("ghost", ghost.url, KEY, selected(publication), **more))
