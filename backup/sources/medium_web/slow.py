"""The slow way, opt-in: the list of the writer's posts, and each that has changed by its page (formats: 3.3, 3.4)."""

from collections.abc import Generator, Iterator

from backup.errors import OutlastError, SignedOut, UnexpectedAnswer, WebProblem
from backup.model import Body, Checkpoint, PostKind, Problem, Record, Remark, Severity
from backup.sources._feed import FeedItem
from backup.sources._web import WebSource
from backup.sources.medium_web.addresses import Place
from backup.sources.medium_web.bodies import BodyFrom, site_body, weighed, which_body
from backup.sources.medium_web.feed import FeedRead, mark_of
from backup.sources.medium_web.fields import Data, inner, text
from backup.sources.medium_web.graphql import Listed, pages, user_named
from backup.sources.medium_web.notes import Noted
from backup.sources.medium_web.posts import is_response, post_of_site
from backup.sources.medium_web.reading import Gone, read_post
from backup.sources.medium_web.refusals import ABOUT_THE_ACCOUNT, Refusal, refusal_in, refused
from backup.sources.medium_web.state import Found

_ENOUGH = 5
"""So many posts in a row that cannot be read mean that Medium's pages have changed, and asking on is of no use."""
_TAKEN_DOWN = (Refusal.POST_REMOVED, Refusal.NOT_FOUND)


class SlowRead:
    """The slow part of one run."""

    def __init__(self, source: WebSource, place: Place, feed: FeedRead) -> None:
        """Take the run, whose posts they are, and the feed, which has the tags and the notes."""
        self._source = source
        self._place = place
        self._feed = feed
        self.error: OutlastError | None = None
        self.whole = False
        """The list came to its end, and every post of it was given, is known, or is told as a problem."""
        self.present: set[str] = set()
        """Posts that are listed and were not given: unchanged, or they could not be read this time."""

    def fetch(self, waiting: dict[str, FeedItem]) -> Iterator[Record]:
        """Yield the posts of the list that have changed; what was given is taken out of `waiting`."""
        listed: list[Listed] = []
        user: Data = {}
        ended = False
        try:
            for page in pages(self._source.web, self._user_id()):
                listed += page.posts
                user = page.user
            ended = True
        except WebProblem as error:
            self.error = error
            return
        except UnexpectedAnswer as error:
            self.error = self._why_not() or error
        yield from self._about(user)
        read = yield from self._each(listed, waiting)
        self.whole = ended and read

    def _user_id(self) -> str:
        if self._source.account.platform_id:
            return self._source.account.platform_id
        if self._place.handle is None:
            raise UnexpectedAnswer("Only a writer's own posts can be listed, not a publication's.")
        found = text(user_named(self._source.web, self._place.handle), "id")
        if found is None:
            raise UnexpectedAnswer(f"Medium's site knows nobody called {self._place.whose}.")
        return found

    def _why_not(self) -> OutlastError | None:
        """Ask for the profile as a stranger: it says whether the account is suspended (formats: 4.1)."""
        try:
            refusal = refusal_in(self._source.web.get(self._place.page, signed_in=False))
        except WebProblem as error:
            return error
        return refused(refusal, self._place.whose) if refusal else None

    def _about(self, user: Data) -> Iterator[Record]:
        name, handle = text(user, "username"), self._place.handle
        if name and handle and name.lower() != handle.lower():
            yield Remark(text=f"Medium now calls this account @{name}; the settings still say @{handle}.")
        if user.get("isSuspended") is True:
            self.error = refused(Refusal.ACCOUNT_SUSPENDED, self._place.whose)

    def _each(self, listed: list[Listed], waiting: dict[str, FeedItem]) -> Generator[Record, None, bool]:
        """Yield the posts that have changed; return whether the end of the list was reached."""
        failed = 0
        for post in listed:
            if self._unchanged(post):
                self.present.add(post.id)
                continue
            try:
                found = read_post(self._source.web, post)
            except Gone as gone:
                if gone.refusal in ABOUT_THE_ACCOUNT:
                    self.error = refused(gone.refusal, self._place.whose)
                    return False
                yield self._gone(post, gone.refusal)
                continue
            except WebProblem as error:
                self.error = error
                return False
            except UnexpectedAnswer as error:
                self.present.add(post.id)
                yield Problem(file=f"posts/{post.id}", reason=error.what, severity=Severity.MISSING)
                failed += 1
                if failed == _ENOUGH:
                    self.error = error
                    return False
                continue
            failed = 0
            yield from self._records(post, found, waiting.pop(post.id, None))
            yield Checkpoint()
        return True

    def _unchanged(self, post: Listed) -> bool:
        noted = self._feed.noted(post.id)
        if self._source.options.full or not post.mark or noted.mark != post.mark:
            return False
        return noted.body is not BodyFrom.PREVIEW or not self._source.account.signed_in

    def _gone(self, post: Listed, refusal: Refusal) -> Record:
        title = text(post.data, "title") or post.id
        if refusal in _TAKEN_DOWN:
            return Remark(text=f"“{title}” was taken down while this ran.")
        self.present.add(post.id)
        reason = f"“{title}” could not be read: {refusal}."
        return Problem(file=f"posts/{post.id}", reason=reason, severity=Severity.MISSING)

    def _records(self, post: Listed, found: Found, item: FeedItem | None) -> Iterator[Record]:
        if found.suspended:
            self.error = refused(Refusal.ACCOUNT_SUSPENDED, self._place.whose)
        if self._source.account.signed_in and found.viewer is False and self.error is None:
            self.error = SignedOut("Medium does not know the saved session any more.")
        noted = self._feed.noted(post.id)
        body, came, said = self._body(post, found)
        if said:
            yield Remark(text=said)
        answers = is_response(found.post)
        kind = noted.kind if answers is None else PostKind.RESPONSE if answers else PostKind.POST
        yield post_of_site(found.post, body=body, tags=item.categories if item else None, kind=kind)
        feed = mark_of(item) if item else noted.feed
        made = Noted(mark=post.mark, feed=feed, body=came, kind=kind)
        yield self._source.note(post.id, made.mark, **made.data)

    def _body(self, post: Listed, found: Found) -> tuple[Body | None, BodyFrom | None, str]:
        """Return the body to keep, where it came from, and what must be said about it."""
        title = text(found.post, "title")
        body = site_body(title, inner(found.content, "bodyModel"))
        if body is None:
            return None, None, ""
        known = self._source.known.words(post.id)
        return which_body(weighed(body), found.content, found.post, known=known, title=title or post.id)
