"""The made-up Medium as a platform: which address is what, and which quirks change it (formats: 3 and 4)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from outlast.demo_platforms.exchange import Reply, Request, redirect
from outlast.demo_platforms.medium.error_pages import in_front, not_found, page_for
from outlast.demo_platforms.medium.feed import feed_reply
from outlast.demo_platforms.medium.graphql import graphql_reply
from outlast.demo_platforms.medium.legacy import latest_reply, media_reply, post_reply
from outlast.demo_platforms.medium.pages import post_page, profile_page, sitemap
from outlast.demo_platforms.medium.pictures import HOSTS, picture_reply
from outlast.demo_platforms.medium.world import MediumWorld
from outlast.demo_platforms.platform import Platform

CONTROL_HANDLE = "MediumStaff"
"""An account that is never in trouble, for control probes (formats: 4.1)."""
_ID = re.compile(r"(?:\A|-)([0-9a-f]{8,12})\Z")
_OF_A_POST = {"suspended-post", "removed-by-author", "legal"}


class MediumPlatform(Platform):
    """Answers for medium.com and its picture hosts."""

    QUIRKS: ClassVar[Mapping[str, str]] = {
        "suspended-account": "profile and posts answer 410 to strangers; the owner sees them with a banner (4.1, 4.2)",
        "suspended-post": "posts answer 410 post suspended",
        "deleted": "the account is deleted: 410",
        "removed-by-author": "posts answer 410 Deleted by author",
        "not-found": "pages answer 404",
        "soft-404": "pages answer 200 and PAGE NOT FOUND",
        "blocked": "pages answer 403 Blocked",
        "legal": "posts answer 451",
        "cloudflare": "every request gets 403 and a challenge (3.6)",
        "cloudflare-blocked": "every request gets 403 and Attention Required!",
        "rate-limited": "429 with Retry-After",
        "feed-empty": "the feed has no items",
        "feed-403": "the feed answers 403, as it does to data centres (3.1)",
        "user-null": "GraphQL knows no such user",
        "graphql-errors": "GraphQL does not know the fields that are asked for any more",
        "locked-preview": "every story is for members only",
        "logged-out": "nobody's cookies are known",
        "shell-page": "post pages are nothing but their data (3.3)",
        "renamed": "the writer has another handle; the old one is nobody's",
    }

    def __init__(self, world: MediumWorld) -> None:
        """Take the world that it shows."""
        super().__init__()
        self.world = world

    def hosts(self, host: str) -> bool:
        """See `Platform.hosts`."""
        return host == "medium.com" or host.endswith(".medium.com")

    def answer(self, request: Request) -> Reply:
        """See `Platform.answer`."""
        early = in_front(request.quirks)
        if early is not None:
            return early
        if request.host in HOSTS:
            return picture_reply(self.world, request.path)
        path = request.path.rstrip("/")
        handle = f"{self.world.handle}-anew" if "renamed" in request.quirks else self.world.handle
        if path == "/_/graphql" and request.method == "POST":
            return graphql_reply(self._world(request), request, handle, owner=self._owner(request))
        if path.startswith("/media/"):
            return media_reply(self.world, path.split("/")[2])
        if path.startswith("/feed/") or path.endswith("/feed"):
            return self._feed(request, path, handle)
        if path.endswith("/sitemap/sitemap.xml"):
            return sitemap(self.world)
        return self._page(request, path, handle)

    def _owner(self, request: Request) -> bool:
        known = (request.cookie("sid"), request.cookie("uid")) == self.world.session
        return known and "logged-out" not in request.quirks

    def _world(self, request: Request) -> MediumWorld:
        """Return the world, with every story locked where that is asked for."""
        if "locked-preview" not in request.quirks:
            return self.world
        pieces = {number: replace(piece, locked=True) for number, piece in self.world.pieces.items()}
        return replace(self.world, pieces=pieces)

    def _feed(self, request: Request, path: str, handle: str) -> Reply:
        if "feed-403" in request.quirks:
            return Reply(status=403, headers={"Content-Type": "text/plain"}, body=b"Forbidden")
        # What the feed of a suspended writer answers is not known; the page of everything else is a guess.
        wrong = page_for(request.quirks - _OF_A_POST, "ShowUser")
        if wrong is not None:
            return wrong
        whose = path.removeprefix("/feed/").removesuffix("/feed").strip("/")
        if whose not in (f"@{handle}", self.world.publication[0]):
            return not_found()
        return feed_reply(self._world(request), request, handle, publication=not whose.startswith("@"))

    def _page(self, request: Request, path: str, handle: str) -> Reply:
        owner, world = self._owner(request), self._world(request)
        first, _, last = path.strip("/").partition("/")
        if first == f"@{CONTROL_HANDLE}":
            staff = MediumWorld(handle=CONTROL_HANDLE, name="Medium Staff", user="504c7870fdb6")
            return profile_page(staff, CONTROL_HANDLE, owner=False, suspended=False)
        suspended = "suspended-account" in request.quirks
        hidden = request.quirks - {"suspended-account"} if owner else request.quirks
        profile = first == f"@{handle}" and last in ("", "latest")
        wrong = page_for(hidden - _OF_A_POST if profile else hidden, "ShowUser" if profile else "ShowPostUnderUser")
        if wrong is not None:
            return wrong
        if profile and request.first("format") == "json":
            return latest_reply(world, handle, request.number("limit", 10))
        if profile:
            return profile_page(world, handle, owner=owner, suspended=suspended)
        number = _ID.search(last)
        piece = world.pieces.get(number[1]) if number else None
        if piece is None or first not in ("p", f"@{handle}", world.publication[0]):
            return not_found()
        if request.first("format") == "json":
            return post_reply(world, piece)
        if first == "p":
            return redirect(world.address(piece, handle))
        shell = "shell-page" in request.quirks
        return post_page(world, piece, handle, owner=owner, all_of_it=owner, shell=shell, suspended=suspended)
