"""A push while it runs: post by post, each looked for before it is sent.

Nothing is kept on this computer about a push: what is there is asked of the site each time. So a run that was killed,
refused or cut off goes on by itself, from any computer, and a second run adds nothing.
"""

import re
from collections.abc import Callable, Iterable
from types import EllipsisType

from backup.document.walk import walk
from exporters.article import Article
from exporters.pushing._base import Pushed, Pusher
from exporters.pushing.answer import Refused
from exporters.pushing.sending import Addresses, Sending
from exporters.pushing.site import Standing, There
from exporters.selection import Comment, Entry, Selection

REFUSED = "The site refused the post"
NAME_TAKEN = "Another post or page of the site has its name already, so it was sent under another one."
REFUSED_COMMENT = "The site refused the comment"
ORPHAN = "The comment that it answers is not there; it stands on its own."
_SHOWN = 80
"""Letters of a comment in the list of losses."""


class Run:
    """One push."""

    def __init__(self, pusher: Pusher, selection: Selection) -> None:
        """Take what sends and what is sent; the site is asked who it is.

        Raises:
            UsageError, SignedOut, WebProblem, UnexpectedAnswer: see `Pusher.begin`.
        """
        self.pusher, self.selection, self.wishes = pusher, selection, pusher.wishes
        self.done = Pushed(left_out=selection.left_out)
        pusher.begin()
        self.addresses = Addresses(pusher)
        self.sending = Sending(self.addresses, selection, None if self.wishes.dry_run else pusher.upload)
        self.links: dict[str, set[str]] = {}
        """Which own posts each post links to, by their ids."""
        self.there: dict[str, There] = {}
        self._left_alone: set[str] = set()
        self._why_no_comments: str | EllipsisType | None = ...

    def everything(self, progress: Callable[[], None]) -> None:
        """Send all; see `Pusher.push`."""
        pusher = self.pusher
        pusher.standing = Standing(pusher.existing())
        for entry in self.selection.entries:
            if (there := pusher.find(entry, entry.title)) is not None:
                self._is_there(entry, there)
        for article in self.sending.articles():
            self._post(article)
            progress()
        if not self.wishes.dry_run:
            self._mend()

    def result(self) -> Pushed:
        """Return what was done so far. What a post that is there already lost, the run that sent it has said."""
        done = self.done
        told = (one for one in self.sending.losses if one.post not in self._left_alone or one.block == "comment")
        done.media, done.losses = self.sending.files, tuple(told)
        done.steps = self.pusher.steps(done)
        return done

    def _post(self, article: Article) -> None:
        entry = article.entry
        self.links[entry.id] = self._own_links(article)
        self.addresses.guess(entry)
        there = self.there.get(entry.id) or self.pusher.find(entry, article.title)
        try:
            if there is None or self.wishes.update:
                there = self._send(article, there)
            else:
                self.done.there += 1
                self._left_alone.add(entry.id)
        except Refused as refusal:
            self.done.refused += 1
            article.lose("post", f"{REFUSED}: {refusal.reason}")
            return
        if there is not None:
            self._is_there(entry, there)
        self._comments(article, there)

    def _send(self, article: Article, there: There | None) -> There | None:
        fields = self.pusher.fields(article)
        if self.wishes.dry_run:
            self.done.sent += there is None
            self.done.updated += there is not None
            return there
        if there is not None:
            made = self.pusher.update(there, fields)
            self.done.updated += 1
            return made
        made = self.pusher.create(article, fields)
        self.pusher.standing.add(made)
        self.done.sent += 1
        if made.slug != self.pusher.slug_of(article.entry):
            article.lose("post", NAME_TAKEN, made.slug)
        return made

    def _comments(self, article: Article, there: There | None) -> None:
        comments = [one for one in self.sending.comments(article.entry) if not one.deleted]
        if not comments:
            return
        known = dict(self.pusher.comments_of(there, comments)) if there is not None else {}
        self.done.comments_there += len(known)
        missing = [one for one in comments if one.id not in known]
        if there is None or self.wishes.dry_run:
            self.done.comments += len(missing)
        elif missing and (why_not := self._no_comments()):
            for comment in missing:
                article.lose("comment", why_not, comment.text[:_SHOWN])
        else:
            by_id = {one.id: one for one in comments}
            for comment in missing:
                self._comment(article, there, comment, by_id.get(comment.parent or ""), known)

    def _comment(
        self, article: Article, there: There, comment: Comment, parent: Comment | None, known: dict[str, str]
    ) -> None:
        if comment.parent and (parent is None or parent.id not in known):
            article.lose("comment", ORPHAN, comment.text[:_SHOWN])
            parent = None
        try:
            known[comment.id] = self.pusher.comment(there, comment, parent, known)
            self.done.comments += 1
        except Refused as refusal:
            article.lose("comment", f"{REFUSED_COMMENT}: {refusal.reason}", comment.text[:_SHOWN])

    def _no_comments(self) -> str | None:
        """Return why the site takes no comments, if so; asked once, when the first one is to be sent."""
        if self._why_no_comments is ...:
            everything = (one for entry in self.selection.entries for one in self.selection.comments(entry))
            self._why_no_comments = self.pusher.commenting([one for one in everything if not one.deleted])
        return self._why_no_comments

    def _mend(self) -> None:
        """Put the right addresses into posts that were sent before the ones they link to were there.

        What an earlier run sent is looked at too, since it may have been stopped before it came to this.
        """
        corrected = self.addresses.corrected()
        for identity, links in self.links.items() if corrected else ():
            there, right = self.there.get(identity), dict(corrected[post] for post in links if post in corrected)
            if there is None or not right:
                continue
            before = self.pusher.body(there)
            body = re.sub(_any_of(right), lambda found, right=right: right[found[0]], before)  # type: ignore[misc]
            if body != before:
                self.pusher.put_body(there, body)

    def _is_there(self, entry: Entry, there: There) -> None:
        self.there[entry.id] = there
        self.addresses.note(entry, there)

    def _own_links(self, article: Article) -> set[str]:
        urls = (getattr(node, name, None) for node in walk(article.document) for name in ("url", "href"))
        found = (self.sending.links.find(url) for url in urls if isinstance(url, str))
        return {own.entry.id for own in found if own is not None and own.entry is not None}


def _any_of(addresses: Iterable[str]) -> str:
    """Return a pattern that finds each of these addresses where it ends there."""
    return f"(?:{'|'.join(map(re.escape, sorted(addresses)))})(?=[\"'#?<\\s\\\\]|\\Z)"
