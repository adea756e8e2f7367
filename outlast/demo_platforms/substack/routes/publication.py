"""The publication as its writer manages it: settings, sections, tags, people, figures (formats: owner reads)."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from backup.model import Json
from outlast.demo_platforms.exchange import Reply, json_reply
from outlast.demo_platforms.substack.nouns import Post
from outlast.demo_platforms.substack.people import person, publication, publication_user
from outlast.demo_platforms.substack.shape import shape, time
from outlast.demo_platforms.substack.visit import Route, Visit

_PRICE = 6
_EMAIL_COLUMNS = (
    *("title", "post_date", "audience", "views", "engagement_rate", "signups", "subscribes"),
    *("estimated_value", "open_rate"),
)


def counted(visit: Visit) -> int:
    """Return how many subscribers the platform says there are: none once it has emptied the dashboard."""
    return 0 if visit.suspended or visit.has("emptied-dashboard") else len(visit.world.present())


def _paying(visit: Visit) -> int:
    if not counted(visit):
        return 0
    return sum(subscriber.paying(visit.world.now) for subscriber in visit.world.present())


def whole(visit: Visit) -> Reply:
    """Answer with the publication and what only its writer sees of it."""
    own: dict[str, Json] = {
        "paused": False,
        "tos_content": None,
        "privacy_content": None,
        "welcome_email_content": "<p>Thank you for reading Night Letters.</p>",
        "welcome_email_content_paid": "<p>Thank you for paying for Night Letters.</p>",
    }
    return json_reply({**publication(visit), **own})


def settings(_: Visit) -> Reply:
    """Answer with the settings."""
    return json_reply(shape("publication_settings"))


def sections(visit: Visit) -> Reply:
    """Answer with the sections."""
    title = visit.world.title
    rows: list[Json] = [
        {
            "id": section.number,
            "publication_id": title.number,
            "name": section.name,
            "slug": section.slug,
            "description": "",
            "is_podcast": section.name == "Recordings",
            "is_live": True,
            "sibling_rank": place,
            "created_at": time(title.founded),
        }
        for place, section in enumerate(title.sections)
    ]
    return json_reply(rows)


def tags(visit: Visit) -> Reply:
    """Answer with the tags."""
    title = visit.world.title
    return json_reply(
        [
            {"id": tag.uuid, "publication_id": title.number, "name": tag.name, "slug": tag.slug, "hidden": False}
            for tag in title.tags
        ]
    )


def users(visit: Visit) -> Reply:
    """Answer with who writes it."""
    return json_reply([{**publication_user(visit.world), "user": person(visit.world.writer)}])


def checklist(visit: Visit) -> Reply:
    """Answer with what a new publication has still to do."""
    return json_reply({"subscriberCount": counted(visit), "hasPosts": True, "importedSubscribers": False})


def summary(visit: Visit) -> Reply:
    """Answer with the figures on the dashboard."""
    return json_reply(
        {
            "subscribers": _paying(visit),
            "totalEmail": counted(visit),
            "openRate": 42 if counted(visit) else 0,
            "arr": _paying(visit) * _PRICE * 12,
        }
    )


def summary_by_range(visit: Visit) -> Reply:
    """Answer with the figures at the beginning and the end of the last so many days."""
    start = visit.world.now - timedelta(days=visit.request.number("range", 30))
    now = counted(visit)
    then = sum(subscriber.present(start) for subscriber in visit.world.subscribers) if now else 0
    paying = _paying(visit)
    return json_reply(
        {
            "totalSubscribersStart": then,
            "totalSubscribersEnd": now,
            "paidSubscribersStart": paying,
            "paidSubscribersEnd": paying,
            "arrStart": paying * _PRICE * 12,
            "arrEnd": paying * _PRICE * 12,
        }
    )


def _email_row(post: Post) -> dict[str, Json]:
    return {
        "post_id": post.number,
        "title": post.title,
        "post_date": time(post.published),
        "audience": post.audience,
        "views": post.likes * 31,
        "engagement_rate": 0.3,
        "signups": post.likes // 9,
        "subscribes": post.likes // 30,
        "estimated_value": 0,
        "open_rate": 0.42,
    }


def email_stats(visit: Visit) -> Reply:
    """Answer with how each mailed post did, at most 20 at a time."""
    offset, limit = visit.page(most=20, usual=20)
    mailed = [post for post in visit.world.published() if post.mailed is not None]
    if visit.request.first("format") == "csv":
        columns = visit.request.query.get("columns[]", _EMAIL_COLUMNS)
        return _csv(columns, (_email_row(post) for post in mailed))
    rows: list[Json] = [_email_row(post) for post in mailed[offset : offset + limit]]
    return json_reply({"rows": rows, "total": len(mailed)})


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, Json]]) -> Reply:
    text = io.StringIO()
    table = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return Reply(headers={"Content-Type": "text/csv; charset=utf-8"}, body=text.getvalue().encode())


def timeseries(visit: Visit) -> Reply:
    """Answer with how many subscribers there were on each of the last 30 days."""
    world = visit.world
    days = [world.now - timedelta(days=30 - place) for place in range(31)] if counted(visit) else []
    rows: list[dict[str, Json]] = [
        {"date": f"{day:%Y-%m-%d}", "total_subscribers": sum(each.present(day) for each in world.subscribers)}
        for day in days
    ]
    if visit.request.first("format") == "csv":
        return _csv(("date", "total_subscribers"), rows)
    return json_reply({"rows": [*rows], "total": len(rows)})


def subscription(visit: Visit) -> Reply:
    """Answer with the account's own subscription, secrets included (formats: podcast_rss_token)."""
    return json_reply(shape("subscription", user_id=visit.world.writer.number, publication_id=visit.world.title.number))


def payments(_: Visit) -> Reply:
    """Answer with the account at the payment company: none is connected."""
    return json_reply({"account": None, "plans": []})


ROUTES = (
    Route(where="publication", path="/api/v1/publication", answer=whole, needs="owner"),
    Route(where="publication", path="/api/v1/publication_settings", answer=settings, needs="owner"),
    Route(where="publication", path="/api/v1/publication/sections", answer=sections, needs="owner"),
    Route(where="publication", path="/api/v1/publication/post-tag", answer=tags, needs="owner"),
    Route(where="publication", path="/api/v1/publication(?:/users|_user)", answer=users, needs="owner"),
    Route(where="publication", path="/api/v1/publication_launch_checklist", answer=checklist, needs="owner"),
    Route(where="publication", path="/api/v1/publish-dashboard/summary", answer=summary, needs="owner"),
    Route(where="publication", path="/api/v1/publish-dashboard/summary-v2", answer=summary_by_range, needs="owner"),
    Route(where="publication", path="/api/v1/publication/stats/email_stats", answer=email_stats, needs="owner"),
    Route(
        where="publication",
        path="/api/v1/publication/stats/(?:emails|followers)/timeseries",
        answer=timeseries,
        needs="owner",
    ),
    Route(where="publication", path="/api/v1/stripe/account", answer=payments, needs="owner"),
    Route(where="publication", path="/api/v1/subscription", answer=subscription, needs="owner"),
)
