"""What a dry run writes to: nothing reaches the disk even for a moment, since it would be addresses in the open."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from exporters.target import Nowhere


class Unwritten(Nowhere):
    """A target that keeps nothing."""

    @contextmanager
    def open(self, path: str) -> Iterator[IO[bytes]]:
        """See `Target.open`."""
        self._new(path)
        with Path(os.devnull).open("w+b") as file:
            yield file
