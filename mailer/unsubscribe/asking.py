"""One request to the writer's own web server: with an end in time and in size, and without following anything."""

import time
from collections.abc import Mapping

import requests
import urllib3
from requests.auth import AuthBase

_BODY = b"List-Unsubscribe=One-Click"
"""What mail programs post (RFC 8058, section 3.2)."""
_PIECE = 1 << 16


class Unanswered(Exception):
    """Nobody answered, or not whole; says what is the matter, as what a drop-box does. Names no address."""


class _NoNetrc(AuthBase):
    """Keeps `requests` from sending what ~/.netrc holds for that host."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


def asked(
    method: str, address: str, *, headers: Mapping[str, str] | None, patience: float, largest: int
) -> tuple[int, bytes]:
    """Return the status and the content; of content that is longer than `largest` bytes, some bytes more than that.

    `patience` is how many seconds there may be without any sign of life; all of it may take four times as long.

    Raises:
        Unanswered: see there.
    """
    ends = time.monotonic() + 4 * patience
    try:
        with requests.request(
            method,
            address,
            headers={"User-Agent": "Outlast", **(headers or {})},
            data=_BODY if method == "POST" else None,
            auth=_NoNetrc(),
            timeout=patience,
            allow_redirects=False,
            stream=True,
        ) as response:
            pieces: list[bytes] = []
            while sum(map(len, pieces)) <= largest and time.monotonic() < ends:
                piece = response.raw.read1(_PIECE, decode_content=True)
                if not piece:
                    return response.status_code, b"".join(pieces)
                pieces.append(piece)
            if time.monotonic() >= ends:
                raise Unanswered("takes too long to answer")
            return response.status_code, b"".join(pieces)
    except requests.exceptions.SSLError:
        raise Unanswered("could not prove that it is what it should be (certificate)") from None
    except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError):
        raise Unanswered(f"did not answer in {patience:.0f} seconds") from None
    except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        # Its words hold the address, which may be a subscriber's link; its name is enough.
        raise Unanswered(f"cannot be reached ({type(error).__name__})") from None
