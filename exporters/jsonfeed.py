"""A JSON Feed (1.1) with every post in full, and the pictures beside it.

The same as `atom` for programs that would rather read JSON. All posts are in one file, newest first.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from exporters.feeds.exporter import FeedExporter
from exporters.feeds.item import FeedItem

if TYPE_CHECKING:
    from exporters.export import Export

VERSION = "https://jsonfeed.org/version/1.1"


class JsonFeed(FeedExporter):
    """Writes `feed.json` and `media/`."""

    file = "feed.json"

    def piece(self, item: FeedItem) -> str:
        """See `FeedExporter.piece`."""
        sound = item.enclosure
        return _json(
            {
                "id": item.id,
                "url": item.url,
                "title": item.title,
                "summary": item.summary,
                "content_html": item.content,
                "date_published": _time(item.published),
                "date_modified": _time(item.updated),
                "image": item.picture,
                "authors": [{"name": author} for author in item.authors],
                "tags": list(item.terms),
                "attachments": [{"url": sound.url, "mime_type": sound.media_type, "size_in_bytes": sound.size}]
                if sound
                else [],
                "_outlast": {"draft": True} if item.draft else None,
            }
        )

    def framed(self, export: "Export", pieces: Iterable[bytes]) -> Iterator[bytes]:
        """See `FeedExporter.framed`."""
        head = {
            "version": VERSION,
            "title": export.title,
            "home_page_url": self.home(),
            "feed_url": self.itself(),
            "authors": [{"name": export.selection.publication.name or export.title}],
        }
        yield _json(head).removesuffix("}").encode()
        yield b',"items":['
        for number, piece in enumerate(pieces):
            yield b",\n" if number else b"\n"
            yield piece
        yield b"\n]}\n"


def _json(fields: dict[str, Any]) -> str:
    """Return an object without what is empty; a post without words keeps its empty content, which must be there."""
    told = {name: value for name, value in fields.items() if value not in (None, []) or name == "content_html"}
    return json.dumps(told, ensure_ascii=False)


def _time(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z") if at else None


EXPORTER = JsonFeed
