"""The list of subscribers as the dashboard shows it (formats: subscriber-stats)."""

from collections.abc import Sequence

from backup.model import Json
from outlast.demo_platforms.exchange import Reply, html_reply, json_reply
from outlast.demo_platforms.substack.routes.publication import counted
from outlast.demo_platforms.substack.shape import cdn
from outlast.demo_platforms.substack.visit import Route, Visit, invalid
from outlast.demo_writer.chance import iso
from outlast.demo_writer.substack.audience import Subscriber

_MOST = 100
_PRICES = {"monthly": 6, "yearly": 60}
_FILTERS = frozenset(
    {
        "order_by_desc_nulls_last",
        "order_by_asc_nulls_last",
        "user_email_address_string_is",
        "subscription_type",
        "search",
    }
)


def nine_digits(subscriber: Subscriber) -> str:
    """Return when somebody joined, to the nanosecond as the dashboard has it for most (formats: subscriber-stats)."""
    if subscriber.number % 10 == 9:
        return iso(subscriber.joined)
    return subscriber.joined.strftime("%Y-%m-%dT%H:%M:%S.") + f"{subscriber.joined.microsecond:06}000+00:00"


def stats(visit: Visit) -> Reply:
    """Answer with a page of subscribers; more than 100 at once, and unknown filters, are 400."""
    asked = visit.request.json()
    if not isinstance(asked, dict):
        return invalid("filters", "body")
    limit, offset, filters = asked.get("limit", 50), asked.get("offset", 0), asked.get("filters", {})
    if not isinstance(limit, int) or not 0 < limit <= _MOST:
        return invalid("limit", "body")
    if not isinstance(offset, int) or not isinstance(filters, dict):
        return invalid("offset", "body")
    if not set(filters) <= _FILTERS:
        return html_reply("Bad Request", 400)  # a bare 400 is all one gets (formats: subscriber-stats)
    present = visit.world.present() if counted(visit) else ()
    found = _filtered(visit, present, filters)
    rows: list[Json] = [
        row(visit, each, len(present), tags=bool(asked.get("includeTags"))) for each in found[offset : offset + limit]
    ]
    order: Json = {"by": "subscription_created_at", "direction": "desc"}
    return json_reply(
        {
            "count": len(found),
            "subscribers": rows,
            "order": order,
            "columnView": None,
            "pendingImports": [],
            "pendingCRMImportsCount": 0,
            "chartCounts": {},
            "batchSubscriberActions": [],
            "lastSync": iso(visit.world.now),
        }
    )


def _filtered(visit: Visit, present: Sequence[Subscriber], filters: dict[str, Json]) -> Sequence[Subscriber]:
    now = visit.world.now
    wanted = filters.get("user_email_address_string_is")
    if isinstance(wanted, str):
        present = [each for each in present if each.address(now).casefold() == wanted.casefold()]
    searched = filters.get("search")
    if isinstance(searched, str) and searched:
        present = [
            each for each in present if searched.casefold() in f"{each.person.name} {each.address(now)}".casefold()
        ]
    if filters.get("subscription_type") is not None:
        present = [each for each in present if each.paying(now)]
    return present if "order_by_asc_nulls_last" in filters else present[::-1]


def row(visit: Visit, subscriber: Subscriber, total: int, *, tags: bool = False) -> dict[str, Json]:
    """Return one subscriber."""
    now = visit.world.now
    paying = subscriber.paying(now)
    number = 90_000_000 + subscriber.number
    gone = subscriber.address(now) != subscriber.person.address
    made: dict[str, Json] = {
        "user_id": number,
        "user_email_address": subscriber.address(now),
        "user_name": None if gone else subscriber.person.name,
        "user_photo_url": cdn(visit.world.title.logo) if subscriber.number % 4 == 0 else None,
        "subscription_id": 600_000_000 + subscriber.number,
        "subscription_created_at": nine_digits(subscriber),
        "subscription_interval": {"monthly": "monthly", "yearly": "annual"}.get(subscriber.plan, "free")
        if paying
        else "free",
        "subscription_type": (subscriber.plan if subscriber.plan in ("comp", "gift") else "paid") if paying else None,
        "subscription_expires_at": iso(subscriber.expiry(now)) or None,
        "is_subscribed": paying,
        "is_founding": False,
        "is_free_trial": False,
        "is_gift": paying and subscriber.plan == "gift",
        "is_comp": paying and subscriber.plan == "comp",
        "is_bitcoin": False,
        "activity_rating": round(5 * subscriber.eagerness),
        "total_revenue_generated": _PRICES.get(subscriber.plan, 0) if paying else 0,
        "total_count": total,
    }
    if tags:
        made["tags"] = []
    return made


ROUTES = (Route(where="publication", method="POST", path="/api/v1/subscriber-stats", answer=stats, needs="owner"),)
