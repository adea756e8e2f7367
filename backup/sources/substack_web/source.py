"""The order of a live run on Substack: first what anybody can see, then what only the owner sees."""

from collections.abc import Callable, Generator, Iterator

from backup.errors import SignedOut, UnexpectedAnswer, UnsafeAnswer
from backup.http import PoliteSession
from backup.model import Checkpoint, Problem, Record, Severity
from backup.sources._base import Identity
from backup.sources._web import FetchOptions, Known, WebAccount, WebSource
from backup.sources.substack_web.chats import fetch_chats
from backup.sources.substack_web.comments import fetch_comments
from backup.sources.substack_web.direct import fetch_direct
from backup.sources.substack_web.drafts import fetch_drafts
from backup.sources.substack_web.exports import fetch_export
from backup.sources.substack_web.notes import Notes
from backup.sources.substack_web.platform import fetch_owners, fetch_public
from backup.sources.substack_web.posts import Posts
from backup.sources.substack_web.site import Denied, Site
from backup.sources.substack_web.subscribers import fetch_subscribers


class SubstackWeb(WebSource):
    """One publication on Substack, asked as its readers and, with a session, as its owner."""

    kind = "substack_web"
    platform = "substack"
    own_hosts = ("substack.com",)
    parts = ("posts", "drafts", "comments", "notes", "chats", "messages", "subscribers", "settings", "media")

    def __init__(self, account: WebAccount, web: PoliteSession, known: Known, options: FetchOptions) -> None:
        """See `WebSource`."""
        super().__init__(account, web, known, options)
        self.site = Site(account.url, web)
        self._signed_out = False

    def identity(self) -> Identity:
        """See `Source.identity`.

        Raises:
            WebProblem: the site cannot be asked.
        """
        said = self.site.publication
        return Identity(
            platform="substack",
            slug=said.text("subdomain") or self.site.subdomain,
            name=said.text("name"),
            url=self.site.base,
            platform_id=said.identity("id") or self.account.platform_id,
        )

    def fetch(self) -> Iterator[Record]:
        """See `WebSource`."""
        wants = self.options.wants
        posts = Posts(self, self.site)
        drafts: set[str] = set()
        if wants("settings"):
            yield from self._part("settings", lambda: fetch_public(self.site))
        listed = False
        if wants("posts") or wants("comments"):
            listed = yield from self._part("posts", posts.fetch)
        drafted = False
        if wants("drafts"):
            drafted = yield from self._owner("drafts", lambda: fetch_drafts(self, self.site, drafts))
        if listed and wants("posts"):
            yield from posts.ended(frozenset(drafts) if drafted else None)
        if wants("comments") and listed:
            yield from self._part("comments", lambda: fetch_comments(self, self.site, posts.listing.posts))
        if wants("notes"):
            yield from self._part("notes", Notes(self, self.site).fetch)
        if wants("settings"):
            yield from self._owner("settings", lambda: fetch_owners(self.site))
        if self.options.exports is not None:
            yield from self._owner("export", lambda: fetch_export(self, self.site))
        yield Checkpoint(apart=True)
        for name, part in (
            ("chats", lambda: fetch_chats(self, self.site)),
            ("messages", lambda: fetch_direct(self, self.site)),
            ("subscribers", lambda: fetch_subscribers(self, self.site)),
        ):
            if wants(name):
                yield from self._owner(name, part)
        if self._signed_out:
            raise SignedOut(f"Substack does not know the saved session of {self.site.host} any more.")

    def _owner(self, name: str, part: Callable[[], Iterator[Record]]) -> Generator[Record, None, bool]:
        """Yield a part that only the owner sees; without a live session it is left out, and that is told at the end.

        Returns whether all of it came.
        """
        if not self.account.signed_in or self._signed_out:
            return False
        if not self.site.signed_in:
            self._signed_out = True
            return False
        return (yield from self._part(name, part))

    def _part(self, name: str, part: Callable[[], Iterator[Record]]) -> Generator[Record, None, bool]:
        """Yield a part of the run; what is odd about it is a problem of this part alone.

        Returns whether all of it came. Raises `WebProblem` where nothing more can come.
        """
        try:
            yield from part()
        except Denied:
            self.site.forget_session()
            if self.account.signed_in and not self.site.signed_in:
                self._signed_out = True
                reason = "The session died on the way, so this part is not whole."
            else:
                reason = "Substack refuses this to the session, so it was not saved."
        except (UnexpectedAnswer, UnsafeAnswer) as error:
            reason = error.what
        else:
            return True
        yield Problem(file=name, reason=reason, severity=Severity.MISSING)
        return False
