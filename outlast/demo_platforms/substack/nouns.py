"""What there is in a made-up Substack, as plain frozen nouns; times are UTC."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much of everything a world has when it begins."""

    posts: int
    """Published ones."""
    drafts: int = 3
    scheduled: int = 1
    pictures: int = 4
    """In each newsletter."""
    comments: int = 40
    notes: int = 12
    threads: int = 3
    busy_threads: int = 1
    """So many of the chat threads have hundreds of replies."""
    subscribers: int = 200
    readers: int = 60
    """People who comment and chat."""


DEMO = Sizes(posts=12)
BIG = Sizes(
    posts=500,
    drafts=12,
    scheduled=2,
    comments=3_000,
    notes=120,
    threads=50,
    busy_threads=4,
    subscribers=20_000,
    readers=300,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody with a Substack account."""

    number: int
    name: str
    handle: str
    photo: str
    """Address of the picture."""
    bio: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a publication."""

    number: int
    name: str
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A word that groups posts."""

    uuid: str
    name: str
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A publication: what is true of the whole of it."""

    number: int
    name: str
    subdomain: str
    custom_domain: str | None
    about: str
    logo: str
    founded: datetime
    sections: tuple[Section, ...]
    tags: tuple[Tag, ...]

    @property
    def host(self) -> str:
        """Return the host on which readers find it."""
        return self.custom_domain or f"{self.subdomain}.substack.com"

    @property
    def base(self) -> str:
        """Return its address, without a slash at the end."""
        return f"https://{self.host}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post, a draft, a page or an episode; its body is made by `bodies` when it is asked for."""

    number: int
    uuid: str
    slug: str
    type: str
    """newsletter, podcast, thread or page."""
    audience: str
    """everyone or only_paid."""
    theme: str
    title: str
    subtitle: str
    created: datetime
    published: datetime | None
    updated: datetime
    mailed: datetime | None = None
    scheduled: datetime | None = None
    revision: int = 0
    pictures: int = 0
    cover: str | None = None
    section: Section | None = None
    tags: tuple[Tag, ...] = ()
    audio: str | None = None
    """UUID of an uploaded recording."""
    seconds: int = 0
    likes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment on a post, or a reply to one or to a note."""

    number: int
    post: int | None
    """The post's number; `None` under a note."""
    author: Member
    text: str
    date: datetime
    edited: datetime | None = None
    path: tuple[int, ...] = ()
    """The comments above it, root first."""
    deleted: bool = False
    likes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A short post in the network's own feed."""

    number: int
    author: Member
    text: str
    date: datetime
    pictures: tuple[str, ...] = ()
    link: str | None = None
    likes: int = 0
    replies: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatReply:
    """A reply in a chat thread; those under a reply have its UUID as `parent`."""

    uuid: str
    author: Member
    text: str
    date: datetime
    parent: str | None = None
    picture: str | None = None
    likes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A chat thread."""

    uuid: str
    author: Member
    text: str
    date: datetime
    audience: str
    replies: tuple[ChatReply, ...] = ()
    likes: int = 0

    @property
    def latest(self) -> datetime:
        """Return when something was last said in it."""
        return max((reply.date for reply in self.replies), default=self.date)

    def under(self, parent: str | None) -> tuple[ChatReply, ...]:
        """Return the replies to the thread itself, or those under a reply, oldest first."""
        return tuple(reply for reply in self.replies if reply.parent == parent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Direct messages with one other person."""

    uuid: str
    other: Member
    messages: tuple[ChatReply, ...]
