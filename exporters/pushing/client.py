"""Requests to the writer's site: no secret leaves its host, and nothing is done twice because an answer was lost."""

import logging
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_tz
from typing import Any, Protocol
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase

from backup.errors import (
    BadCertificate,
    Blocked,
    Limited,
    NoConnection,
    UnexpectedAnswer,
    WebProblem,
)
from backup.http.failures import CAUGHT, kinds, said, worth_another_try
from backup.http.retry import LONGEST_WAIT, PASSING, retry_after
from exporters.pushing.answer import Answer, Refused, elsewhere, read, unknown_key

_TIMEOUT = (10.0, 60.0)
"""Seconds to connect, and between two pieces of an answer."""
_TRIES = 5
_LARGEST = 64_000_000
"""Bytes of an answer: a hundred posts with their words."""
_CONTINUES = "Run the same command again later: what is there already is not sent twice."

Look = Callable[[], Any]
Body = Callable[[], Mapping[str, Any]]
_log = logging.getLogger(__name__)


class Key(Protocol):
    """What proves to the site that it is the writer who asks."""

    def header(self) -> str:
        """Return the value of `Authorization` for a request that is sent now."""
        ...


class Client:
    """Talks to one site, as one person."""

    def __init__(
        self,
        site: str,
        key: Key,
        *,
        headers: Mapping[str, str] | None = None,
        reason: Callable[[Any], str] = lambda _: "",
        final: Callable[[Any], bool] = lambda _: False,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        """Take the site's address (see `site_address`), and how its answers are read.

        `reason` finds why it refuses; `final` tells a refusal from a passing failure where the status is that of one.
        """
        self.site = site
        self.host = urlsplit(site).hostname or ""
        self._reason, self._final, self._sleep = reason, final, sleep or time.sleep
        self._date = ""
        self._session = requests.Session()
        self._session.headers.update({"User-Agent": "Outlast", "Accept": "application/json", **(headers or {})})
        self._session.auth = _Proof(key)  # an auth of its own: else a .netrc would put another one in its place
        self._reader = requests.Session()
        self._reader.auth = _Proof(None)

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Answer:
        """Ask for something.

        Raises:
            Refused: there is no such thing, or it may not be seen.
            SignedOut, WebProblem, UnexpectedAnswer, UsageError: see `send`.
        """
        return self.send("GET", path, lambda: {"params": params})

    def exists(self, url: str) -> bool:
        """Tell whether something answers at a public address of the site; the key is not sent along."""
        try:
            with self._reader.get(url, timeout=_TIMEOUT, stream=True, allow_redirects=False) as response:
                return response.status_code == 200
        except CAUGHT:
            return False

    def send(self, method: str, path: str, body: Body, look: Look | None = None) -> Answer:
        """Send a request until it is answered, at most five times; `body` is made anew for each.

        `look` is for what must not be done twice: after an answer that was lost it says whether the thing is there now
        (anything but `None`), and then the request is not sent again.

        Raises:
            Refused: the site does not take it.
            SignedOut: the site does not know the key.
            WebProblem: the site cannot be reached, or wants to wait.
            UsageError: the address leads elsewhere.
            UnexpectedAnswer: the answer is none of such a site.
        """
        for tried in range(1, _TRIES + 1):
            try:
                status, headers, data = self._once(method, path, body())
            except NoConnection:
                if tried == _TRIES:
                    raise
                self._sleep(2.0 ** (tried - 1))
            else:
                if status not in PASSING or self._final(data):
                    return self._judged(status, headers, data)
                if tried == _TRIES:
                    raise self._passing(status, headers)
                asked = retry_after(headers)
                self._sleep(min(LONGEST_WAIT, 2.0 ** (tried - 1) if asked is None else asked))
            if look is not None and (there := look()) is not None:
                return Answer(status=200, data=there, headers={})
        raise AssertionError("unreachable")

    @property
    def today(self) -> tuple[str, str, str]:
        """Return year, month and day by the site's own clock, as its last answer told."""
        told = parsedate_tz(self._date) or time.gmtime()
        return f"{told[0]:04}", f"{told[1]:02}", f"{told[2]:02}"

    def close(self) -> None:
        """Close the connections."""
        self._session.close()
        self._reader.close()

    def _once(self, method: str, path: str, body: Mapping[str, Any]) -> tuple[int, dict[str, str], Any]:
        try:
            with self._session.request(
                method, f"{self.site}{path}", timeout=_TIMEOUT, allow_redirects=False, stream=True, **body
            ) as response:
                content = bytearray()
                for piece in response.iter_content(65_536):
                    content += piece
                    if len(content) > _LARGEST:
                        raise UnexpectedAnswer(
                            f"{self.host} sent an answer without an end.", so_what="", next=_CONTINUES
                        )
                headers = {name.lower(): value for name, value in response.headers.items()}
                self._date = headers.get("date", "")
                return response.status_code, headers, read(bytes(content), headers)
        except CAUGHT as error:
            _log.info("%s %s at %s: %s", method, path.partition("?")[0], self.host, kinds(error))
            raise self._failed(error) from None

    def _failed(self, error: BaseException) -> NoConnection | UnexpectedAnswer | BadCertificate:
        problem = said(error, self.host)
        if worth_another_try(error):
            return NoConnection(problem.what, next=_CONTINUES)
        if isinstance(problem, BadCertificate):
            return BadCertificate(problem.what, so_what="Your key was not sent.")
        return UnexpectedAnswer(problem.what, so_what="What was sent before that is there.", next=_CONTINUES)

    def _passing(self, status: int, headers: Mapping[str, str]) -> WebProblem:
        if status == 429:
            return Limited(f"{self.host} says that these were too many requests for now.", wait=retry_after(headers))
        return WebProblem(f"{self.host} has a problem of its own (it answers {status}).", next=_CONTINUES)

    def _judged(self, status: int, headers: Mapping[str, str], data: Any) -> Answer:
        reason = " ".join(self._reason(data).split())[:200] if data is not None else ""
        if 300 <= status < 400:
            raise elsewhere(self.site, headers.get("location", ""))
        if status == 401:
            raise unknown_key(self.host, reason)
        if status == 403 and data is None:
            raise Blocked(f"Something in front of {self.host} turned this computer away (it answers 403).")
        if status >= 400:
            raise Refused(status, data, reason or f"it answers {status}")
        if data is None:
            raise UnexpectedAnswer(
                f"{self.host} answered with something that no program can read.",
                so_what="What was sent before that is there.",
                next="See whether that is the site's own address, and nothing in front of it wants to see a human.",
            )
        return Answer(status=status, data=data, headers=headers)


class _Proof(AuthBase):
    """Puts the key on a request when it is sent, or nothing; nothing else holds it."""

    def __init__(self, key: Key | None) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._key is not None:
            request.headers["Authorization"] = self._key.header()
        return request
