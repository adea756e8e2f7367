"""A Ghost that only remembers, for what a real one does on no good day: lost answers, too many requests, refusals.

What it answers was copied from a real Ghost 6; `test_real_ghost.py` tries the same pusher on that one.
"""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.http.server import Asked, Says, serving

KEY = "6b0be726b5e42051ba0ede7e:" + "a5" * 32
API = "/ghost/api/admin/"
POSTED = ("posts", "pages")
CREATING = (*POSTED, "comments", "images/upload", "media/upload")
Quirk = Callable[[Asked, Says], Says | None]


class FakeGhost:
    """The site; `quirk` sees each answer before it is sent, and may give another one."""

    def __init__(self) -> None:
        self.held: dict[str, list[dict[str, Any]]] = {kind: [] for kind in ("posts", "pages", "comments", "members")}
        self.users = [{"id": "u1", "name": "Owner"}]
        self.files: dict[str, bytes] = {}
        self.settings = {"comments_enabled": "all"}
        self.permalink = "/{slug}/"
        self.quirk: Quirk = lambda _asked, _says: None
        self.asked: list[tuple[str, str]] = []
        self.url = ""

    def __call__(self, asked: Asked) -> Says:
        self.asked.append((asked.method, urlsplit(asked.path).path.removeprefix(API)))
        says = self._answer(asked)
        return self.quirk(asked, says) or says

    def counts(self) -> dict[str, int]:
        """Return how much there is of each kind, files too."""
        return {kind: len(found) for kind, found in self.held.items()} | {"files": len(self.files)}

    def _answer(self, asked: Asked) -> Says:
        parts = urlsplit(asked.path)
        if not parts.path.startswith(API):
            return Says(status=200 if parts.path in self.files else 404)
        path = parts.path.removeprefix(API).strip("/")
        if path == "site":
            return _json({"site": {"url": f"{self.url}/", "version": "6.65"}})
        if not _signed(asked.headers.get("authorization", "")):
            return _refusal(401, "Invalid token: invalid signature")
        if path == "settings/routes/yaml":
            text = f"collections:\n  /:\n    permalink: {self.permalink}\n"
            return Says(body=text.encode(), headers={"Content-Type": "application/yaml; charset=utf-8"})
        if path == "settings":
            return _json({"settings": [{"key": key, "value": value} for key, value in self.settings.items()]})
        kind, _, rest = path.partition("/")
        if rest == "upload":
            return self._upload(kind, asked)
        if asked.method == "GET":
            return self._list(kind, rest, parse_qs(parts.query))
        if asked.method == "POST":
            return self._create(kind, json.loads(asked.body)[kind][0])
        (one,) = (one for one in self.held[kind] if one["id"] == rest)
        changed = json.loads(asked.body)[kind][0]
        if changed["updated_at"] != one["updated_at"]:
            return _refusal(409, "Saving failed! Someone else is editing this post.")
        one |= {**changed, "updated_at": f"{one['updated_at']}+"}
        return _json({kind: [one]})

    def _list(self, kind: str, rest: str, query: dict[str, list[str]]) -> Says:
        found = self.users if kind == "users" else self.held[kind]
        if rest:
            return _json({kind: [one for one in found if one["id"] == rest]})
        wanted = query.get("filter", [""])[0]
        if start := re.fullmatch(r"slug:~\^'(.*)'", wanted):
            found = [one for one in found if one["slug"].startswith(start[1])]
        elif wanted.startswith("post_id:"):
            found = [one for one in found if one["post_id"] == wanted[8:]]
        page, limit = int(query.get("page", ["1"])[0]), 5  # few, so that the pages are read on
        more = page * limit < len(found)
        shown = found[(page - 1) * limit : page * limit]
        return _json({kind: shown, "meta": {"pagination": {"next": page + 1 if more else None}}})

    def _create(self, kind: str, fields: dict[str, Any]) -> Says:
        identity = f"{len(self.held[kind]) + 1:024x}"
        one: dict[str, Any] = {**fields, "id": identity, "updated_at": "2026-01-01T00:00:00.000Z"}
        if kind == "comments":
            one["member"] = next(one for one in self.held["members"] if one["id"] == fields["member_id"])
        else:
            taken = {one["slug"] for name in ("posts", "pages") for one in self.held[name]}
            one["slug"] = next(name for name in _names(fields["slug"]) if name not in taken)
            one["comment_id"] = identity
            prefix = self.permalink if kind == "posts" else "/{slug}/"
            one["url"] = self.url + prefix.replace("{slug}", one["slug"])
        self.held[kind].append(one)
        return _json({kind: [one]}, 201)

    def _upload(self, kind: str, asked: Asked) -> Says:
        if kind == "members":
            for row in asked.body.decode().split("\r\n\r\n", 1)[1].splitlines():
                if "@" in row and (email := row.split(",")[0]) not in {one["email"] for one in self.held["members"]}:
                    self.held["members"].append({"id": f"m{len(self.held['members'])}", "email": email})
            return _json({"meta": {}}, 201)
        name = re.search(rb'filename="([^"]+)"', asked.body)
        assert name is not None
        path = f"/content/{kind}/2026/11/{name[1].decode()}"
        path = path if path not in self.files else path.replace(".", "-1.")
        self.files[path] = asked.body
        return _json({kind: [{"url": self.url + path}]}, 201)


@contextmanager
def fake_ghost() -> Iterator[FakeGhost]:
    """Run one."""
    ghost = FakeGhost()
    with serving(ghost) as server:
        ghost.url = f"http://127.0.0.1:{server.port}"
        yield ghost


def creating(asked: Asked, kinds: tuple[str, ...] = CREATING) -> bool:
    return asked.method == "POST" and urlsplit(asked.path).path.removeprefix(API).strip("/") in kinds


def lost(says: Says) -> Says:
    """Return an answer that breaks off in the middle."""
    return Says(status=says.status, headers=says.headers, body=says.body[:10], length=len(says.body) + 100)


def _signed(header: str) -> bool:
    head, _, rest = header.removeprefix("Ghost ").partition(".")
    claims, _, signature = rest.partition(".")
    made = hmac.new(bytes.fromhex(KEY.partition(":")[2]), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    return bool(signature) and base64.urlsafe_b64encode(made).rstrip(b"=").decode() == signature


def _names(slug: str) -> Iterator[str]:
    yield slug
    for number in range(2, 100):
        yield f"{slug}-{number}"


def _json(data: Any, status: int = 200) -> Says:
    date = "Sun, 29 Nov 2026 08:00:00 GMT"
    return Says(
        status=status, body=json.dumps(data).encode(), headers={"Content-Type": "application/json", "Date": date}
    )


def _refusal(status: int, why: str) -> Says:
    return _json({"errors": [{"message": "Not done.", "context": why}]}, status)
