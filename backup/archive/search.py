"""Full-text search: over published posts in the index, over drafts and paid posts by opening them on the fly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backup.archive.catching_up import spaced, words_of
from backup.archive.index import Index
from backup.archive.posts import StoredPost
from backup.archive.state import Tables
from backup.model import BodyFormat, PostKind

_QUERY = """
SELECT v.publication, v.id, v.kind, v.title, v.slug, v.url, v.published_at, v.body, v.format, v.type, v.is_current
FROM words JOIN version v ON v.row = words.rowid
WHERE words MATCH ? AND (v.is_current OR NOT EXISTS (
  SELECT 1 FROM version w WHERE w.publication = v.publication AND w.id = v.id
    AND (w.is_current OR (w.as_of, w.row) > (v.as_of, v.row))))
ORDER BY bm25(words, 5.0, 1.0) LIMIT ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A post that has the words."""

    publication: str
    id: str
    kind: str
    title: str
    slug: str | None
    url: str | None
    published_at: str | None
    gone: bool
    """It is no longer on the platform; the archive keeps it."""
    snippet: str
    """Some words around the first find."""


def match_expression(words: str) -> str:
    """Return the FTS5 query for what a person typed: all words, the last as a beginning, "…" as a phrase.

    Every term is quoted, so that no character has a meaning of its own (sqlite.org/fts5.html, section 3).
    """
    terms = [phrase or word for phrase, word in re.findall(r'"([^"]*)"|(\S+)', words)]
    quoted = [f'"{" ".join(spaced(term).split())}"' for term in (t.replace('"', " ").strip() for t in terms) if term]
    return " ".join(quoted) + ("*" if quoted and not words.rstrip().endswith('"') else "")


def search_published(index: Index, readers: dict[str, Tables], words: str, *, limit: int = 20) -> Iterator[Hit]:
    """Yield published posts that have all the words, best first; of each post its newest version."""
    expression = match_expression(words)
    if not expression:
        return
    for row in index.connection.execute(_QUERY, (expression, limit)).fetchall():
        publication, identity, kind, title, slug, url, published_at, body, body_format, type_, current = row
        post = StoredPost(
            id=identity,
            kind=PostKind(kind),
            type=type_,
            title=title,
            slug=slug,
            url=url,
            published_at=published_at,
            body=body,
            format=BodyFormat(body_format) if body_format else None,
        )
        reader = readers.get(publication)
        text = words_of(reader, post) if reader else ""
        yield _hit(publication, post, gone=not current, snippet=snippet(text, words))


def search_private(slug: str, posts: Iterator[StoredPost], reader: Tables, words: str) -> Iterator[Hit]:
    """Yield those of the given (private) posts that have all the words, opening each."""
    wanted = [spaced(term).casefold().split() for term in re.findall(r"\w+", words)]
    for post in posts:
        text = words_of(reader, post)
        everything = f"{post.title} {post.subtitle or ''} {text}"
        folded = " ".join(re.findall(r"\w+", spaced(everything).casefold()))
        if wanted and all(" ".join(term) in folded for term in wanted):
            yield _hit(slug, post, gone=False, snippet=snippet(text, words))


def _hit(publication: str, post: StoredPost, *, gone: bool, snippet: str) -> Hit:
    return Hit(
        publication=publication,
        id=post.id,
        kind=post.kind,
        title=post.title,
        slug=post.slug,
        url=post.url,
        published_at=post.published_at,
        gone=gone,
        snippet=snippet,
    )


def snippet(text: str, words: str, width: int = 160) -> str:
    """Return some words around the first find, on one line."""
    found = min((m.start() for w in re.findall(r"\w+", words) if (m := re.search(re.escape(w), text, re.I))), default=0)
    start = max(found - width // 3, 0)
    piece = " ".join(text[start : start + width].split())
    return f"{'…' if start else ''}{piece}{'…' if start + width < len(text) else ''}"
