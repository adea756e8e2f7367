"""Which links of a post lead away from the platform on which it stands."""

from collections import Counter
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from backup.risk.post import Link, RiskPost

HOMES: Final = {
    "medium": ("medium.com", "cdn-images-1.medium.com", "miro.medium.com", "help.medium.com"),
    "substack": ("substack.com", "substackcdn.com"),
}
"""Hosts of the platforms themselves, with all that is below them."""

_REFERENCES: Final = """
wikipedia.org wikimedia.org wikidata.org archive.org doi.org arxiv.org github.com gitlab.com gist.github.com youtube.com
youtu.be vimeo.com twitter.com x.com bsky.app mastodon.social stackoverflow.com unsplash.com pixabay.com pexels.com
flickr.com goodreads.com imdb.com openstreetmap.org gutenberg.org spotify.com soundcloud.com
"""
REFERENCES: Final = frozenset(_REFERENCES.split())
"""Where people link to because something is there, not to bring somebody there."""


def bare_host(address: str | None) -> str:
    """Return the host of an address (or a host) in lower case, without “www.”; empty when there is none."""
    if not address:
        return ""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.casefold().removeprefix("www.").removesuffix(".")


def below(host: str, tops: Iterable[str]) -> bool:
    """Say whether a host is one of these or below one."""
    return any(host == top or host.endswith(f".{top}") for top in tops)


def links_away(post: RiskPost) -> list[Link]:
    """Return the web links that leave the platform and the post's own site."""
    homes = HOMES.get(post.platform, ())
    here = bare_host(post.url)
    found = []
    for link in post.links:
        host = bare_host(link.host or link.href)
        if host and host != here and "." in host and not below(host, homes):
            found.append(link)
    return found


def hosts_of(links: Iterable[Link]) -> Counter[str]:
    """Count links by host; hosts that are only referred to are left out."""
    hosts = (bare_host(link.host or link.href) for link in links)
    return Counter(host for host in hosts if not below(host, REFERENCES))
