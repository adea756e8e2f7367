"""The door for tests whose server runs in a process of its own: turn quirks, edit worlds, count requests."""

from typing import TYPE_CHECKING

from backup.model import Json
from outlast.demo_platforms.exchange import Reply, Request, json_reply

if TYPE_CHECKING:
    from outlast.demo_platforms.server import PlatformServer

CONTROL = "control.invalid"
"""The host of the door; no platform can have it (RFC 2606)."""


def answer_control(server: "PlatformServer", request: Request) -> Reply:
    """Answer `POST /__control {"on": […], "off": […], "edit": {…}}` and `GET /__requests`; neither is counted.

    `GET /__seen?from=N` has the requests from the N-th on: host, method, path, and whether a cookie came with them.
    `edit` has names of edits and how many of each; the first platform that knows the name does it."""
    if (request.method, request.path) == ("GET", "/__requests"):
        counts: dict[str, Json] = dict(server.count())
        return json_reply({"total": sum(server.count().values()), "hosts": counts})
    if (request.method, request.path) == ("GET", "/__seen"):
        seen = server.requests[request.number("from", 0) :]
        return json_reply({"seen": [[one.host, one.method, one.path, bool(one.headers.get("cookie"))] for one in seen]})
    if (request.method, request.path) == ("POST", "/__control"):
        return _turn(server, request.json())
    return json_reply({"error": "no such control"}, 404)


def _turn(server: "PlatformServer", wanted: Json) -> Reply:
    if not isinstance(wanted, dict):
        return json_reply({"error": "an object is due"}, 400)
    try:
        for key, on in (("off", False), ("on", True)):
            names = wanted.get(key, [])
            for name in names if isinstance(names, list) else []:
                server.switch(str(name), on=on)
        edits = wanted.get("edit", {})
        for name, count in edits.items() if isinstance(edits, dict) else ():
            server.edit(name, count if isinstance(count, int) else 1)
    except ValueError as error:
        return json_reply({"error": str(error)}, 400)
    turned = {quirk for platform in server.platforms for quirk in platform.quirks}
    return json_reply({"on": [*sorted(turned)]})
