"""The nouns of a post's body that are not prose: embeds, cards, uploads, buttons, and markup nobody knows.

Addresses are as the platform gave them: ask `backup.document.urls` before showing one.
"""

from dataclasses import dataclass
from typing import ClassVar

from backup.document.inlines import Inline


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """Something of another site shown inside the post: a video, a player, a chart, a gist."""

    kind: ClassVar[str] = "embed"
    provider: str
    """youtube, vimeo, spotify, gist …; the host where it is none of the known ones."""
    url: str | None = None
    """The page that a person can open."""
    id: str | None = None
    title: str | None = None
    author: str | None = None
    author_url: str | None = None
    description: str | None = None
    thumbnail_url: str | None = None
    embed_url: str | None = None
    """The source of the frame or script."""
    script: bool = False
    """The source is a script, not a frame."""
    width: int | None = None
    height: int | None = None
    start: str | None = None
    """Where a video starts and ends, in the platform's words (seconds)."""
    end: str | None = None
    text: str = ""
    """What the platform saved of its words (a gist's lines)."""
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCard:
    """A page, post or publication shown as a card."""

    kind: ClassVar[str] = "link-card"
    of: str
    """page, own-post, post or publication."""
    url: str | None = None
    title: str | None = None
    description: str | None = None
    caption: str | None = None
    site: str | None = None
    site_logo_url: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    image_url: str | None = None
    image_alt: str | None = None
    id: str | None = None
    post_type: str | None = None
    size: str | None = None
    """sm, md or lg (Substack)."""
    button: str | None = None
    """What its button says."""
    likes: int | None = None
    comments: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialPost:
    """A post of a social network, quoted."""

    kind: ClassVar[str] = "social-post"
    provider: str
    """twitter or bluesky."""
    url: str | None = None
    id: str | None = None
    text: str = ""
    """Empty where the platform saved only the link (Medium)."""
    author: str | None = None
    handle: str | None = None
    """Without `@`."""
    date: str | None = None
    """As it came: `Fri Dec 15 15:40:28 +0000 2017` or ISO 8601."""
    avatar_url: str | None = None
    photo_urls: tuple[str, ...] = ()
    video_url: str | None = None
    quoted: "SocialPost | None" = None
    card: LinkCard | None = None
    """The page it links to."""
    likes: int | None = None
    reposts: int | None = None
    replies: int | None = None
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDownload:
    """A file that readers can download."""

    kind: ClassVar[str] = "file-download"
    url: str | None = None
    name: str = ""
    details: str = ""
    """As shown: `31.6KB ∙ PDF file`."""
    description: str = ""
    thumbnail_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Video:
    """A video uploaded to the platform."""

    kind: ClassVar[str] = "video"
    id: str
    url: str
    """A stable address that leads to a signed one."""
    duration: float | None = None
    """Seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audio:
    """A sound uploaded to the platform."""

    kind: ClassVar[str] = "audio"
    id: str
    url: str
    """A stable address that leads to a signed one."""
    label: str | None = None
    duration: float | None = None
    downloadable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MathBlock:
    """A formula in LaTeX on its own."""

    kind: ClassVar[str] = "math-block"
    expression: str
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button that leads somewhere."""

    kind: ClassVar[str] = "button"
    action: str
    """subscribe, share, comment, gift, refer, message, chat, or custom for the writer's own link."""
    text: str
    url: str | None = None
    caption: tuple[Inline, ...] = ()
    """The words above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribeForm:
    """A field to leave an address in."""

    kind: ClassVar[str] = "subscribe-form"
    text: str
    url: str | None = None
    caption: tuple[Inline, ...] = ()
    """The words above it."""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paywall:
    """What comes after it is for paying subscribers."""

    kind: ClassVar[str] = "paywall"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformOnly:
    """A widget whose content is only on the platform: a poll, a recipe, a sponsor's box. Only its id is known."""

    kind: ClassVar[str] = "platform-only"
    widget: str
    """poll, recipe or sponsorship."""
    id: str | None = None
    text: str = ""
    """What the markup shows of it, usually nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Markup that no reader knows, kept as it was. Untrusted: sanitise before showing."""

    kind: ClassVar[str] = "raw"
    html: str
    reason: str
    text: str = ""
    """The words a reader would see of it."""
