"""A post's id: hex digits that the page itself, its file name and its address all end in (formats: 1.5)."""

import hashlib
import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

# Mostly 12 digits; 10 and 11 were seen, probably for want of leading zeros.
_HEX = r"[0-9a-f]{8,12}"
_LINK = re.compile(rf"""href\s*=\s*["']?https?://medium\.com/p/({_HEX})["'?#\s>]""", re.IGNORECASE)
_LAST = re.compile(rf"(?:\A|[-_/])({_HEX})\Z", re.IGNORECASE)


def id_in_footer(footer: str) -> str | None:
    """Return the id of the footer's `medium.com/p/ID` link: of its date, or of a draft's "View original."."""
    found = _LINK.search(footer)
    return found[1].lower() if found else None


def id_in_url(url: str | None) -> str | None:
    """Return the id that the path of an address ends in, or `None`."""
    found = _LAST.search(path_of(url)) if url else None
    return found[1].lower() if found else None


def id_in_name(name: str) -> str | None:
    """Return the id that a file's name ends in, or `None`."""
    found = _LAST.search(PurePosixPath(name).stem)
    return found[1].lower() if found else None


def id_for_want_of_one(name: str) -> str:
    """Return an id for a post that has none: the same for the same file name."""
    return f"file-{hashlib.sha1(name.encode('utf-8', 'surrogatepass'), usedforsecurity=False).hexdigest()[:12]}"


def slug_in_url(url: str | None, post_id: str) -> str | None:
    """Return the words of a canonical address without the id, or `None` where it has none but the id."""
    last = path_of(url).rsplit("/", 1)[-1] if url else ""
    return last.removesuffix(post_id).rstrip("-") or None


def is_medium(url: str | None) -> bool:
    """Tell whether an address is one of Medium's own hosts."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:  # [ without ]
        return False
    return host == "medium.com" or host.endswith(".medium.com")


def path_of(url: str) -> str:
    """Return the path of an address, unquoted and without the last slash; empty for what is no address."""
    try:
        return unquote(urlsplit(url.strip()).path).rstrip("/")
    except ValueError:
        return ""
