"""From the archive to what is exported: the posts that were asked for, oldest first, with what they need."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from backup.archive.posts import StoredPost
from backup.archive.reading import ReadableArchive
from backup.document import parse
from backup.document.blocks import Document
from backup.document.decoding import decode
from backup.errors import DamageError
from backup.model import Body, PostKind, Publication
from exporters.selection.comments import Comment, Comments
from exporters.selection.criteria import Criteria
from exporters.selection.entry import Entry, entry_of
from exporters.selection.former import Former, former_names
from exporters.selection.media import MediaFile, MediaFiles
from exporters.selection.slugs import Slugs, ascii_slug

NO_TEXT = "The archive has no text for this post."
LETTERS = "Some letters of its text are damaged in the archive; there is a sign in the place of each."
DAMAGED = "Its text in the archive is damaged; see: outlast verify"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Posts that were not chosen, and why: shown, so that nobody thinks that they were carried over."""

    drafts: int = 0
    responses: int = 0
    audience: int = 0
    """For subscribers only."""
    other: int = 0
    """Not of these tags, ids or days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The words of a post, and why there are none, or not all letters of them."""

    document: Document
    """Empty where there are none."""
    why_not: str | None = None


class Selection:
    """What is exported. Only the posts' names are in memory; words and files are read when they are asked for."""

    def __init__(
        self,
        archive: ReadableArchive,
        publication: Publication,
        *,
        entries: tuple[Entry, ...],
        others: tuple[Entry, ...],
        left_out: LeftOut,
    ) -> None:
        """Take what was chosen; `others` are the posts that were not."""
        self.publication = publication
        self.entries = entries
        """Oldest first; those without a date last."""
        self.others = others
        self.left_out = left_out
        self._archive = archive
        self._media = MediaFiles(archive, publication.slug)
        self._comments = Comments(archive, publication.slug)
        self._by_id = {entry.id: entry for entry in entries}

    def entry(self, identity: str) -> Entry | None:
        """Return the chosen post of that id."""
        return self._by_id.get(identity)

    def read(self, entry: Entry) -> Reading:
        """Return the words of a post.

        Raises:
            KeyProblem: they are sealed, and the key is away.
        """
        stored = entry.stored
        if stored.body is None or stored.format is None:
            return Reading(document=Document(blocks=()), why_not=NO_TEXT)
        try:
            data = self._archive.body(self.publication.slug, stored)
        except DamageError:
            return Reading(document=Document(blocks=()), why_not=DAMAGED)
        why_not = LETTERS if decode(data).damaged else None
        return Reading(document=parse(Body(data=data, format=stored.format)), why_not=why_not)

    def comments(self, entry: Entry) -> list[Comment]:
        """Return what readers wrote under a post, oldest first, each after the one it answers."""
        return self._comments.under(entry.id)

    def former(self) -> Former:
        """Return what the posts were called earlier, by all snapshots; reads them, so ask once."""
        return former_names(self._archive, self.publication.slug)

    def media(self, url: str | None) -> MediaFile | None:
        """Return the archive's file for an address in a post."""
        return self._media.find(url)

    def answers_to(self, entry: Entry) -> list[Entry]:
        """Return the chosen responses that answer this post."""
        return [one for one in self.entries if one.answers == entry.id and one.kind is PostKind.RESPONSE]


def choose(archive: ReadableArchive, publication: Publication, criteria: Criteria) -> Selection:
    """Return what is asked for of a publication.

    Raises:
        DamageError: the list of posts itself cannot be read.
        NotFound: there is no such publication.
    """
    everything = list(_named(archive.posts(publication.slug, at=criteria.at)))
    chosen: list[Entry] = []
    others: list[Entry] = []
    reasons: Counter[str] = Counter()
    for entry in everything:
        reason = _reason_against(entry, criteria)
        if reason is None:
            chosen.append(entry)
        else:
            others.append(entry)
            reasons[reason] += 1
    return Selection(archive, publication, entries=tuple(chosen), others=tuple(others), left_out=LeftOut(**reasons))


def _named(posts: Iterator[StoredPost]) -> Iterator[Entry]:
    """Yield all posts in order, each with a slug of its own: what is published has the first choice."""
    entries = sorted(map(entry_of, posts), key=_order)
    slugs, given = Slugs(), {}
    for entry in sorted(entries, key=lambda one: one.kind is not PostKind.POST):
        given[entry.id, entry.kind] = slugs.unique(entry.slug)
    for entry in entries:
        slug = given[entry.id, entry.kind]
        yield entry if slug == entry.slug else replace(entry, slug=slug)


def _order(entry: Entry) -> tuple[bool, float, str]:
    return (entry.date is None, entry.date.timestamp() if entry.date else 0.0, entry.id)


def _reason_against(entry: Entry, criteria: Criteria) -> str | None:
    if criteria.ids:
        return None if entry.id in criteria.ids else "other"
    if entry.draft and not criteria.drafts:
        return "drafts"
    if entry.kind is PostKind.RESPONSE and not criteria.responses:
        return "responses"
    if not entry.draft and entry.audience not in criteria.audiences:
        return "audience"
    if criteria.since and (entry.date is None or entry.date.date().isoformat() < criteria.since):
        return "other"
    if criteria.tags and not {ascii_slug(tag) for tag in criteria.tags} & _terms(entry):
        return "other"
    return None


def _terms(entry: Entry) -> set[str]:
    return {ascii_slug(term) for term in (*entry.tags, entry.section or "")} - {""}
