"""Asks the platform who is signed in (formats: substack 3.2 and 3.4, medium 3.3). Asks for nothing else."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from backup.errors import Blocked, SignedOut, UnexpectedAnswer, WebProblem
from backup.http import Answer, Cookie, PoliteSession, is_turned_away
from backup.model import Json
from outlast.settings import Account
from outlast.sign_in.wanted import MEDIUM, SUBSTACK, custom_domain

_API = f"https://{SUBSTACK}/api/v1"
_STATE = re.compile(r"__APOLLO_STATE__\s*=\s*")
_REFUSED = (401, 403)
_JSON = {"Accept": "application/json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What somebody is in a publication."""

    publication: str
    """Its name."""
    host: str
    role: str
    """The platform's word: admin, contributor …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who is signed in."""

    name: str
    handle: str | None = None
    roles: tuple[Role, ...] = ()
    of_account: Role | None = None
    """The role in the publication of the account; `None` where the platform names none, or has no publications."""
    own_address: bool | None = None
    """Whether the publication's own address knows the session too; `None` where it has none, or was not asked."""

    @property
    def words(self) -> str:
        """Return who it is, for people: “Maya Okafor (@maya), admin of Night Letters”."""
        handle = f" (@{self.handle})" if self.handle else ""
        role = f", {self.of_account.role} of {self.of_account.publication}" if self.of_account else ""
        return f"{self.name}{handle}{role}"


def who_is_signed_in(session: PoliteSession, account: Account, cookies: Sequence[Cookie]) -> Who:
    """Return whom the platform takes us for; `cookies` are those of the session.

    Raises:
        SignedOut: it does not know the session.
        WebProblem, UnexpectedAnswer: it could not be asked, or did not answer as it should.
    """
    if account.platform == "medium":
        return _of_medium(session)
    return _of_substack(session, account, cookies)


def _of_substack(session: PoliteSession, account: Account, cookies: Sequence[Cookie]) -> Who:
    answer = session.get(f"{_API}/user/profile/self", headers=_JSON)
    _refuse_wall(answer)
    own = _own_address(session, account, cookies)
    if answer.status in _REFUSED:
        if own:  # the cookie of the publication's own address alone: it opens the publication, and no chats
            return Who(name="A writer of this publication", own_address=True)
        raise SignedOut("Substack does not know this session.")
    if answer.status == 404:  # an address nobody has promised: ask the one that says yes or no
        return Who(name=_nameless(session), own_address=own)
    profile = _json_of(answer)
    if not isinstance(profile, dict) or not isinstance(profile.get("id"), int):
        raise UnexpectedAnswer(f"{answer.place} answered {answer.status} without saying who is signed in.")
    roles = tuple(_roles(profile.get("publicationUsers")))
    host = (urlsplit(account.url or "").hostname or "").lower()
    return Who(
        name=_text(profile.get("name")) or "somebody without a name",
        handle=_text(profile.get("handle")),
        roles=roles,
        of_account=next((role for role in roles if host and role.host == host), None) or _only(roles, host),
        own_address=own,
    )


def _nameless(session: PoliteSession) -> str:
    told = _json_of(session.get(f"{_API}/am_i_logged_in", headers=_JSON))
    if not isinstance(told, dict) or not isinstance(told.get("loggedIn"), bool):
        raise UnexpectedAnswer("Substack does not say whether anybody is signed in.")
    if told["loggedIn"] is False:
        raise SignedOut("Substack does not know this session.")
    return "somebody whom Substack does not name"


def _own_address(session: PoliteSession, account: Account, cookies: Sequence[Cookie]) -> bool | None:
    """Tell whether the publication's own address knows the session; it has a cookie of its own."""
    host = custom_domain(account)
    if host is None or all(cookie.host != host for cookie in cookies):
        return None
    answer = session.get(f"https://{host}/api/v1/post_management/counts", headers=_JSON)
    _refuse_wall(answer)
    if answer.status in _REFUSED:
        return False
    return answer.status == 200 and isinstance(_json_of(answer), dict)


def _roles(value: Json) -> list[Role]:
    found = []
    for item in value if isinstance(value, list) else []:
        publication = item.get("publication") if isinstance(item, dict) else None
        if not isinstance(item, dict) or not isinstance(publication, dict):
            continue
        subdomain = _text(publication.get("subdomain")) or ""
        host = _text(publication.get("custom_domain")) or f"{subdomain}.{SUBSTACK}"
        name = _text(publication.get("name")) or subdomain
        found.append(Role(publication=name, host=host.lower(), role=_text(item.get("role")) or "somebody"))
        if _text(publication.get("custom_domain")) and subdomain:
            found.append(Role(publication=name, host=f"{subdomain}.{SUBSTACK}".lower(), role=found[-1].role))
    return found


def _only(roles: tuple[Role, ...], host: str) -> Role | None:
    """Return the role in the one publication there is, where the account does not say which it means."""
    return roles[0] if not host and len({role.publication for role in roles}) == 1 else None


def _of_medium(session: PoliteSession) -> Who:
    answer = session.get(f"https://{MEDIUM}/me/settings", headers={"Accept": "text/html"})
    _refuse_wall(answer)
    if answer.status in _REFUSED or "/m/signin" in answer.url:
        raise SignedOut("Medium does not know this session.")
    if answer.status != 200:
        raise _not_now(answer)
    state = _page_state(answer.text())
    root = state.get("ROOT_QUERY") if state else None
    viewer = root.get("viewer") if isinstance(root, dict) else None
    if viewer is None and isinstance(root, dict):
        raise SignedOut("Medium does not know this session.")
    reference = viewer.get("__ref") if isinstance(viewer, dict) else None
    user = state.get(reference) if state and isinstance(reference, str) else None
    if not isinstance(user, dict):
        raise UnexpectedAnswer(f"{answer.place} did not say who is signed in.")
    return Who(name=_text(user.get("name")) or "somebody without a name", handle=_text(user.get("username")))


def _page_state(html: str) -> dict[str, Json] | None:
    """Return the data in a page of Medium; several assignments may be in it, the one with a query root is meant."""
    for match in _STATE.finditer(html):
        try:
            value, _ = json.JSONDecoder().raw_decode(html, match.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and "ROOT_QUERY" in value:
            return value
    return None


def _refuse_wall(answer: Answer) -> None:
    """Raise where a page forbids: Substack does that to computers in data centres, whoever is signed in there."""
    if is_turned_away(answer):
        raise Blocked(f"{answer.place} turned this computer away before it looked at the session.")


def _json_of(answer: Answer) -> Json:
    if answer.status != 200:
        raise _not_now(answer)
    return answer.json()


def _not_now(answer: Answer) -> WebProblem | UnexpectedAnswer:
    if answer.status >= 500:
        return WebProblem(f"{answer.place} has trouble of its own (it answered {answer.status}).")
    return UnexpectedAnswer(f"{answer.place} answered {answer.status} when it was asked who is signed in.")


def _text(value: Json) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
