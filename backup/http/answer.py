"""What came back from the web: an answer in memory, or a file on the disk."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from backup.errors import UnexpectedAnswer
from backup.model import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer with its body, whatever its status is."""

    asked: str
    """The address that was asked for."""
    url: str
    """Where the answer came from, after redirects."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case. `set-cookie` is left out: it is a secret, and answers are kept as evidence."""
    body: bytes = field(repr=False)
    """Decoded, and at most as long as the limit."""
    hops: tuple[str, ...] = ()
    """The addresses that redirects led to, in order; the last one is `url`."""
    seconds: float = 0.0
    """How long the last request took, its body included."""
    cut: bool = False
    """The body was longer than the limit and was cut; only where the caller allowed that, and of error pages."""

    @property
    def content_type(self) -> str:
        """Return the media type that the server gave, in lower case without parameters; empty if it gave none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def text(self) -> str:
        """Return the body as text in the charset the server named, or UTF-8; what does not fit is replaced."""
        parameters = self.headers.get("content-type", "").lower().partition("charset=")[2]
        charset = parameters.partition(";")[0].strip(" \"'") or "utf-8"
        try:
            return self.body.decode(charset, "replace")
        except (LookupError, ValueError):  # a charset that does not exist, or is none ("rot13", a NUL in it)
            return self.body.decode("utf-8", "replace")

    def json(self) -> Json:
        """Return the body's JSON value.

        Raises:
            UnexpectedAnswer: it is not JSON, or not all of it.
        """
        try:
            # RFC 8259 section 8.1: JSON between systems is UTF-8. Lone surrogates, which Substack's texts cut by
            # length do have, can be neither stored nor shown; NaN is no JSON.
            value = json.loads(self.body.decode("utf-8-sig"), parse_constant=_no_constant)
            if b"\\ud" in self.body or b"\\uD" in self.body:
                value = json.loads(_without_lone_surrogates(json.dumps(value, ensure_ascii=False)))
        except (ValueError, RecursionError) as error:
            raise UnexpectedAnswer(f"{self.place} answered {self.status} with {self._shape()}.") from error
        return cast("Json", value)

    @property
    def place(self) -> str:
        """Return host and path, without the query, which may hold a secret or somebody's address."""
        return place(self.url)

    def _shape(self) -> str:
        start = self.body[:512].lstrip().lower()
        if not start:
            return "nothing where data was due"
        if start.startswith(b"<"):
            return "a page where data was due"
        return "data that is broken off or damaged" if start[:1] in b'{["' else "something that is not data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file that was fetched to the disk, or the answer that there is none."""

    asked: str
    url: str
    status: int
    headers: Mapping[str, str]
    path: Path | None = None
    """Where the file lies; `None` when the status is not 200, and then nothing was written."""
    media_type: str = ""
    """By the first bytes of the file (`backup.http.magic`); empty when there is none."""
    size: int = 0
    """Bytes."""
    sha256: str = ""
    """Hex digits; empty when there is no file."""
    start: bytes = field(default=b"", repr=False)
    """The first bytes of the file, or of the error page."""


def place(url: str) -> str:
    """Return host and path of an address, for messages: its query may hold a secret or somebody's address."""
    try:
        parts = urlsplit(url)
        return f"{parts.hostname or '?'}{parts.path[:200] if parts.path != '/' else ''}"
    except ValueError:
        return "an address that cannot be read"


def _no_constant(name: str) -> Json:
    raise ValueError(name)


def _without_lone_surrogates(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
