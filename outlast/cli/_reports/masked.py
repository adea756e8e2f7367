"""Addresses of subscribers as they stand on a screen that others may see."""


def masked(address: str) -> str:
    """Return an address that says little of the person: `a…@example.org`."""
    name, at, host = address.rpartition("@")
    return f"{name[:1]}…@{host}" if at else "…"
