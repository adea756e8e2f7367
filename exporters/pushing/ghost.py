"""A running Ghost, 5 or 6, by its Admin API; the key of a custom integration is enough (tried with the real one).

Ghost sends no e-mail for a post that is made in this way without naming a newsletter. It does not keep the id of the
old platform here, so a post is known by its name and its moment.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from backup.errors import UsageError
from backup.platform_text import moment
from exporters.article import Article
from exporters.ghost import addresses
from exporters.ghost.post import ghost_post
from exporters.pushing._base import Pushed, Pusher
from exporters.pushing._ghost_comments import GhostComments
from exporters.pushing._ghost_key import HOW_TO_GET_ONE, GhostKey
from exporters.pushing.answer import Refused, part, unknown_key
from exporters.pushing.site import Pattern, Standing, There
from exporters.selection import Comment, Entry

_API = "/ghost/api/admin"
_PAGE = 100
"""Ghost 6 gives no more at once."""
_FIELDS = "id,slug,title,url,comment_id,published_at,status"
NO_AUTHOR = "The site has no user of that name; the post stands under the name of its owner."
ROUTES = (
    "Posts stand at {example} there. To keep the old paths (/p/name/), write the files too (outlast export ghost) and"
    " upload routes.yaml in Settings → Advanced → Labs → Beta features; then old links need no redirects."
)
LOOK = "Look at some of them: one with pictures, one for paying members, one with comments."
COMMENTERS = (
    "Readers who wrote comments are members now, with the label imported-commenter, an address that cannot exist and no"
    " newsletter: they get no mail. Leave them out where you count your readers."
)


class GhostSite(Pusher):
    """Sends to a Ghost."""

    name = "Ghost"
    key_words = "Admin API key of your Ghost"
    beforehand = "No reader gets an e-mail."
    how_to_get_a_key = HOW_TO_GET_ONE

    @staticmethod
    def key(secret: str) -> GhostKey:
        """See `Pusher.key`."""
        return GhostKey(secret)

    @staticmethod
    def headers() -> Mapping[str, str]:
        """See `Pusher.headers`."""
        return {"Accept-Version": "v5.0"}

    @staticmethod
    def reason(data: Any) -> str:
        """See `Pusher.reason`."""
        try:
            first = data["errors"][0]
            return str(first.get("context") or first["message"])
        except (KeyError, IndexError, TypeError, AttributeError):
            return ""

    def begin(self) -> None:
        """See `Pusher.begin`."""
        try:
            site = self.client.get(f"{_API}/site/").data["site"]
            self.site = str(site["url"]).rstrip("/")
        except (Refused, KeyError, TypeError):
            raise UsageError(
                f"There is no Ghost at {self.client.site}.",
                so_what="Nothing was sent.",
                next="Give the address at which you open Ghost Admin, without /ghost",
            ) from None
        try:
            users = self._all("users", "")
        except Refused as refusal:
            raise unknown_key(self.client.host, refusal.reason) from None
        self._users = {" ".join(str(one.get("name")).split()).casefold(): str(one["id"]) for one in users}
        self.pattern = Pattern(f"{self.site}{self._permalink()}")
        self._comments = GhostComments(self.client, self._all)

    def existing(self) -> Iterator[There]:
        """See `Pusher.existing`."""
        for kind in ("posts", "pages"):
            for one in self._all(kind, f"&fields={_FIELDS}"):
                yield _there(one, page=kind == "pages")

    def slug_of(self, entry: Entry) -> str:
        """See `Pusher.slug_of`."""
        return addresses.slug_of(entry)

    def is_page(self, entry: Entry) -> bool:
        """See `Pusher.is_page`."""
        return addresses.is_page(entry)

    def page_address(self, page: str) -> str | None:
        """See `Pusher.page_address`."""
        address = addresses.page_address(page)
        return None if address is None else address.replace(addresses.SITE, self.site)

    def takes(self, extension: str) -> bool:
        """See `Pusher.takes`."""
        return addresses.takes(extension)

    def fields(self, article: Article) -> dict[str, Any]:
        """See `Pusher.fields`."""
        post = ghost_post(article, canonical=self.wishes.options.canonical)
        known = [(name, self._users.get(" ".join(name.split()).casefold())) for name in post.authors]
        for name, user in known:
            if user is None:
                article.lose("author", NO_AUTHOR, name)
        fields: dict[str, Any] = {name: value for name, value in post.fields.items() if name != "type"}
        fields["tags"] = [{"name": name} for name in post.tags]
        if authors := [{"id": user} for _, user in known if user is not None]:
            fields["authors"] = authors
        return fields

    def create(self, article: Article, fields: dict[str, Any]) -> There:
        """See `Pusher.create`."""
        page = self.is_page(article.entry)
        kind = "pages" if page else "posts"

        def look() -> dict[str, Any] | None:
            found = self._all(kind, f"&fields={_FIELDS}&filter=slug:~^'{fields['slug']}'")
            there = self.find(article.entry, article.title, Standing(_there(one, page=page) for one in found))
            return next((one for one in found if there is not None and one["id"] == there.id), None)

        answer = self.client.send("POST", f"{_API}/{kind}/", lambda: {"json": {kind: [fields]}}, look)
        seen = isinstance(answer.data, dict) and "id" in answer.data
        made = answer.data if seen else part(answer.data, kind, 0)
        return _there(made, page=page)

    def update(self, there: There, fields: dict[str, Any]) -> There:
        """See `Pusher.update`. Its name, its moment, and whether it is online, are left as they are over there."""
        left = ("slug", "status", "published_at", "created_at", "comment_id")
        return self._put(there, {name: value for name, value in fields.items() if name not in left})

    def upload(self, name: str, content: bytes, media_type: str) -> str:
        """See `Pusher.upload`. Its name holds the start of its digest, so that the same name is the same file."""
        kind = addresses.place(name).path.split("/")[1]

        def look() -> str | None:
            year, month = self.client.today[:2]
            url = f"{self.site}/content/{kind}/{year}/{month}/{name}"
            return url if self.client.exists(f"{url}?outlast") else None

        if (there := look()) is not None:
            return there
        body = {"file": (name, content, media_type)}
        answer = self.client.send("POST", f"{_API}/{kind}/upload/", lambda: {"files": body}, look)
        return answer.data if isinstance(answer.data, str) else str(part(answer.data, kind, 0, "url"))

    def body(self, there: There) -> str:
        """See `Pusher.body`."""
        return str(self._one(there, "&formats=lexical").get("lexical") or "")

    def put_body(self, there: There, body: str) -> None:
        """See `Pusher.put_body`."""
        self._put(there, {"lexical": body})

    def commenting(self, comments: list[Comment]) -> str | None:
        """See `Pusher.commenting`."""
        return self._comments.make_ready(comments)

    def comments_of(self, there: There, comments: list[Comment]) -> dict[str, str]:
        """See `Pusher.comments_of`."""
        return self._comments.there(there, comments)

    def comment(self, there: There, comment: Comment, parent: Comment | None, sent: Mapping[str, str]) -> str:
        """See `Pusher.comment`."""
        return self._comments.send(there, comment, parent, sent)

    def steps(self, pushed: Pushed) -> tuple[str, ...]:
        """See `Pusher.steps`."""
        example = self.pattern.address("name", None).removeprefix(self.site)
        return (
            *([ROUTES.format(example=example)] if example != "/p/name/" else []),
            *([COMMENTERS] if pushed.comments else []),
            LOOK,
        )

    def _put(self, there: There, fields: dict[str, Any]) -> There:
        kind = _kind(there)

        def body() -> dict[str, Any]:
            # Ghost wants to be told which version is written over; else somebody's edit could be lost.
            return {"json": {kind: [{**fields, "updated_at": self._one(there)["updated_at"]}]}}

        answer = self.client.send("PUT", f"{_API}/{kind}/{there.id}/", body)
        return _there(part(answer.data, kind, 0), page=there.page)

    def _one(self, there: There, more: str = "") -> dict[str, Any]:
        kind = _kind(there)
        answer = self.client.get(f"{_API}/{kind}/{there.id}/?fields=id,updated_at,lexical{more}")
        found: dict[str, Any] = part(answer.data, kind, 0)
        return found

    def _all(self, kind: str, more: str) -> list[dict[str, Any]]:
        out: list[dict[str, Any]] = []
        page: int | None = 1
        while page is not None:
            data = self.client.get(f"{_API}/{kind}/?limit={_PAGE}&page={page}{more}").data
            out += part(data, kind)
            page = part(data, "meta", "pagination", "next")
        return out

    def _permalink(self) -> str:
        """Return how the site's routes make the address of a post: the first of its collections'."""
        try:
            routes = str(self.client.get(f"{_API}/settings/routes/yaml/").data)
        except Refused:
            return "/{slug}/"
        lines = (line.partition("permalink:") for line in routes.splitlines())
        found = next((rest.strip().strip("'\"") for _, name, rest in lines if name and rest.strip()), "")
        return found if found.startswith("/") else "/{slug}/"


def _kind(there: There) -> str:
    return "pages" if there.page else "posts"


def _there(one: dict[str, Any], *, page: bool) -> There:
    original = one.get("comment_id")
    return There(
        id=str(part(one, "id")),
        page=page,
        slug=str(one.get("slug") or ""),
        title=str(one.get("title") or ""),
        date=moment(one.get("published_at")),
        url=str(one["url"]) if one.get("status") in ("published", "sent") and one.get("url") else None,
        original=str(original) if original and original != one["id"] else None,
    )


PUSHER = GhostSite
