"""Posts JSON to an address of the writer's own: with a time limit, without following redirects, keeping it secret.

The address lets whoever knows it write there, so it stands in no message: what `requests` says of an error holds it
and is not passed on.
"""

import time
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

import requests
from requests.auth import AuthBase

from backup.model import Json
from outlast.alerts._words import said
from outlast.errors import AlertFailed

_LARGEST = 4_096
"""Bytes of the answer that are read."""
_TRY_AGAIN = frozenset({408, 421, 425, 429})
"""Statuses below 500 after which trying later helps (RFC 9110; 425: RFC 8470; 429: RFC 6585)."""


class _NoNetrc(AuthBase):
    """Keeps `requests` from sending what ~/.netrc holds for that host."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


def checked_address(address: str) -> str:
    """Return the address if it can be posted to.

    Raises:
        AlertFailed: it is none; the message does not repeat it.
    """
    try:
        parts = urlsplit(address.strip())
        fits = parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if not fits or any(sign.isspace() for sign in address.strip()):
        raise AlertFailed("The secret is no web address.", permanent=True)
    return address.strip()


def secret_parts(address: str) -> tuple[str, ...]:
    """Return what of an address must not be shown: all but the name of the host."""
    parts = urlsplit(address)
    words = [parts.path, parts.query, parts.fragment, parts.username or "", parts.password or "", address]
    words += [piece for piece in parts.path.split("/") if piece]
    return tuple({*words, *map(unquote, words)})


def post_json(
    address: str,
    payload: Json,
    *,
    headers: Mapping[str, str] | None = None,
    hide: tuple[str, ...] = (),
    patience: float,
) -> str:
    """Post once and return what was answered, with its status, fit to be shown.

    Raises:
        AlertFailed: nobody answered, or the answer was not 2xx.
    """
    host = urlsplit(address).hostname or ""
    ends = time.monotonic() + patience
    try:
        with requests.post(
            address,
            json=payload,
            headers={"User-Agent": "Outlast", **(headers or {})},
            auth=_NoNetrc(),
            timeout=patience,
            allow_redirects=False,
            stream=True,
        ) as response:
            answer = _beginning(response, ends)
            status, location = response.status_code, response.headers.get("location", "")
    except requests.exceptions.SSLError:
        what = f"{host} could not prove that it is who it should be (certificate), so nothing was sent."
        raise AlertFailed(what, permanent=False) from None
    except requests.exceptions.Timeout:
        raise AlertFailed(f"{host} did not answer in {patience:.0f} seconds.", permanent=False) from None
    except requests.exceptions.ConnectionError:
        raise AlertFailed(f"{host} cannot be reached.", permanent=False) from None
    except (requests.exceptions.RequestException, ValueError) as error:
        # Its words hold the address; its name is enough.
        raise AlertFailed(f"{host} could not be posted to ({type(error).__name__}).", permanent=True) from None
    shown = said(f"{status} {answer}", hide=(*secret_parts(address), *hide))
    if 300 <= status < 400:
        elsewhere = urlsplit(location).hostname
        to = f" to {elsewhere}" if elsewhere else ""
        raise AlertFailed(f"{host} redirects{to} ({status}), and alerts follow no redirects.", permanent=True)
    if status >= 400:
        raise AlertFailed(f"{host} answered: {shown}", permanent=status < 500 and status not in _TRY_AGAIN)
    return f"{host} answered: {shown}"


def _beginning(response: requests.Response, ends: float) -> str:
    """Return the first part of the answer; one that drips is left at the end of the time."""
    pieces: list[bytes] = []
    while sum(map(len, pieces)) < _LARGEST and time.monotonic() < ends:
        piece = response.raw.read1(_LARGEST, decode_content=True)
        if not piece:
            break
        pieces.append(piece)
    return b"".join(pieces)[:_LARGEST].decode("utf-8", "replace")
