"""Looks hosts up in tables: a table that names `example.com` means all that is below it too."""

from collections.abc import Container


def known_as(host: str, names: Container[str]) -> str:
    """Return the name in `names` that is `host` or above it; empty where there is none."""
    name = host.casefold().rstrip(".")
    while name:
        if name in names:
            return name
        name = name.partition(".")[2]
    return ""
