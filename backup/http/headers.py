"""What a request says of us: like a browser's, as others are turned away, and with our name, which is fair."""

from collections.abc import Mapping
from functools import cache
from importlib import metadata

from backup.http.reading import ACCEPT_ENCODING

ACCEPT = "application/json, text/html;q=0.9, application/xml;q=0.9, */*;q=0.8"
_BARRED = frozenset({"cookie", "authorization", "host", "proxy-authorization"})


@cache
def user_agent() -> str:
    """Return our `User-Agent` (formats of Substack 3.1: Python's default one often gets a 403)."""
    try:
        version = metadata.version("outlast")
    except metadata.PackageNotFoundError:  # run from a folder of sources
        version = "0"
    return f"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 Outlast/{version}"


def request_headers(more: Mapping[str, str] | None, *, accept: str = ACCEPT) -> dict[str, str]:
    """Return the headers of a request, with those a caller adds.

    Raises:
        ValueError: a caller adds a cookie or the like, which would go around the check of who may get it.
    """
    headers = {
        "User-Agent": user_agent(),
        "Accept": accept,
        "Accept-Language": "en-US,en;q=0.8",
        "Accept-Encoding": ACCEPT_ENCODING,
    }
    for name, value in (more or {}).items():
        if name.lower() in _BARRED:
            raise ValueError(f"the header {name} is the session's business")
        known = next((one for one in headers if one.lower() == name.lower()), name)
        headers[known] = value
    return headers
