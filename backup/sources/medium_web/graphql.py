"""Questions to `medium.com/_/graphql`, small ones: a changed field then breaks little (formats: 3.4)."""

from collections.abc import Iterator
from dataclasses import dataclass

from backup.errors import UnexpectedAnswer
from backup.http import PoliteSession
from backup.model import Json
from backup.sources.medium_web.fields import Data, inner, number, objects, text
from backup.sources.medium_web.state import Found

_AT = "https://medium.com/_/graphql"
_PAGE = 10
_MOST_PAGES = 2_000
_USER = (
    "query UserFollowers($username: ID) { userResult(username: $username) { __typename ... on User { id name username "
    "isSuspended } } }"
)
_POSTS = (
    "query UserProfileQuery($id: ID!, $homepagePostsLimit: PaginationLimit, $homepagePostsFrom: String = null, "
    "$includeDistributedResponses: Boolean = true) { userResult(id: $id) { __typename ... on User { id name username "
    "isSuspended homepagePostsConnection(paging: {limit: $homepagePostsLimit, from: $homepagePostsFrom}, "
    "includeDistributedResponses: $includeDistributedResponses) { posts { id title mediumUrl firstPublishedAt "
    "latestPublishedAt isLocked inResponseToPostResult { __typename ... on Post { id } } } "
    "pagingInfo { next { from limit } } } } } }"
)
_CONTENT = (
    "query PostViewerEdgeContentQuery($postId: ID!) { post(id: $postId) { id viewerEdge { id "
    "fullContent(postMeteringOptions: {}) { isLockedPreviewOnly bodyModel { sections { name startIndex } paragraphs { "
    "id name type href layout text hasDropCap metadata { id originalWidth originalHeight alt } "
    "markups { type start end href anchorType userId } codeBlockMetadata { lang mode } "
    "iframe { mediaResource { id iframeSrc iframeWidth iframeHeight title } } "
    "mixtapeMetadata { href thumbnailImageId } } } } } } }"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A post in the list of a writer's posts."""

    id: str
    mark: str
    """When it was last published, as Medium writes it; empty where it does not say."""
    data: Data


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the list."""

    user: Data
    posts: tuple[Listed, ...]


def ask(web: PoliteSession, operation: str, query: str, variables: dict[str, Json]) -> Data:
    """Return the `data` of an answer.

    Raises:
        UnexpectedAnswer: it is none, or Medium does not know the question any more.
        WebProblem: see `PoliteSession.post`.
    """
    asked: Json = [{"operationName": operation, "variables": variables, "query": query}]
    answer = web.post(_AT, json=asked, retry=True)
    given = answer.json()
    first = inner(given[0]) if isinstance(given, list) and given else {}
    if answer.status != 200 or not isinstance(first.get("data"), dict):
        raise UnexpectedAnswer(f"Medium does not answer {operation} any more as it used to (status {answer.status}).")
    return inner(first, "data")


def user_named(web: PoliteSession, handle: str) -> Data:
    """Return the writer of that name, empty where Medium knows none."""
    return inner(ask(web, "UserFollowers", _USER, {"username": handle}), "userResult")


def pages(web: PoliteSession, user_id: str) -> Iterator[Page]:
    """Yield the list of a writer's posts and responses page by page, each post once.

    Raises as `ask` does; also `UnexpectedAnswer` where there is no such writer, or the list has no end.
    """
    start: str | None = None
    seen: set[str] = set()
    starts: set[str | None] = set()
    for _ in range(_MOST_PAGES):
        variables: dict[str, Json] = {"id": user_id, "homepagePostsLimit": _PAGE, "homepagePostsFrom": start}
        user = inner(
            ask(web, "UserProfileQuery", _POSTS, variables | {"includeDistributedResponses": True}), "userResult"
        )
        if "homepagePostsConnection" not in user:
            raise UnexpectedAnswer("Medium does not list the posts of this account.")
        connection = inner(user, "homepagePostsConnection")
        posts = [each for each in objects(connection, "posts") if text(each, "id") and text(each, "id") not in seen]
        seen |= {text(each, "id") or "" for each in posts}
        yield Page(user=user, posts=tuple(_listed(each) for each in posts))
        starts.add(start)
        start = text(inner(connection, "pagingInfo", "next"), "from")
        if start is None:
            return
        if start in starts:
            break
    raise UnexpectedAnswer("Medium's list of the posts has no end.")


def _listed(data: Data) -> Listed:
    mark = number(data, "latestPublishedAt") or text(data, "latestPublishedAt") or ""
    return Listed(id=text(data, "id") or "", mark=str(mark), data=data)


def content_of(web: PoliteSession, post: Listed) -> Found | None:
    """Return a listed post with its content, or `None` where Medium gives none."""
    edge = inner(ask(web, "PostViewerEdgeContentQuery", _CONTENT, {"postId": post.id}), "post", "viewerEdge")
    content = inner(edge, "fullContent")
    if not content:
        return None
    viewer = (text(edge, "id") or "").partition("viewerId:")[2]
    return Found(post=post.data, content=content, viewer=None if not viewer else not viewer.startswith("lo_"))
