"""Who writes, since when, how many posts there are and how many subscribers: of the newest good copies."""

from datetime import datetime

from backup.archive import tables
from backup.archive.posts import StoredPost
from backup.archive.reading import ReadableArchive
from backup.errors import NotFound
from backup.model import PostKind, Publication
from backup.risk.moments import moment_in
from exporters.dossier.facts import Standing
from exporters.dossier.proof import Fact, Proof, manifest_proof, object_proof


def publication_of(archive: ReadableArchive, slug: str) -> Publication:
    """Return a publication by the name of its folder.

    Raises:
        NotFound: there is none, or nothing of it was saved.
    """
    for publication in archive.publications():
        if publication.slug == slug:
            return publication
    raise NotFound(f"There is no publication called {slug!r} in this archive, or nothing of it was saved yet.")


def standing_of(archive: ReadableArchive, publication: Publication, posts: list[StoredPost]) -> Standing:
    """Return what the archive knows of a writer; `posts` are the publication's."""
    slug = publication.slug
    chain = archive.chain(slug)
    named = _named(archive, slug)
    latest = chain.latest()
    saved = moment_in(latest.manifest.as_of) if latest else None
    handle = (publication.url or "").partition("/@")[2].strip("/")
    return Standing(
        slug=slug,
        platform=publication.platform,
        publication=Fact(value=publication.name, proofs=named),
        url=Fact(value=publication.url, proofs=named) if publication.url else None,
        writer=_writer(archive, publication, posts, named),
        handle=Fact(value=f"@{handle}", proofs=named) if handle and "/" not in handle else None,
        others=tuple(
            Fact(value=one.name, proofs=_named(archive, one.slug))
            for one in archive.publications()
            if one.platform == publication.platform and one.slug != slug
        ),
        saved=Fact(value=saved, proofs=(manifest_proof(slug, latest),)) if latest and saved else None,
        first_post=_first(archive, slug, posts),
        posts=_counted(archive, slug, (tables.POSTS, tables.PRIVATE_POSTS), PostKind.POST),
        subscribers=_counted(archive, slug, (tables.SUBSCRIBERS,)),
    )


def table_proofs(archive: ReadableArchive, slug: str) -> tuple[Proof, ...]:
    """Return the manifests of the newest copies of the posts, open and sealed."""
    found = (archive.chain(slug).latest(name) for name in (tables.POSTS, tables.PRIVATE_POSTS))
    return tuple(dict.fromkeys(manifest_proof(slug, one) for one in found if one is not None))


def _named(archive: ReadableArchive, slug: str) -> tuple[Proof, ...]:
    newest = archive.chain(slug).newest
    return (manifest_proof(slug, newest),) if newest else ()


def _writer(
    archive: ReadableArchive, publication: Publication, posts: list[StoredPost], named: tuple[Proof, ...]
) -> Fact[str] | None:
    if publication.platform == "medium":
        return Fact(value=publication.name, proofs=named)  # an export of Medium is that of a person
    authors = {post.authors for post in posts if post.authors and post.kind is PostKind.POST}
    if len(authors) != 1 or len(found := next(iter(authors))) != 1:
        return None
    return Fact(value=found[0], proofs=table_proofs(archive, publication.slug))


def _first(archive: ReadableArchive, slug: str, posts: list[StoredPost]) -> Fact[datetime] | None:
    dated = [(at, post) for post in posts if post.kind is PostKind.POST and (at := moment_in(post.published_at))]
    if not dated:
        return None
    at, post = min(dated, key=lambda pair: pair[0])
    body = (object_proof(archive.store.resolve(post.body)),) if post.body else ()
    return Fact(value=at, proofs=(*table_proofs(archive, slug), *body))


def _counted(
    archive: ReadableArchive, slug: str, names: tuple[str, ...], kind: PostKind | None = None
) -> Fact[int] | None:
    """Return what manifests count, so that it needs no key."""
    chain = archive.chain(slug)
    found = [(name, one) for name in names if (one := chain.latest(name)) is not None]
    if not found:
        return None
    entries = [one.manifest.tables[name] for name, one in found]
    count = sum(entry.kinds.get(str(kind), 0) if kind else entry.rows for entry in entries)
    return Fact(value=count, proofs=tuple(dict.fromkeys(manifest_proof(slug, one) for _, one in found)))
