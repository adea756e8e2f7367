"""One row of `posts.csv`, and its body, as a `Post`. Formats: substack.md, section 1.2."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from backup.audience.booleans import read_boolean
from backup.model import Body, BodyFormat, Post, PostKind
from backup.sources._times import parse_time
from backup.sources.substack_export.titles import title_of, unescaped

_POST_ID = re.compile(r"(\d{1,20})(?:\.(.*))?", re.DOTALL)
_POST_URL = re.compile(r"https?://[^/]+/p/([^/?#]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """A row of `posts.csv` whose post id could be read."""

    id: str
    slug: str | None
    cells: Mapping[str, str]
    row: int
    record: bytes

    @property
    def published(self) -> bool:
        """Tell whether the post is out. Excel writes `TRUE` or `WAHR` where Substack wrote `true`.

        Where nothing is said, a date tells. Where something is that nobody knows, the post is a draft: drafts have
        dates too, and to show a draft would be worse than to hide a post.
        """
        said = read_boolean(self._flag)
        return said if said is not None else not self._flag and bool(self.cells.get("post_date", "").strip())

    @property
    def unclear(self) -> bool:
        """Tell whether the row says neither yes nor no where it should say that the post is out."""
        return bool(self._flag) and read_boolean(self._flag) is None

    @property
    def _flag(self) -> str:
        return self.cells.get("is_published", "").strip()

    @property
    def dates(self) -> list[str]:
        """Return when it was published and sent; a draft's date says when it is to be."""
        sent = self.cells.get("email_sent_at", "")
        return [self.cells.get("post_date", ""), sent] if self.published else [sent]


def is_post_id(cell: str) -> bool:
    """Tell whether this is `<digits>.<slug>`, or the digits alone."""
    return _POST_ID.fullmatch(cell.strip()) is not None


def post_row(cells: Mapping[str, str], *, row: int, record: bytes) -> PostRow | None:
    """Return the row with its id, or `None` when it has none.

    `post_id` is `<digits>.<slug>`; the slug may hold further dots. The oldest exports have the digits alone, and the
    slug in the column `url`.
    """
    match = _POST_ID.fullmatch(cells.get("post_id", "").strip())
    if match is None:
        return None
    slug = match[2] or _slug_in(cells.get("url", ""))
    return PostRow(id=match[1], slug=slug or None, cells=cells, row=row, record=record)


def post_of(found: PostRow, *, body: bytes | None, file: str | None, host: str | None) -> Post:
    """Return the post of a row. `host` is the publication's address on Substack, where it is known."""
    cells = found.cells
    title, title_from = title_of(cells.get("title", ""), found.slug, body)
    date = cells.get("post_date", "").strip()
    subtitle = cells.get("subtitle", "")
    url = cells.get("url", "").strip() or None
    if url is None and found.published and host and found.slug:
        url = _address(host, found.slug)
    return Post(
        id=found.id,
        kind=PostKind.POST if found.published else PostKind.DRAFT,
        type=cells.get("type", "").strip() or "newsletter",
        title=title,
        title_from=title_from,
        subtitle=unescaped(subtitle) if subtitle else None,
        slug=found.slug,
        url=url,
        published_at=date if found.published and parse_time(date) else None,
        audience=cells.get("audience", "").strip() or "everyone",
        body=Body(data=body, format=BodyFormat.SUBSTACK_HTML) if body is not None else None,
        file=file,
        raw={**cells},
    )


def orphan(post_id: str, *, body: bytes, file: str, sent: Mapping[str, str] | None, host: str | None) -> Post:
    """Return the post of a body that `posts.csv` does not list.

    Nothing in the body tells whether it was published, so what an earlier export said of that counts. Where none did,
    it was if it went out by e-mail: `sent` is a row of such a file. Else it is kept as a draft, which is sealed: to
    show a draft would be worse than to hide a post.
    """
    slug = _slug_of_file(file)
    title, title_from = title_of("", slug, body)
    facts = sent or {}
    return Post(
        id=post_id,
        guessed=True,
        kind=PostKind.DRAFT if sent is None else PostKind.POST,
        type=facts.get("post_type", "").strip() or "newsletter",
        title=title,
        title_from=title_from,
        slug=slug,
        url=_address(host, slug) if sent is not None and host and slug else None,
        audience=facts.get("post_audience", "").strip() or ("everyone" if sent is None else "only_paid"),
        body=Body(data=body, format=BodyFormat.SUBSTACK_HTML),
        file=file,
    )


def _address(host: str, slug: str) -> str:
    """Return the address of a post; what would end its path is encoded, `%XX` stays as it is."""
    return f"https://{host}/p/{slug.replace('?', '%3F').replace('#', '%23')}"


def _slug_in(url: str) -> str:
    match = _POST_URL.match(url.strip())
    return match[1] if match else ""


def _slug_of_file(file: str) -> str | None:
    stem = file.rpartition("/")[2].rpartition(".")[0]
    return stem.partition(".")[2] or None
