"""Moments as people read them."""


def shown(moment: str) -> str:
    """Return a moment of a manifest, in UTC, without its seconds: `2026-01-03 12:00`."""
    return moment[:16].replace("T", " ")
