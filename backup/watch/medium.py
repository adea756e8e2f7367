"""Medium, watched: the writer's page, the feed and known stories, as a visitor gets them (formats: sections 3 and 4).

The owner's own session shows everything as normal, so only what is asked without a cookie can tell a suspension; the
signed-in look is for the red notice that only the owner sees.
"""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import ClassVar
from urllib.parse import quote, urlsplit

from backup.model import Json
from backup.watch import page
from backup.watch._base import Ask, Learned, WatchedPlatform
from backup.watch.probe import Probe, ProbeKind
from backup.watch.reading import Reading, at_path
from backup.watch.rule_table import built_in
from backup.watch.target import KnownPost, Target

_ROOT = "https://medium.com"
_STATE = re.compile(r"window\.__APOLLO_STATE__\s*=\s*")
_STATES = 5
"""How many states of a page are looked at."""
_OF_POST = 'postResult({"id":"'
_OF_USER = "userResult("


class Medium(WatchedPlatform):
    """See `WatchedPlatform`."""

    name = "medium"
    title = "Medium"
    hosts = ("medium.com",)
    controls = ("https://medium.com/@MediumStaff", "https://medium.com/")
    marks = ("__APOLLO_STATE__", "__PRELOADED_STATE__", "miro.medium.com", "cdn-images-1.medium.com")
    rules = built_in("medium")
    causes: ClassVar = {
        # Two ways to the same story.
        ProbeKind.KNOWN_POST: "story",
        ProbeKind.BY_ID: "story",
    }

    def asks(self, target: Target) -> Iterator[Ask]:
        """See `WatchedPlatform.asks`."""
        home = target.url.rstrip("/")
        yield Ask(kind=ProbeKind.HOME, address=home)
        yield Ask(kind=ProbeKind.FEED, address=_feed(home))
        for post in target.posts:
            yield Ask(kind=ProbeKind.KNOWN_POST, address=post.url or _by_id(post), post=post.id)
        for post in target.posts:
            # The same story by its number: another way in, and one that a new user name does not change.
            if post.url:
                yield Ask(kind=ProbeKind.BY_ID, address=_by_id(post), post=post.id)
        if target.handle and f"/@{target.handle}".casefold() not in home.casefold():
            yield Ask(kind=ProbeKind.PROFILE, address=f"{_ROOT}/@{quote(target.handle)}")
        yield Ask(kind=ProbeKind.OWNER, address=home, signed_in=True)

    def data_of(self, probe: Probe, body: str) -> Json:
        """Return `post`, `creator`, `user` and `viewer` of a page's state, as far as it has them."""
        if not page.is_page(body):
            return super().data_of(probe, body)
        state = _state(body)
        if state is None:
            return None
        root = state.get("ROOT_QUERY")
        root = root if isinstance(root, dict) else {}
        post = next((_at(state, value) for key, value in root.items() if key.startswith(_OF_POST)), None)
        user = next((_at(state, value) for key, value in root.items() if key.startswith(_OF_USER)), None)
        creator = _at(state, post.get("creator")) if isinstance(post, dict) else None
        found: dict[str, Json] = {"post": post, "creator": creator, "user": user}
        if "viewer" in root:
            found["viewer"] = root["viewer"]
        return found

    def facts_of(self, probe: Probe, body: str, data: Json, target: Target) -> Iterator[str]:  # noqa: ARG002
        """See `WatchedPlatform.facts_of`."""
        for path in ("user", "creator"):
            identity, handle = (next(at_path(data, f"{path}.{name}"), None) for name in ("id", "username"))
            if target.publication_id is None or not isinstance(identity, str):
                continue
            yield "own-account" if identity == target.publication_id else "other-account"
            same = isinstance(handle, str) and handle.casefold() == (target.handle or handle).casefold()
            if identity == target.publication_id and not same:
                yield "other-handle"
        if isinstance(data, dict) and "viewer" in data and data["viewer"] is None:
            yield "visitor"
        if "<article" in body:
            yield "article"

    def learn(self, readings: list[Reading], target: Target) -> Learned:
        """See `WatchedPlatform.learn`."""
        found: dict[str, str | int] = {}
        if (handle := _handle_in(target.url)) is not None:
            found["handle"] = handle
        for reading in readings:
            probe = reading.probe
            match probe.kind:
                case ProbeKind.HOME if probe.status == 200:
                    found["landed"] = probe.url
                case ProbeKind.KNOWN_POST:
                    identity = next(at_path(reading.data, "creator.id"), None)
                    if isinstance(identity, str):
                        found.setdefault("publication_id", identity)
                case ProbeKind.FEED if "feed" in reading.facts:
                    found["feed_size"] = page.feed_items(probe.body.decode("utf-8", "replace"))
                case _:
                    pass
        return Learned(**found)  # type: ignore[arg-type]  # each name is put with its own type


def _feed(home: str) -> str:
    """Return the feed of a page: `medium.com/feed/@user`, `medium.com/feed/publication`, `domain/feed`."""
    parts = urlsplit(home)
    if (parts.hostname or "").removeprefix("www.") == "medium.com":
        return f"{_ROOT}/feed{parts.path}"
    return f"{home}/feed"


def _by_id(post: KnownPost) -> str:
    return f"{_ROOT}/p/{quote(post.id)}"


def _handle_in(url: str) -> str | None:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if host.endswith(".medium.com"):
        return host.removesuffix(".medium.com")
    first = parts.path.strip("/").partition("/")[0]
    return first[1:] if host == "medium.com" and first.startswith("@") else None


def _state(body: str) -> dict[str, Json] | None:
    """Return the page's state; there may be several, of which the one with most in it counts."""
    best: dict[str, Json] | None = None
    for found in islice(_STATE.finditer(body), _STATES):
        try:
            state, _ = json.JSONDecoder().raw_decode(body, found.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(state, dict) and (best is None or len(state) > len(best)):
            best = state
    return best


def _at(state: Mapping[str, Json], value: Json) -> Json:
    """Return what a reference in the state leads to."""
    if isinstance(value, dict) and isinstance(reference := value.get("__ref"), str):
        return state.get(reference)
    return value


PLATFORM = Medium()
