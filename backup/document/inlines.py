"""The nouns inside a paragraph: text, its marks, links, pictures in a line, references. Imports nothing of ours.

Spaces are canonical: runs are one space, none at the ends of a paragraph or beside a line break, and a space at the
edge of a mark stands outside of it (`<b>a </b>b` is `<b>a</b> b`), because Markdown and Ghost cannot carry it inside.
"""

from dataclasses import dataclass
from typing import ClassVar, Final, TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture as a post shows it. Not a node of its own: a `Figure` or an `InlineImage` holds it."""

    kind: ClassVar[str] = "image"
    url: str
    """The original at full size, as the platform's writer uploaded it; see `backup.document.image_urls`."""
    alt: str = ""
    title: str | None = None
    width: int | None = None
    """Pixels of the original, as the platform tells them."""
    height: int | None = None
    size: int | None = None
    """Bytes of the original, as the platform tells them."""
    media_type: str | None = None
    """As the platform tells it; it is sometimes wrong, trust the first bytes of the file."""
    shown_url: str | None = None
    """The address in the markup, where it is another one: a resized copy on the platform's network."""
    id: str | None = None
    """Medium's id of the picture (`1*name.png`)."""
    unmarked_url: str | None = None
    """Substack's copy without the watermark, where there is one."""
    unsplash_id: str | None = None
    featured: bool = False
    """The platform shows it on top of the post or on its card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words as they are read: no markup, entities decoded."""

    kind: ClassVar[str] = "text"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBreak:
    """A new line inside a paragraph."""

    kind: ClassVar[str] = "line-break"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strong:
    """Bold."""

    kind: ClassVar[str] = "strong"
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """Italic."""

    kind: ClassVar[str] = "emphasis"
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Underline:
    """Underlined."""

    kind: ClassVar[str] = "underline"
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strikethrough:
    """Struck out."""

    kind: ClassVar[str] = "strikethrough"
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Superscript:
    """Raised."""

    kind: ClassVar[str] = "superscript"
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscript:
    """Lowered."""

    kind: ClassVar[str] = "subscript"
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlighted:
    """Marked as with a pen."""

    kind: ClassVar[str] = "highlighted"
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineCode:
    """Code inside a line. Medium allows marks and links in it, hence children."""

    kind: ClassVar[str] = "inline-code"
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link. Its URL is as the writer gave it and may be anything: ask `backup.document.urls` before showing it."""

    kind: ClassVar[str] = "link"
    url: str
    children: tuple["Inline", ...]
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineImage:
    """A picture in a line of text."""

    kind: ClassVar[str] = "inline-image"
    image: Image


@dataclass(frozen=True, slots=True, kw_only=True)
class FootnoteReference:
    """The mark in the text that points to a footnote of the document (`Footnote.id` is its `target`)."""

    kind: ClassVar[str] = "footnote-reference"
    label: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person or publication of the platform, named in a sentence."""

    kind: ClassVar[str] = "mention"
    name: str
    url: str | None = None
    id: str | None = None
    type: str | None = None
    """The platform's word: user, pub …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cashtag:
    """A stock symbol, with its `$`."""

    kind: ClassVar[str] = "cashtag"
    symbol: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineMath:
    """A formula in LaTeX inside a line."""

    kind: ClassVar[str] = "inline-math"
    expression: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RawInline:
    """Markup inside a line that no reader knows, kept as it was. Untrusted: sanitise before showing."""

    kind: ClassVar[str] = "raw-inline"
    html: str
    reason: str
    text: str = ""
    """The words a reader would see of it."""


Inline: TypeAlias = (
    Text
    | LineBreak
    | Strong
    | Emphasis
    | Underline
    | Strikethrough
    | Superscript
    | Subscript
    | Highlighted
    | InlineCode
    | Link
    | InlineImage
    | FootnoteReference
    | Mention
    | Cashtag
    | InlineMath
    | RawInline
)
"""Anything inside a paragraph."""

Mark: TypeAlias = Strong | Emphasis | Underline | Strikethrough | Superscript | Subscript | Highlighted | InlineCode
"""An inline that only changes how its children look."""

ALL_MARKS: tuple[type[Mark], ...] = (
    Strong,
    Emphasis,
    Underline,
    Strikethrough,
    Superscript,
    Subscript,
    Highlighted,
    InlineCode,
)
ALL_INLINES: tuple[type[Inline], ...] = (
    Text,
    LineBreak,
    *ALL_MARKS,
    Link,
    InlineImage,
    FootnoteReference,
    Mention,
    Cashtag,
    InlineMath,
    RawInline,
)
"""Every class of inline, for tests that walk them."""

HTML_TAGS: Final[dict[type[Mark], str]] = {
    Strong: "strong",
    Emphasis: "em",
    Underline: "u",
    Strikethrough: "s",
    Superscript: "sup",
    Subscript: "sub",
    Highlighted: "mark",
    InlineCode: "code",
}
"""The element of HTML that each mark is."""
