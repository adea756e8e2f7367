"""The parts of a made-up body, each as HTML (formats: HTML of bodies) and as a node of the editor (ProseMirror)."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from backup.model import Json
from outlast.demo_writer.prose import inline, plain
from outlast.demo_writer.widgets.buttons import PAYWALL, subscribe_form
from outlast.demo_writer.widgets.pictures import picture

_MARKS = re.compile(r"\*\*(?P<strong>.+?)\*\*|\*(?P<em>.+?)\*|\[(?P<text>.+?)\]\((?P<href>.+?)\)")
_SOURCE = re.compile(r'<img src="([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a body."""

    html: str
    node: Json = None
    """`None` for what the editor's JSON of a made-up draft leaves out: widgets, which no draft here has."""
    words: str = ""
    """Its text, without marks."""
    picture: str | None = None
    """Address of the picture that it shows."""
    paywall: bool = False


def paragraph(text: str) -> Part:
    """Return a paragraph of lightly marked text."""
    node: Json = {"type": "paragraph", "content": [*text_nodes(text)]}
    return Part(html=f"<p>{inline(text)}</p>", node=node, words=plain(text))


def heading(text: str, level: int) -> Part:
    """Return a heading."""
    node: Json = {"type": "heading", "attrs": {"level": level}, "content": [*text_nodes(text)]}
    return Part(html=f"<h{level}>{html.escape(text, quote=False)}</h{level}>", node=node, words=text)


def pullquote(text: str) -> Part:
    """Return a line that is set apart."""
    inside: Json = {"type": "paragraph", "content": [*text_nodes(text)]}
    node: Json = {"type": "pullquote", "attrs": {"align": None, "color": None}, "content": [inside]}
    return Part(html=f'<div class="pullquote"><p>{inline(text)}</p></div>', node=node, words=plain(text))


def shown(chance: Random, caption: str, *, top: bool) -> Part:
    """Return a picture with a caption."""
    markup = picture(chance, caption, top=top)
    found = _SOURCE.search(markup)
    source = "" if found is None else found.group(1)
    inner: Json = {"type": "image2", "attrs": {"src": source, "alt": caption, "topImage": top, "type": "image/jpeg"}}
    under: Json = {"type": "caption", "content": [{"type": "text", "text": caption}]}
    node: Json = {"type": "captionedImage", "content": [inner, under]}
    return Part(html=markup, node=node, words=caption, picture=source)


def form(chance: Random) -> Part:
    """Return a form to subscribe."""
    attrs: Json = {"url": "%%checkout_url%%", "text": "Subscribe", "language": "en"}
    return Part(html=subscribe_form(chance), node={"type": "subscribeWidget", "attrs": attrs})


def paywall() -> Part:
    """Return the line below which only payers read."""
    return Part(html=PAYWALL, node={"type": "paywall"}, paywall=True)


def text_nodes(text: str) -> Iterator[dict[str, Json]]:
    """Yield lightly marked text as text nodes of the editor."""
    end = 0
    for found in _MARKS.finditer(text):
        if found.start() > end:
            yield {"type": "text", "text": text[end : found.start()]}
        kind = "link" if found["href"] else "strong" if found["strong"] else "em"
        mark: dict[str, Json] = {"type": kind}
        if kind == "link":
            mark["attrs"] = {"href": found["href"], "target": "_blank", "rel": "noopener noreferrer nofollow"}
        said = found["text"] or found["strong"] or found["em"]
        yield {"type": "text", "text": plain(said), "marks": [mark]}
        end = found.end()
    if end < len(text):
        yield {"type": "text", "text": text[end:]}


def note_body(text: str) -> dict[str, Json]:
    """Return the text of a comment or a note as its `body_json` (formats: draft and note bodies)."""
    content: list[Json] = [
        {"type": "paragraph", "content": [{"type": "text", "text": line}]} for line in text.split("\n") if line
    ]
    return {"type": "doc", "attrs": {"schemaVersion": "v1"}, "content": content}
