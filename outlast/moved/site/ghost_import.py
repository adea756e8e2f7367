"""Ghost's import (JSON): its posts as the pages that they will be."""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from backup.errors import InputError
from outlast.moved.site.imported import Imported

_SITE = "__GHOST_URL__"
_BLOCKS = frozenset({"paragraph", "heading", "extended-heading", "quote", "aside", "list", "listitem", "image"})
_TEXTS = ("text", "code", "alt", "caption", "heading", "content", "title", "description", "buttonText", "html")
"""The fields of a card that a reader sees; those with markup among them are markup here, too."""


def files_in(folder: Path) -> list[Path]:
    """Return the files of an import in a folder."""
    return [path for path in sorted(folder.glob("*.json")) if b'"db"' in path.read_bytes()[:64]]


def read(files: list[Path], base_url: str | None) -> tuple[list[Imported], list[str]]:  # noqa: ARG001
    """Return the posts, and the hosts that they name as theirs.

    Raises:
        InputError: it cannot be read.
    """
    posts: list[Imported] = []
    for file in files:
        try:
            data = json.loads(file.read_bytes())["db"][0]["data"]
            posts += map(_post, data["posts"])
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
            raise InputError(
                f"{file} is no import of Ghost's that can be read.", so_what="Nothing was compared."
            ) from None
    return posts, []


def _post(post: dict[str, Any]) -> Imported:
    start = "" if post.get("type") == "page" else "/p"
    lexical = post.get("lexical")
    body = "".join(_markup(json.loads(lexical)["root"])) if lexical else str(post.get("html") or "")
    cover = post.get("feature_image")
    image = f'<img src="{escape(cover)}">' if isinstance(cover, str) and cover else ""
    return Imported(
        address=f"{start}/{post['slug']}/",
        title=str(post["title"]),
        body=(image + body).replace(_SITE, ""),
        day=str(post.get("published_at") or ""),
        public=post.get("status") == "published" and post.get("visibility", "public") == "public",
    )


def _markup(node: dict[str, Any]) -> Iterator[str]:
    """Yield a node of Ghost's editor as HTML, roughly: its words, pictures and links."""
    kind = str(node.get("type"))
    children = [piece for child in node.get("children", ()) for piece in _markup(child)]
    if kind in ("text", "extended-text"):
        yield escape(str(node.get("text") or ""))
    elif kind == "linebreak":
        yield "<br>"
    elif kind == "link":
        yield f'<a href="{escape(str(node.get("url") or ""))}">{"".join(children)}</a>'
    elif kind in _BLOCKS or children:
        if kind == "image" and isinstance(node.get("src"), str):
            yield f'<img src="{escape(node["src"])}"><p>{node.get("caption") or ""}</p>'
        yield f"<p>{''.join(children)}</p>"
    else:
        for image in node.get("images", ()):
            yield f'<img src="{escape(str(image.get("src") or ""))}">'
        for name in _TEXTS:
            if isinstance(node.get(name), str):
                yield f"<p>{escape(node[name]) if name in ('text', 'code') else node[name]}</p>"
