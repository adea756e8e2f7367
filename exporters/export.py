"""An export while it runs: hands out one post after the other, puts files in their place, counts, and notes losses."""

from collections.abc import Iterator
from dataclasses import replace

from backup.errors import DamageError
from backup.model import PostKind
from backup.platform_text import one_line
from exporters._base import Exporter, Report
from exporters.article import Article
from exporters.links import OwnLinks
from exporters.losses import Loss, Losses
from exporters.pictures import transcoded
from exporters.selection import Comment, Entry, MediaFile, Selection
from exporters.target import Target

_NO_FILE = "The file in the archive is damaged; see: outlast verify"
_NOT_TAKEN = "The target takes no files of this kind."


class Export:
    """One run of one exporter."""

    def __init__(self, exporter: Exporter, selection: Selection, target: Target) -> None:
        """Take what writes, what is written, and where."""
        self.exporter = exporter
        self.selection = selection
        self.target = target
        self.losses = Losses()
        self.links = OwnLinks(selection.publication, (*selection.entries, *selection.others), selection.former)
        self._counted = Report(left_out=selection.left_out)
        self._shelved: dict[tuple[str, str], str | None] = {}
        self._contents: set[str] = set()

    @property
    def title(self) -> str:
        """Return what the publication is called over there."""
        publication = self.selection.publication
        return one_line(self.exporter.options.title or publication.name) or publication.slug

    def articles(self) -> Iterator[Article]:
        """Yield every chosen post with its words, oldest first; each is written before the next one is read."""
        for entry in self.selection.entries:
            reading = self.selection.read(entry)
            article = Article(self, entry, reading.document)
            if reading.why_not:
                article.lose("post", reading.why_not)
            self._count(entry)
            yield article

    def comments(self, entry: Entry) -> list[Comment]:
        """Return the comments under a post that go along; none where they are not wanted."""
        found = self.selection.comments(entry) if self.exporter.options.comments else []
        self._counted = replace(
            self._counted, comments=self._counted.comments + sum(not comment.deleted for comment in found)
        )
        return found

    def shelve(self, file: MediaFile, here: Entry) -> str | None:
        """Put a file in its place, once, and return its address there; `None` where it cannot be read.

        What the target refuses is made into a picture that it takes.
        """
        known = (self.exporter.place(file.name, here=here).path, file.digest)
        if known in self._shelved:
            return self._shelved[known]
        self._shelved[known] = address = self._put(file, here)
        return address

    def lose(self, entry: Entry | None, block: str, reason: str, what: str = "") -> None:
        """Note what could not be carried over; without an entry it is about the whole publication."""
        self.losses.add(
            Loss(
                post=entry.id if entry else "",
                title=entry.title if entry else "",
                url=entry.url if entry else None,
                block=block,
                what=what,
                reason=reason,
            )
        )

    def report(self) -> Report:
        """Return what was done so far."""
        done = replace(
            self._counted,
            media=len(self._contents),
            files=self.target.files,
            size=self.target.size,
            losses=tuple(self.losses),
        )
        return replace(done, steps=self.exporter.steps(done))

    def _count(self, entry: Entry) -> None:
        name = {PostKind.DRAFT: "drafts", PostKind.RESPONSE: "responses"}.get(entry.kind, "posts")
        self._counted = replace(self._counted, **{name: getattr(self._counted, name) + 1})

    def content(self, file: MediaFile, here: Entry) -> tuple[str, bytes] | None:
        """Return a file as the target takes it, with its name there; `None` where it cannot be had (that is noted)."""
        try:
            content = file.read()
        except DamageError:
            self.lose(here, "file", _NO_FILE, file.url)
            return None
        if self.exporter.takes(file.extension):
            return file.name, content
        if not file.picture:
            self.lose(here, "file", _NOT_TAKEN, file.url)
            return None
        made = transcoded(content)
        if made.why_not:
            self.lose(here, "file", made.why_not, file.url)
        if made.content is None:
            return None
        return f"{file.name.rpartition('.')[0]}.{made.extension}", made.content

    def _put(self, file: MediaFile, here: Entry) -> str | None:
        found = self.content(file, here)
        if found is None:
            return None
        name, content = found
        place = self.exporter.place(name, here=here)
        if place.path not in self.target:
            self.target.write(place.path, content)
        self._contents.add(file.digest)
        return place.address
