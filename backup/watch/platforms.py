"""The platforms that can be watched, by their names in the settings."""

from functools import cache
from importlib import import_module

from backup.watch._base import WatchedPlatform

NAMES = ("substack", "medium")


@cache
def watched_platform(name: str) -> WatchedPlatform | None:
    """Return the platform of that name, or `None` where there is nothing to watch (a list has no page)."""
    if name not in NAMES:
        return None
    platform: WatchedPlatform = import_module(f"backup.watch.{name}").PLATFORM
    return platform
