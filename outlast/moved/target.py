"""From what the writer named to a site: an address on the web, or a folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from backup.errors import UsageError
from backup.http import Loopback, PoliteSession
from outlast.moved.site import Site
from outlast.moved.site.imports import import_in
from outlast.moved.site.live import LiveSite, Place
from outlast.moved.site.tree import FolderSite
from outlast.network import open_session
from outlast.places import at_home
from outlast.settings import Settings

_RATE = 4.0
"""Requests a second to the writer's own new site, unless the settings allow more."""
_RATE_HERE = 1000.0
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_DEFAULT_PORTS = {"http": 80, "https": 443}


@contextmanager
def opened_site(
    target: str, settings: Settings, *, base_url: str | None = None, pattern: str | None = None
) -> Iterator[Site]:
    """Open what was named for the length of a block.

    Raises:
        UsageError: it is neither an address nor a folder with pages.
        InputError: it is an import that cannot be read.
        WebProblem: the site cannot be asked.
    """
    if target.startswith(("http://", "https://")):
        with _live(target, settings, pattern) as site:
            yield site
    else:
        yield _folder(at_home(Path(target)), base_url)


@contextmanager
def _live(target: str, settings: Settings, pattern: str | None) -> Iterator[Site]:
    try:
        parts = urlsplit(target)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or parts.username is not None:
        raise UsageError(f"{target!r} is no address of a site.", next="Write https://your.site")
    start = parts.path.rstrip("/")
    also: tuple[str, ...] = ()
    if host in _HERE and settings.loopback_port is None:
        # The writer named this computer: a site that is tried here before it goes online. No page can lead here.
        number = port or _DEFAULT_PORTS[parts.scheme]
        route = Loopback(number)
        route.ports = (number,)
        session = PoliteSession(own_hosts=(), rate=_RATE_HERE, route=route)
        place = Place(origin=f"https://localhost:{number}", host=parts.netloc, start=start)
        also = (f"localhost:{number}", f"127.0.0.1:{number}")
    else:
        session = open_session(settings, own_hosts=(), rates={host.removeprefix("www."): max(_RATE, settings.rate)})
        place = Place(origin=f"https://{parts.netloc}", host=parts.netloc, start=start)
    with session, open_session(settings, own_hosts=()) as elsewhere:
        site = LiveSite(place, session, elsewhere, pattern=pattern, also=also)
        site.open()
        yield site


def _folder(folder: Path, base_url: str | None) -> Site:
    if base_url is not None and not base_url.startswith(("http://", "https://")):
        raise UsageError(f"{base_url!r} is no address.", next="Write --base-url https://your.site")
    if not folder.is_dir():
        raise UsageError(
            f"{folder} is no folder.", next="Name the folder with the pages, or an address: https://your.site"
        )
    site = import_in(folder, base_url) or FolderSite(folder, base_url=base_url)
    if not site.addresses():
        raise UsageError(
            f"There are no pages in {folder}.",
            next="Name the folder that holds the built pages: public (Hugo), _site (Jekyll, Eleventy)",
        )
    return site
