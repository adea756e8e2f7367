"""The files that posts use, fetched while they can be fetched: pictures at full size, sound, video, downloads.

wanted.py       a file that something uses         found.py         …all those of a body
addresses.py    its one name, and where it may lie  real_file.py, placeholders.py   a file, or what came for it
remembered.py   when to look again for a lost one   fetching.py      eight at a time, in a fixed order
"""

from typing import TYPE_CHECKING

from backup.media.addresses import canonical, storage_rates
from backup.media.found import media_in
from backup.media.wanted import Kind, Wanted, wanted

if TYPE_CHECKING:
    from backup.media.fetching import MediaFetcher

__all__ = ["Kind", "MediaFetcher", "Wanted", "canonical", "media_in", "storage_rates", "wanted"]


def __getattr__(name: str) -> object:
    """Return the fetcher, whose import brings all of HTTP: who only looks a file up in the archive needs none of it."""
    if name == "MediaFetcher":
        from backup.media.fetching import MediaFetcher

        return MediaFetcher
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
