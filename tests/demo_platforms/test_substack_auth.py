"""Who may ask the made-up Substack for what."""

from collections.abc import Iterator

import pytest

from outlast.demo_platforms.server import PlatformServer
from outlast.demo_platforms.substack.nouns import Sizes
from outlast.demo_platforms.substack.platform import SubstackPlatform
from outlast.demo_platforms.substack.routes import ROUTES
from outlast.demo_platforms.substack.visit import Route
from outlast.demo_platforms.substack.world import World
from tests.demo_platforms.places import API, GLOBAL, HOME, NEIGHBOUR
from tests.fakes.asking import Client, client

CLOSED = [route for route in ROUTES if route.needs != "nobody"]


def path_of(route: Route, world: World) -> str:
    """Return an address that fits a route."""
    path = route.path.replace(r"(?P<number>\d+)", str(world.title.number))
    path = path.replace("(?P<uuid>[0-9a-f-]{36})", world.threads[0].uuid)
    path = (
        path.replace("(?P<kind>published|drafts|scheduled)", "drafts")
        .replace("(?:/users|_user)", "_user")
        .replace("(?:emails|followers)", "emails")
    )
    assert "(" not in path, path
    return path


@pytest.mark.parametrize("route", CLOSED, ids=lambda route: f"{route.method} {route.path}")
def test_an_address_that_needs_the_writer_refuses_everybody_else(route: Route, world: World, asking: Client) -> None:
    host = "substack.com" if route.where == "global" else HOME
    for sent in (None, "substack.sid=s%3Awrong.c2ln"):
        answer = asking.ask(f"{host}{path_of(route, world)}", method=route.method, cookie=sent, data={})
        assert answer.status == (401 if route.needs == "session" else 403)
        assert answer.data == {"error": "Not authorized", "type": "single"}


def test_the_cookie_is_good_encoded_and_not(world: World, asking: Client) -> None:
    for value in (world.session, world.session.replace("%3A", ":")):
        answer = asking.ask(f"{GLOBAL}/user/profile/self", cookie=f"substack.sid={value}; other=1")
        assert answer.data["publicationUsers"][0]["role"] == "admin"
        assert asking.ask(f"{GLOBAL}/am_i_logged_in", cookie=f"substack.sid={value}").data == {"loggedIn": True}
    assert asking.ask(f"{GLOBAL}/am_i_logged_in").data == {"loggedIn": False}


def test_the_writer_of_one_publication_is_nobody_at_another(asking: Client, cookie: str) -> None:
    assert asking.ask(f"{NEIGHBOUR}/api/v1/drafts", cookie=cookie).status == 403
    assert asking.ask(f"{NEIGHBOUR}/api/v1/archive", cookie=cookie).status == 200


def test_an_address_on_the_wrong_host_is_refused(world: World, asking: Client, cookie: str) -> None:
    assert asking.ask(f"{GLOBAL}/publication", cookie=cookie).status == 403
    assert asking.ask(f"{GLOBAL}/archive", cookie=cookie).status == 404
    wrong = asking.ask(f"{API}/messages/inbox", cookie=cookie)
    assert (wrong.status, wrong.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert asking.ask(f"{GLOBAL}/me", cookie=cookie).status == 404
    assert asking.ask(f"{GLOBAL}/user/profile", cookie=cookie).status == 403


def test_a_program_that_names_itself_python_is_refused(asking: Client) -> None:
    assert asking.ask(f"{API}/archive", headers={"User-Agent": "python-requests/2.32"}).status == 403


def test_a_search_without_a_referer_is_refused(asking: Client) -> None:
    address = f"{GLOBAL}/publication/search?query=night"
    assert asking.ask(address).status == 403
    found = asking.ask(address, headers={"Referer": "https://substack.com/"}).data["results"]
    assert [each["subdomain"] for each in found] == ["nightletters"]


@pytest.fixture
def moved() -> Iterator[tuple[World, Client]]:
    """Return a publication with a domain of its own, and a client."""
    world = World(Sizes(posts=3), custom_domain="letters.example")
    with PlatformServer([SubstackPlatform(world)]) as running, client(running) as made:
        yield world, made


def test_a_domain_of_its_own_has_a_cookie_of_its_own(moved: tuple[World, Client]) -> None:
    world, asking = moved
    address = "letters.example/api/v1/drafts"
    assert asking.ask(address, cookie=f"connect.sid={world.session}").status == 200
    assert asking.ask(address, cookie=f"substack.sid={world.session}").status == 403
    assert asking.ask(f"{API}/drafts", cookie=f"substack.sid={world.session}").status == 200


def test_pages_of_the_subdomain_lead_to_the_domain(moved: tuple[World, Client]) -> None:
    _, asking = moved
    answer = asking.ask(f"{HOME}/feed")
    assert (answer.status, answer.headers["location"]) == (301, "https://letters.example/feed")
    assert "https://letters.example/p/" in asking.ask("letters.example/sitemap.xml").text
