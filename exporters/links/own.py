"""Tells the writer's own addresses from everybody else's, and which post each one means.

Substack: the subdomain, the publication's own domain with and without `www.`, `open.substack.com/pub/<name>`, and what
substack.com itself numbers. Medium: `medium.com/@name/<slug>-<id>`, `name.medium.com`, `medium.com/p/<id>`, whoever's
domain: by the id at the end, which is the post's for ever.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from backup.document.urls import split, web_url
from backup.model import Publication
from exporters.links.meaning import NOTHING, Meaning, on_medium, on_substack, on_substack_itself
from exporters.links.tracking import untracked
from exporters.links.wrapped import unwrapped
from exporters.selection.entry import Entry
from exporters.selection.former import Former

_SHARED = frozenset({"substack.com", "open.substack.com", "medium.com", "link.medium.com"})
"""Hosts that are everybody's: only what names the publication or its post is the writer's own there."""
_SUBDOMAINS, _PROFILES = ".substack.com", ".medium.com"


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
    address: str = ""
    """As it was, without what only followed readers around."""


class OwnLinks:
    """Finds what own addresses lead to."""

    def __init__(
        self, publication: Publication, entries: Iterable[Entry], former: Callable[[], Former] | None = None
    ) -> None:
        """Take the publication, all posts of it, chosen or not, and what reads the names they had earlier.

        That is only read when an address is not one of today's.
        """
        self._medium = publication.platform == "medium"
        self._by_id: dict[str, Entry] = {}
        self._exact: dict[str, Entry] = {}
        self._folded: dict[str, Entry] = {}
        """By their names: two posts may differ in nothing but capitals."""
        hosts = {_host(publication.url)}
        self._starts = {_start(publication.url)} - {""} if self._medium else set()
        for entry in sorted(entries, key=lambda one: one.draft):  # a draft never hides what was published
            self._by_id.setdefault(entry.id, entry)
            self._call(entry, entry.stored.slug, entry.url)
            if self._medium:
                self._starts |= {start for start in (_start(entry.url),) if start.startswith("@")}
            else:
                hosts.add(_host(entry.url))
        self._read_former = former
        self._take_hosts(hosts, publication)
        self._guess = "" if self._subdomains or self._medium else publication.slug
        """A name that may be the publication's at Substack: it counts where it leads to a post that is known."""

    def find(self, url: str | None) -> Own | None:
        """Return what `url` leads to, or `None` where it is not the writer's."""
        address = web_url(url)
        if address is None:
            return None
        address = unwrapped(address)
        parts = split(address)
        host, path = _host(address), unquote(parts.path)
        own = self._look(host, path, parts.query)
        if (own is None or own == Own()) and self._knows_more():
            own = self._look(host, path, parts.query)
        if own is None:
            return None
        return Own(
            entry=own.entry,
            page=own.page,
            comments=own.comments,
            fragment=parts.fragment or own.fragment,
            address=untracked(address),
        )

    def _look(self, host: str, path: str, query: str) -> Own | None:
        if self._medium:
            return self._on_medium(host, path)
        if host in self.hosts:
            return self._meant(on_substack(path, query))
        if host == "open.substack.com":
            name, _, rest = path.removeprefix("/pub/").partition("/")
            return self._named(name, rest, query)
        if host == "substack.com":
            meaning = on_substack_itself(path, query)
            own = self._meant(meaning) if meaning else None
            return own if own and own.entry else None
        return self._named(host.removesuffix(_SUBDOMAINS), path, query) if host.endswith(_SUBDOMAINS) else None

    def _named(self, name: str, path: str, query: str) -> Own | None:
        """Return what a path of the publication of that name at Substack leads to."""
        own = self._meant(on_substack(path, query))
        known = name.casefold() in self._subdomains
        return own if known or (name.casefold() == self._guess and own.entry) else None

    def _on_medium(self, host: str, path: str) -> Own | None:
        shared = host == "medium.com"
        mine = path.strip("/").partition("/")[0].casefold() in self._starts if shared else host in self.hosts
        meaning = on_medium(path, shared=shared)
        entry = self._by_id.get(meaning.id or "")
        if entry is not None and (mine or shared or path.strip("/").count("/") <= 1):
            return Own(entry=entry, comments=meaning.comments)
        return self._meant(meaning) if mine else None

    def _meant(self, meaning: Meaning) -> Own:
        if meaning == NOTHING:
            return Own()
        entry = self._by_id.get(meaning.id or "") or self._called(meaning.slug)
        if entry is None or (meaning.page and not entry.page):
            return Own(page=meaning.page)
        return Own(entry=entry, comments=meaning.comments, fragment=meaning.part)

    def _called(self, slug: str | None) -> Entry | None:
        if not slug:
            return None
        return self._exact.get(slug) or self._folded.get(slug.casefold())

    def _call(self, entry: Entry, slug: str | None, url: str | None) -> None:
        for name in (unquote(slug or ""), unquote(split(url or "").path).rstrip("/").rpartition("/")[2]):
            self._note(name, entry)

    def _note(self, name: str, entry: Entry) -> None:
        if name:
            self._exact.setdefault(name, entry)
            self._folded.setdefault(name.casefold(), entry)

    def _knows_more(self) -> bool:
        """Read the earlier names once; tell whether that was now."""
        if self._read_former is None:
            return False
        former, self._read_former = self._read_former(), None
        for slug, identity in former.slugs.items():
            if identity in self._by_id:
                self._note(slug, self._by_id[identity])
        if not self._medium:
            self._take_hosts(self.hosts | set(map(_host, former.urls)), None)
        return True

    def _take_hosts(self, hosts: Iterable[str], publication: Publication | None) -> None:
        found = set(hosts)
        if publication is not None and self._medium:
            found |= {f"{start[1:]}{_PROFILES}" for start in self._starts if start.startswith("@")}
        self.hosts = frozenset(found - _SHARED - {""})
        """The hosts that are the writer's alone."""
        self._subdomains = {host.removesuffix(_SUBDOMAINS) for host in self.hosts if host.endswith(_SUBDOMAINS)}


def _host(url: str | None) -> str:
    return (split(url or "").hostname or "").lower().removeprefix("www.").rstrip(".")


def _start(url: str | None) -> str:
    """Return `@name` or the publication's name of an address at medium.com."""
    return split(url or "").path.strip("/").partition("/")[0].casefold() if _host(url) == "medium.com" else ""
