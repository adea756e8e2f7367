"""A running made-up Substack with the demo's writer, a neighbour, and a client of it."""

from collections.abc import Iterator

import pytest

from outlast.demo_platforms.server import PlatformServer
from outlast.demo_platforms.substack.platform import SubstackPlatform
from outlast.demo_platforms.substack.world import World
from tests.fakes.asking import Client, client


@pytest.fixture
def world() -> World:
    """Return the demo's writer's world."""
    return World()


@pytest.fixture
def neighbour() -> World:
    """Return somebody else's publication."""
    return World(seed=2, subdomain="harbourlog", writer="Odile Marrow")


@pytest.fixture
def server(world: World, neighbour: World) -> Iterator[PlatformServer]:
    """Run both."""
    with PlatformServer([SubstackPlatform(world, neighbour)]) as running:
        yield running


@pytest.fixture
def asking(server: PlatformServer) -> Iterator[Client]:
    """Return a client."""
    with client(server) as made:
        yield made


@pytest.fixture
def cookie(world: World) -> str:
    """Return the writer's cookie."""
    return f"substack.sid={world.session}"
