"""An Admin API key of Ghost: each request carries a token made of it, good for five minutes (JWT, RFC 7519; HS256)."""

import base64
import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable

from backup.errors import UsageError

HOW_TO_GET_ONE = "In Ghost Admin: Settings → Advanced → Integrations → Add custom integration; copy its Admin API key."
_SHAPE = re.compile(r"([0-9a-f]{24}):((?:[0-9a-f]{2}){16,64})\Z", re.IGNORECASE)
_GOOD_FOR = 240
"""Seconds; Ghost takes 300, and its clock may be a little ahead."""


class GhostKey:
    """Makes tokens."""

    def __init__(self, secret: str, *, now: Callable[[], float] = time.time) -> None:
        """Take the key as Ghost shows it: `id:secret`.

        Raises:
            UsageError: it is none; the message does not repeat it.
        """
        found = _SHAPE.match(secret.strip())
        if found is None:
            raise UsageError(
                "What was given is no Admin API key of Ghost: that is 24 signs, a colon, and 64 more, all 0-9 and a-f.",
                so_what="Nothing was sent.",
                next=HOW_TO_GET_ONE,
            )
        self._id, self._secret = found[1], bytes.fromhex(found[2])
        self._now = now

    def __repr__(self) -> str:
        """Return words that say nothing."""
        return "GhostKey(…)"

    def header(self) -> str:
        """See `Key.header`."""
        now = int(self._now())
        head = {"alg": "HS256", "typ": "JWT", "kid": self._id}
        claims = {"iat": now, "exp": now + _GOOD_FOR, "aud": "/admin/"}
        text = b".".join(_encoded(json.dumps(part).encode()) for part in (head, claims))
        signature = _encoded(hmac.new(self._secret, text, hashlib.sha256).digest())
        return f"Ghost {(text + b'.' + signature).decode()}"


def _encoded(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")
