"""The nouns of what is examined: a post with its words, links, pictures and embeds, and whose it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from backup.model import PostKind
from backup.risk import words
from backup.risk.language import language_of


class Part(StrEnum):
    """What a paragraph is in its post."""

    TEXT = "text"
    HEADING = "heading"
    LIST = "list"
    """An item of a list."""
    QUOTE = "quote"
    CODE = "code"
    CAPTION = "caption"


_WRITTEN = frozenset({Part.TEXT, Part.HEADING, Part.LIST, Part.QUOTE})


class LinkIn(StrEnum):
    """How a link is shown."""

    TEXT = "text"
    CARD = "card"
    BUTTON = "button"
    PICTURE = "picture"
    """A click on a picture leads there."""
    BARE = "bare"
    """An address in the text that is no link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationFacts:
    """A publication, and by what its own writing and addresses are told apart from others'."""

    slug: str
    platform: str
    name: str
    url: str | None = None
    handle: str | None = None
    """The writer's name on the platform, without `@`; lower case."""
    authors: tuple[str, ...] = ()
    """How the writer is called: of the profile, else of most posts. Folded."""
    as_of: datetime | None = None
    """When the newest snapshot was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph that is seen. Never empty."""

    text: str
    kind: Part = Part.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to a page of the web. What leads elsewhere in the same post, and mail addresses, are none."""

    href: str
    text: str = ""
    """The words that are clicked, of a card its title."""
    host: str = ""
    """Lower case, without `www.`."""
    own: bool = False
    """Whether it leads to one of the writer's own publications, as far as the archive knows them."""
    shown: LinkIn = LinkIn.TEXT
    paragraph: int = -1
    """The place in `RiskPost.paragraphs` of the paragraph that it is in, or (a card, a button) that it comes after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """Something of another site shown inside the post, or a form of the platform."""

    kind: str
    """youtube, gist, twitter …; the host where it is none of the known ones; `subscribe-form`, `poll` …"""
    host: str = ""
    """Lower case, without `www.`; empty for what is the platform's own."""
    url: str = ""
    paragraph: int = -1
    """As in `Link`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the post."""

    url: str
    caption: str = ""
    credit: str = ""
    """Whose it is, as far as the post tells: of its caption, where that names a source; `Unsplash` where the platform
    notes that it is from there. Empty: not told."""
    alt: str = ""
    paragraph: int = -1
    """As in `Link`."""


@dataclass(frozen=True, kw_only=True)
class RiskPost:
    """A post as the rules see it. Made with what matters to it: all but the first four fields have defaults."""

    key: str
    """`<publication>/<id>`: one post of the archive."""
    publication: str
    """The slug of its publication."""
    platform: str
    title: str
    id: str = ""
    """The platform's."""
    object: str | None = None
    """The name of the archive's object that holds its body."""
    url: str | None = None
    canonical: str | None = None
    """Where it was first published, if that is elsewhere and the platform tells it to search engines."""
    kind: PostKind = PostKind.POST
    sure: float = 1.0
    """0..1, how sure it is that a response is one: Medium's export has no mark for it."""
    audience: str = "everyone"
    published: datetime | None = None
    """Aware, UTC. `None` for drafts, and where it is not known."""
    precise: bool = True
    """Whether `published` is known to the second; else only the day may be meant."""
    authors: tuple[str, ...] = ()
    """The byline, as written."""
    tags: tuple[str, ...] = ()
    subtitle: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    links: tuple[Link, ...] = ()
    mentions: tuple[str, ...] = ()
    """Members of the platform who are named, as a handle (`@name`) where that is known, else by name."""
    embeds: tuple[Embed, ...] = ()
    media: tuple[Picture, ...] = ()
    hidden: tuple[str, ...] = ()
    """Texts that the markup holds and hides from readers."""

    @property
    def byline(self) -> str:
        """Return the authors in one line."""
        return ", ".join(self.authors)

    @cached_property
    def text(self) -> str:
        """Return what is read, one line a paragraph: prose, headings, lists and quotes; no captions and no code."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs if paragraph.kind in _WRITTEN)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the words of `text`, folded; where a script has no spaces each sign is one."""
        return words.words_of(self.text)

    @cached_property
    def language(self) -> str | None:
        """Return `en`, `fr` …: a guess by the commonest words or the script; `None` where they are too few to say."""
        return language_of(self.words)

    @cached_property
    def hidden_words(self) -> tuple[str, ...]:
        """Return the words of what the markup hides."""
        return words.words_of("\n".join(self.hidden))

    def passage(self, first: int, last: int) -> str:
        """Return the piece of `text` from the word at `first` up to but without the one at `last`, as written."""
        return words.passage(self.text, first, last)
