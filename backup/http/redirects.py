"""Where a request may go, and where an answer may lead it: https to public names, and signed in only to own hosts."""

import ipaddress
import re
from collections.abc import Collection
from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from backup.errors import UnsafeAnswer
from backup.http.answer import Answer, place

MOST_HOPS = 10
FOLLOWED = frozenset({301, 302, 303, 307, 308})
_KEPT_ELSEWHERE = frozenset({"accept", "accept-language", "if-none-match", "if-modified-since", "range"})
_BARRED = re.compile(r"[\x00-\x20\x7f\\]")


def safe(url: str, ports: Collection[int] = (443,)) -> str:
    """Return an address that may be asked, with http made https; its host is lower case.

    Raises:
        UnsafeAnswer: it names a user, an odd port, an inner address, or is read differently by different readers.
    """
    try:
        parts, other = urlsplit(url), parse_url(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except (ValueError, LocationParseError) as error:
        raise UnsafeAnswer("An address that led on could not be read, so it was not asked.") from error
    default = {"http": 80, "https": 443}.get(parts.scheme)
    if default is None or not host or parts.username is not None or _BARRED.search(url.strip()):
        raise UnsafeAnswer(f"{place(url)} is not an ordinary https address, so it was not asked.")
    dialled = (other.host or "").lower().strip("[]").rstrip(".")
    if not host.isascii():
        host = dialled  # as the name system writes it, so that what is checked is what is dialled
    # Two readers that see two hosts in one address are how a check is walked around.
    if dialled != host.lower():
        raise UnsafeAnswer(f"{place(url)} can be read in two ways, so it was not asked.")
    if port not in (None, default, *ports) or _is_inner(host):
        raise UnsafeAnswer(f"{place(url)} is not on the public web, so it was not asked.")
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port in (None, default) else f"{shown}:{port}"
    return urlunsplit(("https", netloc, parts.path or "/", parts.query, ""))


def host_of(url: str) -> str:
    """Return the host of an address that `safe` returned."""
    return urlsplit(url).hostname or ""


def _is_inner(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        # 127.1, 2130706433 and 0x7f000001 are all loopback to a resolver; no public name ends in a number.
        return bool(re.search(r"(\A|\.)(0x[0-9a-f]*|\d+)\Z", host, re.IGNORECASE))
    return not address.is_global or address.is_multicast


def leads_to(answer: Answer) -> str | None:
    """Return the address an answer redirects to, or `None` if it does not.

    Raises:
        UnsafeAnswer: it leads from https to something else.
    """
    location = _as_sent(answer.headers.get("location", "").strip())
    if answer.status not in FOLLOWED or not location:
        return None
    try:
        target = urldefrag(urljoin(answer.url, location)).url
        scheme = urlsplit(target).scheme
    except ValueError as error:
        raise UnsafeAnswer(f"{answer.place} led to an address that cannot be read.") from error
    if scheme != "https":
        raise UnsafeAnswer(f"{answer.place} led from a protected address to an open one, so it was not followed.")
    return target


def _as_sent(location: str) -> str:
    """Return a header whose bytes are UTF-8, as many servers send it; Python reads all headers as Latin-1."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def kept_headers(headers: dict[str, str], *, same_host: bool) -> dict[str, str]:
    """Return the headers for the next hop: another host gets only those that say nothing about us."""
    return headers if same_host else {k: v for k, v in headers.items() if k.lower() in _KEPT_ELSEWHERE}
