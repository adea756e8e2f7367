"""What was published and changed in the days before something happened."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from backup.archive import tables
from backup.archive.chain import Snapshot
from backup.archive.posts import StoredPost
from backup.archive.reading import ReadableArchive
from backup.errors import OutlastError
from backup.model import PostKind, Publication
from backup.risk.moments import moment_in
from backup.risk.ownership import Ownership
from backup.risk.post import RiskPost
from backup.risk.post_reading import PostReading, facts_of
from backup.risk.tables import RiskTables
from exporters.dossier.facts import Before, Change, Picture, Published
from exporters.dossier.proof import Fact, Proof, manifest_proof, object_proof
from exporters.dossier.standing import table_proofs

DAYS = 14


def before_of(
    archive: ReadableArchive, publication: Publication, posts: Sequence[StoredPost], until: datetime
) -> Before:
    """Return what was published in the 14 days before a moment, and what two copies say of changes in them."""
    since = until - timedelta(days=DAYS)
    late = [
        post
        for post in posts
        if post.kind is not PostKind.DRAFT and (at := moment_in(post.published_at)) and since <= at <= until
    ]
    remarks: list[str] = []
    published = _published(archive, publication, posts, late, remarks)
    first, last = _copies(archive, publication.slug, since, until)
    changes: tuple[Fact[Change], ...] = ()
    compared = first is not None and last is not None
    if first and last:
        try:
            changes = _changes(archive, publication.slug, first, last)
        except OutlastError:  # damaged: then nothing is known of changes, which is said
            compared = False
    unread = sum(not one.value.read for one in published)
    return Before(days=DAYS, until=until, published=published, changes=changes, compared=compared, unread=unread)


def _published(
    archive: ReadableArchive,
    publication: Publication,
    posts: Sequence[StoredPost],
    late: Sequence[StoredPost],
    remarks: list[str],
) -> tuple[Fact[Published], ...]:
    facts = facts_of(publication, RiskTables(archive, publication.slug, remarks), posts)
    others = [replace(facts, slug=one.slug, name=one.name, url=one.url, handle=None) for one in archive.publications()]
    reading = PostReading(archive, Ownership((facts, *others), [post.id for post in posts]), remarks)
    read = {post.id: post for post in reading.posts(facts, late)}
    proofs = table_proofs(archive, publication.slug)
    dated = [(at, post) for post in late if (at := moment_in(post.published_at))]
    return tuple(
        _one(archive, at, post, read.get(post.id), proofs) for at, post in sorted(dated, key=lambda pair: pair[0])
    )


def _one(
    archive: ReadableArchive, at: datetime, post: StoredPost, read: RiskPost | None, proofs: tuple[Proof, ...]
) -> Fact[Published]:
    body = archive.store.resolve(post.body) if post.body else ""
    whole = read is not None and _is_whole(archive, body)
    links = dict.fromkeys(link.href for link in read.links if not link.own) if read and whole else {}
    pictures = tuple(Picture(url=one.url, credit=one.credit) for one in read.media) if read and whole else ()
    value = Published(
        title=" ".join(post.name.split()),
        at=at,
        url=post.url,
        response=post.kind is PostKind.RESPONSE,
        links=tuple(links),
        pictures=pictures,
        read=whole,
    )
    return Fact(value=value, proofs=(*proofs, object_proof(body)) if whole else proofs)


def _is_whole(archive: ReadableArchive, name: str) -> bool:
    try:
        return bool(name) and bool(archive.store.read(name))
    except (OutlastError, OSError):
        return False


def _copies(
    archive: ReadableArchive, slug: str, since: datetime, until: datetime
) -> tuple[Snapshot | None, Snapshot | None]:
    """Return the last good copy of the posts before the days, or else their first, and the last one in them."""
    chain = archive.chain(slug)
    dated = sorted(
        (at, one.number)
        for one in chain
        if one.good and tables.POSTS in one.manifest.tables and (at := moment_in(one.manifest.as_of)) and at <= until
    )
    inside = [number for at, number in dated if at >= since]
    earlier = [number for at, number in dated if at < since]
    if not inside:
        return None, None
    first = earlier[-1] if earlier else inside[0]
    return (chain[first], chain[inside[-1]]) if first != inside[-1] else (None, None)


def _changes(archive: ReadableArchive, slug: str, first: Snapshot, last: Snapshot) -> tuple[Fact[Change], ...]:
    before = {post.id: post for post in archive.posts(slug, at=first)}
    after = {post.id: post for post in archive.posts(slug, at=last)}
    proofs = (manifest_proof(slug, first), manifest_proof(slug, last))
    changes: list[Fact[Change]] = []
    for post in sorted(before.values(), key=lambda post: (post.published_at or "", post.id)):
        later = after.get(post.id)
        if post.kind is PostKind.DRAFT or (later is not None and _same(post, later)):
            continue
        bodies = [one.body for one in (post, later) if one is not None and one.body]
        objects = dict.fromkeys(object_proof(archive.store.resolve(body)) for body in bodies)
        change = Change(title=" ".join((later or post).name.split()), gone=later is None)
        changes.append(Fact(value=change, proofs=(*proofs, *objects)))
    return tuple(changes)


def _same(one: StoredPost, other: StoredPost) -> bool:
    return (one.title, one.subtitle, one.digest) == (other.title, other.subtitle, other.digest)
