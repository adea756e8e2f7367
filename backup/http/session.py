"""The polite session: what sources, the watch and the sign-in ask the web with."""

import random
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Self

import msgspec
from requests import Response

from backup.errors import Blocked
from backup.http import download as disk
from backup.http.answer import Answer, Download, place
from backup.http.challenge import is_challenge
from backup.http.cookies import Cookie, CookieBox
from backup.http.exchange import Exchange, Head, Take
from backup.http.following import Follower, Manner
from backup.http.headers import request_headers
from backup.http.magic import media_type
from backup.http.pace import Pace
from backup.http.patience import Patience
from backup.http.reading import Body, Limits
from backup.http.route import Internet, Route
from backup.model import Json

_ERROR_SHOWN = 4096


class PoliteSession:
    """Asks the web, no faster than is polite, and takes nothing that could do harm. Safe to use from threads.

    Every status comes back as an answer. Times out, retries what is worth it, and follows redirects by hand.
    """

    def __init__(
        self,
        *,
        own_hosts: Collection[str],
        cookies: Collection[Cookie] = (),
        rate: float = 1.0,
        rates: Mapping[str, float] | None = None,
        limits: Limits | None = None,
        patience: Patience | None = None,
        route: Route | None = None,
        on_cookie: Callable[[Cookie], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Take whose session it is.

        Args:
            own_hosts: the platform's hosts, each with all names below it; signed-in requests go nowhere else.
            cookies: the signed-in session; without any, every request is anonymous.
            rate: requests a second to each host; `math.inf` sends without pause.
            rates: other rates for some hosts and the names below them.
            limits: the most bytes of an answer.
            patience: how long an answer may take.
            route: the internet, or a server on this computer.
            on_cookie: told when the platform renews a cookie.
            clock: seconds that never go back.
            sleep: how to wait for some seconds.
            jitter: a number from 0 to 1, anew with each call.
        """
        pace = Pace(rate, rates or {}, clock=clock, sleep=sleep, jitter=jitter)
        self._exchange = Exchange(
            route=route or Internet(),
            pace=pace,
            limits=limits or Limits(),
            patience=patience or Patience(),
            clock=clock,
            sleep=sleep,
            jitter=jitter,
        )
        self._own_hosts = tuple(own_hosts)
        self._follower = Follower(self._exchange, CookieBox(cookies, own_hosts, on_cookie))

    @property
    def requests(self) -> Counter[str]:
        """Return the number of requests that were sent, by host, with retries, redirects and the anonymous ones."""
        return self._exchange.requests

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        signed_in: bool = True,
        follow: bool = True,
        limit: int | None = None,
        allow_cut: bool = False,
        retry: bool = True,
        raw: bool = False,
    ) -> Answer:
        """Return the answer of an address.

        Args:
            url: an https address; http is made https.
            headers: more headers; `Validators.headers` for a 304 if nothing changed.
            signed_in: send the cookies, to the platform's own hosts only. Means nothing in a session without cookies.
            follow: follow redirects.
            limit: the most bytes of the body, unpacked; by default what `Limits` says for its kind.
            allow_cut: cut a longer body instead of refusing it.
            retry: try again when the line breaks or the status is a passing one.
            raw: return 429 and challenge pages as answers too. A host that asked for a long pause still gets it.

        Raises:
            NoConnection, Limited, Blocked, BadCertificate, UnsafeAnswer, UnexpectedAnswer
        """

        manner = Manner(signed_in=signed_in, follow=follow, retry=retry, raw=raw)
        take = self._into_memory(limit, allow_cut=allow_cut)
        answer, hops = self._follower.get(url, request_headers(headers), take, manner)
        if not raw:
            _refuse_challenge(answer)
        return replace(answer, asked=url, hops=hops)

    def post(self, url: str, *, json: Json, headers: Mapping[str, str] | None = None, retry: bool = False) -> Answer:
        """Send JSON, signed in, and return the answer. Redirects are not followed; see `get` for the errors.

        Args:
            url: an address of one of the platform's own hosts.
            json: what to send.
            headers: more headers.
            retry: try again like `get`; only for what may safely be done twice.
        """
        sent = request_headers(headers) | {"Content-Type": "application/json"}
        answer = self._follower.post(url, sent, msgspec.json.encode(json), self._into_memory(None), retry=retry)
        _refuse_challenge(answer)
        return replace(answer, asked=url)

    def download(
        self,
        url: str,
        target: Path,
        *,
        limit: int | None = None,
        signed_in: bool = False,
        leave: bool = False,
        retry: bool = True,
    ) -> Download:
        """Fetch a file to `target`, which is there whole or not at all. See `get` for the rest.

        Args:
            url: an https address.
            target: where to write it; its folder must be there.
            limit: the most bytes.
            signed_in: send the cookies, to the platform's own hosts only.
            leave: let a signed-in request be led to another host, where it goes on without the cookies (Substack
                answers for a paid sound with a signed address of its storage).
            retry: try again when the line breaks or the status is a passing one.

        Raises:
            StorageError: the disk refused.
        """

        def take(head: Head, response: Response) -> Download:
            if head.status != 200:  # 204, or a part that nobody asked for: not the file
                return Download(asked=url, url=head.url, status=head.status, headers=head.headers)
            body = Body(response, limit if limit is not None else self._exchange.limits.media, allow_cut=False)
            written = disk.write(body.chunks(), target)
            return Download(
                asked=url,
                url=head.url,
                status=head.status,
                headers=head.headers,
                path=target,
                media_type=media_type(written.start),
                size=written.size,
                sha256=written.sha256,
                start=written.start,
            )

        manner = Manner(signed_in=signed_in, leave=leave, retry=retry)
        came, _ = self._follower.get(url, request_headers(None, accept="*/*"), take, manner)
        if isinstance(came, Download):
            return came
        _refuse_challenge(came)
        return Download(
            asked=url, url=came.url, status=came.status, headers=came.headers, start=came.body[:_ERROR_SHOWN]
        )

    def owns(self, url: str) -> bool:
        """Tell whether an address is at one of the platform's own hosts."""
        return self._follower.owns(url)

    def wait(self, seconds: float) -> None:
        """Wait: for something that the platform says will be ready soon."""
        self._exchange.wait(seconds)

    def anonymous(self) -> "PoliteSession":
        """Return a session without cookies that shares pace, pauses, route and count with this one."""
        twin = PoliteSession.__new__(PoliteSession)
        twin._exchange, twin._own_hosts = self._exchange, self._own_hosts
        twin._follower = Follower(self._exchange, CookieBox((), self._own_hosts, None))
        return twin

    def close(self) -> None:
        """Close all connections; the anonymous twin's are the same ones."""
        self._exchange.close()

    def __enter__(self) -> Self:
        """Return the session."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close it."""
        self.close()

    def _into_memory(self, limit: int | None, *, allow_cut: bool = False) -> Take[Answer]:
        def take(head: Head, response: Response) -> Answer:
            limits = self._exchange.limits
            usual = limits.json if "json" in head.headers.get("content-type", "").lower() else limits.page
            body = Body(response, usual if limit is None else limit, allow_cut=allow_cut)
            return self._exchange.answer(head, body)

        return take


def _refuse_challenge(answer: Answer) -> None:
    if is_challenge(answer):
        raise Blocked(f"{place(answer.url)} is behind a wall that wants to see a human, and turned this computer away.")
