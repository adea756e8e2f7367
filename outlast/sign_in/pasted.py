"""The cookies in what a person pastes, or in what a program prints: only those that are wanted are taken out.

Understood: the bare value (`s%3A…` or `s:…`), `name=value; name=value` as a header, a header line or a copied cURL
command has it, a line copied from the browser's table, a Netscape cookies.txt, and the JSON of cookie extensions.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, unquote

from backup.http import Cookie
from backup.model import Json
from outlast.sign_in.wanted import TOKEN, Wanted

_SIGNED = re.compile(r"(?:s|\d+)(?:%3[Aa]|:).")
_VALUE = re.compile(r"[!#-+\--:<-\[\]-~]+\Z")  # RFC 6265, section 4.1.1
_SHORTEST = 8
_HTTP_ONLY = "#HttpOnly_"
# encodeURIComponent leaves these alone; Substack's server writes its cookie with it.
_LEFT_ALONE = "-_.!~*'()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A cookie as it was found."""

    name: str
    value: str = field(repr=False)
    host: str | None = None
    """`None` where what was pasted does not tell."""
    expires: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """What was found in it."""

    cookies: tuple[Cookie, ...] = ()
    token: str | None = field(default=None, repr=False)
    """Substack's `substack.lli`, which tells when the session ends."""
    missing: tuple[Wanted, ...] = ()
    """What is wanted and not there, needed or not."""

    @property
    def enough(self) -> bool:
        """Tell whether the platform can know its writer by it."""
        return bool(self.cookies) and not any(wanted.required for wanted in self.missing)


def cookies_in(text: str, wanted: Sequence[Wanted]) -> Pasted:
    """Return the wanted cookies of `text`; all others in it are left alone."""
    text = text.strip().removeprefix("\ufeff")
    found = list(_found(text, {TOKEN, *(one.name for one in wanted)}))
    cookies, missing = [], []
    for one in wanted:
        fitting = [cookie for cookie in found if cookie.name == one.name and _of_host(cookie, one)]
        # The longest-lived one: a browser's export may hold an old session of the same host beside today's.
        best = max(fitting, key=lambda cookie: cookie.expires or datetime.max.replace(tzinfo=UTC), default=None)
        if best is None:
            missing.append(one)
        else:
            cookies.append(_cookie(best, one))
    if not found and wanted and (value := _bare(text)):
        cookies = [_cookie(Found(name=wanted[0].name, value=value), wanted[0])]
        missing = list(wanted[1:])
    token = next((cookie.value for cookie in found if cookie.name == TOKEN), None)
    return Pasted(cookies=tuple(cookies), token=token, missing=tuple(missing))


def as_text(cookies: Sequence[Cookie]) -> str:
    """Return cookies as the text that is kept, a cookies.txt; `cookies_in` reads it."""
    lines = ["# Netscape HTTP Cookie File"]
    for cookie in cookies:
        ends = int(datetime.fromisoformat(cookie.expires).timestamp()) if cookie.expires else 0
        lines.append("\t".join((f".{cookie.host}", "TRUE", "/", "TRUE", str(ends), cookie.name, cookie.value)))
    return "\n".join(lines)


def _found(text: str, names: set[str]) -> Iterator[Found]:
    if text.startswith(("[", "{")):
        try:
            yield from _in_json(json.loads(text))
        except (ValueError, RecursionError):
            return
        return
    tabbed = [found for line in text.splitlines() if (found := _in_line(line)) is not None]
    # Firefox copies a cookie as  name:"value".
    pair = rf"""(?<![\w.%-])({"|".join(map(re.escape, names))})\s*[=:]\s*"?([^;,\s"'\\]+)"""
    yield from tabbed or (Found(name=name, value=value) for name, value in re.findall(pair, text) if _fits(value))


def _in_line(line: str) -> Found | None:
    """Return the cookie of a line of a cookies.txt, or of one copied from a browser's table."""
    fields = line.removeprefix(_HTTP_ONLY).strip().split("\t")
    if len(fields) == 7 and fields[1].upper() in ("TRUE", "FALSE") and _fits(fields[6]):
        return Found(name=fields[5], value=fields[6], host=fields[0], expires=_moment(fields[4]))
    if len(fields) >= 3 and re.fullmatch(r"[\w.-]+", fields[0]) and _fits(fields[1]):
        host = fields[2] if "." in fields[2] else None
        ends = _moment(fields[4]) if len(fields) > 4 else None
        return Found(name=fields[0], value=fields[1], host=host, expires=ends)
    return None


def _in_json(value: Json) -> Iterator[Found]:
    if isinstance(value, dict) and isinstance(value.get("cookies"), list):
        value = value["cookies"]
    if isinstance(value, dict):
        yield from (Found(name=n, value=text) for n, text in value.items() if isinstance(text, str) and _fits(text))
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict):
            continue
        name, content = item.get("name", item.get("Name raw")), item.get("value", item.get("Content raw"))
        host = item.get("domain", item.get("host", item.get("Host raw")))
        ends = item.get("expirationDate", item.get("expires", item.get("expiry", item.get("Expires raw"))))
        if isinstance(name, str) and isinstance(content, str) and _fits(content):
            yield Found(name=name, value=content, host=host if isinstance(host, str) else None, expires=_moment(ends))


def _moment(value: object) -> datetime | None:
    """Return a moment given as seconds since 1970 or as ISO 8601 text; 0 and -1 say “until the browser closes”."""
    try:
        if isinstance(value, str) and not value.replace(".", "", 1).isdecimal():
            moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        seconds = float(value) if isinstance(value, str | int | float) else 0.0
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def _bare(text: str) -> str | None:
    """Return a value alone. Both platforms sign theirs, `s:…` and `1:…`; an address or a password is none."""
    value = text.strip("\"' \t;")
    return value if len(value) >= _SHORTEST and _fits(value) and _SIGNED.match(value) else None


def _of_host(cookie: Found, wanted: Wanted) -> bool:
    if cookie.host is None:
        return True
    host = cookie.host.partition("://")[2] or cookie.host
    host = host.partition("/")[0].partition(":")[0].strip(".").lower()
    return host == wanted.host or host.endswith(f".{wanted.host}") or wanted.host.endswith(f".{host}")


def _fits(value: str) -> bool:
    return bool(_VALUE.match(value))


def _cookie(found: Found, wanted: Wanted) -> Cookie:
    # Browsers show the value decoded (`s:…`), and send it as it came (`s%3A…`).
    value = quote(unquote(found.value), safe=_LEFT_ALONE) if found.value.startswith("s:") else found.value
    ends = found.expires.astimezone(UTC).isoformat() if found.expires else None
    return Cookie(name=wanted.name, value=value, host=wanted.host, expires=ends)
