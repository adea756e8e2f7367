"""The files that posts use, as the archive has them."""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from backup.archive import tables
from backup.archive.reading import ReadableArchive
from backup.archive.state import Tables
from backup.http.magic import media_type
from backup.media import canonical
from exporters.selection.slugs import ascii_slug

_EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/heic": "heic",
    "image/heif": "heic",
    "image/svg+xml": "svg",
    "image/bmp": "bmp",
    "image/tiff": "tiff",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/x-m4a": "m4a",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "video/quicktime": "mov",
    "application/pdf": "pdf",
    "application/epub+zip": "epub",
    "application/zip": "zip",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """A file of the archive."""

    url: str
    """Where it came from: `backup.media.canonical`."""
    media_type: str
    """By its first bytes."""
    size: int
    """Bytes."""
    digest: str
    """The same for the same content: SHA-256, or keyed where the file is sealed."""
    body: str
    """The object's name; empty for a picture that is in the text itself."""
    reader: Tables | None
    inline: bytes = b""
    """The content of a picture that is in the text itself."""

    def read(self) -> bytes:
        """Return its content.

        Raises:
            DamageError, KeyProblem: it cannot be read.
        """
        return self.inline if self.reader is None else self.reader.content(self.body)

    @property
    def extension(self) -> str:
        """Return the ending that fits its content, without a dot; that of its address where the content says none."""
        if known := _EXTENSIONS.get(self.media_type):
            return known
        ending = ascii_slug(urlsplit(self.url).path.rpartition(".")[2])
        return ending if 0 < len(ending) <= 5 else "bin"

    @property
    def picture(self) -> bool:
        """Tell whether it is a picture, by its first bytes."""
        return self.media_type.startswith("image/")

    @property
    def name(self) -> str:
        """Return a file name that tells people what it is and no two contents share."""
        last = unquote(urlsplit(self.url).path).rpartition("/")[2].rpartition(".")
        stem = ascii_slug(last[0] or last[2])[:40].strip("-") or "file"
        return f"{stem}-{self.digest[:10]}.{self.extension}"


_DATA = re.compile(r"data:image/[a-z0-9.+-]{1,40}(?:;[a-z0-9=.+-]{1,60})*;base64,", re.IGNORECASE)
_DRAWN = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/bmp"})
"""What may come out of a text as a file: pictures of dots. An SVG may hold scripts."""


def _inline(url: str) -> MediaFile | None:
    """Return the picture that a `data:` address holds (RFC 2397), or `None` where it holds none."""
    start = _DATA.match(url)
    if start is None:
        return None
    packed = "".join(unquote(url[start.end() :]).split()).rstrip("=")
    try:
        content = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
    except ValueError:
        return None
    kind = media_type(content)
    if kind not in _DRAWN:
        return None
    digest = hashlib.sha256(content).hexdigest()
    return MediaFile(
        url="picture", media_type=kind, size=len(content), digest=digest, body="", reader=None, inline=content
    )


_name_of = lru_cache(maxsize=512)(canonical)
"""A post asks for the same file a few times, one after the other."""


class MediaFiles:
    """All files of a publication, by their address."""

    def __init__(self, archive: ReadableArchive, slug: str) -> None:
        """Take the archive and the publication; sealed files are only seen with the key."""
        self._archive, self._slug = archive, slug
        self._found: dict[str, MediaFile] | None = None

    def find(self, url: str | None) -> MediaFile | None:
        """Return the file that an address in a post shows, whichever copy of it that is, or that is in the address."""
        if url is not None and url[:5].lower() == "data:":
            return _inline(url)
        files = self._all()
        name = _name_of(url) if url and files else None
        return files.get(name) if name is not None else None

    def _all(self) -> dict[str, MediaFile]:
        if self._found is None:
            self._found = {file.url: file for file in self._read()}
        return self._found

    def _read(self) -> Iterator[MediaFile]:
        if self._slug not in self._archive.slugs():
            return
        reader = self._archive.tables(self._slug)
        names = (tables.MEDIA, tables.PRIVATE_MEDIA) if self._archive.vault.can_read else (tables.MEDIA,)
        for name in names:
            for row in self._archive.rows(self._slug, name):
                yield MediaFile(
                    url=str(row["id"]),
                    media_type=str(row.get("media_type") or ""),
                    size=int(str(row.get("size") or 0)),
                    digest=str(row.get("digest") or row["body"]),
                    body=str(row["body"]),
                    reader=reader,
                )
