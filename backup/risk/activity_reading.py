"""From an archive's tables to what a writer did: Medium's pages of claps and the like, Substack's comments."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final

import msgspec

from backup.archive.reading import ReadableArchive
from backup.document.urls import host, split
from backup.errors import OutlastError
from backup.model import Json, PostKind
from backup.risk.activity import Act, Activity, ActKind, Comment, FollowChange, Session
from backup.risk.moments import moment_in
from backup.risk.post import PublicationFacts, RiskPost
from backup.risk.tables import RiskTables
from backup.risk.words import fold

FOLLOWS: Final = "activity/follows"
_TABLES: Final = {
    "claps": ("activity/claps", ActKind.CLAP),
    "highlights": ("activity/highlights", ActKind.HIGHLIGHT),
    "bookmarks": ("activity/bookmarks", ActKind.BOOKMARK),
    "follows": (FOLLOWS, ActKind.FOLLOW),
}
_COMMENTS: Final = ("comments", "comments.private", "notes/replies")
_START = datetime.min.replace(tzinfo=UTC)


def activity_of(tables: RiskTables, archive: ReadableArchive, publication: PublicationFacts) -> Activity:
    """Return what was done from the account of one publication; its responses are added by `with_responses`."""
    objects: dict[str, str] = {}
    acts: dict[str, tuple[Act, ...]] = {}
    for name, (table, kind) in _TABLES.items():
        acts[name] = tuple(sorted((_act(kind, data) for _, data in tables.rows(table)), key=_when))
        _note(objects, name, tables.object_of(table))
    sessions = [
        *(_session(data) for _, data in tables.rows("activity/sessions")),
        *(_address(data) for _, data in tables.rows("activity/ips")),
    ]
    _note(objects, "sessions", tables.object_of("activity/sessions"))
    _note(objects, "ips", tables.object_of("activity/ips"))
    comments = tuple(sorted(_comments(tables, publication), key=_when))
    _note(objects, "comments", tables.object_of("comments"))
    return Activity(
        **acts,
        follow_changes=tuple(_follow_changes(tables, archive, publication.slug)),
        sessions=tuple(sorted(sessions, key=_when)),
        comments=comments,
        objects=objects,
    )


def joined(activities: Iterable[Activity], posts: Iterable[RiskPost], since: datetime | None) -> Activity:
    """Return the activity of all accounts as one, with the responses that are posts, from `since` on.

    What has no time is kept.
    """
    parts = list(activities)

    def late(at: datetime | None) -> bool:
        return since is None or at is None or at >= since

    def of(name: str) -> tuple[Act, ...]:
        acts: list[Act] = [act for part in parts for act in getattr(part, name) if late(act.at)]
        return tuple(sorted(acts, key=_when))

    comments = sorted((one for part in parts for one in part.comments if late(one.at)), key=_when)
    responses = [
        *(_response(post) for post in posts if post.kind is PostKind.RESPONSE and late(post.published)),
        *(_of_comment(comment) for comment in comments if comment.own),
    ]
    return Activity(
        claps=of("claps"),
        highlights=of("highlights"),
        bookmarks=of("bookmarks"),
        follows=of("follows"),
        responses=tuple(sorted(responses, key=_when)),
        follow_changes=tuple(
            change for part in parts for change in part.follow_changes if since is None or change.until >= since
        ),
        sessions=tuple(sorted((one for part in parts for one in part.sessions if late(one.at)), key=_when)),
        comments=tuple(comments),
        objects={name: value for part in parts for name, value in part.objects.items()},
    )


def _note(objects: dict[str, str], name: str, value: str | None) -> None:
    if value is not None:
        objects[name] = value


def _when(thing: Act | Session | Comment) -> datetime:
    return thing.at or _START


def _act(kind: ActKind, data: Mapping[str, Json]) -> Act:
    url, count = _word(data, "url"), data.get("claps")
    return Act(
        kind=kind,
        at=moment_in(data.get("time")) or moment_in(data.get("time_text")),
        count=max(count, 0) if isinstance(count, int) and kind is ActKind.CLAP else 1,
        target_url=url,
        target_title=_word(data, "title") or _word(data, "name"),
        target_author=_word(data, "user").lower() or _author(url),
        text=_word(data, "selection") or _word(data, "text"),
    )


def _author(url: str) -> str | None:
    """Return whose address this is on Medium, where the address tells."""
    place, first = host(url), split(url).path.lstrip("/").partition("/")[0]
    if place == "medium.com" and first.startswith("@"):
        return first[1:].lower() or None
    if place.endswith(".medium.com"):
        return place.removesuffix(".medium.com")
    return None


def _session(data: Mapping[str, Json]) -> Session:
    place = _word(data, "last_seen_location")
    country = place.partition(",")[0].strip()
    return Session(
        at=moment_in(data.get("time")) or moment_in(data.get("time_text")),
        last_seen=moment_in(data.get("last_seen_at")) or moment_in(data.get("last_seen_at_text")),
        country=country.upper() if len(country) == 2 and country.isalpha() else None,
        place=place or None,
        agent=_word(data, "user_agent") or None,
    )


def _address(data: Mapping[str, Json]) -> Session:
    at = moment_in(data.get("time")) or moment_in(data.get("time_text"))
    return Session(at=at, ip=_word(data, "ip") or None)


def _comments(tables: RiskTables, publication: PublicationFacts) -> Iterator[Comment]:
    mine = {str(data["user_id"]) for _, data in tables.rows("notes") if data.get("user_id")}
    for table in _COMMENTS:
        for _, data in tables.rows(table):
            name, handle, post = _word(data, "name"), _word(data, "handle"), data.get("post")
            own = (
                str(data.get("user_id")) in mine
                or (bool(handle) and handle.lower() == publication.handle)
                or fold(name) in publication.authors
            )
            text = data.get("body")
            if not isinstance(text, str) or not text:
                continue
            yield Comment(
                publication=publication.slug,
                post=f"{publication.slug}/{post}" if post else None,
                name=name,
                handle=handle or None,
                text=text,
                at=moment_in(data.get("date")),
                own=own,
            )


def _follow_changes(tables: RiskTables, archive: ReadableArchive, slug: str) -> Iterator[FollowChange]:
    if not archive.vault.can_read:
        return
    covering = sorted(
        (snapshot for snapshot in tables.chain if snapshot.good and FOLLOWS in snapshot.manifest.tables),
        key=lambda snapshot: snapshot.order,
    )
    for first, last in pairwise(covering):
        since, until = moment_in(first.manifest.as_of), moment_in(last.manifest.as_of)
        try:
            change = archive.difference(slug, FOLLOWS, first, last)
        except OutlastError:  # what cannot be read of an older state is no reason to stop
            continue
        if since and until and (change.added or change.removed):
            yield FollowChange(since=since, until=until, added=_names(change.added), removed=_names(change.removed))


def _names(lines: Iterable[bytes]) -> tuple[str, ...]:
    found = []
    for line in lines:
        data = msgspec.json.decode(line).get("data") or {}
        found.append(_word(data, "url") or _word(data, "name"))
    return tuple(sorted(filter(None, found)))


def _response(post: RiskPost) -> Act:
    return Act(
        kind=ActKind.RESPONSE,
        at=post.published,
        precise=post.precise,
        text=post.text,
        post=post.key,
        sure=post.sure,
        target_title=post.title,
    )


def _of_comment(comment: Comment) -> Act:
    return Act(kind=ActKind.RESPONSE, at=comment.at, precise=True, text=comment.text)


def _word(data: Mapping[str, Json], name: str) -> str:
    value = data.get(name)
    return value.strip() if isinstance(value, str) else ""
