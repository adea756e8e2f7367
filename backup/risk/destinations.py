"""Where a link leads, so that the same place has one name however its address is written."""

import re
from typing import Final
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>\"'“”»)\]]+", re.IGNORECASE)

_OF_MANY: Final = frozenset(
    """
    medium.com substack.com github.com gitlab.com youtube.com twitter.com x.com facebook.com instagram.com linkedin.com
    tiktok.com reddit.com t.me telegram.me wa.me discord.gg amazon.com patreon.com gumroad.com ko-fi.com linktr.ee
    docs.google.com drive.google.com sites.google.com play.google.com apps.apple.com open.spotify.com pinterest.com
    bit.ly tinyurl.com goo.gl
    """.split()  # noqa: SIM905  # a list that people read
)
"""Hosts that belong to nobody in particular: there, the first part of the path says whose it is."""


def links_in(text: str) -> tuple[str, ...]:
    """Return the addresses of web pages in a text."""
    return tuple(found.rstrip(".,;:!?…") for found in _ADDRESS.findall(text))


def without_links(text: str) -> str:
    """Return a text with a blank for each address in it."""
    return _ADDRESS.sub(" ", text)


def destination(address: str) -> str:
    """Return the host of an address, with the first part of its path where many people share the host; or `""`.

    What is after `?` and `#`, case and `www.` are no difference: they are what is changed from link to link.
    """
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""
    if host in _OF_MANY:
        first = next((part for part in parts.path.split("/") if part), "")
        return f"{host}/{first}".lower().rstrip("/")
    return host
