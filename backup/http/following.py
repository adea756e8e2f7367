"""A request followed to where its answer lies: each hop is checked before anything is sent to it."""

from dataclasses import dataclass, replace

from backup.errors import UnsafeAnswer
from backup.http.answer import Answer, place
from backup.http.cookies import CookieBox
from backup.http.exchange import Exchange, Outgoing, Take, Taken
from backup.http.redirects import MOST_HOPS, host_of, kept_headers, leads_to, safe


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a request is made."""

    signed_in: bool
    leave: bool = False
    """Whether a redirect may lead a signed-in request to another host, where it goes on without the cookie."""
    follow: bool = True
    retry: bool = True
    raw: bool = False


class Follower:
    """Sends requests with the cookies that are theirs, and follows their redirects."""

    def __init__(self, exchange: Exchange, cookies: CookieBox) -> None:
        """Take what sends requests, and the cookies of the session."""
        self._exchange, self._cookies = exchange, cookies

    def get(
        self, url: str, headers: dict[str, str], take: Take[Taken], manner: Manner
    ) -> tuple[Taken | Answer, tuple[str, ...]]:
        """Return what `take` made of the body at the end, or the answer there, and the addresses on the way.

        Raises:
            UnsafeAnswer: an address may not be asked, or redirects go in a ring.
        """
        here = self._checked(url, manner)
        hops: list[str] = []
        seen = {self._mark(here)}
        while True:
            result = self._one("GET", here, headers, take, manner)
            target = leads_to(result) if manner.follow and isinstance(result, Answer) else None
            if target is None:
                return result, tuple(hops)
            manner = self._manner_for(target, manner)
            there = self._checked(target, manner)
            # With the cookie: a sign-in may lead back to the same address once it has set one.
            if self._mark(there) in seen or len(hops) == MOST_HOPS:
                raise UnsafeAnswer(f"{place(url)} leads in a ring, or on and on, so it was not followed.")
            seen.add(self._mark(there))
            hops.append(there)
            headers = kept_headers(headers, same_host=host_of(there) == host_of(here))
            here = there

    def owns(self, url: str) -> bool:
        """Tell whether an address is at one of the platform's own hosts; what is no address is not."""
        try:
            return self._cookies.owns(host_of(safe(url, self._exchange.route.ports)))
        except UnsafeAnswer:
            return False

    def post(self, url: str, headers: dict[str, str], body: bytes, take: Take[Taken], *, retry: bool) -> Taken | Answer:
        """Send a body, signed in, and return what came back; where it leads to is not followed.

        Raises:
            UnsafeAnswer: the address is not one of the platform's own.
        """
        manner = Manner(signed_in=True, retry=retry)
        checked = self._checked(url, manner)
        if not self._cookies.owns(host_of(checked)):
            raise UnsafeAnswer(f"{place(checked)} is not the platform's own, so nothing was sent there.")
        return self._one("POST", checked, headers, take, manner, body=body)

    def _one(
        self,
        method: str,
        url: str,
        headers: dict[str, str],
        take: Take[Taken],
        manner: Manner,
        *,
        body: bytes | None = None,
    ) -> Taken | Answer:
        """Send one request to a checked address, and learn renewed cookies from its answer."""
        signed_in = manner.signed_in and bool(self._cookies)
        cookie = self._cookies.header(url) if signed_in else ""
        lines: list[str] = []
        request = Outgoing(
            method=method,
            url=url,
            headers=headers | ({"Cookie": cookie} if cookie else {}),
            body=body,
            again=manner.retry,
            raw=manner.raw,
            told=lines.extend,
        )
        try:
            return self._exchange.send(request, take)
        finally:
            # Not while sending: if keeping a renewed cookie fails, that must not pass for a failure of the network.
            if signed_in:
                self._cookies.learn(url, lines)

    def _manner_for(self, target: str, manner: Manner) -> Manner:
        """Return how a redirect is followed: who has left the platform's hosts does not come back signed in."""
        stays = not manner.leave or self._cookies.owns(host_of(safe(target, self._exchange.route.ports)))
        return manner if stays else replace(manner, signed_in=False)

    def _checked(self, url: str, manner: Manner) -> str:
        """Return the address as it is sent; a signed-in request goes to the platform's own hosts only."""
        checked = safe(url, self._exchange.route.ports)
        if manner.signed_in and self._cookies and not self._cookies.owns(host_of(checked)):
            raise UnsafeAnswer(f"{place(checked)} is not the platform's own, so no signed-in request was sent there.")
        return checked

    def _mark(self, url: str) -> tuple[str, str]:
        return url, self._cookies.header(url)
