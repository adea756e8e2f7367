"""What of an address may be shown, and its parts; nothing here raises."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# The URL Standard, section 4.4: browsers drop tabs and newlines anywhere, and controls and spaces in front.
_DROPPED = re.compile(r"[\t\r\n]|\A[\x00-\x20]+|[\x00-\x20]+\Z")


def safe_url(url: str | None) -> str | None:
    """Return `url` if it may stand in a link that a person clicks (web, mail, phone, or relative), else `None`."""
    cleaned = _DROPPED.sub("", url or "")
    if not cleaned:
        return None
    scheme = _SCHEME.match(cleaned)
    return cleaned if scheme is None or scheme[1].lower() in _SAFE_SCHEMES else None


def web_url(url: str | None) -> str | None:
    """Return `url` if it is an address of the web, with its scheme (`//host` gets https), else `None`."""
    cleaned = _DROPPED.sub("", url or "")
    if cleaned.startswith("//"):
        cleaned = "https:" + cleaned
    return cleaned if cleaned.lower().startswith(("http://", "https://")) else None


@lru_cache(maxsize=1024)
def split(url: str) -> SplitResult:
    """Return the parts of `url`; all empty where it is none (an unclosed `[` in the host, for one)."""
    try:
        parts = urlsplit(url)
        _ = parts.hostname
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def host(url: str) -> str:
    """Return the host of `url` in lower case, without `www.`; empty where there is none."""
    return (split(url).hostname or "").removeprefix("www.")
