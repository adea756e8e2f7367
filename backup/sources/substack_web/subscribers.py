"""The subscriber list: a set, its export, and a file after some waiting (formats: section 3.4).

The daily list asks for the columns that say who somebody is and what they pay. Columns that move with every letter
that is opened are asked for once a week and kept as a file of their own: in the daily list they would make a change of
every row every day, and nobody could see any more who changed.
"""

import io
from collections.abc import Iterator
from datetime import datetime

from backup.errors import UnexpectedAnswer
from backup.model import Attachment, Complete, Json, Problem, Record, Remark, Severity
from backup.sources._subscriber_list import SubscriberList
from backup.sources._web import WebSource
from backup.sources.substack_web.fields import Fields
from backup.sources.substack_web.listed_subscribers import subscribers_as_csv
from backup.sources.substack_web.site import Denied, Site

STEADY = (
    "user_email_address", "user_name", "country", "state", "group_membership", "subscription_type",
    "subscription_created_at", "subscription_expires_at", "first_payment_at", "last_subscribed_at", "unsubscribed_at",
    "subscription_interval", "stripe_plan_name", "free_attribution", "paid_attribution", "is_subscribed",
    "num_subs_gifted", "bundle_id", "is_bundle_parent", "emails_enabled", "tag_ids",
)  # fmt: skip
MOVING = (
    "bestseller_tier", "total_revenue_generated", "num_emails_received", "num_emails_dropped", "num_email_opens",
    "num_email_opens_last_7d", "num_email_opens_last_30d", "num_unique_email_posts_seen",
    "num_unique_email_posts_seen_last_7d", "num_unique_email_posts_seen_last_30d", "last_opened_at", "links_clicked",
    "last_clicked_at", "num_web_post_views", "num_web_post_views_last_7d", "num_web_post_views_last_30d",
    "num_unique_web_posts_seen", "num_unique_web_posts_seen_last_7d", "num_unique_web_posts_seen_last_30d",
    "num_comments", "num_comments_last_7d", "num_comments_last_30d", "num_shares", "num_shares_last_7d",
    "num_shares_last_30d", "days_active_last_30d", "activity_rating",
)  # fmt: skip
_CORE = ("user_email_address", "user_name", "subscription_type", "subscription_created_at", "subscription_expires_at")
"""What is asked for where the whole wish is refused: a column may have another name by now."""
_WAITS = (1, 5, 10, 30, 60, 60, 60, 60, 60, 60)
"""Seconds between two looks whether the file is ready, as the dashboard itself waits."""
_FILE = "subscribers (live)"
_ENGAGEMENT = "engagement"
_DAYS = 7
_LARGEST = 2 << 30
"""Bytes of the file: five million subscribers."""


def fetch_subscribers(source: WebSource, site: Site) -> Iterator[Record]:
    """Yield the list, closed by `Complete` if it holds as many as the dashboard counts."""
    expected = Fields(site.send("subscriber-stats", _page(0, 1))).number("count")
    try:
        data = _export(site, STEADY)
    except UnexpectedAnswer as error:
        yield Remark(text=f"{error.what} The list was read page by page instead, with fewer columns.")
        data = subscribers_as_csv(site)
    found = SubscriberList.open(_FILE, lambda: io.BytesIO(data))
    rows = 0
    if found is not None:
        rows = found.survey().seen
        yield from found.fetch()
    if expected is not None and rows < expected:
        reason = f"The dashboard counts {expected:,} subscribers, and the list that it gave has {rows:,}."
        yield Problem(file=_FILE, reason=reason, severity=Severity.MISSING)
    elif found is None or found.survey().whole:
        yield Complete(table="subscribers")
    if _is_old(source) and rows:
        every = _export(site, STEADY + MOVING)
        lines = max(every.count(b"\n") - 1, 0)
        yield Attachment(table="activity/engagement", id="subscribers", data=every, extension="csv", rows=lines)
        yield source.note(_ENGAGEMENT, str(lines))
    if expected == 0 and not rows:
        yield Remark(text="The dashboard counts no subscribers at all. If you have some, look there.")
    if expected is None:
        yield Remark(text="The dashboard did not say how many subscribers there are, so the list was not counted.")


def _page(offset: int, limit: int) -> Json:
    return {"filters": {"order_by_desc_nulls_last": "subscription_created_at"}, "limit": limit, "offset": offset}


def _export(site: Site, columns: tuple[str, ...]) -> bytes:
    """Return the file with these columns; the server chooses their order, and leaves some out."""
    made = Fields(site.send("subscriber_set", {"query": {}})).identity("id")
    if made is None:
        raise UnexpectedAnswer("Substack did not make the list of subscribers that it was asked for.")
    number: Json = int(made) if made.isdigit() else made
    try:
        begun = site.send("subscriber_set/export", {"subscriberSetId": number, "columns": [*columns]})
    except UnexpectedAnswer:
        begun = site.send("subscriber_set/export", {"subscriberSetId": number, "columns": [*_CORE]})
    export = Fields(begun).identity("export_id", "id")
    if export is None:
        raise UnexpectedAnswer("Substack did not begin the export of the subscribers.")
    for wait in _WAITS:
        answer = site.web.get(f"{site.base}/api/v1/subscriber_set/export/{export}", headers=_HEADERS)
        if answer.status == 200:
            url = Fields(answer.json()).text("url")
            if url is None:
                raise UnexpectedAnswer("Substack says that the list is ready, and not where.")
            return _file(site, url)
        if answer.status in (401, 403):
            raise Denied(str(answer.status))
        if answer.status != 400:  # 400 {"error":"Export not ready"} is how it says: wait
            raise UnexpectedAnswer(f"Substack answered {answer.status} when it was asked for the list of subscribers.")
        site.web.wait(wait)
    raise UnexpectedAnswer("Substack did not finish the list of subscribers within some minutes.")


def _file(site: Site, url: str) -> bytes:
    whole = url if "://" in url else f"{site.base}{url}"
    answer = site.web.get(whole, headers={"Accept": "text/csv,*/*"}, limit=_LARGEST)
    if answer.status in (401, 403):
        raise Denied(str(answer.status))
    if answer.status != 200 or answer.body.lstrip()[:1] in (b"<", b"{"):
        raise UnexpectedAnswer("Substack gave something else in the place of the list of subscribers.")
    return answer.body


def _is_old(source: WebSource) -> bool:
    at = source.known.looked_at(_ENGAGEMENT)
    return source.options.full or not at or (source.options.now - datetime.fromisoformat(at)).days >= _DAYS


_HEADERS = {"Accept": "application/json"}
