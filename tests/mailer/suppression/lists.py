"""A suppression list of made-up people, and the moments in which things happen to it."""

import hmac
from collections.abc import Container
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mailer.suppression.suppression_list import SuppressionList

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
EARLIER = NOON - timedelta(days=1)


def digest(normalised: str) -> str:
    """Return the keyed digest of an address, as an archive would make it."""
    return hmac.digest(b"the archive's", normalised.encode("utf-8", "surrogatepass"), "sha256").hex()


def opened(folder: Path, *, forgotten: Container[str] = ()) -> SuppressionList:
    """Read the list of a folder anew."""
    return SuppressionList(folder, digest, forgotten=forgotten)
