"""What a file is, by its first bytes: servers name types wrongly, and names have wrong endings or none."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
    (b"BM", "image/bmp"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"%PDF-", "application/pdf"),
    (b"\x1aE\xdf\xa3", "video/webm"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_FTYP = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"heim": "image/heic",
    b"heis": "image/heic",
    b"hevc": "image/heic",
    b"mif1": "image/heic",
    b"msf1": "image/heic",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime",
}
"""Major brands of ISO base media files (ISO 14496-12; mp4ra.org)."""
UNKNOWN = "application/octet-stream"
LOOKED_AT = 4096
"""As many first bytes as `media_type` wants to see."""


def media_type(start: bytes) -> str:
    """Return the MIME type of a file with these first bytes, or `application/octet-stream`."""
    for mark, kind in _STARTS:
        if start.startswith(mark):
            return kind
    if start[:4] == b"RIFF":
        return _RIFF.get(start[8:12], UNKNOWN)
    if start[4:8] == b"ftyp":
        return _FTYP.get(start[8:12], "video/mp4")
    if start[:4] == b"PK\x03\x04":
        return "application/epub+zip" if start[30:58] == b"mimetypeapplication/epub+zip" else "application/zip"
    return _mpeg_audio(start[:3]) or _markup(start)


def _mpeg_audio(frame: bytes) -> str | None:
    """Return the type of sound whose first frame has no ID3 tag before it (ISO 11172-3, 13818-7), or `None`."""
    if len(frame) < 3 or frame[0] != 0xFF or frame[1] & 0xE0 != 0xE0:
        return None
    version, layer, bits, rate = frame[1] >> 3 & 3, frame[1] >> 1 & 3, frame[2] >> 4, frame[2] >> 2 & 3
    if layer == 0:
        return "audio/aac" if frame[1] & 0xF0 == 0xF0 else None
    # Reserved values: without this, a text in UTF-16 would be music.
    return "audio/mpeg" if version != 1 and bits != 15 and rate != 3 else None


def _markup(start: bytes) -> str:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "text/html"
    if b"<svg" in text and text.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")):
        return "image/svg+xml"
    return "application/xml" if text.startswith((b"<?xml", b"<error")) else UNKNOWN
