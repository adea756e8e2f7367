"""A running WordPress, 5.6 or later, by its REST API with an application password.

WordPress has no place for the id of the old platform, so a post is known by its name and its moment, a picture by its
file name, which holds the start of its digest, and a comment by who wrote it and when.
"""

import html
from collections.abc import Iterator, Mapping
from typing import Any

from backup.errors import UsageError
from backup.platform_text import moment
from exporters.article import Article
from exporters.pushing._base import Pushed, Pusher
from exporters.pushing._wordpress_api import PER_PAGE, WordPressApi
from exporters.pushing._wordpress_key import HOW_TO_GET_ONE, WordPressKey
from exporters.pushing._wordpress_terms import WordPressTerms, plain
from exporters.pushing.answer import Refused, part, unknown_key
from exporters.pushing.commenters import address_of
from exporters.pushing.site import Pattern, Standing, There
from exporters.selection import Comment
from exporters.writers.wordpress_post import comment_content, wordpress_post

_FIELDS = "id,slug,status,date_gmt,link,title,permalink_template"
_NEEDED = ("edit_posts", "publish_posts", "upload_files")
NO_AUTHOR = "The site has no user of that name; the post stands under the name of who sent it."
NO_TERM = "The site let no category or tag of that name be made."
HIDDEN = (
    "WordPress has no paywall: posts that were not for everybody are private there, and only you see them. Make them"
    " public one by one, or with a plugin for members."
)
PERMALINKS = (
    "To keep the old paths (/p/name/), choose Settings → Permalinks → Custom structure, and write /p/%postname%/ there;"
    " then old links need no redirects."
)
LOOK = "Look at some of them: one with pictures, one with comments."


class WordPressSite(Pusher):
    """Sends to a WordPress."""

    name = "WordPress"
    key_words = "Your user name and application password in WordPress, as name:password"
    beforehand = "WordPress itself mails no reader; switch off plugins that mail new posts to readers before."
    how_to_get_a_key = HOW_TO_GET_ONE

    @staticmethod
    def key(secret: str) -> WordPressKey:
        """See `Pusher.key`."""
        return WordPressKey(secret)

    @staticmethod
    def reason(data: Any) -> str:
        """See `Pusher.reason`."""
        return html.unescape(str(data.get("message") or "")) if isinstance(data, dict) else ""

    @staticmethod
    def final(data: Any) -> bool:
        """See `Pusher.final`: a file that it does not take is a 500 in WordPress."""
        return isinstance(data, dict) and str(data.get("code")).startswith("rest_upload_")

    def begin(self) -> None:
        """See `Pusher.begin`."""
        self._api = WordPressApi(self.client)
        root = self._api.root()
        if root is None:
            raise UsageError(
                f"There is no WordPress at {self.client.site}, or its REST API is switched off.",
                so_what="Nothing was sent.",
                next="Give the address of the site itself; a plugin for security may switch the REST API off.",
            )
        self.site = str(root.get("home") or self.client.site).rstrip("/")
        if "application-passwords" not in (root.get("authentication") or {}):
            raise UsageError(
                "The site takes no application passwords.",
                so_what="Nothing was sent.",
                next="They need https, and no plugin that switches them off. Files need none: outlast export wordpress",
            )
        try:
            can = part(self._api.get("users/me", context="edit"), "capabilities")
        except Refused as refusal:
            raise unknown_key(self.client.host, refusal.reason) from None
        if not all(can.get(name) for name in _NEEDED):
            raise unknown_key(self.client.host, "this user may not write posts and upload pictures")
        self._for_others = bool(can.get("edit_others_posts"))
        self._for_pages = bool(can.get("edit_pages"))
        self._sees_all_comments = bool(can.get("moderate_comments"))
        self._terms = WordPressTerms(self._api)
        self._pictures: dict[str, int] = {}
        self._learned = False
        self._hid = False

    def existing(self) -> Iterator[There]:
        """See `Pusher.existing`."""
        for kind in ("posts", "pages"):
            for one in self._api.all(kind, **self._seen(kind), _fields=_FIELDS):
                yield self._there(one, page=kind == "pages")

    def takes(self, extension: str) -> bool:
        """See `Pusher.takes`."""
        return extension not in ("heic", "tiff", "bmp")

    def fields(self, article: Article) -> dict[str, Any]:
        """See `Pusher.fields`."""
        cover = article.cover()
        post = wordpress_post(article, attachment=self._pictures.get)
        self._hid = self._hid or post.status == "private"
        moment_there = None if article.entry.draft else article.entry.date
        fields: dict[str, Any] = {
            "title": post.title,
            "slug": post.slug,
            "status": post.status,
            "excerpt": post.excerpt,
            "content": post.content,
            "comment_status": "open" if post.discussed else "closed",
            "ping_status": "closed",
            "featured_media": self._pictures.get(cover or "", 0),
        }
        if moment_there is not None:
            fields["date_gmt"] = moment_there.strftime("%Y-%m-%dT%H:%M:%S")
        if post.author is not None:
            user = self._terms.user(post.author) if self._for_others else None
            fields |= {"author": user} if user is not None else {}
            if user is None:
                article.lose("author", NO_AUTHOR, post.author)
        if self.wishes.dry_run:
            return fields
        for kind, names in (("categories", (post.category,) if post.category else ()), ("tags", post.tags)):
            numbers = {name: self._terms.term(kind, name) for name in names}
            fields |= {kind: [number for number in numbers.values() if number is not None]} if numbers else {}
            for name in (name for name, number in numbers.items() if number is None):
                article.lose("tag", NO_TERM, name)
        return fields

    def create(self, article: Article, fields: dict[str, Any]) -> There:
        """See `Pusher.create`."""
        page = self.is_page(article.entry)
        kind = "pages" if page else "posts"

        def look() -> dict[str, Any] | None:
            found = self._api.all(kind, **self._seen(kind), _fields=_FIELDS, search=article.title[:60])
            there = self.find(article.entry, article.title, Standing(self._there(one, page=page) for one in found))
            return next((one for one in found if there is not None and str(one["id"]) == there.id), None)

        return self._there(self._api.post(kind, fields, look), page=page)

    def update(self, there: There, fields: dict[str, Any]) -> There:
        """See `Pusher.update`. Its name, its moment, and whether it is online, are left as they are over there."""
        left = ("slug", "status", "date_gmt")
        kept = {name: value for name, value in fields.items() if name not in left}
        return self._there(self._api.post(f"{_kind(there)}/{there.id}", kept), page=there.page)

    def upload(self, name: str, content: bytes, media_type: str) -> str:
        """See `Pusher.upload`."""
        stem = name.rpartition(".")[0]

        def look() -> dict[str, Any] | None:
            found = self._api.get("media", search=stem, per_page=PER_PAGE, _fields="id,source_url")
            return next((one for one in found if str(one["source_url"]).rpartition("/")[2].startswith(stem)), None)

        headers = {"Content-Type": media_type, "Content-Disposition": f'attachment; filename="{name}"'}
        made = look() or self._api.send("media", lambda: {"data": content, "headers": headers}, look)
        url = str(part(made, "source_url"))
        self._pictures[url] = int(part(made, "id"))
        return url

    def body(self, there: There) -> str:
        """See `Pusher.body`."""
        found = self._api.get(f"{_kind(there)}/{there.id}", context="edit", _fields="content")
        return str(part(found, "content", "raw"))

    def put_body(self, there: There, body: str) -> None:
        """See `Pusher.put_body`."""
        self._api.post(f"{_kind(there)}/{there.id}", {"content": body})

    def comments_of(self, there: There, comments: list[Comment]) -> dict[str, str]:
        """See `Pusher.comments_of`."""
        more = {"status": "all", "context": "edit"} if self._sees_all_comments else {}
        found = {
            (plain(str(one["author_name"])), str(one["date_gmt"])): str(one["id"])
            for one in self._api.all("comments", post=there.id, _fields="id,author_name,date_gmt", **more)
        }
        keys = {one.id: (plain(one.author), _second(one)) for one in comments}
        return {identity: found[key] for identity, key in keys.items() if key in found}

    def comment(self, there: There, comment: Comment, parent: Comment | None, sent: Mapping[str, str]) -> str:
        """See `Pusher.comment`."""
        fields: dict[str, Any] = {
            "post": int(there.id),
            "parent": int(sent[parent.id]) if parent is not None else 0,
            "author_name": comment.author,
            "author_email": address_of(comment),
            "content": comment_content(comment.text),
            **({"status": "approved"} if self._sees_all_comments else {}),  # `approve` would mail the post's author
            "date_gmt": _second(comment),
        }

        def look() -> dict[str, str] | None:
            found = self.comments_of(there, [comment]).get(comment.id)
            return None if found is None else {"id": found}

        return str(part(self._api.post("comments", fields, look), "id"))

    def steps(self, pushed: Pushed) -> tuple[str, ...]:  # noqa: ARG002
        """See `Pusher.steps`."""
        kept = self.pattern.address("name", None) == f"{self.site}/p/name/"
        return (*([HIDDEN] if self._hid else []), *([PERMALINKS] if self._learned and not kept else []), LOOK)

    def _seen(self, kind: str) -> dict[str, str]:
        """Return what asks for drafts too, where this user may see them."""
        return {"status": "any", "context": "edit"} if kind == "posts" or self._for_pages else {}

    def _there(self, one: dict[str, Any], *, page: bool) -> There:
        if not page and not self._learned and one.get("permalink_template"):
            self.pattern, self._learned = Pattern(str(one["permalink_template"])), True
        status, title = one.get("status"), one.get("title") or {}
        return There(
            id=str(part(one, "id")),
            page=page,
            slug=str(one.get("slug") or ""),
            title=str(title.get("raw", title.get("rendered")) or ""),
            date=None if status == "draft" else moment(one.get("date_gmt")),
            url=str(one["link"]) if status in ("publish", "private") else None,
        )


def _kind(there: There) -> str:
    return "pages" if there.page else "posts"


def _second(comment: Comment) -> str:
    return comment.at.strftime("%Y-%m-%dT%H:%M:%S") if comment.at else "1970-01-02T00:00:00"


PUSHER = WordPressSite
