"""Takes links out of the platforms' redirects, where the address they lead to stands in them.

Mail that a platform sends has every link wrapped so that clicks can be counted; pasted back into a post, the wrapping
stays, names the reader who pasted it, and dies with the platform. Seen in the wild: `substack.com/redirect/2/` holds a
signed JSON whose `e` is the address; `email.mg2.substack.com/c/` a packed query whose `l` is it; Medium's `/r/` has it
as `url`, `/m/global-identity-2` as `redirectUrl`. `substack.com/redirect/<uuid>` and
link.medium.com only have a number.
"""

import base64
import json
import zlib
from urllib.parse import parse_qs

from backup.document.urls import split, web_url

_DEEPEST = 4
"""Wrappings in one another."""
_LARGEST = 1 << 16
"""Bytes that a packed address may unpack to."""


def unwrapped(url: str) -> str:
    """Return the address that a wrapped one leads to; `url` itself where it is not wrapped, or does not say."""
    for _ in range(_DEEPEST):
        inner = web_url(_inside(url))
        if inner is None:
            break
        url = inner
    return url


def _inside(url: str) -> str | None:
    if "substack.com" not in url and "medium.com" not in url:
        return None
    parts = split(url)
    host, path = (parts.hostname or "").removeprefix("www."), parts.path
    if host.endswith("substack.com") and path.startswith("/redirect/2/"):
        return _signed(path.removeprefix("/redirect/2/"))
    if host.endswith(".substack.com") and host.startswith("email.") and path.startswith("/c/"):
        return _packed(path.removeprefix("/c/"))
    if host == "medium.com" or host.endswith(".medium.com"):
        if path.rstrip("/") == "/r":
            return _named(parts.query, "url")
        if path.startswith(("/m/global-identity", "/m/signin")):
            return _named(parts.query, "redirectUrl") or _named(parts.query, "redirect")
    return None


def _signed(text: str) -> str | None:
    """Return the address in the first part of a JSON Web Token."""
    try:
        said = json.loads(_base64(text.partition(".")[0].strip("/")))
    except (ValueError, RecursionError):
        return None
    target = said.get("e") if isinstance(said, dict) else None
    return target if isinstance(target, str) else None


def _packed(text: str) -> str | None:
    try:
        query = zlib.decompressobj().decompress(_base64(text), _LARGEST)
    except (ValueError, zlib.error):
        return None
    return _named(query.decode("utf-8", "replace"), "l")


def _named(query: str, name: str) -> str | None:
    try:
        return next(iter(parse_qs(query).get(name, [])), None)
    except ValueError:
        return None


def _base64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.encode("ascii", "replace") + b"=" * (-len(text) % 4))
