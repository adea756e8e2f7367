"""Asks a real Ghost what stands in it, as somebody who does not use our own code for it."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import requests


class Admin:
    """Ghost's Admin API with one key."""

    def __init__(self, url: str, key: str) -> None:
        """Take the site's address and an `id:secret`."""
        self.url, self._key = url, key

    def ask(self, method: str, path: str, **more: Any) -> requests.Response:
        """Send a request; what fails is an error of the test."""
        headers = {"Authorization": f"Ghost {self._token()}", "Accept-Version": "v6.0"}
        url = f"{self.url}/ghost/api/admin/{path}"
        answer = requests.request(method, url, headers=headers, timeout=120, **more)
        assert answer.ok, (method, path, answer.status_code, answer.text[:500])
        return answer

    def all(self, kind: str, more: str = "") -> list[dict[str, Any]]:
        """Return everything of a kind."""
        found: list[dict[str, Any]] = []
        page: int | None = 1
        while page is not None:
            data = self.ask("GET", f"{kind}/?limit=100&page={page}{more}").json()
            found += data[kind]
            page = data["meta"]["pagination"]["next"]
        return found

    def posts(self) -> dict[str, dict[str, Any]]:
        """Return all posts and pages by their slugs."""
        return {one["slug"]: one for kind in ("posts", "pages") for one in self.all(kind, "&formats=html,lexical")}

    def empty(self) -> None:
        """Take away all posts, pages, tags and members."""
        for kind in ("posts", "pages", "tags", "members"):
            for one in self.all(kind):
                self.ask("DELETE", f"{kind}/{one['id']}/")

    def _token(self) -> str:
        identity, _, secret = self._key.partition(":")
        now = int(time.time())
        parts = ({"alg": "HS256", "typ": "JWT", "kid": identity}, {"iat": now, "exp": now + 200, "aud": "/admin/"})
        text = ".".join(_encoded(json.dumps(part).encode()) for part in parts)
        signature = hmac.new(bytes.fromhex(secret), text.encode(), hashlib.sha256).digest()
        return f"{text}.{_encoded(signature)}"


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
