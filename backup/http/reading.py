"""Bodies read as a stream, decoded and capped: a small answer that unpacks to a disk full must stop early."""

from collections.abc import Iterator
from dataclasses import dataclass

from requests import Response
from urllib3.response import HTTPResponse

from backup.errors import UnexpectedAnswer, UnsafeAnswer
from backup.http.answer import place

_CHUNK = 1 << 16
_BOMB_RATIO = 200
_BOMB_SIZE = 8 << 20
"""Bytes; only beyond these is the ratio looked at: a short page of spaces is no attack."""
_DECODED = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
ACCEPT_ENCODING = "gzip, deflate"
"""What we can cap while it unpacks with nothing but the standard library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most bytes that are taken of one answer, unpacked, by what it is."""

    json: int = 256 << 20
    """40,000 comments with all their fields are about 100 MB."""
    page: int = 32 << 20
    """HTML, feeds, sitemaps and whatever else is not JSON."""
    media: int = 4 << 30
    """Files that are fetched to the disk: videos and exports."""
    error: int = 1 << 20
    """Pages with a status of 300 and more; what is longer is cut."""


class Body:
    """The body of one answer, to be read once."""

    def __init__(self, response: Response, limit: int, *, allow_cut: bool) -> None:
        """Take the answer, the most bytes to take, and whether to stop there in silence."""
        self._raw: HTTPResponse = response.raw
        self._url, self._limit, self._allow_cut = str(response.url), limit, allow_cut
        self.cut = False

    def chunks(self) -> Iterator[bytes]:
        """Yield the decoded body in pieces of 64 KiB at most.

        Raises:
            UnsafeAnswer: it is larger than the limit, or a bomb.
            UnexpectedAnswer: it is packed in a way that was not asked for.
        """
        encodings = {part.strip().lower() for part in self._raw.headers.get("content-encoding", "").split(",")}
        if not encodings <= _DECODED:
            raise UnexpectedAnswer(f"{place(self._url)} answered in a packing that was not asked for.")
        announced = self._raw.headers.get("content-length", "")
        if not self._allow_cut and encodings <= {"", "identity"} and announced.isdecimal() and len(announced) < 20:
            self._check(int(announced))
        size = 0
        for chunk in self._raw.stream(_CHUNK, decode_content=True):
            size += len(chunk)
            if size > self._limit:
                self._check(size)
                self.cut = True
                yield chunk[: len(chunk) - (size - self._limit)]
                return
            if size > _BOMB_SIZE and size > _BOMB_RATIO * max(1, self._raw.tell()):
                raise UnsafeAnswer(f"{place(self._url)} sent an answer that unpacks without end, so it was dropped.")
            yield chunk

    def _check(self, size: int) -> None:
        if size > self._limit and not self._allow_cut:
            most = f"{self._limit / (1 << 20):.0f} MB" if self._limit >= 1 << 20 else f"{self._limit} bytes"
            raise UnsafeAnswer(f"{place(self._url)} sent more than {most}, so it was dropped.")
