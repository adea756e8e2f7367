"""The nouns of a post's body: blocks of prose. What is embedded or belongs to the platform is in `widgets`.

Every class has a `kind`, its stable name in JSON. A field that is `None` or empty was not told by the platform.
`anchor` is the id that links inside the same post point to; it is only kept where there is such a link.
"""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from backup.document.inlines import Image, Inline
from backup.document.widgets import Audio as Audio
from backup.document.widgets import Button as Button
from backup.document.widgets import Embed as Embed
from backup.document.widgets import FileDownload as FileDownload
from backup.document.widgets import LinkCard as LinkCard
from backup.document.widgets import MathBlock as MathBlock
from backup.document.widgets import Paywall as Paywall
from backup.document.widgets import PlatformOnly as PlatformOnly
from backup.document.widgets import Raw as Raw
from backup.document.widgets import SocialPost as SocialPost
from backup.document.widgets import SubscribeForm as SubscribeForm
from backup.document.widgets import Video as Video


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Text. Never empty."""

    kind: ClassVar[str] = "paragraph"
    children: tuple[Inline, ...]
    align: str | None = None
    """center, right or justify."""
    anchor: str | None = None
    drop_cap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside the body; the post's own title is level 1."""

    kind: ClassVar[str] = "heading"
    level: int
    children: tuple[Inline, ...]
    align: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A list; each item is a sequence of blocks."""

    kind: ClassVar[str] = "list"
    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Somebody's words, set off."""

    kind: ClassVar[str] = "quote"
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PullQuote:
    """Words set large to be seen."""

    kind: ClassVar[str] = "pull-quote"
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock:
    """Code. Its spaces and line ends are content."""

    kind: ClassVar[str] = "code-block"
    text: str
    language: str | None = None
    """As the platform names it; `None` where it does not tell."""
    children: tuple[Inline, ...] = ()
    """The same text with its marks and links, where it has any (Medium allows them); else empty."""
    anchor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verse:
    """Text whose spaces and line ends are content, as in a poem. Line ends are `\\n` inside `Text`."""

    kind: ClassVar[str] = "verse"
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture on its own, with its caption."""

    kind: ClassVar[str] = "figure"
    image: Image
    caption: tuple[Inline, ...] = ()
    href: str | None = None
    """Where a click on it leads, if the writer set that."""
    layout: str | None = None
    """wide, full, left or right, and Medium's outset-left and inset-left; `None` is the column's width."""
    shown_width: int | None = None
    """Pixels the writer resized it to."""
    anchor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    """Pictures side by side."""

    kind: ClassVar[str] = "gallery"
    figures: tuple[Figure, ...]
    caption: tuple[Inline, ...] = ()
    alt: str = ""
    still_url: str | None = None
    """One picture of the whole gallery, made by Substack for e-mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Divider:
    """A thematic break."""

    kind: ClassVar[str] = "divider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """A box around a part of the text."""

    kind: ClassVar[str] = "callout"
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceBlock:
    """A part that only some readers see."""

    kind: ClassVar[str] = "audience-block"
    audiences: tuple[str, ...]
    """The platform's words: non_sub, free_sub, paid_sub …"""
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedNote:
    """A note, comment or chat message of the platform, quoted as a card."""

    kind: ClassVar[str] = "quoted-note"
    of: str
    """note or chat."""
    blocks: tuple["Block", ...]
    """Its words, and the pictures and pages attached to it."""
    url: str | None = None
    id: str | None = None
    author: str | None = None
    handle: str | None = None
    date: str | None = None
    avatar_url: str | None = None
    likes: int | None = None


Block: TypeAlias = (
    Paragraph
    | Heading
    | List
    | Quote
    | PullQuote
    | CodeBlock
    | Verse
    | Figure
    | Gallery
    | Divider
    | Callout
    | AudienceBlock
    | QuotedNote
    | Embed
    | SocialPost
    | LinkCard
    | FileDownload
    | Video
    | Audio
    | MathBlock
    | Button
    | SubscribeForm
    | Paywall
    | PlatformOnly
    | Raw
)
"""Anything a body is made of."""

ALL_BLOCKS: tuple[type[Block], ...] = (
    Paragraph,
    Heading,
    List,
    Quote,
    PullQuote,
    CodeBlock,
    Verse,
    Figure,
    Gallery,
    Divider,
    Callout,
    AudienceBlock,
    QuotedNote,
    Embed,
    SocialPost,
    LinkCard,
    FileDownload,
    Video,
    Audio,
    MathBlock,
    Button,
    SubscribeForm,
    Paywall,
    PlatformOnly,
    Raw,
)
"""Every class of block, for tests that walk them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A note that a `FootnoteReference` points to."""

    kind: ClassVar[str] = "footnote"
    id: str
    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A post's body: blocks in reading order, and what the body itself says about the post.

    Substack's bodies hold nothing of the kind: there all but `blocks`, `footnotes` and `stripped` is empty.
    """

    kind: ClassVar[str] = "document"
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...] = ()
    title: str | None = None
    """The title where the body repeats it; it is then not among the blocks."""
    subtitle: str | None = None
    """A subtitle somebody wrote; Medium's automatic one (the first words) is left out."""
    kicker: str | None = None
    """The small line above the title (Medium); not among the blocks."""
    description: str | None = None
    """The description for search engines."""
    tags: tuple[str, ...] = ()
    stripped: tuple[str, ...] = ()
    """What was taken away because it is the platform's own furniture (its app's promotion, tracking pixels)."""
