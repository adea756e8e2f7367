"""What the rules look at: a writer's posts on all platforms and what they did there, read once from an archive."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property

from backup.archive.posts import StoredPost
from backup.archive.reading import ReadableArchive
from backup.errors import NotFound
from backup.model import PostKind, Publication
from backup.risk.activity import Act as Act
from backup.risk.activity import Activity as Activity
from backup.risk.activity import ActKind as ActKind
from backup.risk.activity import Comment as Comment
from backup.risk.activity import FollowChange as FollowChange
from backup.risk.activity import Session as Session
from backup.risk.activity_reading import activity_of, joined
from backup.risk.draft import read_draft
from backup.risk.ownership import Ownership
from backup.risk.post import Embed as Embed
from backup.risk.post import Link as Link
from backup.risk.post import LinkIn as LinkIn
from backup.risk.post import Paragraph as Paragraph
from backup.risk.post import Part as Part
from backup.risk.post import Picture as Picture
from backup.risk.post import PublicationFacts as PublicationFacts
from backup.risk.post import RiskPost as RiskPost
from backup.risk.post_reading import PostReading, facts_of, with_text
from backup.risk.shingles import Shingles
from backup.risk.tables import RiskTables

DRAFT = "draft"
"""The key of the post that `with_draft` adds."""


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """What the rules look at. Made for tests with any part of it: all fields have defaults."""

    publications: tuple[PublicationFacts, ...] = ()
    posts: tuple[RiskPost, ...] = ()
    """What is examined: posts, responses and drafts, oldest first, those without a date last."""
    earlier: tuple[RiskPost, ...] = ()
    """What is only compared with: posts before `since`, or all where a draft is examined."""
    activity: Activity = field(default_factory=Activity)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    """Aware, UTC."""
    since: datetime | None = None
    remarks: tuple[str, ...] = ()
    """What could not be looked at, in sentences for the writer."""

    @cached_property
    def stories(self) -> tuple[RiskPost, ...]:
        """Return what is examined and published, without responses."""
        return tuple(post for post in self.posts if post.kind is PostKind.POST)

    @cached_property
    def responses(self) -> tuple[RiskPost, ...]:
        """Return what is examined and likely to be a response."""
        return tuple(post for post in self.posts if post.kind is PostKind.RESPONSE)

    @cached_property
    def drafts(self) -> tuple[RiskPost, ...]:
        """Return what is examined and was not published."""
        return tuple(post for post in self.posts if post.kind is PostKind.DRAFT)

    @cached_property
    def everything(self) -> tuple[RiskPost, ...]:
        """Return all posts, what is examined first; the numbers in `shingles` are places in this."""
        return (*self.posts, *self.earlier)

    @cached_property
    def shingles(self) -> Shingles:
        """Return the shingles of `everything`, made once for all rules."""
        return Shingles([post.words for post in self.everything])

    @cached_property
    def by_key(self) -> dict[str, RiskPost]:
        """Return every post by its key."""
        return {post.key: post for post in self.everything}

    def facts(self, post: RiskPost) -> PublicationFacts | None:
        """Return the publication of a post."""
        return next((one for one in self.publications if one.slug == post.publication), None)

    def with_draft(self, text: str, *, title: str = "", publication: str | None = None) -> "Corpus":
        """Return a corpus in which only `text` (Markdown, HTML or plain) is examined, against all else.

        It is not published yet and so a draft, with the key `DRAFT`. What was done on the platform is left out.
        """
        facts = next((one for one in self.publications if publication in (None, one.slug)), None)
        named, found = read_draft(text, Ownership(self.publications, (post.id for post in self.everything)))
        post = with_text(
            RiskPost(
                key=DRAFT,
                publication=facts.slug if facts else "",
                platform=facts.platform if facts else "",
                title=title or named,
                kind=PostKind.DRAFT,
            ),
            found,
        )
        return replace(self, posts=(post,), earlier=self.everything, activity=Activity(), since=None)


def corpus_of(
    archive: ReadableArchive,
    slugs: Sequence[str] | None = None,
    since: datetime | None = None,
    now: datetime | None = None,
) -> Corpus:
    """Return what an archive holds now, of these publications or of all.

    What is damaged is left out and said in `remarks`; so is what is sealed, where the key is away. `since` without a
    zone is taken as UTC.

    Raises:
        NotFound: there is no publication of such a name.
    """
    if since is not None and since.tzinfo is None:
        since = since.replace(tzinfo=UTC)
    remarks: list[str] = []
    known = {publication.slug: publication for publication in archive.publications()}
    for slug in slugs or ():
        if slug not in known:
            raise NotFound(f"There is no publication called {slug!r} in this archive.")
    chosen = [known[slug] for slug in dict.fromkeys(slugs or sorted(known))]
    if not archive.vault.can_read and chosen:
        remarks.append(
            "The key is not here, so only what is open was examined: published posts, no drafts, no paid posts and"
            " nothing of what you did on the platform."
        )
    tables = [RiskTables(archive, one.slug, remarks) for one in chosen]
    stored = _each_once({one.slug: list(table.posts()) for one, table in zip(chosen, tables, strict=True)}, chosen)
    publications = tuple(facts_of(one, table, stored[one.slug]) for one, table in zip(chosen, tables, strict=True))
    ids = [post.id for posts in stored.values() for post in posts]
    others = [
        PublicationFacts(slug=one.slug, platform=one.platform, name=one.name, url=one.url)
        for one in known.values()
        if one not in chosen
    ]
    reading = PostReading(archive, Ownership((*publications, *others), ids), remarks)
    posts = sorted((post for one in publications for post in reading.posts(one, stored[one.slug])), key=_order)
    examined = tuple(post for post in posts if _is_late(post, since))
    activities = [activity_of(table, archive, one) for table, one in zip(tables, publications, strict=True)]
    return Corpus(
        publications=publications,
        posts=examined,
        earlier=tuple(post for post in posts if not _is_late(post, since)),
        activity=joined(activities, examined, since),
        now=now or datetime.now(UTC),
        since=since,
        remarks=tuple(remarks),
    )


def _each_once(stored: dict[str, list[StoredPost]], publications: Iterable[Publication]) -> dict[str, list[StoredPost]]:
    """Return the posts of each publication without those that an earlier one has: a platform's ids are its own alone.

    An account that was saved under two names would else be a copy of itself.
    """
    seen: set[tuple[str, str]] = set()
    out: dict[str, list[StoredPost]] = {}
    for publication in publications:
        out[publication.slug] = []
        for post in stored[publication.slug]:
            if (publication.platform, post.id) not in seen:
                seen.add((publication.platform, post.id))
                out[publication.slug].append(post)
    return out


def _order(post: RiskPost) -> tuple[bool, float, str]:
    return post.published is None, post.published.timestamp() if post.published else 0.0, post.key


def _is_late(post: RiskPost, since: datetime | None) -> bool:
    return since is None or post.published is None or post.published >= since
