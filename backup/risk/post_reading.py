"""From the rows and bodies of an archive to posts as the rules see them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from backup.archive.posts import StoredPost
from backup.archive.reading import ReadableArchive
from backup.document.urls import split
from backup.errors import DamageError, KeyProblem, StorageError
from backup.model import Body, PostKind, Publication
from backup.platform_text import one_line
from backup.risk.moments import moment_in
from backup.risk.post import PublicationFacts, RiskPost
from backup.risk.post_text import PostText, read_text
from backup.risk.tables import RiskTables
from backup.risk.words import fold
from backup.sources.medium_export.post_ids import id_in_url, is_medium


class PostReading:
    """Reads the posts of one archive."""

    def __init__(self, archive: ReadableArchive, own: Callable[[str], bool], remarks: list[str]) -> None:
        """Take the archive, what tells own addresses, and where to note what could not be read."""
        self._archive = archive
        self._own = own
        self._remarks = remarks

    def posts(self, publication: PublicationFacts, stored: Iterable[StoredPost]) -> Iterator[RiskPost]:
        """Yield the posts of these rows, with their words."""
        for post in stored:
            found = PostText()
            if post.body is not None and post.format is not None:
                try:
                    data = self._archive.body(publication.slug, post)
                except (DamageError, KeyProblem, StorageError) as error:
                    self._remarks.append(f"“{post.name}” could not be read, so its words were not examined: {error}")
                else:
                    found = read_text(Body(data=data, format=post.format), self._own)
            yield with_text(_named(publication, post), found)


def _named(publication: PublicationFacts, post: StoredPost) -> RiskPost:
    """Return a post with all that its row tells, without its words."""
    raw = post.raw
    foreign = publication.platform == "medium" and not is_medium(post.url) and id_in_url(post.url) != post.id
    canonical = raw.get("canonicalUrl") if publication.platform == "medium" else None
    if not isinstance(canonical, str) or is_medium(canonical) or id_in_url(canonical) == post.id:
        canonical = post.url if foreign else None
    link = raw.get("link")
    draft = post.kind is PostKind.DRAFT
    return RiskPost(
        key=f"{publication.slug}/{post.id}",
        publication=publication.slug,
        platform=publication.platform,
        title=one_line(post.title),
        id=post.id,
        object=post.body,
        url=(link if isinstance(link, str) else None) if foreign else post.url,
        canonical=canonical,
        kind=post.kind,
        sure=post.response_confidence or 1.0 if post.kind is PostKind.RESPONSE else 1.0,
        audience=post.audience,
        published=None if draft else moment_in(post.published_at),
        precise="published_at" not in raw and ":" in (post.published_at or ""),
        authors=tuple(filter(None, map(one_line, post.authors or ()))),
        tags=tuple(filter(None, map(one_line, post.tags or ()))),
        subtitle=one_line(post.subtitle),
    )


def with_text(post: RiskPost, found: PostText) -> RiskPost:
    """Return a post with what readers see of it."""
    return replace(
        post,
        paragraphs=tuple(found.paragraphs),
        links=tuple(found.links),
        mentions=tuple(found.mentions),
        embeds=tuple(found.embeds),
        media=tuple(found.media),
        hidden=found.hidden,
    )


def facts_of(publication: Publication, tables: RiskTables, posts: Sequence[StoredPost]) -> PublicationFacts:
    """Return what a publication and its writer are called."""
    handle = split(publication.url or "").path.strip("/")
    handle = handle[1:].lower() if handle.startswith("@") and "/" not in handle else ""
    names: list[str] = []
    for _, data in tables.rows("activity/profile"):
        label, value = data.get("label"), data.get("value")
        if isinstance(value, str) and label in ("Name", "Display name"):
            names.append(value)
        elif isinstance(value, str) and label == "Profile" and value.startswith("@"):
            handle = value[1:].lower()
    if not names:
        counts = Counter(author for post in posts for author in post.authors or ())
        names = [name for name, count in counts.items() if count * 3 > len(posts)]
    newest = tables.chain.newest
    return PublicationFacts(
        slug=publication.slug,
        platform=publication.platform,
        name=publication.name,
        url=publication.url,
        handle=handle or None,
        authors=tuple(dict.fromkeys(filter(None, map(fold, map(one_line, names))))),
        as_of=moment_in(newest.manifest.as_of) if newest else None,
    )
