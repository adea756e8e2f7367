"""Reads a request off the connection and writes the reply: HTTP/1.1 with connections that are kept open."""

from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qs, urlsplit

from outlast.demo_platforms.exchange import Reply, Request
from outlast.demo_platforms.faults import MOST_DRIPS

if TYPE_CHECKING:
    from outlast.demo_platforms.server import PlatformServer

_LARGEST_BODY = 10_000_000
_BODILESS = frozenset({204, 304})


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # small answers one after the other: Nagle would make each wait 40 ms
    timeout = 60
    wbufsize = 1 << 16

    def do_GET(self) -> None:
        """Answer, whatever the method."""
        server = cast("PlatformServer", self.server.server)  # type: ignore[attr-defined]
        reply = server.answer(self._request())
        self._write(reply, server)

    do_POST = do_HEAD = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_GET  # noqa: N815 - names of the base class

    def _request(self) -> Request:
        parts = urlsplit(self.path)
        length = self.headers.get("Content-Length", "")
        size = min(int(length), _LARGEST_BODY) if length.isdecimal() else 0
        return Request(
            method=self.command,
            host=self.headers.get("Host", "").rpartition("@")[2].partition(":")[0].lower(),
            path=parts.path,
            query=parse_qs(parts.query, keep_blank_values=True),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(size),
        )

    def _write(self, reply: Reply, server: "PlatformServer") -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status not in _BODILESS:
            self.send_header("Content-Length", str(len(reply.body) + reply.withheld))
        if reply.withheld:
            self.close_connection = True
        self.end_headers()
        body = b"" if self.command == "HEAD" or reply.status in _BODILESS else reply.body
        dripped = min(len(body), MOST_DRIPS) if reply.drip else 0
        for at in range(dripped):
            self.wfile.write(body[at : at + 1])
            self.wfile.flush()
            if server.stopping.wait(reply.drip):
                return
        self.wfile.write(body[dripped:])

    def version_string(self) -> str:
        """Return the Server header of Substack and Medium, which are behind the same CDN."""
        return "cloudflare"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - names of the base class
        """Write nothing: the server remembers every request."""
