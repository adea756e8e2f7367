"""What can go wrong between a platform and a reader, whatever the platform: bad answers, made from good ones.

Names and effects are in `FAULTS`; the cases are those of RFC 9110 (status, redirects, Content-Length), RFC 1952 (gzip)
and what public Wi-Fi does before somebody has signed in (RFC 8910, section 1).
"""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from outlast.demo_platforms.exchange import Reply, Request, html_reply, redirect

HOSTILE = "collector.example"
"""Where `redirect-away` leads: a stranger's host, whose requests the server keeps like all others."""
MOST_DRIPS = 400
"""After so many pauses a slow answer is sent on at once."""
_DRIP = 0.05
_BOMB_MEGABYTES = 256
_PORTAL = (
    "<!DOCTYPE html><html><head><title>Welcome to Hotel Aurora Wi-Fi</title></head><body><h1>Welcome, guest</h1>"
    '<form method="post" action="http://portal.hotel-aurora.example/accept"><label>Room <input name="room"></label>'
    "<button>Accept the terms and connect</button></form></body></html>"
)
_WAIT = "<!DOCTYPE html><html><head><title>One moment</title></head><body><p>Please stand by.</p></body></html>"
_OUTAGE = (
    "<!DOCTYPE html><html><head><title>503 Service Temporarily Unavailable</title></head><body><center>"
    "<h1>503 Service Temporarily Unavailable</h1></center><hr><center>nginx</center></body></html>"
)


def _captive_portal(_: Request, __: Reply) -> Reply:
    return html_reply(_PORTAL)


def _outage(_: Request, __: Reply) -> Reply:
    return html_reply(_OUTAGE, 503)


def _html_for_json(_: Request, reply: Reply) -> Reply:
    return html_reply(_WAIT, reply.status) if _is_json(reply) else reply


def _cut_json(_: Request, reply: Reply) -> Reply:
    return replace(reply, body=reply.body[: len(reply.body) // 2]) if _is_json(reply) else reply


def _hang_up(_: Request, reply: Reply) -> Reply:
    half = len(reply.body) // 2
    return replace(reply, body=reply.body[:half], withheld=len(reply.body) - half)


def _redirect_loop(request: Request, _: Reply) -> Reply:
    turn = "b" if request.first("turn") == "a" else "a"
    return redirect(f"https://{request.host}{request.path}?turn={turn}")


def _redirect_away(request: Request, _: Reply) -> Reply:
    return redirect(f"https://{HOSTILE}/collect?from={request.host}")


def _slow(_: Request, reply: Reply) -> Reply:
    return replace(reply, drip=_DRIP)


def _gzip_bomb(_: Request, reply: Reply) -> Reply:
    return replace(reply, headers={**reply.headers, "Content-Encoding": "gzip"}, body=_bomb())


def _is_json(reply: Reply) -> bool:
    return reply.media_type == "application/json"


@cache
def _bomb() -> bytes:
    packer = zlib.compressobj(level=1, wbits=31)
    megabyte = b" " * 1_000_000
    return b"".join(packer.compress(megabyte) for _ in range(_BOMB_MEGABYTES)) + packer.flush()


FAULTS: Mapping[str, tuple[str, Callable[[Request, Reply], Reply]]] = {
    "outage": ("every host of the platform answers 503 with a page", _outage),
    "html-for-json": ("where JSON is due, a page comes with the same status", _html_for_json),
    "cut-json": ("JSON ends in the middle, and Content-Length agrees with that", _cut_json),
    "hang-up": ("the connection closes in the middle of a body", _hang_up),
    "slow": (f"a byte each {_DRIP} s, at most {MOST_DRIPS} times", _slow),
    "gzip-bomb": (f"a small body that unpacks to {_BOMB_MEGABYTES} MB of blanks", _gzip_bomb),
    "redirect-loop": ("every address redirects to itself, with another query each time", _redirect_loop),
    "redirect-away": (f"every address redirects to a stranger's host, {HOSTILE}", _redirect_away),
    "captive-portal": ("every host in the world answers 200 with the page of a hotel", _captive_portal),
}
"""Name, what is different while it is on, and what makes a good reply into the bad one; later ones go over earlier."""


def spoil(request: Request, reply: Reply) -> Reply:
    """Return the reply with the faults that are on for this request."""
    for name, (_, fault) in FAULTS.items():
        if name in request.quirks:
            reply = fault(request, reply)
    return reply
