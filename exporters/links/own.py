"""Tells the writer's own addresses from everybody else's, and which post each one means.

Substack (formats: section 6): the subdomain, the publication's own domain, `open.substack.com/pub/<name>`,
`substack.com/home/post/p-<id>`, `substack.com/@handle/p-<id>`. Medium: `medium.com/@name/<slug>-<id>`,
`name.medium.com`, `medium.com/p/<id>`, own domains: by the id at the end, which is the post's for ever.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from backup.document.urls import split, web_url
from backup.model import Publication
from exporters.selection.entry import Entry

_MEDIUM_ID = re.compile(r"(?:\A|-)([0-9a-f]{8,12})\Z")
_SUBSTACK_ID = re.compile(r"/p-(\d+)(?:/|\Z)")
_SHARED = frozenset({"substack.com", "open.substack.com", "medium.com"})
"""Hosts that are everybody's: only what names the publication or its post is the writer's own there."""
_PAGES = {
    "": "home",
    "archive": "archive",
    "about": "about",
    "subscribe": "subscribe",
    "notes": "notes",
    "podcast": "podcast",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What one of the writer's own addresses leads to."""

    entry: Entry | None = None
    page: str | None = None
    """home, archive, about, subscribe …: a page of the publication. Neither this nor `entry`: nothing that is known."""
    comments: bool = False
    """It leads to the comments under the post."""
    fragment: str = ""
    """Without `#`."""


class OwnLinks:
    """Finds what own addresses lead to."""

    def __init__(self, publication: Publication, entries: Iterable[Entry]) -> None:
        """Take the publication and all posts of it, chosen or not."""
        self._by_id: dict[str, Entry] = {}
        self._by_slug: dict[str, Entry] = {}
        hosts: set[str] = set()
        for entry in entries:
            self._by_id.setdefault(entry.id, entry)
            if entry.stored.slug:
                self._by_slug.setdefault(unquote(entry.stored.slug).casefold(), entry)
            if entry.url:
                parts = split(entry.url)
                hosts.add(_host(parts.hostname))
                self._by_slug.setdefault(unquote(parts.path).rstrip("/").rpartition("/")[2].casefold(), entry)
        if publication.url:
            hosts.add(_host(split(publication.url).hostname))
        if publication.platform == "substack":
            hosts |= {f"{name}.substack.com" for name in self._names(publication, hosts)}
        self.hosts = frozenset(hosts - _SHARED - {""})
        """The hosts that are the writer's alone."""
        self._subdomains = {host.partition(".")[0] for host in self.hosts if host.endswith(".substack.com")}
        self._handle = _handle(publication.url)

    def find(self, url: str | None) -> Own | None:
        """Return what `url` leads to, or `None` where it is not the writer's."""
        address = web_url(url)
        if address is None:
            return None
        parts = split(address)
        host, path, fragment = _host(parts.hostname), unquote(parts.path), parts.fragment
        if host in self.hosts:
            return self._here(path, fragment)
        if host == "open.substack.com":
            start, _, rest = path.removeprefix("/pub/").partition("/")
            return self._here(f"/{rest}", fragment) if start.casefold() in self._subdomains else None
        if host == "substack.com":
            found = _SUBSTACK_ID.search(path)
            entry = self._by_id.get(found[1]) if found else None
            return Own(entry=entry, fragment=fragment) if entry else None
        if host == "medium.com" or host.endswith(".medium.com"):
            return self._on_medium(path, fragment)
        return None

    def _here(self, path: str, fragment: str) -> Own:
        """Return what a path on one of the writer's own hosts leads to."""
        pieces = [piece for piece in path.split("/") if piece]
        comments = len(pieces) > 1 and pieces[-1] == "comments"
        pieces = pieces[:-1] if comments else pieces
        last = pieces[-1].casefold() if pieces else ""
        found = _MEDIUM_ID.search(last)
        entry = self._by_slug.get(last) or (self._by_id.get(found[1]) if found else None)
        if entry is not None and pieces[:1] != ["archive"]:
            return Own(entry=entry, comments=comments, fragment=fragment)
        numbered = _SUBSTACK_ID.search(path)
        if numbered and (entry := self._by_id.get(numbered[1])):
            return Own(entry=entry, comments=comments, fragment=fragment)
        return Own(page=_PAGES.get("/".join(pieces).casefold()), fragment=fragment)

    def _on_medium(self, path: str, fragment: str) -> Own | None:
        last = path.rstrip("/").rpartition("/")[2].casefold()
        found = _MEDIUM_ID.search(last)
        entry = self._by_id.get(found[1]) if found else None
        if entry is not None:
            return Own(entry=entry, fragment=fragment)
        handle = path.strip("/").partition("/")[0].casefold()
        if self._handle and handle == self._handle:
            return Own(page="home" if path.strip("/").casefold() == handle else None, fragment=fragment)
        return None

    @staticmethod
    def _names(publication: Publication, hosts: set[str]) -> set[str]:
        """Return the names before `.substack.com` that are this publication's."""
        known = {host.partition(".")[0] for host in hosts if host.endswith(".substack.com")}
        return known or {publication.slug}


def _host(hostname: str | None) -> str:
    return (hostname or "").lower().removeprefix("www.").rstrip(".")


def _handle(url: str | None) -> str | None:
    """Return `@name` of a Medium address."""
    start = split(url or "").path.strip("/").partition("/")[0].casefold()
    return start if start.startswith("@") else None
