"""Comments: nested in one another or in one flat list, all of a post in one answer (formats: section 3.3)."""

from collections.abc import Iterator

from backup.errors import UnexpectedAnswer
from backup.model import Checkpoint, Complete, Present, Problem, Record, Row, Severity
from backup.sources._web import WebSource
from backup.sources.substack_web.fields import Fields, objects
from backup.sources.substack_web.site import Denied, Site

TABLES = ("comments", "comments.private")
"""Comments that everybody can read, and those under paid posts or hidden from all but the owner."""
_MOST_PAGES = 1_000


def fetch_comments(source: WebSource, site: Site, posts: dict[str, Fields]) -> Iterator[Record]:
    """Yield the comments of every post on which they changed, and which posts' comments stayed as they were."""
    same: set[str] = set()
    given: set[str] = set()
    whole = True
    read = [post for post in posts if source.known.mark(f"comments:{post}") is not None]
    oldest = sorted(read, key=lambda one: (source.known.looked_at(f"comments:{one}"), one))
    again = set(oldest[: len(posts) // 50])
    for post, item in posts.items():
        count = item.number("comment_count")
        known = source.known.mark(f"comments:{post}")
        unmoved = count is not None and known == str(count) and post not in again and not source.options.full
        if unmoved or (count == 0 and known is None):
            same.add(f"post:{post}")
            continue
        try:
            rows = list(_of_post(site, post, open_to_all=item.text("audience") == "everyone"))
        except (UnexpectedAnswer, Denied) as error:
            whole = False
            reason = "Its comments could not be read: the answer was not of the shape it used to be."
            if isinstance(error, Denied):
                reason = "Its comments were refused to this session."
            name = item.text("slug") or post
            yield Problem(file=f"p/{name}", reason=reason, severity=Severity.MISSING)
            continue
        yield from rows
        given |= {row.id for row in rows}
        yield source.note(f"comments:{post}", str(count if count is not None else len(rows)))
        yield Checkpoint()
    for table in TABLES:
        yield Present(table=table, ids=frozenset(given), groups=frozenset(same))
        if whole:
            yield Complete(table=table)


def _of_post(site: Site, post: str, *, open_to_all: bool) -> Iterator[Row]:
    values: dict[str, str | bool] = {"all_comments": True, "sort": "oldest_first"}
    seen: set[str] = set()
    for _ in range(_MOST_PAGES):
        answer = site.find(f"post/{post}/comments", values)
        if answer is None:
            return
        fields = Fields(answer)
        if "comments" not in fields.all:
            raise UnexpectedAnswer("Substack's answer with the comments of a post has none in it.")
        news = 0
        for place in ("comments", "automod_hidden_comments"):
            for item, parent in _threads(fields, place):
                identity = item.identity("id")
                if identity is not None and identity not in seen:
                    seen.add(identity)
                    news += 1
                    hidden = place != "comments"
                    yield _row(item, identity, parent, post, hidden=hidden, sealed=hidden or not open_to_all)
        token = fields.identity("nextCursor", "next_token", "token")
        if token is None or not news:
            return
        values["token"] = token


def _threads(fields: Fields, place: str) -> Iterator[tuple[Fields, str | None]]:
    """Yield every comment with its parent's id, however deep: a list of its own in the place of recursion."""
    waiting = [(item, None) for item in reversed(list(fields.items(place)))]
    stack: list[tuple[Fields, str | None]] = [*waiting]
    while stack:
        item, parent = stack.pop()
        yield item, parent
        own = item.identity("id")
        stack.extend((child, own) for child in reversed(list(objects(item.all.get("children")))))


def _row(item: Fields, identity: str, parent: str | None, post: str, *, hidden: bool, sealed: bool) -> Row:
    path = item.text("ancestor_path")  # root first, the parent last
    above = parent or (path.rpartition(".")[2] if path else None)
    data = {**item.kept("children"), "post": post, "parent": above}
    if hidden:
        data["automod_hidden"] = True
    return Row(table=TABLES[sealed], id=identity, group=f"post:{post}", data=data)
