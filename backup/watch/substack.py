"""Substack, watched: what it can be asked, and what its pages and its unofficial API hold (formats: sections 3 and 4).

Nothing is ever written, liked or commented on to see whether that is still allowed.
"""

import json
import re
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import quote, urljoin

from backup.model import Json
from backup.watch import page
from backup.watch._base import Ask, Learned, WatchedPlatform, shrunk
from backup.watch.probe import Probe, ProbeKind
from backup.watch.reading import Reading, at_path, host_of
from backup.watch.rule_table import built_in
from backup.watch.target import Target

_ROOT = "https://substack.com"
_PRELOADS = re.compile(r'window\._preloads\s*=\s*JSON\.parse\(\s*("(?:[^"\\]|\\.)*")\s*\)')
_API_PAGE = 12
_SUBSCRIBERS = ("subscribers", "totalSubscribers", "subscriberCount", "count")
_FEW = 5
"""A list of fewer subscribers may become empty without anybody's doing."""


class Substack(WatchedPlatform):
    """See `WatchedPlatform`."""

    name = "substack"
    title = "Substack"
    hosts = ("substack.com",)
    controls = ("https://on.substack.com/", "https://read.substack.com/", "https://substack.com/")
    marks = ("window._preloads", "substackcdn.com", "substack-post-media")
    rules = built_in("substack")
    causes: ClassVar = {
        # A lapsed domain or a changed server takes all four together.
        ProbeKind.HOME: "address",
        ProbeKind.KNOWN_POST: "address",
        ProbeKind.FEED: "address",
        ProbeKind.API: "address",
        ProbeKind.BY_ID: "record",
    }

    def asks(self, target: Target) -> Iterator[Ask]:
        """See `WatchedPlatform.asks`."""
        base = target.url.rstrip("/") + "/"
        yield Ask(kind=ProbeKind.HOME, address=base)
        yield Ask(kind=ProbeKind.FEED, address=urljoin(base, "feed"))
        yield Ask(kind=ProbeKind.API, address=urljoin(base, f"api/v1/archive?sort=new&offset=0&limit={_API_PAGE}"))
        for post in target.posts[:2]:
            address = f"{_ROOT}/api/v1/posts/by-id/{quote(post.id)}"
            yield Ask(kind=ProbeKind.BY_ID, address=address, post=post.id)
        for post in target.posts:
            if post.url or post.slug:
                address = post.url or urljoin(base, f"p/{quote(post.slug or '')}")
                yield Ask(kind=ProbeKind.KNOWN_POST, address=address, post=post.id)
        if target.handle:
            yield Ask(kind=ProbeKind.PROFILE, address=f"{_ROOT}/api/v1/user/{quote(target.handle)}/public_profile")
        yield Ask(kind=ProbeKind.OWNER, address=f"{_ROOT}/api/v1/user/profile/self", signed_in=True)
        yield Ask(kind=ProbeKind.OWNER, address=urljoin(base, "api/v1/publication_launch_checklist"), signed_in=True)

    def is_id(self, text: str) -> bool:
        """See `WatchedPlatform.is_id`; an export names the subdomain, the web a number."""
        return text.isdecimal()

    def data_of(self, probe: Probe, body: str) -> Json:
        """See `WatchedPlatform.data_of`; a page carries its data in `window._preloads`."""
        if not page.is_page(body):
            return super().data_of(probe, body)
        found = _PRELOADS.search(body)
        try:
            data: Json = json.loads(json.loads(found.group(1))) if found else None
        except (ValueError, TypeError, RecursionError):
            return None
        return data

    def facts_of(self, probe: Probe, body: str, data: Json, target: Target) -> Iterator[str]:  # noqa: ARG002
        """See `WatchedPlatform.facts_of`."""
        match probe.kind:
            case ProbeKind.HOME | ProbeKind.KNOWN_POST:
                yield from _of_page(data, target)
            case ProbeKind.API if isinstance(data, list):
                yield from shrunk(len(data), min(_API_PAGE, target.public_posts or 0))
            case ProbeKind.BY_ID:
                yield from _of_address(data, target)
            case ProbeKind.PROFILE | ProbeKind.OWNER:
                yield from _of_person(data, target)
            case _:
                pass
        if probe.kind is ProbeKind.OWNER:
            count = _subscribers(data)
            if count == 0 and (target.subscribers or 0) >= _FEW:
                yield "subscribers-zero"

    def learn(self, readings: list[Reading], target: Target) -> Learned:  # noqa: ARG002
        """See `WatchedPlatform.learn`."""
        found: dict[str, str | int] = {}
        for reading in readings:
            probe, data = reading.probe, reading.data
            match probe.kind:
                case ProbeKind.HOME if probe.status == 200:
                    found["landed"] = probe.url
                    if (identity := _publication(data)) is not None:
                        found.setdefault("publication_id", identity)
                case ProbeKind.BY_ID:
                    _put(found, "publication_id", data, "publication.id")
                    if (handle := _owner_of(data)) is not None:
                        found.setdefault("handle", handle)
                case ProbeKind.FEED if "feed" in reading.facts:
                    found["feed_size"] = page.feed_items(probe.body.decode("utf-8", "replace"))
                case ProbeKind.OWNER:
                    if (count := _subscribers(data)) is not None:
                        found["subscribers"] = count
                    _put(found, "handle", data, "handle")
                case _:
                    pass
        return Learned(**found)  # type: ignore[arg-type]  # each name is put with its own type


def _of_page(data: Json, target: Target) -> Iterator[str]:
    identity = _publication(data)
    if identity is None:
        return
    yield "publication"
    if target.publication_id is not None:
        yield "own-publication" if identity == target.publication_id else "other-publication"


def _of_person(data: Json, target: Target) -> Iterator[str]:
    """Yield what a profile says of the publications that the person writes for."""
    users = next(at_path(data, "publicationUsers"), None)
    if not isinstance(users, list) or target.publication_id is None:
        return
    ids = {str(one) for path in ("*.publication_id", "*.publication.id") for one in at_path(users, path)}
    yield "publication-listed" if target.publication_id in ids else "publication-missing"


def _of_address(data: Json, target: Target) -> Iterator[str]:
    """Yield whether the platform's data name the address that is watched, or another."""
    subdomain, domain = (next(at_path(data, f"publication.{name}"), None) for name in ("subdomain", "custom_domain"))
    named = {f"{subdomain}.substack.com"} if isinstance(subdomain, str) else set()
    named |= {host_of(f"https://{domain}")} if isinstance(domain, str) and domain else set()
    watched = {host_of(target.url), host_of(target.landed or "")}
    if named:
        yield "own-address" if named & watched else "other-address"


def _publication(data: Json) -> str | None:
    """Return the id of the publication that a page is of."""
    found = next(at_path(data, "pub.id"), None) or next(at_path(data, "publication.id"), None)
    return str(found) if isinstance(found, int | str) and not isinstance(found, bool) else None


def _owner_of(data: Json) -> str | None:
    """Return the handle of a post's writer who runs the publication; a guest's profile tells nothing about it."""
    publication = next(at_path(data, "publication.id"), None)
    for writer in at_path(data, "post.publishedBylines.*"):
        for role in at_path(writer, "publicationUsers.*"):
            runs = next(at_path(role, "role"), None) == "admin"
            if runs and next(at_path(role, "publication_id"), None) == publication:
                handle = next(at_path(writer, "handle"), None)
                return handle if isinstance(handle, str) and handle else None
    return None


def _subscribers(data: Json) -> int | None:
    counts = (next(at_path(data, name), None) for name in _SUBSCRIBERS)
    return next((count for count in counts if isinstance(count, int) and not isinstance(count, bool)), None)


def _put(found: dict[str, str | int], name: str, data: Json, path: str) -> None:
    value = next(at_path(data, path), None)
    if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
        found.setdefault(name, str(value))


PLATFORM = Substack()
