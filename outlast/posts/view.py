"""A stored post as a person or a program wants to see it: plain text, a page, or values."""

import json
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from backup.archive import tables
from backup.archive.posts import StoredPost
from backup.archive.reading import ReadableArchive
from backup.document import parse
from backup.document.as_json import to_json
from backup.document.blocks import Document
from backup.document.html import safe_html
from backup.document.text import plain_text, words
from backup.errors import DamageError, KeyProblem
from backup.model import Body, Json, PostKind
from outlast.snapshots.noted_problems import problems_of


class Format(StrEnum):
    """How to write a post."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"


_AUDIENCES = {
    "everyone": "for everyone",
    "only_paid": "for paying subscribers",
    "only_free": "for free subscribers",
    "founding": "for founding members",
}
_SUBTITLE = '<p class="subtitle">'
_FIELDS = (
    "id", "kind", "type", "title", "subtitle", "slug", "url", "published_at", "updated_at", "audience", "tags",
    "authors", "words",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """A post with the body it is shown with."""

    post: StoredPost
    data: bytes | None
    """The body as the platform sent it; `None` where the archive has none."""
    why: str | None = None
    """Why there is none."""

    def document(self) -> Document | None:
        """Return the body as blocks."""
        if self.data is None or self.post.format is None:
            return None
        return parse(Body(data=self.data, format=self.post.format))

    def written(self, form: Format) -> str:
        """Return the whole post in a form that stands for itself."""
        document = self.document()
        if form is Format.HTML:
            return _page(self.post, document, self.why)
        if form is Format.JSON:
            return json.dumps(self.values(form), indent=2, ensure_ascii=False)
        heading = [self.post.name, *filter(None, [self.post.subtitle]), about(self.post)]
        text = plain_text(document) if document is not None else f"({self.why})"
        return "\n".join(heading) + f"\n\n{text}"

    def values(self, form: Format) -> dict[str, object]:
        """Return the post for programs, its body under the name of the form: `text`, `html` or `document`."""
        document = self.document()
        body: Json = None
        if document is not None and form is Format.HTML:
            body = safe_html(document, title=self.post.name)
        elif document is not None:
            body = to_json(document) if form is Format.JSON else plain_text(document)
        name = "document" if form is Format.JSON else form.value
        return {**fields_of(self.post), "bytes": self.post.size, name: body, **({"why": self.why} if self.why else {})}


def view_of(archive: ReadableArchive, slug: str, post: StoredPost) -> PostView:
    """Return a post with its body.

    Raises:
        DamageError, KeyProblem: there is one, and it cannot be read.
    """
    if post.body is None:
        return PostView(post=post, data=None, why=_why_no_text(archive, slug, post))
    return PostView(post=post, data=archive.body(slug, post))


def count_words(archive: ReadableArchive, slug: str, post: StoredPost) -> int | None:
    """Return how many words a post has; `None` where it has no body that can be read."""
    try:
        document = view_of(archive, slug, post).document()
    except (DamageError, KeyProblem):
        return None
    return words(document) if document is not None else None


def fields_of(post: StoredPost) -> dict[str, object]:
    """Return what is known of a post but for its body and the platform's own row."""
    # `type` is what every JSON line is told apart by.
    return {"post_type" if name == "type" else name: getattr(post, name) for name in _FIELDS}


def about(post: StoredPost) -> str:
    """Return the line under a title: when, what, for whom, where."""
    date = post.published_at or post.updated_at
    kind = post.kind.value if post.type in ("newsletter", "story", "") else f"{post.kind} ({post.type})"
    audience = _AUDIENCES.get(post.audience, f"for {post.audience}") if post.kind is not PostKind.DRAFT else None
    return " · ".join(part for part in (date[:10] if date else None, kind, audience, post.url) if part)


def _page(post: StoredPost, document: Document | None, why: str | None) -> str:
    if document is not None:
        article = safe_html(document, title=post.name)
    else:
        article = f"<h1>{escape(post.name)}</h1>\n<p>{escape(why or '')}</p>"
    title, end, rest = article.partition("</h1>")
    said = f"\n<p>{escape(about(post))}</p>"
    # A Medium body brings its subtitle along, a Substack body does not.
    if post.subtitle and _SUBTITLE not in article:
        said = f"\n{_SUBTITLE}{escape(post.subtitle)}</p>{said}"
    return (
        f'<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>{escape(post.name)}</title>\n</head>\n'
        f"<body>\n{title}{end}{said}{rest}\n</body>\n</html>"
    )


def _why_no_text(archive: ReadableArchive, slug: str, post: StoredPost) -> str:
    """Return the reason that the last import noted for this post, else that no source had a text."""
    snapshot = archive.chain(slug).latest(tables.PROBLEMS)
    try:
        problems = problems_of(archive, slug, snapshot) if snapshot is not None else []
    except (DamageError, KeyProblem):
        problems = []
    noted = (problem.reason for problem in problems if f"/{post.id}." in f"/{problem.file}")
    return next(noted, "The archive has no text for this post: no export or page that was saved had one.")
