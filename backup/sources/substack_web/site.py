"""One publication on Substack: its own address (P), the platform's (G), and what their answers mean.

A route belongs to one of the two hosts and is refused on the other (formats: section 3.1).
"""

import json
import re
from collections.abc import Mapping
from functools import cached_property
from urllib.parse import urlencode, urlsplit

from backup.errors import Blocked, UnexpectedAnswer, WebProblem
from backup.http import Answer, PoliteSession, Validators, is_turned_away
from backup.model import Json
from backup.sources.substack_web.fields import Fields

HUB = "https://substack.com"
_GONE = b"publication not available"
"""What a visitor reads in the place of a publication that was suspended or removed (formats: section 4)."""
_LOOKED_AT = 1 << 16
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_PRELOADS = re.compile(r"window\._preloads\s*=\s*JSON\.parse\((\"(?:[^\"\\]|\\.)*\")\)")

_PAGE = {"Accept": "text/html,application/xhtml+xml,*/*"}

Values = Mapping[str, str | int | bool]


class Denied(Exception):
    """The platform refused an owner's request (401 or 403): signed out, or not allowed to this owner."""


class Site:
    """Asks one publication, and the platform on its behalf."""

    def __init__(self, url: str, web: PoliteSession) -> None:
        """Take the publication's address and the session."""
        parts = urlsplit(url if "//" in url else f"https://{url}")
        self.host = (parts.hostname or "").lower()
        self.base = f"https://{self.host}"
        self.web = web

    def moved(self) -> bool:
        """Go on at the address that the publication says it has now, if it was renamed; return whether it was."""
        name = self.publication.text("subdomain") or ""
        if self.subdomain in (None, name) or self.publication.text("custom_domain") or not _NAME.fullmatch(name):
            return False
        self.host = f"{name}.substack.com"
        self.base = f"https://{self.host}"
        return True

    @property
    def subdomain(self) -> str | None:
        """Return the name under substack.com, if its address is there."""
        name = self.host.removesuffix(".substack.com")
        return name if name != self.host and name != "www" else None

    def find(self, path: str, values: Values | None = None, *, hub: bool = False) -> Json:
        """Return the JSON of an answer, or `None` where there is no such thing (404).

        Raises:
            Denied: 401, 402 or 403.
            UnexpectedAnswer: it is no JSON.
            WebProblem: see `PoliteSession.get`; also where the platform itself is out of order (5xx).
        """
        query = f"?{urlencode({name: _spelt(value) for name, value in values.items()})}" if values else ""
        answer = self.web.get(f"{HUB if hub else self.base}/api/v1/{path}{query}", headers=self._headers(hub=hub))
        return self._meaning(answer)

    def send(self, path: str, value: Json) -> Json:
        """Ask with a body; the routes that are used this way read, although their method is POST. See `find`."""
        return self._meaning(
            self.web.post(f"{self.base}/api/v1/{path}", json=value, headers=self._headers(hub=False), retry=True)
        )

    def page(self, path: str, unless: Validators | None = None) -> Answer | None:
        """Return a page or file of the publication, or `None` where there is none. See `find`.

        With `unless`, an answer of status 304 says that it is as it was when these marks were taken.
        """
        url = path if "://" in path else f"{self.base}{path}"
        answer = self.web.get(url, headers=_PAGE | (unless.headers() if unless else {}))
        if answer.status in (404, 410):
            return None
        if answer.status == 304 and unless is not None:
            return answer
        self._must_be_fine(answer)
        return answer

    def preloads(self, path: str) -> Fields:
        """Return what a page carries for its scripts (`window._preloads`); empty where it has none."""
        answer = self.page(path)
        found = _PRELOADS.search(answer.text()) if answer else None
        if found is None:
            return Fields(None)
        try:
            return Fields(json.loads(json.loads(found[1])))
        except (ValueError, RecursionError):
            return Fields(None)

    @cached_property
    def signed_in(self) -> bool:
        """Whether the session is alive, asked once. `forget_session` makes it be asked again.

        An answer that says neither is no sign of a dead session: what only the owner may ask will tell.
        """
        try:
            said = Fields(self.find("am_i_logged_in", hub=True)).all.get("loggedIn")
        except Denied:
            return False
        except UnexpectedAnswer:
            return True
        return said is not False

    def is_gone(self) -> bool:
        """Ask, as any visitor, whether the platform says that there is no such publication any more."""
        try:
            answer = self.web.anonymous().get(f"{self.base}/", headers=_PAGE, follow=False, raw=True)
        except (WebProblem, UnexpectedAnswer):
            return False
        return says_gone(answer)

    def is_a_strangers(self) -> bool:
        """Tell whether somebody else answers for the platform: the home page is a page, and none of Substack's."""
        try:
            answer = self.web.anonymous().get(f"{self.base}/", headers=_PAGE, follow=False, raw=True)
        except UnexpectedAnswer:
            return False
        return answer.status == 200 and b"substack" not in answer.body.lower()

    def forget_session(self) -> None:
        """Ask anew, at the next use, whether the session is alive."""
        self.__dict__.pop("signed_in", None)

    @cached_property
    def publication(self) -> Fields:
        """What the site says of itself: the API's answer, else what a post or its home page carries."""
        for look in (self._by_route, self._by_home_page):
            try:
                found = look()
            except (Denied, UnexpectedAnswer):
                continue
            if found.identity("id"):
                return found
        try:
            posts = self.find("posts", {"limit": 1})
        except (Denied, UnexpectedAnswer):
            posts = None
        first = Fields(posts[0]) if isinstance(posts, list) and posts else Fields(None)
        number = first.identity("publication_id")
        return Fields({"id": number}) if number else Fields(None)

    def _by_route(self) -> Fields:
        return Fields(self.find("publication"))

    def _by_home_page(self) -> Fields:
        return self.preloads("/").inner("pub")

    def _headers(self, *, hub: bool) -> dict[str, str]:
        # Some routes answer nothing without where the request seems to come from (formats: 3.1).
        base = HUB if hub else self.base
        return {"Accept": "application/json", "Referer": f"{base}/publish/home" if not hub else f"{base}/home"}

    def _meaning(self, answer: Answer) -> Json:
        if answer.status == 404:
            return None
        self._must_be_fine(answer)
        return answer.json()

    def _must_be_fine(self, answer: Answer) -> None:
        status = answer.status
        if says_gone(answer):
            raise UnexpectedAnswer("Substack says “Publication Not Available” there.")
        if is_turned_away(answer):
            raise Blocked(f"{self.host} turns this computer away (403). It does so with computers in data centres.")
        if status in (401, 402, 403):
            raise Denied(str(status))
        if status >= 500:
            raise WebProblem(f"Substack is out of order at the moment (it answers {status}).")
        if status != 200:
            raise UnexpectedAnswer(f"Substack answered {status} where it used to answer with data.")


def says_gone(answer: Answer) -> bool:
    """Tell whether an answer is the page in the place of a publication that was suspended or removed."""
    start = answer.body[:_LOOKED_AT].lower()
    # A letter about the sentence is not the page: every page of a publication carries its data.
    return _GONE in start and b"_preloads" not in start and start.lstrip().startswith(b"<")


def _spelt(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
