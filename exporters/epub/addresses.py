"""The addresses of a chapter as the format demands them: valid, and leading to places that are there.

A checker, and some readers, refuse a book for one link with a blank in it or to an id that no element has.
"""

import re
from html import escape, unescape
from urllib.parse import quote

from backup.document.urls import split
from exporters.article import Article

BROKEN = "The address is broken; its words are kept."
_LINK = re.compile(r'<a( [^<>]*?)? href="([^"]*)"([^<>]*)>(.*?)</a>', re.DOTALL)
_ID = re.compile(r'<[a-z][^<>]* id="([^"]*)"')
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\Z")
_KEPT = "!$&'()*+,;=:@/?%~"


def checked(markup: str, article: Article) -> str:
    """Return a chapter's markup whose links all lead somewhere; what cannot is left as its words."""
    ids = frozenset(_ID.findall(markup))

    def link(match: re.Match[str]) -> str:
        before, value, after, inner = match[1] or "", match[2], match[3], match[4]
        if value.startswith("#"):
            return match[0] if value[1:] in ids else inner
        address = valid(unescape(value))
        if address is None:
            article.lose("link", BROKEN, unescape(value))
            return inner
        return f'<a{before} href="{escape(address)}"{after}>{inner}</a>'

    return _LINK.sub(link, markup)


def valid(address: str) -> str | None:
    """Return an address with everything encoded that must be (RFC 3986), or `None` where that does not help."""
    before, mark, fragment = address.partition("#")
    if before.lower().startswith(("http://", "https://")):
        scheme, _, rest = before.partition("://")
        end = min((place for sign in "/?" if (place := rest.find(sign)) >= 0), default=len(rest))
        host = _host(f"{scheme}://{rest[:end]}")
        if host is None:
            return None
        before = f"{scheme}://{host}{_encoded(rest[end:])}"
    else:
        before = _encoded(before)
    return before + mark + _encoded(fragment)


def _host(start: str) -> str | None:
    """Return host and port of `https://host:port`, in the letters that addresses are made of."""
    parts = split(start)
    try:
        port = parts.port
        name = (parts.hostname or "").encode("idna").decode("ascii").lower()
        name.encode("ascii").decode("idna")  # refuses what only looks encoded
    except (ValueError, UnicodeError):
        return None
    if not _HOST.match(name):
        return None
    return name if port is None else f"{name}:{port}"


def _encoded(text: str) -> str:
    return quote(_BARE_PERCENT.sub("%25", text), safe=_KEPT)
