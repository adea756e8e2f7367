"""Which addresses are the writer's own: those of their publications, as far as the archive knows them."""

from collections.abc import Iterable

from backup.document.urls import host, split
from backup.risk.post import PublicationFacts

SHARED_HOSTS = frozenset({"medium.com", "substack.com", "open.substack.com"})
"""Hosts that many writers share: there the first part of the path says whose it is."""


class Ownership:
    """Tells own addresses from others."""

    def __init__(self, publications: Iterable[PublicationFacts], posts: Iterable[str] = ()) -> None:
        """Take the writer's publications, and the ids of their posts on Medium."""
        self._hosts: set[str] = set()
        self._paths: set[tuple[str, str]] = set()
        self._posts = frozenset(posts)
        for publication in publications:
            self._add(publication.url)
            if publication.handle and publication.platform == "medium":
                self._paths.add(("medium.com", f"@{publication.handle}"))
                self._hosts.add(f"{publication.handle}.medium.com")
            elif publication.handle and publication.platform == "substack":
                self._paths |= {("substack.com", f"@{publication.handle}"), ("open.substack.com", "pub")}
                self._hosts.add(f"{publication.handle}.substack.com")

    def __call__(self, url: str) -> bool:
        """Tell whether `url` is one of the writer's own."""
        place = host(url)
        if not place:
            return False
        if place in self._hosts:
            return True
        if place in SHARED_HOSTS:
            first, _, rest = split(url).path.lstrip("/").partition("/")
            if first == "p":
                return rest.rpartition("-")[2].split("/", 1)[0] in self._posts
            return (place, first.lower()) in self._paths
        return False

    def _add(self, url: str | None) -> None:
        place = host(url or "")
        if place in SHARED_HOSTS:
            first = split(url or "").path.lstrip("/").partition("/")[0]
            if first:
                self._paths.add((place, first.lower()))
        elif place:
            self._hosts.add(place)
