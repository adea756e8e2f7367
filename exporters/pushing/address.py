"""The address of the writer's site, checked before any secret is sent to it."""

import ipaddress
from urllib.parse import urlsplit

from backup.errors import UsageError

_BEHIND = ("/ghost", "/wp-admin", "/wp-json", "/wp-login.php")
"""Where the writer's browser may be when the address is copied."""


def site_address(typed: str) -> str:
    """Return the address of a site without a slash at its end, from what a person typed or copied.

    Raises:
        UsageError: it is none, holds a password, or a key sent to it could be read on the way.
    """
    text = typed.strip()
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or any(sign.isspace() for sign in text):
        raise _wrong(f"{typed!r} is no address of a site.", "Write --push https://your.site")
    if "@" in parts.netloc:
        # The message does not repeat it: what stands before the @ may be a password.
        raise _wrong("The address of the site holds a name or a password.", "Write only --push https://your.site")
    if parts.scheme == "http" and not on_this_computer(host):
        raise _wrong(
            f"{host} would be asked without encryption, and everybody on the way could read your key.",
            f"Write --push https://{host}",
        )
    path = parts.path
    for start in _BEHIND:
        if (at := path.find(start)) >= 0 and path[at + len(start) :][:1] in ("", "/"):
            path = path[:at]
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}{path.rstrip('/')}"


def on_this_computer(host: str) -> bool:
    """Tell whether a host is this computer itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _wrong(what: str, advice: str) -> UsageError:
    return UsageError(what, so_what="Nothing was sent.", next=advice)
