"""The contract of a site: pages by their address, and whether what they lead to is there."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import ClassVar
from urllib.parse import urljoin, urlsplit

from exporters.selection import Entry
from outlast.moved.page import Page


class Seen(StrEnum):
    """What became of looking at an address."""

    THERE = "there"
    DEAD = "dead"
    """Nothing answers there."""
    NO_PICTURE = "no picture"
    """Something answers that is none."""
    NOT_ASKED = "not asked"
    """It is somewhere else, where nobody looked."""


class Site(ABC):
    """A new site."""

    near: ClassVar[bool] = False
    """Every page can be read at no cost."""

    def __init__(self, hosts: Sequence[str]) -> None:
        """Take the hosts (with their ports) that are this site."""
        self.hosts = frozenset(host.casefold().removeprefix("www.") for host in hosts)
        self.read = 0
        """How many pages were read."""

    @abstractmethod
    def addresses(self) -> Sequence[str]:
        """Return the addresses of the pages that are known, as paths."""

    @abstractmethod
    def page(self, address: str) -> Page | None:
        """Return the page at a path, `None` where there is none.

        Raises:
            WebProblem: the site cannot be asked.
        """

    @abstractmethod
    def picture(self, source: str, *, here: str) -> Seen:
        """Look at a picture as a page at `here` names it."""

    @abstractmethod
    def link(self, path: str) -> Seen:
        """Look whether there is anything at a path."""

    @abstractmethod
    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield what else can be read there (feeds, a search's index …), each with its name, as text."""

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every other file that is there, with its name; nothing where they are not near."""
        return iter(())

    def guesses(self, entry: Entry) -> Sequence[str]:  # noqa: ARG002
        """Return paths at which a post may lie though it is not among the addresses."""
        return ()

    def inside(self, url: str, *, here: str) -> str | None:
        """Return the path that a link leads to on this site, `None` where it leads away or is none."""
        try:
            whole = urljoin(f"https://{min(self.hosts, default='site.invalid')}{here}", url.strip())
            parts = urlsplit(whole)
            host = parts.netloc.casefold().removeprefix("www.")
        except ValueError:
            return None
        if parts.scheme not in ("http", "https") or (host not in self.hosts and host != "site.invalid"):
            return None
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
