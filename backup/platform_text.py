"""What a platform wrote in a field, made usable: as one line of text, or as a moment."""

import re
from datetime import UTC, datetime

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")


def one_line(text: str | None) -> str:
    """Return text without line ends, double blanks and the signs that XML and YAML forbid."""
    return _BLANKS.sub(" ", _CONTROLS.sub("", text or "")).strip()


def moment(text: str | None) -> datetime | None:
    """Return the time that ISO 8601 text says (without a zone it is UTC), or `None` where it says none."""
    try:
        found = datetime.fromisoformat(text or "")
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
