"""The order of a live run on Medium: the feed, and where the writer agreed to it, the posts one by one.

Medium's terms forbid reading its pages by programs but through what it publishes for them; the feed is that, and the
writer's own pages are read only where `slow_reads` is set (formats: 3.6).
"""

import re
from collections.abc import Iterator

from backup.errors import Blocked, OutlastError, PlatformRefused, WebProblem
from backup.http import PoliteSession
from backup.model import Checkpoint, Complete, PostKind, Present, Record
from backup.sources._base import Identity
from backup.sources._web import FetchOptions, Known, WebAccount, WebSource
from backup.sources.medium_web.addresses import place_of
from backup.sources.medium_web.feed import NOTE, FeedRead
from backup.sources.medium_web.refusals import Refusal, refusal_in, refused
from backup.sources.medium_web.slow import SlowRead

_USER = re.compile(r"source=rss-([0-9a-f]{8,12})-")
_NAME = re.compile(r"Stories by (.+) on Medium\Z")


class MediumWeb(WebSource):
    """One writer on Medium, asked as a reader and, with a session, as the writer."""

    kind = "medium_web"
    platform = "medium"
    own_hosts = ("medium.com",)
    parts = ("posts", "media")

    def __init__(self, account: WebAccount, web: PoliteSession, known: Known, options: FetchOptions) -> None:
        """See `WebSource`."""
        super().__init__(account, web, known, options)
        self._place = place_of(account.url, account.handle)
        self._feed = FeedRead(self, self._place)
        self._error: OutlastError | None = None

    def identity(self) -> Identity:
        """See `Source.identity`; what only the feed tells is left out where that does not come."""
        number, name = self.account.platform_id, None
        if number is None and self._feed.feed is not None:
            found, named = _USER.search(self._feed.feed.link), _NAME.match(self._feed.feed.title)
            number, name = (found[1] if found else None), (named[1] if named else None)
        return Identity(platform="medium", slug=self._place.handle, name=name, url=self._place.page, platform_id=number)

    def fetch(self) -> Iterator[Record]:
        """See `WebSource`."""
        if not self.options.wants("posts"):
            return
        waiting = dict(self._feed.items)  # what has not been given by a better way
        self._fail(self._feed.error)
        self._look_at_the_profile()
        if self.options.slow_reads and self._slow_may_come:
            slow = SlowRead(self, self._place, self._feed)
            yield from slow.fetch(waiting)
            if slow.whole and slow.error is None and self._feed.refusal is Refusal.NOT_FOUND:
                self._error = None  # the account has another name now; that was told
            self._fail(slow.error)
            if slow.whole and not isinstance(self._error, PlatformRefused):
                yield Present(table="posts", ids=frozenset(slow.present))
                # Drafts are in no list of the site's: nothing that is known of them is gone.
                yield Present(table="posts", groups=frozenset({PostKind.DRAFT}))
                yield Complete(table="posts")
        for post_id, item in waiting.items():
            if self._feed.same(post_id, item):
                yield Present(table="posts", ids=frozenset({post_id}))
            else:
                yield from self._feed.records(post_id, item)
        if self._feed.validators:
            yield self.note(NOTE, self._feed.validators)
        yield Checkpoint()
        if self._error is not None:
            raise self._error

    @property
    def _slow_may_come(self) -> bool:
        """Tell whether asking on makes sense: a suspended account shows its owner everything (formats: 4.2)."""
        if isinstance(self._error, PlatformRefused):
            return self.account.signed_in or self._feed.refusal is Refusal.NOT_FOUND
        return not isinstance(self._error, WebProblem) or isinstance(self._error, Blocked)

    def _look_at_the_profile(self) -> None:
        """Ask for the profile as a stranger where the feed is empty or did not come: that may have a reason."""
        feed = self._feed.feed
        if feed is not None and feed.items:
            return
        unchanged = feed is None and self._error is None
        if unchanged or isinstance(self._error, WebProblem | PlatformRefused):
            return
        try:
            answer = self.web.get(self._place.page, signed_in=False)
        except WebProblem as error:
            self._fail(error)
            return
        refusal = refusal_in(answer)
        if refusal is not None:
            self._fail(refused(refusal, self._place.whose))

    def _fail(self, error: OutlastError | None) -> None:
        """Keep the error to be raised at the end; that the platform refuses says more than any other."""
        if error is not None and not isinstance(self._error, PlatformRefused):
            self._error = error
