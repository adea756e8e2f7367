"""What a pace remembers from one run to the next, as it is kept in JSON."""

import msgspec

from mailer.pace.bucket import Bucket
from mailer.pace.gate import Moment
from mailer.pace.quota import Hour
from mailer.pace.warm_up import Warmth


class PaceState(msgspec.Struct, kw_only=True):
    """What was let through, and how fast. One for each account at a mail server; save it before what it grants goes."""

    seen: Moment = 0.0
    """What the computer's clock said last. All moments are seconds since 1970."""
    counted: Moment = 0.0
    """What it should have said. See `mailer.pace.clock`."""
    wrong_since: Moment | None = None
    """Since when the computer's clock has been behind; `None` where it is right."""
    bucket: Bucket | None = None
    """Of all mails together."""
    lanes: dict[str, Bucket] = {}
    """Of destinations that asked to slow down."""
    hours: list[Hour] = []
    """Oldest first."""
    warmth: dict[str, dict[str, Warmth]] = {}
    """By the sender's domain, by destination."""


def read_state(data: bytes) -> PaceState | None:
    """Return the state that was kept; `None` if this is none any more, and then nobody knows what went out today."""
    try:
        return msgspec.json.decode(data, type=PaceState)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
