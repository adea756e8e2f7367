"""A request on its way through a made-up Substack: whose publication it is about, and whether the writer asks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from backup.model import Json
from outlast.demo_platforms.exchange import Reply, Request, html_reply, json_reply
from outlast.demo_platforms.substack.nouns import Post
from outlast.demo_platforms.substack.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request, what it is about, and who asks."""

    request: Request
    world: World
    """On a publication's host, that publication; elsewhere the writer's."""
    worlds: tuple[World, ...]
    """All publications of the made-up Substack, the writer's first."""
    signed_in: bool
    parts: Mapping[str, str]
    """What the route's pattern found in the path."""
    own: bool
    """Whether it is the writer's publication, the one that quirks befall."""

    def has(self, quirk: str) -> bool:
        """Tell whether a quirk holds for this request and befalls this publication."""
        return self.own and quirk in self.request.quirks

    @property
    def suspended(self) -> bool:
        """Tell whether the writer's publication is suspended and this is about it."""
        return self.own and is_suspended(self.request.quirks)

    @property
    def owner(self) -> bool:
        """Tell whether the writer of this publication asks."""
        return self.signed_in and self.own

    def page(self, most: int = 50, usual: int = 12) -> tuple[int, int]:
        """Return the offset and the limit that were asked for, the limit not above the largest allowed."""
        return self.request.number("offset", 0), max(1, min(self.request.number("limit", usual), most))

    def published(self) -> list[Post]:
        """Return the posts that readers find, newest first."""
        posts = self.world.published()
        return [post for post in posts if post is not removed(posts)] if self.has("post-removed") else posts


def is_suspended(quirks: frozenset[str]) -> bool:
    """Tell whether one of the ways to be suspended is on."""
    return any(name == "suspended" or name.startswith("suspended-") for name in quirks)


def removed(posts: list[Post]) -> Post | None:
    """Return the post that `post-removed` takes down: the second newest letter, so that the newest stays."""
    letters = [post for post in posts if post.type == "newsletter"]
    return letters[1] if len(letters) > 1 else None


Answer = Callable[[Visit], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """An address and what answers at it."""

    method: str = "GET"
    where: Literal["global", "publication", "both"]
    """On substack.com, on a publication's host, or on either."""
    path: str
    """A regular expression for the whole path."""
    answer: Answer
    needs: Literal["nobody", "session", "owner"] = "nobody"
    conditional: bool = False
    """Whether it has an ETag and answers 304."""

    def finds(self, pattern: re.Pattern[str], path: str) -> Mapping[str, str] | None:
        """Return the named parts of a path, or `None` where it is another's."""
        found = pattern.fullmatch(path)
        return None if found is None else {name: value or "" for name, value in found.groupdict().items()}


def not_found(said: str = "Not found") -> Reply:
    """Return 404 as JSON: the thing is not there, or not for you (formats: errors)."""
    return json_reply({"error": said}, 404)


def no_route() -> Reply:
    """Return 404 as a page: there is no such address (formats: errors)."""
    return html_reply(
        "<!DOCTYPE html><html><head><title>Page not found</title></head><body>Page not found</body></html>", 404
    )


def invalid(param: str, where: str = "query") -> Reply:
    """Return 400 for a value that is missing or wrong (formats: errors)."""
    problem: Json = {"location": where, "param": param, "msg": "Invalid value"}
    return json_reply({"errors": [problem]}, 400)


def single_error(said: str, status: int) -> Reply:
    """Return an error in Substack's other form (formats: errors)."""
    return json_reply({"error": said, "type": "single"}, status)
