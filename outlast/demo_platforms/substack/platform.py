"""The made-up Substack: from a request to the publication it is about, who asks, and the address that answers."""

import re
from dataclasses import replace
from hashlib import sha256
from itertools import count
from typing import ClassVar

from outlast.demo_platforms.exchange import Reply, Request, redirect
from outlast.demo_platforms.platform import Platform
from outlast.demo_platforms.substack import edits, files, quirks
from outlast.demo_platforms.substack.routes import ROUTES, uploads
from outlast.demo_platforms.substack.visit import Route, Visit, no_route, single_error
from outlast.demo_platforms.substack.world import World

GLOBAL = frozenset({"substack.com", "www.substack.com", "api.substack.com"})
"""Hosts of the network itself."""
_COMPILED = {route: re.compile(route.path) for route in ROUTES}
_FILES: dict[str, tuple[Route, ...]] = {
    files.CDN: uploads.CDN_ROUTES,
    files.VIDEOS: uploads.VIDEO_ROUTES,
    **dict.fromkeys(files.ORIGINS, uploads.ORIGIN_ROUTES),
}
_COMPILED |= {route: re.compile(route.path) for routes in _FILES.values() for route in routes}


class SubstackPlatform(Platform):
    """One writer's publication, on a network where there are others."""

    QUIRKS: ClassVar = quirks.QUIRKS

    def __init__(self, world: World, *neighbours: World) -> None:
        """Serve the writer's world, which the quirks befall, and other people's."""
        super().__init__()
        self.worlds = (world, *neighbours)
        self._turns = count()

    def first_after(self, quirk: str) -> int:
        """Return how many requests pass before a quirk begins."""
        return quirks.LATE.get(quirk, 0)

    def edit(self, name: str, count: int) -> None:
        """Change the writer's world: `edits.EDITS` has the names."""
        change = edits.EDITS.get(name)
        if change is None:
            raise ValueError(f"there is no edit named {name!r}")
        change(self.worlds[0], count)

    def hosts(self, host: str) -> bool:
        """Tell whether a host is Substack's, its CDN's, or a custom domain of one of its publications."""
        if host in GLOBAL or host in _FILES or host.endswith(".substack.com"):
            return True
        return any(host == world.title.custom_domain for world in self.worlds)

    def answer(self, request: Request) -> Reply:
        """Answer as Substack would."""
        if request.host in _FILES:
            return self._file(request)
        visit = self._visit(request)
        if visit is None:
            return quirks.nothing_here(self._about(request, self.worlds[0], signed_in=False))
        if (refused := quirks.refused(visit, next(self._turns))) is not None:
            return refused
        if (moved := _moved(visit)) is not None:
            return moved
        return self._rotated(visit, _routed(visit))

    def _file(self, request: Request) -> Reply:
        visit = self._about(request, self.worlds[0], signed_in=False)
        for route in _FILES[request.host]:
            parts = route.finds(_COMPILED[route], request.path)
            if parts is not None:
                return _conditional(visit, route, route.answer(replace(visit, parts=parts)))
        return no_route()

    def _visit(self, request: Request) -> Visit | None:
        """Return what a request is about, or `None` where its host is no publication's."""
        if request.host in GLOBAL:
            return self._about(request, self.worlds[0], signed_in=self._signed_in(request, "substack.sid"))
        for world in self.worlds:
            title = world.title
            if request.host == title.custom_domain:
                return self._about(request, world, signed_in=self._signed_in(request, "connect.sid"))
            if request.host.removesuffix(".substack.com") in (title.subdomain, *world.former_subdomains):
                return self._about(request, world, signed_in=self._signed_in(request, "substack.sid"))
        return None

    def _about(self, request: Request, world: World, *, signed_in: bool) -> Visit:
        return Visit(
            request=request,
            world=world,
            worlds=self.worlds,
            signed_in=signed_in,
            parts={},
            own=world is self.worlds[0],
        )

    def _signed_in(self, request: Request, name: str) -> bool:
        if {"logged-out", "cookie-dies-midway"} & request.quirks:
            return False
        value = request.cookie(name)
        known = self.worlds[0].session.replace("%3A", ":")
        return value is not None and value.replace("%3A", ":").replace("%3a", ":").split("~")[0] == known

    def _rotated(self, visit: Visit, reply: Reply) -> Reply:
        if not visit.signed_in or "cookie-rotates" not in visit.request.quirks:
            return reply
        name = "connect.sid" if visit.request.host == visit.world.title.custom_domain else "substack.sid"
        domain = "" if name == "connect.sid" else " Domain=.substack.com;"
        value = f"{self.worlds[0].session}~{next(self._turns)}"
        cookie = f"{name}={value};{domain} Path=/; Max-Age=7776000; HttpOnly; Secure; SameSite=Lax"
        return replace(reply, headers={**reply.headers, "Set-Cookie": cookie})


def _moved(visit: Visit) -> Reply | None:
    """Return the redirect from a former address, and from the subdomain's pages where there is a custom domain."""
    request, title = visit.request, visit.world.title
    if request.host in GLOBAL or request.host == title.host:
        return None
    former = request.host != f"{title.subdomain}.substack.com"
    if former or not request.path.startswith("/api/"):
        return redirect(f"{title.base}{request.path}", 301)
    return None


def _routed(visit: Visit) -> Reply:
    """Return what the first fitting address answers, once it is clear that this visitor may ask it."""
    request = visit.request
    here = "global" if request.host in GLOBAL else "publication"
    found: Reply | None = None
    for route in ROUTES:
        if route.where not in (here, "both") or request.method not in (route.method, _head(route)):
            continue
        parts = route.finds(_COMPILED[route], request.path)
        if parts is not None:
            found = _answered(replace(visit, parts=parts), route)
            break
    if found is None:
        gone = quirks.in_place_of_publication(visit, api=False) if here == "publication" else None
        return gone or quirks.nothing_here(visit)
    return found


def _head(route: Route) -> str:
    return "HEAD" if route.method == "GET" else ""


def _answered(visit: Visit, route: Route) -> Reply:
    if route.needs != "nobody":
        if not visit.signed_in:
            status = 401 if route.needs == "session" else 403  # both are seen (formats: errors)
            return single_error("Not authorized", status)
        if route.needs == "owner" and not visit.owner:
            return single_error("Forbidden", 403)
    elif visit.request.host not in GLOBAL:
        page = not visit.request.path.startswith(("/api/", "/feed", "/sitemap"))
        gone = quirks.in_place_of_publication(visit, api=not page)
        if gone is not None:
            return gone
    return _conditional(visit, route, route.answer(visit))


def _conditional(visit: Visit, route: Route, reply: Reply) -> Reply:
    """Return an answer with its ETag, or 304 where the client has it already (RFC 9110, section 13)."""
    if not route.conditional or reply.status != 200:
        return reply
    tag = f'W/"{sha256(reply.body).hexdigest()[:24]}"'
    moment = visit.world.title.founded if visit.request.host in _FILES else visit.world.now
    headers = {**reply.headers, "ETag": tag, "Last-Modified": f"{moment:%a, %d %b %Y %H:%M:%S} GMT"}
    known = visit.request.headers.get("if-none-match", "")
    if tag in known or (not known and visit.request.headers.get("if-modified-since") == headers["Last-Modified"]):
        return Reply(status=304, headers=headers)
    return replace(reply, headers=headers)
