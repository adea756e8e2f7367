"""One picture in the place of many: a network that serves "expired" for everything, and says that all is well.

Substack writes a picture's size into its name (`…_1500x1000.jpeg`; formats: section 2), so the same bytes under names
of different sizes cannot be what was uploaded. A picture that was uploaded twice has the same size both times.
"""

import re
from collections.abc import Mapping

_SIZE = re.compile(r"_(\d+x\d+)(?:\.[a-z0-9]{2,5})?\Z", re.IGNORECASE)


class Placeholders:
    """Notices contents that stand for several pictures."""

    def __init__(self, seen: Mapping[str, str]) -> None:
        """Take the addresses of files that were saved earlier, by the SHA-256 of their content."""
        self._sizes: dict[str, set[str]] = {}
        for digest, url in seen.items():
            self.meet(digest, url)

    def meet(self, digest: str, url: str) -> None:
        """Note that this content came under this address."""
        if found := _SIZE.search(url):
            self._sizes.setdefault(digest, set()).add(found[1].lower())

    def is_one(self, digest: str) -> bool:
        """Tell whether a content came under names of different sizes."""
        return len(self._sizes.get(digest, ())) > 1
