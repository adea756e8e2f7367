"""When a signed-in session ends, and who says so."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the status screen needs what is here, and not the libraries of the web
    from backup.http import Cookie

USUAL: timedelta = timedelta(days=90)
"""What users of Substack report (griffinwork40/substack-cli); the platforms themselves do not say."""


class ToldBy(StrEnum):
    """Who says when it ends."""

    COOKIE = "cookie"
    TOKEN = "token"  # noqa: S105 - a word
    USUAL = "usual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """When a session ends."""

    moment: datetime
    told_by: ToldBy

    @property
    def certain(self) -> bool:
        """Tell whether the browser or the platform says so."""
        return self.told_by is not ToldBy.USUAL


def expiry_of(cookies: "Sequence[Cookie]", token: str | None, *, now: datetime) -> Expiry:
    """Return when a session ends that is handed in now: the first of its cookies ends it."""
    ends = [datetime.fromisoformat(cookie.expires) for cookie in cookies if cookie.expires]
    if ends:
        return Expiry(moment=min(ends), told_by=ToldBy.COOKIE)
    told = token_end(token) if token else None
    if told is not None:
        return Expiry(moment=told, told_by=ToldBy.TOKEN)
    return Expiry(moment=now + USUAL, told_by=ToldBy.USUAL)


def token_end(token: str) -> datetime | None:
    """Return the `exp` of a JSON Web Token (RFC 7519, section 4.1.4); its signature is not ours to check."""
    parts = token.split(".")
    if len(parts) != 3:
        return None
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
        seconds = claims.get("exp") if isinstance(claims, dict) else None
        if isinstance(seconds, bool) or not isinstance(seconds, int | float):
            return None
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError, RecursionError):
        return None
