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
    if len(start) > 1 and start[0] == 0xFF and start[1] & 0xE0 == 0xE0:
        return _mpeg_audio(start[1])
    return _markup(start)


def _mpeg_audio(second: int) -> str:
    """Return the type of a frame without an ID3 tag before it: layer bits 00 are ADTS AAC (ISO 11172-3, 13818-7)."""
    return "audio/aac" if second & 0x06 == 0 else "audio/mpeg" if second & 0x18 != 0x08 else UNKNOWN


def _markup(start: bytes) -> str:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "text/html"
    if b"<svg" in text and text.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")):
        return "image/svg+xml"
    return "application/xml" if text.startswith((b"<?xml", b"<error")) else UNKNOWN
