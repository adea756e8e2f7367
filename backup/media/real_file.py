"""A file, or a page that says there is none: storages answer for what is gone with a text, a dot or nothing at all."""

import re

from backup.http import Download
from backup.http.magic import UNKNOWN
from backup.media.wanted import Kind

_STORE_ERROR = re.compile(rb"<Error>\s*<Code>\s*([A-Za-z]+)")  # Amazon S3, "Error responses"
_PAGES = frozenset({"text/html", "application/xml"})
_TEXT_ENDINGS = re.compile(r"\.(?:html?|xhtml|xml|opml|rss|json)\Z", re.IGNORECASE)
_SVG_ENDING = re.compile(r"\.svgz?\Z", re.IGNORECASE)
_FITS = {
    Kind.PICTURE: ("image/",),
    Kind.SOUND: ("audio/", "video/"),  # the first bytes of sound in an MP4 or WebM do not tell it from video
    Kind.VIDEO: ("video/", "audio/"),
}


def why_not_real(came: Download, kind: Kind, url: str) -> str | None:
    """Return why what came is not the file `url`, as the end of a sentence, or `None` if it is."""
    if came.path is None:
        return f"the server answered {came.status}"
    if came.size == 0:
        return "an empty file came"
    path = url.partition("?")[0]
    error = _STORE_ERROR.search(came.start) if came.media_type == "application/xml" else None
    if error is not None:
        return f"the storage answered {error[1].decode('ascii')}"
    if came.media_type in _PAGES and not (kind is Kind.FILE and _TEXT_ENDINGS.search(path)):
        return "a page came in its place"
    drawn = came.media_type == "image/svg+xml" and not _SVG_ENDING.search(path)
    if kind is Kind.PICTURE and (drawn or _is_dot(came)):
        return "a placeholder came in its place"
    if kind is Kind.FILE or came.media_type.startswith(_FITS[kind]):
        return None
    declared = came.headers.get("content-type", "").strip().lower()
    if came.media_type == UNKNOWN and declared.startswith((*_FITS[kind], "application/octet-stream", "binary/")):
        return None  # a format that we do not know by its first bytes yet
    return f"something that is no {kind.value} came in its place"


def _is_dot(came: Download) -> bool:
    """Tell whether this is a picture of one pixel (PNG 11.2.1 IHDR; GIF89a section 18)."""
    if came.media_type == "image/png":
        return came.start[16:24] == b"\x00\x00\x00\x01\x00\x00\x00\x01"
    return came.media_type == "image/gif" and came.start[6:10] == b"\x01\x00\x01\x00"
