"""One request with its retries: paced, counted, and with every answer of 300 and more read and capped."""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from requests import PreparedRequest, Request, Response
from urllib3.exceptions import MaxRetryError

from backup.errors import Limited
from backup.http.answer import Answer
from backup.http.challenge import is_challenge
from backup.http.failures import CAUGHT, kinds, said, worth_another_try
from backup.http.pace import Pace
from backup.http.patience import CONNECT_SECONDS, READ_SECONDS, Patience
from backup.http.reading import Body, Limits
from backup.http.redirects import host_of
from backup.http.retry import LONGEST_WAIT, PASSING, TRIES_AGAIN, UNSAID_WAIT, PatientRetry, retry_after
from backup.http.route import Route

logger = logging.getLogger(__name__)
Taken = TypeVar("Taken")
_Made = TypeVar("_Made", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A request, whose address `redirects.safe` has returned."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)
    again: bool = True
    """Whether it may be sent again when it failed."""
    raw: bool = False
    """Whether every status is wanted as an answer, 429 too."""
    told: Callable[[list[str]], None]
    """Takes the `Set-Cookie` headers of each answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What came before the body."""

    url: str
    status: int
    headers: Mapping[str, str]
    began: float


class Take(Protocol[_Made]):
    """What is done with a body of a status below 300."""

    def __call__(self, head: Head, response: Response, /) -> _Made:
        """Read the body and return what it was made into. It is called anew when the line broke in the middle."""


class Exchange:
    """Sends requests. A session and its anonymous twin share one, and so they share pace, pauses and count."""

    def __init__(
        self,
        *,
        route: Route,
        pace: Pace,
        limits: Limits,
        patience: Patience,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        jitter: Callable[[], float],
    ) -> None:
        """Take the way to the hosts, and all that is passed in."""
        self.route, self.limits, self.clock = route, limits, clock
        self.requests: Counter[str] = Counter()
        self._pace, self._sleep, self._jitter = pace, sleep, jitter
        self._adapter = route.adapter(patience, clock)
        self._lock = threading.Lock()

    def wait(self, seconds: float) -> None:
        """Wait for some seconds."""
        self._sleep(seconds)

    def send(self, request: Outgoing, take: Take[Taken]) -> Taken | Answer:
        """Return what `take` made of the body, or the answer itself where the status is 300 or more.

        Raises:
            WebProblem: there was no answer, or the host asks to wait longer than a run should.
        """
        host = host_of(request.url)
        retry = PatientRetry.of(again=request.again, method=request.method, sleep=self._sleep, jitter=self._jitter)
        while True:
            self._pace.wait(host)
            try:
                result = self._once(request, host, take)
            except CAUGHT as error:
                logger.debug("A request to %s failed: %s.", host, kinds(error))
                # "from None": the libraries' errors hold whole addresses, and a query may hold a token.
                if not worth_another_try(error):
                    raise said(error, host) from None
                try:
                    retry = retry.increment(request.method, error=error)
                except MaxRetryError:
                    raise said(error, host) from None
                retry.sleep()
                continue
            if not isinstance(result, Answer) or result.status not in PASSING or is_challenge(result):
                self._pace.forgive(host)
                return result
            left = self._after_a_passing_status(request, host, result, retry)
            if left is None:
                return result
            retry = left

    def _after_a_passing_status(
        self, request: Outgoing, host: str, answer: Answer, retry: PatientRetry
    ) -> PatientRetry | None:
        """Return what is left of the tries after waiting, or `None` if the answer is to be taken as it is."""
        asked = retry_after(answer.headers) if answer.status in PatientRetry.RETRY_AFTER_STATUS_CODES else None
        too_many = answer.status == 429
        if asked is not None and asked > LONGEST_WAIT:
            self._pace.close(host, asked)
            _refuse(request, host, asked)
            return None
        if too_many and request.raw:
            return None
        try:
            retry = retry.increment(request.method)
        except MaxRetryError:
            given_up = True
        else:
            # Counted over all threads: eight of them with four tries each would be a storm of our own.
            given_up = too_many and self._pace.strike(host) > TRIES_AGAIN
        if given_up and too_many:
            self._pace.close(host, asked or UNSAID_WAIT)
            _refuse(request, host, asked)
        if given_up:
            return None
        if asked is not None or too_many:
            self._pace.hold(host, asked if asked is not None else 10 * retry.get_backoff_time())
        else:
            retry.sleep()
        return retry

    def _once(self, request: Outgoing, host: str, take: Take[Taken]) -> Taken | Answer:
        prepared = self._prepare(request)
        with self._lock:
            self.requests[host] += 1
        began = self.clock()
        response = self._adapter.send(
            prepared,
            stream=True,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            verify=self.route.certificates,
            proxies=self.route.proxies(request.url),
        )
        with closing(response):
            request.told(response.raw.headers.getlist("Set-Cookie"))
            headers = {name.lower(): value for name, value in response.raw.headers.items()}
            headers.pop("set-cookie", None)
            logger.debug("%s answered %d after %.2f s.", host, response.status_code, self.clock() - began)
            head = Head(url=request.url, status=response.status_code, headers=headers, began=began)
            if response.status_code < 300:
                return take(head, response)
            return self.answer(head, Body(response, self.limits.error, allow_cut=True))

    def answer(self, head: Head, body: Body) -> Answer:
        """Return an answer with its whole body."""
        data = b"".join(body.chunks())
        return Answer(
            asked=head.url,
            url=head.url,
            status=head.status,
            headers=head.headers,
            body=data,
            seconds=self.clock() - head.began,
            cut=body.cut,
        )

    def close(self) -> None:
        """Close all connections."""
        self._adapter.close()

    @staticmethod
    def _prepare(request: Outgoing) -> PreparedRequest:
        # Not a requests.Session: it reads .netrc, keeps every cookie, and reads redirects' bodies without a cap.
        return Request(request.method, request.url, headers=dict(request.headers), data=request.body).prepare()


def _refuse(request: Outgoing, host: str, wait: float | None) -> None:
    if not request.raw:
        raise Limited(f"{host} says that these were too many requests for now.", wait=wait)
