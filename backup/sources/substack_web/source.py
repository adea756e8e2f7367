"""The order of a live run on Substack: first what anybody can see, then what only the owner sees."""

from collections.abc import Callable, Generator, Iterator

from backup.errors import NoConnection, PlatformRefused, SignedOut, UnexpectedAnswer, UnsafeAnswer
from backup.http import PoliteSession
from backup.model import Checkpoint, Complete, Problem, Record, Remark, Severity
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

_WORDS = {"settings": "settings and statistics", "messages": "direct messages"}


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
        self._left_out: list[str] = []
        """Parts that were not whole because the session was dead."""
        self._moved_from: str | None = None
        """The host that it had before it was renamed."""
        self._unseen: list[str] = []
        """Parts that only the owner sees, where nobody is signed in."""
        self._came: dict[str, bool] = {}
        """Whether all of a part came."""

    def identity(self) -> Identity:
        """See `Source.identity`.

        Raises:
            WebProblem: the site cannot be asked.
            UnexpectedAnswer: another publication has its address now.
            NoConnection: somebody else answers in its place, as hotels do.
        """
        said = self.site.publication
        if not said.all and self.site.is_a_strangers():
            raise NoConnection(
                f"Somebody else answers in the place of {self.site.host}: the pages that come are none of Substack's.",
                next="Open any page in your browser: a hotel's or café's network may want you to sign in there first.",
            )
        number, known = said.identity("id"), self.account.platform_id
        if number and known and number.isdigit() and known.isdigit() and number != known:
            raise UnexpectedAnswer(
                f"At {self.site.host} there is another publication now than the one that is saved here.",
                so_what="Nothing was saved, so that nothing is mixed. Nothing saved earlier is lost.",
                next="If you gave yours another address, set it: outlast config set accounts.NAME.url ADDRESS",
            )
        before = self.site.host
        self._moved_from = before if self.site.moved() else self._moved_from
        return Identity(
            platform="substack",
            slug=said.text("subdomain") or self.site.subdomain,
            name=said.text("name"),
            url=self.site.base,
            platform_id=said.identity("id") or self.account.platform_id,
        )

    def fetch(self) -> Iterator[Record]:
        """See `WebSource`."""
        if self._moved_from:
            text = f"{self._moved_from} is {self.site.host} now. Set it: outlast config set accounts.NAME.url"
            yield Remark(text=f"{text} {self.site.base}")
        gone = self.site.is_gone()
        for record in self._all():
            # Of what is shown in the place of a suspended publication nothing follows for what there was.
            if not (gone and isinstance(record, Complete)):
                yield record
        self._judge(gone=gone)

    def _all(self) -> Iterator[Record]:
        """Yield every part that is wanted."""
        wants = self.options.wants
        posts = Posts(self, self.site)
        drafts: set[str] = set()
        if wants("settings"):
            yield from self._part("settings", lambda: fetch_public(self, self.site))
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
        if self._unseen:
            seen = ", ".join(self._unseen)
            yield Remark(text=f"Not signed in, so this was not looked at: {seen}. To save it too: outlast login")

    def _judge(self, *, gone: bool) -> None:
        """Raise what the whole run was found to be."""
        if gone:
            raise PlatformRefused(
                f"Substack shows “Publication Not Available” in the place of {self.site.host}.",
                so_what="It seems to be suspended or removed. What you saved is safe; what could be had was saved.",
            )
        if self._signed_out:
            missing = f" Not saved this time: {', '.join(self._left_out)}." if self._left_out else ""
            raise SignedOut(
                f"Substack does not know the saved session of {self.site.host} any more.",
                so_what=f"What is public was saved.{missing} Nothing saved earlier is lost.",
            )
        tried = self._came.keys() - {"settings", "export"}
        if tried and not any(self._came[name] for name in tried):
            raise UnexpectedAnswer(
                "Substack answered nothing in the way that it used to.",
                so_what="It has trouble, or its pages have changed. Nothing saved earlier is lost.",
            )

    def _owner(self, name: str, part: Callable[[], Iterator[Record]]) -> Generator[Record, None, bool]:
        """Yield a part that only the owner sees; without a live session it is left out, and that is told at the end.

        Returns whether all of it came.
        """
        if not self.account.signed_in:
            self._unseen += [_WORDS.get(name, name)] if name != "export" else []
            return False
        if self._signed_out or not self.site.signed_in:
            self._signed_out = True
            self._left_out += [_WORDS.get(name, name)] if name != "export" else []
            return False
        return (yield from self._part(name, part))

    def _part(self, name: str, part: Callable[[], Iterator[Record]]) -> Generator[Record, None, bool]:
        """Yield a part of the run; what is odd about it is a problem of this part alone.

        Returns whether all of it came. Raises `WebProblem` where nothing more can come.
        """
        self._came[name] = False
        try:
            yield from part()
        except Denied:
            self.site.forget_session()
            if self.account.signed_in and not self.site.signed_in:
                self._signed_out = True
                self._left_out.append(f"a part of {_WORDS.get(name, name)}")
                reason = "The session died on the way, so this part is not whole."
            else:
                reason = "Substack refuses this to the session, so it was not saved."
        except (UnexpectedAnswer, UnsafeAnswer) as error:
            reason = error.what
        else:
            self._came[name] = True
            return True
        yield Problem(file=name, reason=reason, severity=Severity.MISSING)
        return False
