"""Fetches from the writer's drop-box what was posted to it: all of it each time, for what is known changes nothing.

    GET …/pull/0                       with the header X-Outlast-Word

    outlast-drop-box NOW NEXT          seconds, and the name of the next page (`-`: there is none)
    SECONDS TOKEN                      a line each, after an empty one; a page may end in the middle of a line

The word goes in a header of its own, because Apache keeps `Authorization` from scripts and WSGI programs unless it is
told otherwise (modwsgi.readthedocs.io: WSGIPassAuthorization; httpd.apache.org: CGIPassAuth).
"""

import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from mailer.errors import DropBoxProblem
from mailer.unsubscribe.asking import Unanswered, asked

_TRIAL = "outlast-test-of-"
"""How tokens begin that are nobody's: they try the drop-box out, and are passed over when it is emptied."""
_PATIENCE = 30.0
"""Seconds without any sign of life."""
_HEAD = re.compile(rb"outlast-drop-box (\d{1,12}) (\S{1,2000})\n")
_LINE = re.compile(rb"(\d{10,12}) ([A-Za-z0-9_-]{24})")
_LARGEST = 2_000_000
"""Bytes of a page; drop-boxes send half of it."""
_MOST_PAGES = 5_000
_OLDEST = 20 * 366 * 86_400
"""Seconds: older than that nothing is, whatever a broken clock says."""
_HERE = ("127.0.0.1", "::1", "localhost")


class Posted(NamedTuple):
    """A token that somebody posted; whether it is one of ours is not known yet."""

    token: str
    at: datetime
    """By this computer's clock: the one of the drop-box may be hours off."""


class DropBox:
    """A drop-box on the web."""

    def __init__(self, address: str, word: str, *, clock: Callable[[], datetime], patience: float = _PATIENCE) -> None:
        """Take its address, to which `/u/TOKEN` is added, and the word with which it is emptied.

        Raises:
            DropBoxProblem: others could read the word on its way.
        """
        parts = urlsplit(address)
        self._base, self._word = address.rstrip("/"), word
        self._clock, self._patience = clock, patience
        self._host = parts.hostname or ""
        if parts.scheme != "https" and self._host not in _HERE:
            raise DropBoxProblem(
                "The address of the drop-box does not begin with https://, so others could read along.",
                next="Ask your web host for https, which is mostly free, and set the address anew: mail.drop_box",
            )

    def posted(self) -> Iterator[Posted]:
        """Yield what was posted, a token as often as it came.

        Raises:
            DropBoxProblem: it does not answer as it should.
        """
        return (one for one in self._kept() if not one.token.startswith(_TRIAL))

    def try_out(self) -> None:
        """See that a link shows a page, that only posting keeps a token, and that it can be fetched.

        Raises:
            DropBoxProblem: one of these is not so; it says which.
        """
        token = f"{_TRIAL}{secrets.token_hex(4)}"
        link = f"{self._base}/u/{token}"
        for method in ("GET", "HEAD"):
            self._asked(method, link)
        if self._has(token):
            raise self._problem("keeps whoever only looks at a link: programs that scan mail would unsubscribe people")
        self._asked("POST", link)
        if not self._has(token):
            raise self._problem(
                "does not have what was posted to it just now",
                next="Cloudflare takes up to a minute to show it, so try once more then; elsewhere look whether its"
                " program may write files in its folder.",
            )

    def _has(self, token: str) -> bool:
        return any(one.token == token for one in self._kept())

    def _kept(self) -> Iterator[Posted]:
        rest, there = b"", 0
        for there, lines in self._pages():
            *whole, rest = (rest + lines).split(b"\n")
            yield from self._read(whole, there)
        yield from self._read([rest], there)

    def _read(self, lines: Iterable[bytes], there: int) -> Iterator[Posted]:
        now = self._clock()
        for line in lines:
            if match := _LINE.fullmatch(line):
                # One second less, for clocks that count whole ones: in doubt a click came after a removal by hand.
                age = min(max(there - int(match[1]) - 1, 0), _OLDEST)
                yield Posted(match[2].decode(), now - timedelta(seconds=age))

    def _pages(self) -> Iterator[tuple[int, bytes]]:
        """Yield the time at the drop-box and the lines, page by page."""
        page, seen = "0", set[str]()
        while page != "-":
            if page in seen or len(seen) >= _MOST_PAGES:
                raise self._problem("never comes to an end")
            seen.add(page)
            answer = self._asked("GET", f"{self._base}/pull/{quote(page, safe='')}", {"X-Outlast-Word": self._word})
            head = _HEAD.match(answer)
            if head is None:
                raise self._problem("answers as something else than a drop-box of Outlast")
            page = head[2].decode("ascii", "replace")
            yield int(head[1]), answer[head.end() :]

    def _asked(self, method: str, address: str, headers: Mapping[str, str] | None = None) -> bytes:
        try:
            status, content = asked(method, address, headers=headers, patience=self._patience, largest=_LARGEST)
        except Unanswered as error:
            raise self._problem(str(error)) from None
        if status == 404 and headers:
            raise self._problem(
                "does not know the word with which it is emptied, or is not there any more",
                next="Put it up again with a new word: outlast mail drop-box",
            )
        if status != 200:
            raise self._problem(f"answers {status} to {method}")
        if len(content) > _LARGEST:
            raise self._problem("answers with more than a drop-box of Outlast would")
        return content

    def _problem(self, what: str, *, next: str | None = None) -> DropBoxProblem:  # noqa: A002  # as the errors have it
        return DropBoxProblem(f"The drop-box at {self._host} {what}.", next=next)
