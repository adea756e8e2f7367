"""Gaps on a site that answers: each is found, and nothing else is; and it is asked politely."""

import functools
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

import pytest

from backup.errors import NoConnection, NotFound, UsageError
from backup.http import PoliteSession
from outlast import network
from outlast.moved.checking import check_move
from outlast.moved.gaps import Outcome
from outlast.moved.target import opened_site
from outlast.places import Places
from outlast.settings import load_settings
from tests.exporters.made_up import Made
from tests.http.server import Asked, Says, Server
from tests.outlast.moved.small_site import change, chosen, gaps_of, written

TYPES = {".html": "text/html; charset=utf-8", ".xml": "application/xml", ".png": "image/png"}


def serving(folder: Path, *, soft: bool = False) -> Callable[[Asked], Says]:
    """Return what a static host answers for a folder; a `soft` one has a page for everything."""

    def answer(asked: Asked) -> Says:
        path = unquote(asked.path.partition("?")[0])
        if path == "/old-home":
            return Says(status=301, headers={"Location": "/"})
        file = folder / path.strip("/")
        if file.is_dir() and not path.endswith("/"):
            return Says(status=301, headers={"Location": f"http://{asked.host}{path}/"})
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file() or asked.host.partition(":")[0] not in ("new.example", "localhost"):
            return Says(status=200 if soft else 404, body=b"<h1>Not found</h1>", headers={"Content-Type": "text/html"})
        return Says(
            body=file.read_bytes(), headers={"Content-Type": TYPES.get(file.suffix, "application/octet-stream")}
        )

    return answer


@contextmanager
def served(folder: Path, *, soft: bool = False) -> Iterator[Server]:
    server = Server(serving(folder, soft=soft))
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "PoliteSession", functools.partial(PoliteSession, sleep=lambda _: None))


@pytest.fixture
def look(publication: Made, places: Places) -> Callable[..., Outcome]:
    """Compare the site that a server shows as new.example."""

    def compare(
        server: Server, *, sample: int | None = None, pattern: str | None = None, **criteria: object
    ) -> Outcome:
        environ = {"OUTLAST_NETWORK_LOOPBACK_PORT": str(server.port), "OUTLAST_NETWORK_RATE": "1000"}
        settings = load_settings(places, environ=environ, flags={})
        with opened_site("https://new.example", settings, pattern=pattern) as site:
            return check_move(chosen(publication, **criteria), site, sample=sample)

    return compare


def page(site: Path, slug: str) -> Path:
    return site / "p" / slug / "index.html"


def test_a_whole_move_has_no_gaps_but_what_was_not_in_the_archive(look: Callable[..., Outcome], site: Path) -> None:
    with served(site) as server:
        outcome = look(server)

    # The archive never had missing.png, so the page shows it from the old platform, where it does not answer.
    assert gaps_of(outcome) == [("picture", "1002")]
    assert (len(outcome.posts), outcome.kept_back) == (12, 3)


SPOILT: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a missing post": ("missing", lambda site: shutil.rmtree(site / "p" / "letter-9")),
    "a text that was cut": ("words", lambda site: change(page(site, "letter-9"), "Listen.", "")),
    "a wrong title": ("title", lambda site: change(page(site, "letter-9"), "Episode one", "Episode two")),
    "a dead picture": ("picture", lambda site: change(page(site, "letter-9"), "</h1>", '</h1><img src="gone.png">')),
    "a page for a picture": ("picture", lambda site: change(page(site, "letter-9"), "</h1>", '</h1><img src="/">')),
    "a wrong date": ("date", lambda site: change(page(site, "letter-9"), "2024-01-09T", "2024-02-09T")),
    "a link to the old platform": (
        "link",
        lambda site: change(
            page(site, "letter-9"), "</h1>", '</h1><a href="https://open.substack.com/pub/nightletters/p/twin">'
        ),
    ),
    "a dead link": ("link", lambda site: change(page(site, "letter-9"), "</h1>", '</h1><a href="/p/gone/">')),
}


@pytest.mark.parametrize("name", SPOILT)
def test_each_gap_is_found_and_nothing_else(look: Callable[..., Outcome], site: Path, name: str) -> None:
    kind, spoil = SPOILT[name]
    change(page(site, "letter-2"), "missing.png", "b.png#")
    change(
        page(site, "letter-2"), "https://substack-post-media.s3.amazonaws.com/public/images/b.png#", "/p/letter-1/a.png"
    )
    shutil.copy(next((site / "p" / "letter-1").glob("a-*.png")), site / "p" / "letter-1" / "a.png")
    spoil(site)

    with served(site) as server:
        assert gaps_of(look(server)) == [(kind, "1009")]


@pytest.mark.parametrize("identity", ["1010", "1012"])
def test_what_is_not_for_everybody_is_found_first(
    look: Callable[..., Outcome], publication: Made, tmp_path: Path, identity: str
) -> None:
    ids = frozenset({*(entry.id for entry in chosen(publication).entries), identity})
    site = written(chosen(publication, ids=ids), tmp_path / "leaking")
    (site / "sitemap.xml").unlink()  # the platform does not list them, but there they are

    with served(site) as server:
        assert gaps_of(look(server))[0] == ("leak", identity)


def test_a_host_with_a_page_for_everything_hides_no_missing_post(look: Callable[..., Outcome], site: Path) -> None:
    shutil.rmtree(site / "p" / "letter-9")

    with served(site, soft=True) as server:
        found = gaps_of(look(server))

    assert ("missing", "1009") in found
    assert not [gap for gap in found if gap[0] == "leak"]


def test_posts_are_found_without_a_list_by_their_path(look: Callable[..., Outcome], site: Path) -> None:
    (site / "sitemap.xml").unlink()

    with served(site) as server:
        assert gaps_of(look(server)) == [("picture", "1002")]
        assert gaps_of(look(server, pattern="/p/{slug}/")) == [("picture", "1002")]
        assert len([gap for gap in gaps_of(look(server, pattern="/x/{slug}/")) if gap[0] == "missing"]) == 12


def test_lists_of_lists_are_read(look: Callable[..., Outcome], site: Path) -> None:
    (site / "p").rename(site / "posts")
    for file in site.rglob("*.*ml"):
        file.write_text(file.read_text(encoding="utf-8").replace("/p/", "/posts/"), encoding="utf-8")
    (site / "sitemap.xml").rename(site / "sitemap-posts.xml")
    (site / "sitemap.xml").write_text(
        "<sitemapindex><sitemap><loc>https://new.example/sitemap-posts.xml</loc></sitemap>"
        "<sitemap><loc>https://somebody.example/sitemap.xml</loc></sitemap>"
        "<sitemap><loc>https://new.example/sitemap.xml</loc></sitemap></sitemapindex>"
    )

    with served(site) as server:
        assert not [gap for gap in gaps_of(look(server)) if gap[0] == "missing"]
        assert {asked.host for asked in server.asked} <= {"new.example", "substack-post-media.s3.amazonaws.com"}


def test_a_sample_is_spread_and_what_it_passes_over_is_said(look: Callable[..., Outcome], site: Path) -> None:
    with served(site) as server:
        outcome = look(server, sample=3)

    assert [post.post for post in outcome.posts] == ["1001", "1005", "1009"]
    assert outcome.passed_over == 9


def test_each_address_is_asked_for_once(look: Callable[..., Outcome], site: Path) -> None:
    with served(site) as server:
        look(server, drafts=True, audiences=frozenset(["everyone", "free", "paid"]))
        asked = [one.path for one in server.asked if one.path.endswith(".png")]

    assert len(asked) == len(set(asked))
    assert all(one.method == "GET" and "cookie" not in one.headers for one in server.asked)


def test_a_site_on_this_computer_can_be_named(publication: Made, places: Places, site: Path) -> None:
    with served(site) as server:
        settings = load_settings(places, environ={}, flags={})
        with opened_site(f"http://127.0.0.1:{server.port}", settings) as opened:
            page_there = opened.page("/p/letter-9/")
            followed = opened.page("/p/letter-9")

    assert page_there is not None
    assert followed is not None
    assert page_there.titles == followed.titles


def test_nobody_there_is_no_connection(places: Places, site: Path) -> None:
    with served(site) as server:
        port = server.port
    environ = {"OUTLAST_NETWORK_LOOPBACK_PORT": str(port), "OUTLAST_NETWORK_RATE": "1000"}
    with (
        pytest.raises(NoConnection),
        opened_site("https://new.example", load_settings(places, environ=environ, flags={})),
    ):
        pass


def test_a_front_page_that_is_none_is_said(places: Places, tmp_path: Path) -> None:
    with served(tmp_path) as server:
        environ = {"OUTLAST_NETWORK_LOOPBACK_PORT": str(server.port), "OUTLAST_NETWORK_RATE": "1000"}
        settings = load_settings(places, environ=environ, flags={})
        with pytest.raises(NotFound), opened_site("https://new.example", settings):
            pass


@pytest.mark.parametrize(
    "target", ["https://", "https://user:word@new.example", "https://new.example:port", "no-folder"]
)
def test_what_is_no_site_is_refused(places: Places, target: str) -> None:
    with pytest.raises(UsageError), opened_site(target, load_settings(places, environ={}, flags={})):
        pass
