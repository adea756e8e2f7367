"""The contract of a pusher: what one kind of site has of its own. The run itself is in `run.py`."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from backup.errors import UnexpectedAnswer, WebProblem
from exporters._base import Options
from exporters.article import Article
from exporters.losses import Loss
from exporters.pushing.answer import Refused
from exporters.pushing.client import Client, Key
from exporters.pushing.site import Pattern, Standing, There
from exporters.selection import Comment, Entry, LeftOut, Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class PushOptions:
    """What a writer may wish of a push."""

    options: Options = field(default_factory=Options)
    update: bool = False
    """Write over what is there already; else it is left as it is, since somebody may have edited it over there."""
    dry_run: bool = False
    """Look at the site, and send nothing."""


@dataclass(slots=True, kw_only=True)
class Pushed:
    """What was sent, what was there, and what was lost."""

    sent: int = 0
    """Posts, pages and drafts."""
    updated: int = 0
    there: int = 0
    """Those that were there already, and were left as they are."""
    refused: int = 0
    """Posts that the site did not take; each is among the losses."""
    comments: int = 0
    comments_there: int = 0
    media: int = 0
    """Pictures and other files that the sent posts show."""
    left_out: LeftOut = field(default_factory=LeftOut)
    losses: tuple[Loss, ...] = ()
    steps: tuple[str, ...] = ()


class Pusher(ABC):
    """Sends a selection to one site. Made for one push."""

    name: ClassVar[str]
    """What such a site is called."""
    how_to_get_a_key: ClassVar[str]
    """A sentence for the writer."""
    key_words: ClassVar[str]
    """What is asked for: `Admin API key`."""
    beforehand: ClassVar[str]
    """What the writer should know before anything is sent, in a sentence."""

    def __init__(
        self, site: str, secret: str, wishes: PushOptions, *, sleep: Callable[[float], None] | None = None
    ) -> None:
        """Take the site's address (see `site_address`), the key, and the writer's wishes.

        Raises:
            UsageError: the key is none of such a site.
        """
        self.wishes = wishes
        self.client = Client(
            site, self.key(secret), headers=self.headers(), reason=self.reason, final=self.final, sleep=sleep
        )
        self.site = site
        """Where readers see it."""
        self.pattern = Pattern(f"{site}/{{slug}}/")
        """How it makes the address of a post."""
        self.standing = Standing(())
        self.pushed: Pushed | None = None
        """What was done, also where the run was stopped; `None` before anything was."""

    # -- what a kind of site has of its own

    @staticmethod
    @abstractmethod
    def key(secret: str) -> Key:
        """Return what signs requests.

        Raises:
            UsageError: the secret is not of the form that such a key has; the message does not repeat it.
        """

    @staticmethod
    def headers() -> Mapping[str, str]:
        """Return headers that each request needs."""
        return {}

    @staticmethod
    @abstractmethod
    def reason(data: Any) -> str:
        """Return why the site refused something, from its answer."""

    @staticmethod
    def final(data: Any) -> bool:  # noqa: ARG004
        """Tell a refusal by its answer, where its status is one of passing failures."""
        return False

    @abstractmethod
    def begin(self) -> None:
        """Look whether it is such a site and knows the key, and how it makes addresses (`pattern`).

        Raises:
            UsageError: it is no such site.
            SignedOut: it does not know the key, or the key may do too little.
        """

    @abstractmethod
    def existing(self) -> Iterable[There]:
        """Return all posts and pages that stand there."""

    @abstractmethod
    def fields(self, article: Article) -> dict[str, Any]:
        """Return a post as the site takes it; its files are sent meanwhile."""

    @abstractmethod
    def create(self, article: Article, fields: dict[str, Any]) -> There:
        """Send a new post.

        Raises:
            Refused: the site does not take it.
        """

    @abstractmethod
    def update(self, there: There, fields: dict[str, Any]) -> There:
        """Write over a post; see `create`."""

    @abstractmethod
    def upload(self, name: str, content: bytes, media_type: str) -> str:
        """Send a file, unless it is there, and return its address; see `create`."""

    @abstractmethod
    def body(self, there: There) -> str:
        """Return the words of a post as the site keeps them."""

    @abstractmethod
    def put_body(self, there: There, body: str) -> None:
        """Put other words in their place."""

    @abstractmethod
    def comments_of(self, there: There, comments: list[Comment]) -> dict[str, str]:
        """Return which of these comments are there already: their ids there, by their ids in the archive."""

    @abstractmethod
    def comment(self, there: There, comment: Comment, parent: Comment | None, sent: Mapping[str, str]) -> str:
        """Send a comment and return its id there; `sent` has those of the ones before it. See `create`."""

    def commenting(self, comments: list[Comment]) -> str | None:  # noqa: ARG002
        """Make ready for the comments of a post; return why there can be none, if so."""
        return None

    def slug_of(self, entry: Entry) -> str:
        """Return the name of a post as the site keeps it."""
        return entry.slug

    def is_page(self, entry: Entry) -> bool:
        """Tell whether a post is a page over there."""
        return entry.page

    def page_address(self, page: str) -> str | None:
        """Return where a page of the publication is (home, subscribe …), if there is one like it."""
        return f"{self.site}/" if page in ("home", "archive") else None

    @abstractmethod
    def takes(self, extension: str) -> bool:
        """Tell whether the site takes files of this ending; pictures of others become JPEG or PNG."""

    def future_address(self, entry: Entry) -> str:
        """Return where a post will be."""
        slug = self.slug_of(entry)
        by_name = self.is_page(entry) or not self.pattern.names_posts
        return f"{self.site}/{slug}/" if by_name else self.pattern.address(slug, entry.date)

    def find(self, entry: Entry, title: str, standing: Standing | None = None) -> There | None:
        """Return what stands there of a post."""
        looked = standing or self.standing
        return looked.find(entry, title, slug=self.slug_of(entry), page=self.is_page(entry))

    def steps(self, pushed: Pushed) -> tuple[str, ...]:  # noqa: ARG002
        """Return what the writer does next, in order, a sentence each."""
        return ()

    # -- the run

    def push(self, selection: Selection, *, progress: Callable[[], None] = lambda: None) -> Pushed:
        """Send everything that was chosen and is not there.

        Raises:
            SignedOut: the site does not take the key.
            WebProblem, UnexpectedAnswer: the site is away; the message says how much was sent before.
            UsageError: it is no such site.
            KeyProblem: a post is sealed, and the archive's key is away.
        """
        from exporters.pushing.run import Run

        run = Run(self, selection)
        try:
            run.everything(progress)
        except WebProblem as problem:
            problem.meaning = f"{run.done.sent:,} posts were sent before that, and are not sent again."
            raise
        except Refused as refusal:
            raise UnexpectedAnswer(
                f"{self.client.host} refused something that each such site knows: {refusal.reason}.",
                so_what=f"{run.done.sent:,} posts were sent before that, and are not sent again.",
                next="See that the key is of somebody who may write posts, then run the same command again.",
            ) from None
        finally:
            self.client.close()
            self.pushed = run.result()
        return self.pushed
