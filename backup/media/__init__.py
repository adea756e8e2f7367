"""The files that posts use, fetched while they can be fetched: pictures at full size, sound, video, downloads.

wanted.py       a file that something uses         found.py         …all those of a body
addresses.py    its one name, and where it may lie  real_file.py, placeholders.py   a file, or what came for it
remembered.py   when to look again for a lost one   fetching.py      eight at a time, in a fixed order
"""

from backup.media.addresses import canonical, storage_rates
from backup.media.fetching import MediaFetcher
from backup.media.found import media_in
from backup.media.wanted import Kind, Wanted, wanted

__all__ = ["Kind", "MediaFetcher", "Wanted", "canonical", "media_in", "storage_rates", "wanted"]
