"""The published posts: those that changed are fetched, the others are said to be there still."""

from collections.abc import Iterator
from dataclasses import dataclass

from backup.errors import UnexpectedAnswer
from backup.model import (
    Body,
    BodyFormat,
    Checkpoint,
    Complete,
    Json,
    Post,
    PostKind,
    Present,
    Problem,
    Record,
    Remark,
    Row,
    Severity,
)
from backup.sources._web import FetchOptions, Known, WebSource
from backup.sources.substack_web.fields import COUNTERS, Fields
from backup.sources.substack_web.listing import Listing, list_posts, mark_of, slugs_in_sitemap
from backup.sources.substack_web.post import body_of, is_preview, post_of, words_in
from backup.sources.substack_web.site import Denied, Site

PREVIEW = ":preview"
"""Ends the mark of a post of which only a preview could be had, so that it is asked for again."""
_ASKED_FOR = 25
"""As many posts as are asked for one by one when the list leaves them out."""
_AGAIN = 50
"""Each run looks again at one post in this many, the one that was not looked at for longest: an edit that moves
neither date nor word count is found within that many runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A post that was fetched, and whether all of it came."""

    post: Post
    preview: bool


class Posts:
    """Fetches the posts of one publication in one run."""

    def __init__(self, source: WebSource, site: Site) -> None:
        """Take the run and the site."""
        self._source = source
        self._known: Known = source.known
        self._options: FetchOptions = source.options
        self._site = site
        self.listing = Listing()
        self.previews = 0
        self._present: set[str] = set()
        """Those that were given, or did not change."""
        self._unlisted_ids: set[str] = set()
        """Posts that the list leaves out, and the sitemap says have not changed."""

    def fetch(self) -> Iterator[Record]:
        """Yield every post that changed, what is still there, and how often each was liked and commented on."""
        self.listing = list_posts(self._site)
        yield from self._unlisted()
        due = self._due()
        lost: list[str] = []
        present = self._present
        for identity, item in self.listing.posts.items():
            if identity not in due:
                present.add(identity)
                continue
            found = self._one(identity, item)
            if found is None:
                lost.append(identity)
                name = item.text("slug") or identity
                reason = "It is listed, and there is no such page any more: it was deleted between list and look."
                yield Problem(file=f"p/{name}", reason=reason, severity=Severity.MISSING)
                continue
            yield found.post
            present.add(identity)
            self.previews += found.preview
            yield self._source.note(f"post:{identity}", mark_of(item) + (PREVIEW if found.preview else ""))
            yield Checkpoint()
        for identity, item in self.listing.posts.items():
            counters = {name: item.all[name] for name in COUNTERS if name in item.all}
            if counters:
                yield Row(table="platform", id=f"counters:{identity}", data=counters)
        if self.listing.foreign:
            yield Remark(text=f"Left out, because they are other people's: {self.listing.foreign:,} posts in the list.")

    def ended(self, drafts: frozenset[str] | None) -> Iterator[Record]:
        """Yield that these are all posts there are, with these drafts; `None` leaves the drafts as they are known.

        A post that the archive knows and the list leaves out (unlisted ones, pages) is asked for by itself before it is
        called gone; where very many are missing, that is the archive's to judge.
        """
        # Here and not earlier: what is present and the word that this is all must be saved together.
        yield Present(table="posts", ids=frozenset(self._present | self._unlisted_ids))
        found = self._unlisted_ids | self.listing.posts.keys()
        missing = [identity for identity in self._known.posts if identity not in found]
        if len(missing) <= _ASKED_FOR:
            there = [one for one in missing if self._is_there(one, self._known.posts[one])]
            yield Present(table="posts", ids=frozenset(there))
        drafted = Present(table="posts", groups=frozenset({PostKind.DRAFT}))
        yield drafted if drafts is None else Present(table="posts", ids=drafts)
        yield Complete(table="posts")

    def _is_there(self, identity: str, slug: str | None) -> bool:
        item = Fields({"slug": slug})
        looks = (self._by_slug, self._by_id, self._by_page)
        return any(look(identity, item).identity("id") == identity for look in looks)

    def _due(self) -> set[str]:
        if self._options.full:
            return set(self.listing.posts)
        marks = {identity: self._known.mark(f"post:{identity}") for identity in self.listing.posts}
        due = {identity for identity, mark in marks.items() if mark != mark_of(self.listing.posts[identity])}
        if not self._site.signed_in or not self._source.account.signed_in:
            # A preview stays one for somebody who is not signed in: do not ask for it every day.
            same = {i for i in due if marks[i] == mark_of(self.listing.posts[i]) + PREVIEW}
            due -= same
        settled = sorted(set(marks) - due, key=lambda one: (self._known.looked_at(f"post:{one}"), one))
        return due | set(settled[: len(marks) // _AGAIN])

    def _one(self, identity: str, item: Fields) -> Found | None:
        """Return a post with the fullest body that can be had; `None` where it is gone."""
        best, body = item, body_of(item)
        gone = True
        for look in (self._by_slug, self._by_id, self._by_page):
            fields = look(identity, item)
            if not fields.all:
                continue
            gone = False
            other = body_of(fields)
            if body is None or words_in(other) > words_in(body):
                best, body = Fields({**item.all, **fields.all}), other
            if not is_preview(best, body):
                break
        if gone:
            return None
        if self._source.account.signed_in and is_preview(best, body):
            fuller = self._as_draft(identity)
            body = fuller if words_in(fuller) > words_in(body) else body
        preview = is_preview(best, body)
        known = self._known.words(identity)
        if preview and known is not None and known >= words_in(body):
            body = None  # the archive keeps the fuller one
        return Found(post=post_of(best, identity, body, self._site.base), preview=preview)

    def _by_slug(self, identity: str, item: Fields) -> Fields:
        slug = item.text("slug")
        found = Fields(self._find(f"posts/{slug}")) if slug else Fields(None)
        return found if found.identity("id") in (identity, None) else Fields(None)

    def _by_id(self, identity: str, _: Fields) -> Fields:
        return Fields(self._find(f"posts/by-id/{identity}", hub=True)).inner("post")

    def _by_page(self, _: str, item: Fields) -> Fields:
        slug = item.text("slug")
        try:
            return self._site.preloads(f"/p/{slug}").inner("post") if slug else Fields(None)
        except (UnexpectedAnswer, Denied):
            return Fields(None)

    def _as_draft(self, identity: str) -> Body | None:
        """Return the body as its writer's editor has it (formats: section 3.4, the best source of paid bodies)."""
        return editor_body(Fields(self._find(f"drafts/{identity}")))

    def _find(self, path: str, *, hub: bool = False) -> Json:
        try:
            return self._site.find(path, hub=hub)
        except (UnexpectedAnswer, Denied):
            return None

    def _is_seen(self, identity: str, changed: str) -> bool:
        """Tell whether a post was fetched on a later day than that of its last change."""
        return changed[:10] < self._known.looked_at(f"post:{identity}")[:10]

    def _unlisted(self) -> Iterator[Record]:
        """Add what the sitemap names and the list does not: some lists end early."""
        slugs = {item.text("slug") for item in self.listing.posts.values()}
        try:
            missing = {slug: day for slug, day in slugs_in_sitemap(self._site).items() if slug not in slugs}
        except (UnexpectedAnswer, Denied):
            return
        added = 0
        known = {slug: identity for identity, slug in self._known.posts.items() if slug}
        for slug, changed in missing.items():
            if slug in known and changed and not self._options.full and self._is_seen(known[slug], changed):
                self._unlisted_ids.add(known[slug])
                continue
            item = Fields(self._find(f"posts/{slug}"))
            if not item.all:
                item = self._by_page("", Fields({"slug": slug}))
            identity = item.identity("id")
            if identity is not None and identity not in self.listing.posts and item.text("slug") == slug:
                self.listing.posts[identity] = item
                added += 1
        if added:
            what = "1 post or page is" if added == 1 else f"{added:,} posts or pages are"
            yield Remark(text=f"{what} in the sitemap and not in the list of posts; saved all the same.")


def editor_body(item: Fields) -> Body | None:
    """Return the body of a draft: the editor's JSON, or HTML in older answers."""
    text = item.text("draft_body", "body")
    if text is None:
        return None
    kind = BodyFormat.SUBSTACK_EDITOR if text.lstrip().startswith("{") else BodyFormat.SUBSTACK_HTML
    return Body(data=text.encode("utf-8", "surrogatepass"), format=kind)
