"""An export whose files are sent to a site instead of written; its own links lead to where the posts are over there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from exporters._base import Exporter, Place
from exporters.export import Export
from exporters.pushing.answer import Refused
from exporters.pushing.site import There
from exporters.selection import Entry, MediaFile, Selection
from exporters.target import Nowhere

if TYPE_CHECKING:
    from exporters.pushing._base import Pusher

REFUSED_FILE = "The site did not take the file"
_MADE = {"jpg": "image/jpeg", "png": "image/png"}
Upload = Callable[[str, bytes, str], str]
"""Sends a file (name, content, media type) and returns its address there; `Refused` where it is not taken."""


class Addresses(Exporter):
    """Says where the posts of the site are: where they stand already, or where they will."""

    def __init__(self, pusher: "Pusher") -> None:
        """Take what knows the site."""
        super().__init__(pusher.wishes.options)
        self._pusher = pusher
        self._real: dict[str, str] = {}
        self._guessed: dict[str, str] = {}

    def note(self, entry: Entry, there: There) -> None:
        """Note where a post is now."""
        if there.url is not None:
            self._real[entry.id] = there.url

    def guess(self, entry: Entry) -> None:
        """Think of where a post will be, or would have been."""
        if entry.id not in self._guessed:
            self._guessed[entry.id] = self._pusher.future_address(entry)

    def corrected(self) -> dict[str, tuple[str, str]]:
        """Return the posts that are elsewhere than was thought: that address, and the real one, by their ids.

        An earlier run may have given the wrong one to a post that it sent, so each of them counts.
        """
        both = ((identity, guess, self._real.get(identity, guess)) for identity, guess in self._guessed.items())
        return {identity: (guess, real) for identity, guess, real in both if guess != real}

    def address(self, entry: Entry, *, here: Entry | None) -> str:  # noqa: ARG002
        """See `Exporter.address`."""
        self.guess(entry)
        return self._real.get(entry.id) or self._guessed[entry.id]

    def place(self, name: str, *, here: Entry) -> Place:  # noqa: ARG002
        """See `Exporter.place`."""
        return Place(path=name, address=name)

    def takes(self, extension: str) -> bool:
        """See `Exporter.takes`."""
        return self._pusher.takes(extension)

    def page_address(self, page: str, *, here: Entry | None) -> str | None:  # noqa: ARG002
        """See `Exporter.page_address`."""
        return self._pusher.page_address(page)

    def write_all(self, export: Export) -> None:
        """Write nothing: posts are sent one by one."""


class Sending(Export):
    """An export whose files go to a site; each is sent once, when the first post that shows it is made."""

    def __init__(self, addresses: Exporter, selection: Selection, upload: Upload | None) -> None:
        """Take how a file is sent; `None` counts only."""
        super().__init__(addresses, selection, Nowhere())
        self._upload = upload
        self._sent: dict[str, str | None] = {}

    @property
    def files(self) -> int:
        """Return how many files the posts show that were sent."""
        return sum(address is not None for address in self._sent.values())

    def shelve(self, file: MediaFile, here: Entry) -> str | None:
        """See `Export.shelve`."""
        if file.digest not in self._sent:
            self._sent[file.digest] = self._send(file, here)
        return self._sent[file.digest]

    def _send(self, file: MediaFile, here: Entry) -> str | None:
        found = self.content(file, here)
        if found is None:
            return None
        name, content = found
        if self._upload is None:
            return name
        made_into = name.rpartition(".")[2] if name != file.name else ""
        try:
            return self._upload(name, content, _MADE.get(made_into, file.media_type or "application/octet-stream"))
        except Refused as refusal:
            self.lose(here, "file", f"{REFUSED_FILE}: {refusal.reason}", file.url)
            return None
