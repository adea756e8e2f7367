"""Nothing is written, all is counted: what `--dry-run` writes to."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO

from exporters.target._base import Target


class Nowhere(Target):
    """A target that keeps nothing."""

    @contextmanager
    def open(self, path: str) -> Iterator[IO[bytes]]:
        """See `Target.open`."""
        self._new(path)
        with TemporaryFile() as file:
            yield file

    def write(self, path: str, content: bytes | str) -> None:
        """See `Target.write`."""
        self._new(path)
        self.size += len(content.encode("utf-8", "replace") if isinstance(content, str) else content)

    def finish(self) -> None:
        """See `Target.finish`."""

    def abandon(self) -> None:
        """See `Target.abandon`."""
