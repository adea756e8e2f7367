"""A real Ghost on loopback with a database of its own, and a mail server that keeps what it would have mailed.

`install.sh` beside this file puts it into a cache folder; without that the tests are skipped.
"""

import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import requests
from aiosmtpd.controller import Controller

from tests.real import components
from tests.real.servers import started

VERSION = "6.65.0"
OWNER = {"name": "Owner", "email": "owner@example.com", "password": "Sup3rS3cret!!pw", "blogTitle": "Test"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail that Ghost handed to its mail server."""

    to: tuple[str, ...]
    subject: str


class Sink:
    """Takes every mail, and delivers none."""

    def __init__(self) -> None:
        """Start with none."""
        self.mails: list[Mail] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep a mail."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append(Mail(to=tuple(envelope.rcpt_tos), subject=str(message["subject"])))
        return "250 OK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ghost:
    """A running site without any post or page."""

    url: str
    key: str
    """The Admin API key of a custom integration."""
    staff: str
    """The staff access token of its owner, which may do more."""
    sink: Sink
    folder: Path

    @property
    def log(self) -> str:
        """Return what it has logged so far."""
        return (self.folder / "server.log").read_text("utf-8", "replace")


def home() -> Path:
    """Return where Ghost is installed; without it the test is skipped."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return components.file(cache / "outlast-real" / f"ghost-{VERSION}")


@contextmanager
def ghost(folder: Path) -> Iterator[Ghost]:
    """Set a site up in `folder` and run it."""
    place = home()
    sink = Sink()
    mail = Controller(sink, hostname="127.0.0.1", port=_free_port())
    mail.start()
    try:
        port = _free_port()
        shutil.copytree(place / "ghost" / "content", folder / "content")
        (folder / "config.production.json").write_text(json.dumps(_config(folder, port, mail.port)), "utf-8")
        for name in ("core", "node_modules", "package.json", "index.js", "components"):
            (folder / name).symlink_to(place / "ghost" / name)
        command = [str(place / "node" / "bin" / "node"), str(place / "ghost" / "index.js")]
        environ = {**os.environ, "NODE_ENV": "production"}
        with started(command, folder / "server.log", r"Ghost booted in", folder=folder, environ=environ):
            url = f"http://127.0.0.1:{port}"
            key, staff = _set_up(url)
            yield Ghost(url=url, key=key, staff=staff, sink=sink, folder=folder)
    finally:
        mail.stop()


def _config(folder: Path, port: int, mail_port: int) -> dict[str, Any]:
    return {
        "url": f"http://127.0.0.1:{port}",
        "server": {"host": "127.0.0.1", "port": port},
        "database": {
            "client": "better-sqlite3",
            "connection": {"filename": str(folder / "ghost.db")},
            "useNullAsDefault": True,
        },
        "paths": {"contentPath": str(folder / "content")},
        "mail": {
            "from": "ghost@example.com",
            "transport": "SMTP",
            "options": {"host": "127.0.0.1", "port": mail_port, "ignoreTLS": True},
        },
        "logging": {"level": "info", "transports": ["stdout"]},
        "privacy": {"useUpdateCheck": False, "useGravatar": False, "useRpcPing": False},
        "security": {"staffDeviceVerification": False},
        "process": "local",
    }


def _set_up(url: str) -> tuple[str, str]:
    """Make the owner, take Ghost's own pages away, and return an integration's key and the owner's token."""
    api = f"{url}/ghost/api/admin"
    session = requests.Session()
    session.headers["Origin"] = url
    _ask(session, "POST", f"{api}/authentication/setup/", {"setup": [OWNER]})
    _ask(session, "POST", f"{api}/session/", {"username": OWNER["email"], "password": OWNER["password"]})
    integration = {"integrations": [{"name": "Outlast"}]}
    made = _ask(session, "POST", f"{api}/integrations/?include=api_keys", integration).json()["integrations"][0]
    key = next(one["secret"] for one in made["api_keys"] if one["type"] == "admin")
    token = _ask(session, "GET", f"{api}/users/me/token/").json()["apiKey"]
    staff = token["secret"] if ":" in token["secret"] else f"{token['id']}:{token['secret']}"
    for kind in ("posts", "pages"):
        for one in _ask(session, "GET", f"{api}/{kind}/?limit=all").json()[kind]:
            _ask(session, "DELETE", f"{api}/{kind}/{one['id']}/")
    settings = [{"key": "comments_enabled", "value": "all"}]
    _ask(session, "PUT", f"{api}/settings/", {"settings": settings})
    return key, staff


def _ask(session: requests.Session, method: str, url: str, data: Any = None) -> requests.Response:
    answer = session.request(method, url, json=data, timeout=60)
    assert answer.ok, (method, url, answer.status_code, answer.text[:500])
    return answer


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
