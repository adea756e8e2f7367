"""What an archive holds of a made-up Substack, in the shape of `World.truth()`, to be compared item by item."""

import csv
import io
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from backup.archive.archive import Archive
from backup.model import BodyFormat
from tests.fakes.comparison import differences


def archived(archive: Archive, slug: str) -> dict[str, dict[str, Any]]:
    """Return everything that the archive has of a publication now, by kind and key."""
    return {
        "posts": dict(_posts(archive, slug)),
        "comments": {
            row["id"]: _comment(row["data"])
            for table in ("comments", "comments.private")
            for row in archive.rows(slug, table)
        },
        "notes": {row["id"]: {"text": row["data"]["body"]} for row in archive.rows(slug, "notes")},
        "note_replies": {row["id"]: {"text": row["data"]["body"]} for row in archive.rows(slug, "notes/replies")},
        "threads": {row["id"]: {"text": row["data"]["body"]} for row in archive.rows(slug, "chats")},
        "replies": {row["id"]: _message(row["data"]) for row in archive.rows(slug, "chats/messages")},
        "messages": {row["id"]: _message(row["data"]) for row in archive.rows(slug, "direct/direct-messages")},
        "subscribers": dict(_subscribers(archive, slug)),
        "files": dict(_files(archive, slug)),
    }


def wrong_in(archive: Archive, slug: str, truth: dict[str, dict[str, Any]]) -> list[str]:
    """Return a line for everything in which the archive is not the platform's truth."""
    found = archived(archive, slug)
    # Thumbnails of what a post quotes are saved too; the truth names the files of the writer's own work.
    found["files"] = {url: digest for url, digest in found["files"].items() if url in truth["files"]}
    return differences(truth, found)


def _posts(archive: Archive, slug: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for post in archive.posts(slug):
        body = archive.body(slug, post).decode()
        what = "editor" if post.format is BodyFormat.SUBSTACK_EDITOR else "html"
        said: dict[str, Any] = {
            "title": post.title,
            "subtitle": post.subtitle or "",
            "type": post.type,
            "audience": post.audience,
            what: body,
        }
        if post.slug is not None:  # the API does not say that of a draft
            said["slug"] = post.slug
        if post.tags is not None:
            said["tags"] = list(post.tags)
        if post.published_at is not None:
            said["published"] = post.published_at
        yield post.id, said


def _comment(data: dict[str, Any]) -> dict[str, Any]:
    parent = data["parent"]
    return {
        "text": data["body"],
        "post": int(data["post"]),
        "parent": int(parent) if parent else None,
        "date": data["date"],
    }


def _message(data: dict[str, Any]) -> dict[str, Any]:
    return {"text": data["body"], "thread": data["thread"]}


def _subscribers(archive: Archive, slug: str) -> Iterator[tuple[str, dict[str, Any]]]:
    latest = archive.chain(slug).latest("subscribers")
    state = archive.tables(slug).state(latest.number, "subscribers")
    text = b"\n".join([state.header, *state.lines]).decode()
    for row in csv.DictReader(io.StringIO(text)):
        yield row["Email"], {"name": row["Name"] or None}


def _files(archive: Archive, slug: str) -> Iterator[tuple[str, str]]:
    for url, name in archive.media(slug).items():
        content = archive.store.read(name) if ".zst" not in name else archive.tables(slug).content(name)
        yield url, sha256(content).hexdigest()
