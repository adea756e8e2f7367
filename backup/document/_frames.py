"""What other sites put into a post: frames, scripts, players."""

import re
from collections.abc import Callable
from typing import Final

from backup.document._providers import embed_of, page_of, provider_of
from backup.document.blocks import Block, Embed, Raw
from backup.document.tree import Element

_HREF = re.compile(r"""href=["']?([^"'\s>]+)""")
# The loaders that turn a quoted post into a card; the quote itself is in the markup beside them.
_LOADERS: Final = ("platform.twitter.com/widgets.js", "instagram.com/embed.js", "tiktok.com/embed.js")


def _frame(element: Element, stripped: list[str]) -> list[Block]:  # noqa: ARG001
    source = element.get("src")
    if not source:
        # Medium's feed: an empty frame, and in it a link to medium.com/media/ID/href as a text.
        inside = _HREF.search(element.text())
        source = inside[1] if inside else ""
    if not source:
        return [Raw(html=element.outer_html(), reason="a frame without an address", text=element.words())]
    return [embed_of(source, element)]


def _script(element: Element, stripped: list[str]) -> list[Block]:
    source = element.get("src")
    if any(loader in source for loader in _LOADERS):
        stripped.append(f"script {source}")
        return []
    if source:
        return [embed_of(source, element, script=True)]
    code = element.text()
    return [Raw(html=element.outer_html(), reason="a script")] if code.strip() else []


def _player(element: Element, stripped: list[str]) -> list[Block]:  # noqa: ARG001
    inner = element.first("source")
    source = element.get("src") or (inner.get("src") if inner else "")
    if not source:
        return [Raw(html=element.outer_html(), reason="a player without an address", text=element.words())]
    provider = provider_of(source)
    return [
        Embed(
            provider=provider or element.tag,
            url=page_of(provider, source),
            embed_url=source,
            title=element.get("title") or None,
            thumbnail_url=element.get("poster") or None,
            text=element.words(),
        )
    ]


FRAMES: Final[dict[str, Callable[[Element, list[str]], list[Block]]]] = {
    "iframe": _frame,
    "script": _script,
    "video": _player,
    "audio": _player,
}
"""Tag → what reads it, given the list of what was stripped."""
