"""Every file that a body uses: read from its document, so that this knows nothing of markup."""

from collections.abc import Iterator

from backup.document import parse
from backup.document.as_json import Node
from backup.document.blocks import Gallery, QuotedNote
from backup.document.inlines import Image, RawInline
from backup.document.tree import Element, parse_html
from backup.document.urls import split
from backup.document.walk import walk
from backup.document.widgets import Audio, Embed, FileDownload, LinkCard, Raw, SocialPost, Video
from backup.media.wanted import Kind, Wanted, merged, wanted
from backup.model import Body, BodyFormat

_BY_ENDING = {
    **dict.fromkeys(("mp3", "m4a", "m4b", "ogg", "oga", "opus", "wav", "flac", "aac"), Kind.SOUND),
    **dict.fromkeys(("mp4", "m4v", "mov", "webm", "ogv"), Kind.VIDEO),
}
_TAGS = {"img": Kind.PICTURE, "audio": Kind.SOUND, "video": Kind.VIDEO}


def media_in(body: Body | bytes | str, *, used_by: str = "") -> list[Wanted]:
    """Return every picture, sound, video and file of a body, each once, in reading order. Never raises.

    Thumbnails of embeds and cards and pictures of quoted posts count; the faces and logos of others do not.

    Args:
        body: a body; bytes or text without a format are Substack's.
        used_by: what the body belongs to (`post:123`).
    """
    if not isinstance(body, Body):
        data = body if isinstance(body, bytes) else body.encode("utf-8", "replace")
        body = Body(data=data, format=BodyFormat.SUBSTACK_HTML)
    files = (file for node in walk(parse(body)) for file in _of(node, used_by))
    return merged(file for file in files if file is not None)


def _of(node: Node, used_by: str) -> Iterator[Wanted | None]:
    match node:
        case Image():
            yield wanted(node.url, used_by=used_by, also=[node.shown_url])
            yield wanted(node.unmarked_url, used_by=used_by)
        case Gallery():
            yield wanted(node.still_url, used_by=used_by)
        case Audio():
            yield wanted(node.url, used_by=used_by, kind=Kind.SOUND, signed_in=True)
        case Video():
            yield wanted(node.url, used_by=used_by, kind=Kind.VIDEO, signed_in=True)
        case FileDownload():
            yield wanted(node.url, used_by=used_by, kind=Kind.FILE, signed_in=True)
            yield wanted(node.thumbnail_url, used_by=used_by)
        case Embed():
            yield wanted(node.thumbnail_url, used_by=used_by, borrowed=True)
            kind = _BY_ENDING.get(split(node.embed_url or "").path.rpartition(".")[2].lower())
            if kind is not None and not node.script:
                yield wanted(node.embed_url, used_by=used_by, kind=kind)
        case LinkCard():
            yield wanted(node.image_url, used_by=used_by, borrowed=True)
        case SocialPost():
            yield from (wanted(url, used_by=used_by, borrowed=True) for url in node.photo_urls)
            yield wanted(node.video_url, used_by=used_by, kind=Kind.VIDEO, borrowed=True)
        case Raw() | RawInline():
            yield from _in_markup(parse_html(node.html), used_by)
        case QuotedNote() | _:
            pass


def _in_markup(root: Element, used_by: str) -> Iterator[Wanted | None]:
    """Yield the files of markup that no reader knows: what browsers would load of it."""
    for element in root.elements():
        kind = _TAGS.get(element.tag)
        if kind is not None:
            yield wanted(element.get("src"), used_by=used_by, kind=kind)
            for source in (inner for inner in element.elements() if inner.tag == "source"):
                yield wanted(source.get("src"), used_by=used_by, kind=kind)
