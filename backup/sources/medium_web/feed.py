"""The feed of a run: asked once, and its items as posts (formats: 3.1)."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from backup.errors import Blocked, OutlastError, UnexpectedAnswer
from backup.http import Validators
from backup.model import Post, Record, Remark
from backup.sources._feed import Feed, FeedItem, read_feed
from backup.sources._web import WebSource
from backup.sources.medium_web.addresses import Place, post_id_in
from backup.sources.medium_web.bodies import BodyFrom, feed_is_newer, feed_is_shorter, weighed
from backup.sources.medium_web.notes import Noted, noted_in
from backup.sources.medium_web.posts import feed_body, post_of_feed
from backup.sources.medium_web.refusals import Refusal, refusal_in, refused

NOTE = "feed"
"""The id of the feed's own note: its version, for a 304."""


class FeedRead:
    """The feed of one run. It is asked when first looked at, and once; what kept it from coming is a value."""

    def __init__(self, source: WebSource, place: Place) -> None:
        """Take the run it belongs to, and whose feed it is."""
        self._source = source
        self._place = place
        self.error: OutlastError | None = None
        self.refusal: Refusal | None = None
        """What Medium said in the feed's place."""
        self.validators = ""
        """The feed's version, once it was read whole."""

    @cached_property
    def feed(self) -> Feed | None:
        """Return the feed, or `None` where it has not changed or did not come."""
        known = "" if self._source.options.full else self._source.known.mark(NOTE)
        try:
            return self._ask(Validators.from_text(known).headers() if known else {})
        except OutlastError as error:
            self.error = error
            return None

    def _ask(self, headers: dict[str, str]) -> Feed | None:
        answer = self._source.web.get(self._place.feed, headers=headers, signed_in=False)
        if answer.status == 304:
            return None
        self.refusal = refusal_in(answer)
        if self.refusal is not None:
            raise refused(self.refusal, self._place.whose)
        if answer.status == 403:
            raise Blocked("Medium's feed does not answer this computer.")
        if answer.status != 200:
            raise UnexpectedAnswer(f"Medium's feed answered {answer.status}.")
        feed = read_feed(answer.body)
        if not feed.cut:
            self.validators = Validators.from_answer(answer).text()
        return feed

    @property
    def items(self) -> dict[str, FeedItem]:
        """Return the items by the id of their posts."""
        given = self.feed.items if self.feed else ()
        named = ((post_id_in(item.guid) or post_id_in(item.link), item) for item in given)
        return {post_id: item for post_id, item in named if post_id}

    def noted(self, post_id: str) -> Noted:
        """Return what earlier runs noted of a post."""
        return noted_in(self._source.known.notes.get(post_id, {}))

    def same(self, post_id: str, item: FeedItem) -> bool:
        """Tell whether the feed says of a post what it said the last time."""
        return not self._source.options.full and self.noted(post_id).feed == mark_of(item)

    def records(self, post_id: str, item: FeedItem) -> Iterator[Record]:
        """Yield a post of the feed and the note of it. A better body that is known is left as it is."""
        noted = self.noted(post_id)
        words = self._source.known.words(post_id)
        body = feed_body(item)
        given = weighed(body) if body else None
        came = noted.body
        if given is not None and words is not None and noted.body is not BodyFrom.FEED:
            if feed_is_shorter(given.words, words):
                said = (
                    f"The feed shows {given.words:,} words of “{item.title}” and {words:,} are saved; those are kept."
                )
                yield Remark(text=said)
            if not feed_is_newer(given.words, words):
                body = None
        elif given is not None and words is not None and feed_is_shorter(given.words, words) and _is_beginning(item):
            yield Remark(
                text=f"The feed now shows only the beginning of “{item.title}”; the whole that is saved is kept."
            )
            body = None
        if body is not None:
            came = BodyFrom.FEED
        post = post_of_feed(item, body=body, known=words is not None, kind=noted.kind)
        if isinstance(post, Post):
            yield post
            made = replace(noted, feed=mark_of(item), body=came)
            yield self._source.note(post_id, made.mark, **made.data)


def mark_of(item: FeedItem) -> str:
    """Return what changes when the feed says something new of a post."""
    return " ".join(filter(None, [item.updated or item.published, *item.categories]))


def _is_beginning(item: FeedItem) -> bool:
    """Tell whether an item shows only the beginning of a story for members."""
    return "Continue reading on" in item.content[-2_000:]
