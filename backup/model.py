"""The nouns: what a source yields and what the archive keeps. Imports nothing of ours.

Terminology (one word for one thing, everywhere):

- Publication: a title on a platform, with its posts and its subscribers.
- Post: a story, page, podcast, thread, draft or response; its body is kept as the platform sent it.
- Row: one line of any other table (a clap, a highlight, a delivery, a chat message).
- Subscriber: a person who gets the posts. Rows are kept as they came; `backup.audience` understands them.
- Media: a file a post uses, named by its SHA-256.
- Problem: a thing that could not be read, with file and reason. A value, never `None` and never a log line.
- Remark: something the writer should know though nothing went wrong.

Times are ISO 8601 text in UTC as the platform wrote them (`2025-06-19T12:07:52.098Z`); empty is `None`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""A value of the JSON border."""


class PostKind(StrEnum):
    """What a post is to its writer; the three are disjoint and together are all posts of a source."""

    POST = "post"
    DRAFT = "draft"
    RESPONSE = "response"


class TitleFrom(StrEnum):
    """Where a post's title was found. Substack's export leaves the title of a draft out (formats: posts.csv)."""

    PLATFORM = "platform"
    SLUG = "slug"
    BODY = "body"
    NONE = "none"


class BodyFormat(StrEnum):
    """Which reader of `backup.document` understands a body."""

    SUBSTACK_HTML = "substack-html"
    """A bare HTML fragment, as in the export's `posts/*.html` or the API's `body_html`."""
    MEDIUM_HTML = "medium-html"
    """A whole h-entry page, as in the export's `posts/*.html`, or a piece of one, as in the feed."""
    SUBSTACK_EDITOR = "substack-editor"
    """The editor's own document as JSON, as in the API's `draft_body`: what drafts are, and the fullest of any post."""
    MEDIUM_STATE = "medium-state"
    """JSON of the site itself: `{"title", "sections", "paragraphs"}`, what they refer to put in (formats: 3.3)."""


class Severity(StrEnum):
    """How bad a problem is. Only `UNREADABLE` and `MISSING` make a run exit with 3."""

    UNREADABLE = "unreadable"
    """It is there and could not be understood; its bytes are kept raw."""
    MISSING = "missing"
    """Something names it and it is not there."""
    KEPT = "kept"
    """Nothing is lost: not of a kind that Outlast knows and kept raw as it came, a repetition, or somebody else's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A title on a platform."""

    slug: str
    """The name of its folder in the archive: lower case ascii letters, digits, `-`, `_`, `.`; see `backup.slugs`."""
    platform: str
    """`substack`, `medium`, or `list` where only a subscriber list is known."""
    name: str
    """The title or the writer's name, for people."""
    url: str | None = None
    platform_id: str | None = None
    """The platform's own id (Medium: the user id of the export, 12 hex digits)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A post's body exactly as the platform sent it."""

    data: bytes
    format: BodyFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post of any kind. `None` means that the source does not know, never that the value is empty."""

    id: str
    """The platform's id (Substack: digits before the first dot of `post_id`; Medium: 8-12 hex digits)."""
    kind: PostKind
    type: str
    """The platform's word: newsletter, podcast, thread, page …; Medium: story."""
    title: str
    title_from: TitleFrom = TitleFrom.PLATFORM
    subtitle: str | None = None
    slug: str | None = None
    url: str | None = None
    published_at: str | None = None
    updated_at: str | None = None
    audience: str = "everyone"
    """everyone, only_paid, only_free, founding: the platform's word. Anything but `everyone` is kept sealed."""
    tags: tuple[str, ...] | None = None
    authors: tuple[str, ...] | None = None
    words: int | None = None
    """The platform's own word count, where it gives one."""
    guessed: bool = False
    """Kind, type and audience are a guess, to be taken only where nothing better is known."""
    response_confidence: float | None = None
    """Medium only: 0..1, how sure it is that this is a response; its export has no marker (formats: 1.6)."""
    body: Body | None = None
    """`None` when the source has no body for it (the archive then keeps the one it knows)."""
    file: str | None = None
    """The file of the export that the body came from."""
    raw: Mapping[str, Json] = field(default_factory=dict)
    """The platform's own row, column by column, and any field not understood above."""

    @property
    def private(self) -> bool:
        """Tell whether this must be sealed: drafts and whatever is not open to everyone."""
        return self.kind is PostKind.DRAFT or self.audience != "everyone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table other than posts, media and subscribers."""

    table: str
    """`activity/claps`, `activity/opens`, `masked`, `comments` …; what is private: `backup.archive.tables`."""
    id: str
    """Stable between two exports: the platform's id, or a natural key; the archive numbers repetitions."""
    data: Mapping[str, Json]
    """What was understood, and under `raw` the markup or line it came from where that says more."""
    group: str | None = None
    """What it belongs to and comes with (`post:123`, `thread:<uuid>`), so that `Present` can name all of a group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file kept whole: the deliveries of one post (millions of rows in all), or a file that is not understood."""

    table: str
    """`activity/delivers`, `activity/opens`, `files`."""
    id: str
    """Stable between two exports: the post's id, or the name inside the export without a prefix folder."""
    data: bytes
    """As it came."""
    extension: str
    """`csv`, `html`, … or `bin`: what the content is, without a dot."""
    rows: int = 1
    """Data rows in it, for the count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriberRows:
    """A batch of a subscriber list (some thousands of rows), so that a million of them need no million objects."""

    header: tuple[str, ...]
    """The column names as they came; the same in every batch of one list."""
    records: list[bytes]
    """CSV records (RFC 4180) as they came, UTF-8, without line end. A quoted cell may hold a newline."""
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A file that a post uses: a picture, sound, video or download."""

    url: str
    """Where it came from, without signature parameters; the key of the table."""
    content: bytes | Path
    media_type: str
    """MIME type by the first bytes of the content."""
    private: bool = False
    """Whether it must be sealed: what only a draft, a paid post, a chat or a message uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something a source could not read. Shown, counted, and kept raw in the archive."""

    file: str
    """The name inside the export, or of the file itself."""
    reason: str
    """A sentence for the writer, without any subscriber's address in it."""
    severity: Severity = Severity.UNREADABLE
    row: int | None = None
    """The row of the file (the first one under the header is 1), where one row is meant."""
    table: str | None = None
    """The count it belongs to (`subscribers`, `posts`, `claps` …), where a *row* of that table was not kept."""
    raw: bytes = b""
    """The bytes that could not be understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to know though nothing went wrong: a title recovered from a slug, a guessed date."""

    text: str
    file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Complete:
    """The source has now given all it has of this table: what it did not give is gone from the platform.

    Not yielded for a table of which anything could not be read, so that damage never looks like a deletion.
    """

    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """These are still on the platform, as the archive knows them: they were not fetched again.

    Given together with the `Complete` of its table, with no checkpoint in between: what was given before the last
    checkpoint is known to the archive by then, so it is named here too. What is not known is passed over. A table
    closed by `Complete` holds what was given and what is present; all else of it is gone.
    """

    table: str
    """`posts` stands for both tables of posts; a post's group is its kind, so `draft` names all drafts."""
    ids: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    """Every row whose `group` is one of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """All records up to here belong together and may be saved now, so that a run that is killed goes on from here."""

    apart: bool = False
    """Whether what follows gets a snapshot of its own: should that be suspect, this is not kept apart with it."""


Record: TypeAlias = (
    Post | Row | Attachment | SubscriberRows | Media | Problem | Remark | Present | Complete | Checkpoint
)
"""What `Source.fetch` yields."""
