"""Requests to a provider's web interface: the key goes to its own host only, and every failure is one kind of error.

Neither keys nor addresses are in an error: what `requests` says of a failure holds them and is not passed on.
"""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase

from backup.http.failures import CAUGHT, said
from backup.http.retry import LONGEST_WAIT, PASSING, retry_after
from mailer.errors import ProviderProblem

_TIMEOUT = (10.0, 30.0)
"""Seconds to connect, and between two pieces of an answer."""
_TRIES = 3
_LARGEST = 64_000_000
"""Bytes of an answer: Postmark sends its whole list in one."""

Signer = Callable[[requests.PreparedRequest], Mapping[str, str]]
"""Returns the headers that prove whose request it is, at the moment it goes out."""


class Asking:
    """Asks one provider's web interface, on behalf of the writer."""

    def __init__(
        self,
        session: requests.Session,
        base: str,
        title: str,
        sign: Signer,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        """Take the session, the address that all requests begin with, the provider's name, and what proves who asks."""
        self.base = base
        self._session, self._title, self._proof = session, title, _Proof(sign)
        self._sleep = sleep or time.sleep

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the object that is answered. See `send`."""
        return self.send("GET", path, params=params)

    def send(
        self, method: str, path: str, *, params: Mapping[str, Any] | None = None, body: bytes | None = None
    ) -> dict[str, Any]:
        """Send a request, three times if it has to be, and return the JSON object that is answered.

        Raises:
            ProviderProblem: no answer, a refusal, or an answer of another shape.
        """
        for left in reversed(range(_TRIES)):
            try:
                status, headers, content = self._once(method, f"{self.base}{path}", params, body)
            except CAUGHT as error:
                if not left:
                    raise ProviderProblem(said(error, self._host).what) from None
                self._sleep(2.0 ** (_TRIES - 1 - left))
                continue
            asked = retry_after(headers)
            if status in PASSING and left and (asked or 0) <= LONGEST_WAIT:
                self._sleep(2.0 ** (_TRIES - 1 - left) if asked is None else asked)
                continue
            return self._object(status, asked, content)
        raise AssertionError("unreachable")

    def next_path(self, url: str) -> str:
        """Return what of the address of a next page follows `base`.

        Raises:
            ProviderProblem: it leads to another host, where the key must not go.
        """
        parts, ours = urlsplit(url), urlsplit(self.base)
        if (parts.scheme, parts.netloc) != (ours.scheme, ours.netloc) or not parts.path.startswith(ours.path):
            raise ProviderProblem(f"{self._title} leads to another address for the rest of a list.")
        return parts.path[len(ours.path) :] + (f"?{parts.query}" if parts.query else "")

    @property
    def _host(self) -> str:
        return urlsplit(self.base).hostname or ""

    def _once(
        self, method: str, url: str, params: Mapping[str, Any] | None, body: bytes | None
    ) -> tuple[int, dict[str, str], bytes]:
        headers = {"User-Agent": "Outlast", "Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        with self._session.request(
            method,
            url,
            params=params,
            data=body,
            headers=headers,
            auth=self._proof,
            timeout=_TIMEOUT,
            allow_redirects=False,
            stream=True,
        ) as response:
            content = bytearray()
            for piece in response.iter_content(65_536):
                content += piece
                if len(content) > _LARGEST:
                    raise ProviderProblem(f"{self._title} sent an answer without an end.")
            return (
                response.status_code,
                {name.lower(): value for name, value in response.headers.items()},
                bytes(content),
            )

    def _object(self, status: int, asked: float | None, content: bytes) -> dict[str, Any]:
        if status in (401, 403):
            raise ProviderProblem(
                f"{self._title} does not accept the key of its web interface (it answers {status}).",
                next="Make a new key there, one that may read the lists, then: outlast mail setup",
            )
        if status == 429:
            wait = f" for {asked:.0f} seconds" if asked else ""
            raise ProviderProblem(f"{self._title} asks to wait{wait}: these were too many requests.")
        if status != 200:
            raise ProviderProblem(f"{self._title} answers {status} where a list was due.")
        try:
            answer = json.loads(content)
        except (ValueError, RecursionError):
            raise ProviderProblem(f"{self._title} sends something that is broken off, or no data at all.") from None
        if not isinstance(answer, dict):
            raise ProviderProblem(f"{self._title} sends data of another shape than its pages say.")
        return answer


class _Proof(AuthBase):
    """Puts the proof on a request when it goes out; without an auth of its own a .netrc would put in another one."""

    def __init__(self, sign: Signer) -> None:
        self._sign = sign

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers.update(self._sign(request))
        return request
