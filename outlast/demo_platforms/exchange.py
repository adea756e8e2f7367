"""What goes over the wire: a request as a made-up platform sees it, its reply, and what is remembered of both."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from backup.model import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request that has come in, with the quirks that hold for it."""

    method: str
    host: str
    """In lower case and without a port."""
    path: str
    """Without the query, percent-encoding left alone."""
    query: dict[str, list[str]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    body: bytes = b""
    quirks: frozenset[str] = frozenset()

    def first(self, name: str, default: str = "") -> str:
        """Return the first value of a query parameter."""
        return self.query.get(name, [default])[0]

    def number(self, name: str, default: int) -> int:
        """Return a query parameter as a whole number; what is none counts as not given."""
        text = self.first(name)
        return int(text) if text.isdecimal() else default

    def cookie(self, name: str) -> str | None:
        """Return the value of a cookie, or `None`."""
        try:
            morsel = SimpleCookie(self.headers.get("cookie", "")).get(name)
        except CookieError:
            return None
        return None if morsel is None else morsel.value

    def json(self) -> Json:
        """Return the body as JSON; what is none counts as an empty object."""
        try:
            made: Json = json.loads(self.body or b"{}")
        except ValueError:
            return {}
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a made-up platform answers."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    drip: float = 0.0
    """Seconds between two bytes of the body; the server ends a drip after `MOST_DRIPS` of them."""
    withheld: int = 0
    """So many bytes more are promised in Content-Length than are sent before the connection is closed."""

    @property
    def media_type(self) -> str:
        """Return the media type without its parameters, in lower case."""
        named = next((value for name, value in self.headers.items() if name.lower() == "content-type"), "")
        return named.partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A request that was answered."""

    host: str
    method: str
    path: str
    query: dict[str, list[str]]
    headers: Mapping[str, str]
    """Names in lower case, cookies included: nobody in a made-up world has a secret."""
    body: bytes
    status: int


def json_reply(data: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """Return data as JSON, spelled as Node.js spells it."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(
        status=status, headers={"Content-Type": "application/json; charset=utf-8", **(headers or {})}, body=body
    )


def html_reply(text: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """Return a page."""
    return Reply(
        status=status, headers={"Content-Type": "text/html; charset=utf-8", **(headers or {})}, body=text.encode()
    )


def redirect(location: str, status: int = 302) -> Reply:
    """Return a redirect."""
    return Reply(status=status, headers={"Location": location, "Content-Type": "text/plain; charset=utf-8"})
