"""Which host gets which cookie: those we were given, to the platform's own hosts over https, and to nobody else."""

import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookie:
    """A cookie of a signed-in session."""

    name: str
    value: str = field(repr=False)
    host: str
    """`substack.com` covers `x.substack.com` too, and never `evilsubstack.com`."""
    expires: str | None = None
    """When it ends, as ISO 8601 text in UTC, where the platform said so in `Expires`."""


def covers(host: str, other: str) -> bool:
    """Tell whether `other` is `host` or a name below it."""
    return other == host or other.endswith(f".{host}")


class CookieBox:
    """The cookies of one session. The libraries' own cookie jars are not used: they take what any server hands them."""

    def __init__(
        self, cookies: Collection[Cookie], own_hosts: Collection[str], on_cookie: Callable[[Cookie], None] | None
    ) -> None:
        """Take the cookies, the platform's own hosts, and whom to tell when the platform renews one."""
        self._cookies = list(cookies)
        self._own_hosts = tuple(host.lower().strip(".") for host in own_hosts)
        self._on_cookie = on_cookie
        self._lock = threading.Lock()

    def __bool__(self) -> bool:
        """Tell whether there is any cookie, that is, whether requests can be signed in."""
        return bool(self._cookies)

    def owns(self, host: str) -> bool:
        """Tell whether a host is the platform's own."""
        return any(covers(own, host) for own in self._own_hosts)

    def header(self, url: str) -> str:
        """Return the `Cookie` header for a request to `url`: empty unless it is https to an own host."""
        with self._lock:
            return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._cookies if self._belongs(cookie, url))

    def learn(self, url: str, set_cookies: Iterable[str]) -> None:
        """Take renewed values of the cookies we hold from `Set-Cookie` headers; all other cookies are ignored.

        A value that is taken away is ignored too: whether we are signed out is for the source to find out, and a page
        in front of the platform must not be able to do it.
        """
        for line in set_cookies:
            name, _, value = line.partition(";")[0].partition("=")
            name, value = name.strip(), value.strip()
            if not name or not value or value in ('""', "deleted") or not value.isascii() or not value.isprintable():
                continue
            for renewed in self._renew(url, name, value, _expires(line)):
                if self._on_cookie is not None:
                    self._on_cookie(renewed)

    def _renew(self, url: str, name: str, value: str, expires: str | None) -> list[Cookie]:
        renewed = []
        with self._lock:
            for number, cookie in enumerate(self._cookies):
                new = replace(cookie, value=value, expires=expires or cookie.expires)
                if cookie.name == name and new != cookie and self._belongs(cookie, url):
                    self._cookies[number] = new
                    renewed.append(new)
        return renewed

    def _belongs(self, cookie: Cookie, url: str) -> bool:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        return parts.scheme == "https" and self.owns(host) and covers(cookie.host.lower().strip("."), host)


def _expires(line: str) -> str | None:
    for attribute in line.split(";")[1:]:
        name, _, value = attribute.partition("=")
        if name.strip().lower() == "expires":
            try:
                return parsedate_to_datetime(value.strip()).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            except (ValueError, OverflowError, IndexError, TypeError):
                return None
    return None
