"""One post while it is written: where its links, pictures and files lead over there, and what of it is lost."""

from typing import TYPE_CHECKING

from backup.document.as_json import Node
from backup.document.blocks import Document
from backup.document.inlines import Image
from backup.document.urls import safe_url, split, web_url
from backup.document.widgets import Button, SubscribeForm
from backup.model import PostKind
from exporters.links.wrapped import unwrapped
from exporters.selection import Entry, MediaFile

if TYPE_CHECKING:
    from exporters.export import Export

STILL_THERE = "The picture is not in the archive; it is shown from the old platform and vanishes when that goes."
NOT_THERE = "The picture is not in the archive, and the target shows none from elsewhere."
FILE_STILL_THERE = "The file is not in the archive; the link still leads to the old platform."
FILE_NOT_THERE = "The file is not in the archive, and there is no address to lead to."
UNSAFE = "The address is of a kind that no page may follow; its words are kept."
NOT_EXPORTED = "It leads to an own post that is not part of this export; the link still leads to the old platform."
UNKNOWN = "It leads to an own address that is no post of the archive; the link still leads to the old platform."
NO_PAGE = "It leads to a page of the old platform that there is none of over there; the link is as it was."
FURNITURE = "A button of the old platform (share, gift, comment …) that would do nothing over there is left out."
NO_SIGN_UP = "There is nothing to subscribe to over there; the button is left out."


class Article:
    """A post of an export, as a block writer sees it. Writers ask here and never look elsewhere."""

    def __init__(self, export: "Export", entry: Entry, document: Document) -> None:
        """Take the export that runs, the post, and its words."""
        self.export = export
        self.entry = entry
        self.document = document

    @property
    def title(self) -> str:
        """Return the title, from the body where only that has it."""
        return self.entry.title if self.entry.titled else self.document.title or self.entry.title

    @property
    def subtitle(self) -> str | None:
        """Return the subtitle, from the body where only that has it."""
        return self.entry.subtitle or self.document.subtitle

    @property
    def tags(self) -> tuple[str, ...]:
        """Return the tags, from the body where only that has them."""
        return self.entry.tags or self.document.tags

    def link(self, url: str | None, *, block: str = "link") -> str | None:
        """Return where a link leads over there, or `None` where it must not be a link (its words stay).

        Own posts get their new address, others stay as they are, but for the platform's own redirects around them; a
        link inside the post (`#anchor`) stays too.
        """
        safe = safe_url(url)
        if safe is None:
            if url:
                self.lose(block, UNSAFE, url)
            return None
        if safe.startswith("#"):
            return safe
        safe = unwrapped(safe)
        own = self.export.links.find(safe)
        if own is None:
            return safe
        exporter, end = self.export.exporter, f"#{own.fragment}" if own.fragment else ""
        if own.entry is not None:
            chosen = self.export.selection.entry(own.entry.id)
            if chosen is None or (chosen.draft and not self.entry.draft):
                self.lose(block, NOT_EXPORTED, own.address)
                return own.address
            return exporter.address(chosen, here=self.entry) + end
        address = exporter.page_address(own.page, here=self.entry) if own.page else None
        if address is None:
            self.lose(block, NO_PAGE if own.page else UNKNOWN, own.address)
            return own.address
        return address + end

    def picture(self, image: Image, *, block: str = "figure") -> str | None:
        """Return the address that shows a picture over there, or `None` where there is none (its loss is noted)."""
        return self.picture_at(image.url, image.shown_url, block=block)

    def picture_at(self, *urls: str | None, block: str = "figure") -> str | None:
        """Return the address that shows the picture of the first of these addresses that the archive has.

        Where it has none of them: the first itself, if the target shows pictures from elsewhere, else `None`; either
        way that is a loss.
        """
        here = self._shelved(*urls)
        if here is not None:
            return here
        shown = next(filter(None, map(web_url, urls)), None)
        if shown is not None and self.export.exporter.remote:
            self.lose(block, STILL_THERE, shown)
            return shown
        self.lose(block, NOT_THERE, shown or str(next(filter(None, urls), "")))
        return None

    def file(self, *urls: str | None, block: str) -> str | None:
        """Return the address of a sound, video or download over there, else the old one; either way see `picture`."""
        here = self._shelved(*urls)
        if here is not None:
            return here
        old = next(filter(None, map(web_url, urls)), None)
        self.lose(block, FILE_STILL_THERE if old else FILE_NOT_THERE, old or "")
        return old

    def borrowed(self, url: str | None) -> str | None:
        """Return the archive's copy of a picture that is somebody else's (a preview of a link); no loss if none."""
        return self._shelved(url)

    def saved(self, url: str | None) -> MediaFile | None:
        """Return the archive's file for an address, for its size and kind; what shows it is `picture` or `file`."""
        return self.export.selection.media(url)

    def cover(self) -> str | None:
        """Return the address of the picture on top of the post."""
        return self.picture_at(self.entry.cover, block="cover") if self.entry.cover else None

    def audio(self) -> str | None:
        """Return the address of the episode's sound."""
        return self.file(self.entry.audio, block="podcast") if self.entry.audio else None

    def button(self, block: Button | SubscribeForm) -> str | None:
        """Return where a button leads over there, or `None` where it is left out (its loss is noted)."""
        if isinstance(block, SubscribeForm) or block.action == "subscribe":
            address = self.export.exporter.page_address("subscribe", here=self.entry)
            if address is None:
                self.lose(block, NO_SIGN_UP, block.text)
            return address
        if block.action == "custom":
            return self.link(block.url, block="button")
        self.lose(block, FURNITURE, block.text)
        return None

    def lose(self, block: Node | str, reason: str, what: str = "") -> None:
        """Note what of this post could not be carried over."""
        self.export.lose(self.entry, block if isinstance(block, str) else block.kind, reason, what)

    @property
    def response(self) -> bool:
        """Tell whether the writer wrote it under somebody else's story."""
        return self.entry.kind is PostKind.RESPONSE

    def _shelved(self, *urls: str | None) -> str | None:
        for url in urls:
            file = self.export.selection.media(url)
            if file is not None and (address := self.export.shelve(file, self.entry)) is not None:
                return address
        return None


def host_of(url: str | None) -> str:
    """Return the host of an address in words, for a card that names where it leads."""
    return (split(url or "").hostname or "").removeprefix("www.")
