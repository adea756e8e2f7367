"""The files of a made-up Substack's exports, in the layout of real ones (formats: publication export)."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence

from outlast.demo_platforms.substack.nouns import Post
from outlast.demo_platforms.substack.world import World
from outlast.demo_writer.chance import iso
from outlast.demo_writer.substack import dashboard
from outlast.demo_writer.substack.email_list import HEADER as LIST_HEADER
from outlast.demo_writer.substack.email_list import email_list
from outlast.demo_writer.substack.export import POSTS_HEADER
from outlast.demo_writer.substack.mailings import DELIVERS, OPENS

_KEYS = re.findall(
    r"\w+",
    """
user_name user_email_address country state group_membership subscription_type subscription_created_at
subscription_expires_at first_payment_at last_subscribed_at unsubscribed_at subscription_interval stripe_plan_name
free_attribution paid_attribution is_subscribed bestseller_tier total_revenue_generated num_subs_gifted bundle_id
is_bundle_parent num_emails_received num_emails_dropped num_email_opens num_email_opens_last_7d
num_email_opens_last_30d num_unique_email_posts_seen num_unique_email_posts_seen_last_7d
num_unique_email_posts_seen_last_30d last_opened_at links_clicked last_clicked_at emails_enabled num_web_post_views
num_web_post_views_last_7d num_web_post_views_last_30d num_unique_web_posts_seen num_unique_web_posts_seen_last_7d
num_unique_web_posts_seen_last_30d num_comments num_comments_last_7d num_comments_last_30d num_shares
num_shares_last_7d num_shares_last_30d days_active_last_30d activity_rating
""",
)
LABELS = dict(zip(_KEYS, dashboard.HEADER, strict=True))
"""Column key and the label that the file has for it, in the order in which the server writes them."""
COLUMNS = frozenset({*LABELS, "tag_ids"})
"""What may be asked for; `tag_ids` is left out without a word."""
_MAILED_TO = 40
"""So many of the subscribers are in each `delivers` file: real ones have all, which no test needs."""


def subscribers(world: World, columns: Sequence[str], *, emptied: bool) -> bytes:
    """Return the columns that were asked for, in the server's own order, who joined last at the top."""
    wanted = [label for key, label in LABELS.items() if key in columns]
    text = io.StringIO()
    rows = csv.DictWriter(text, wanted, extrasaction="ignore", lineterminator="\n")
    rows.writeheader()
    if not emptied:
        whole = dashboard.dashboard(world.present(), world.now).decode()
        rows.writerows(csv.DictReader(io.StringIO(whole)))
    return text.getvalue().encode()


def publication(world: World, *, emptied: bool) -> bytes:
    """Return the ZIP of everything that Substack gives its writers."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in _entries(world, emptied=emptied):
            entry = zipfile.ZipInfo(name, world.now.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return packed.getvalue()


def _entries(world: World, *, emptied: bool) -> Iterator[tuple[str, bytes]]:
    posts = sorted(world.posts.values(), key=lambda post: post.number, reverse=True)
    yield "posts.csv", _posts_csv(posts)
    whole = f"{LIST_HEADER}\n".encode() if emptied else email_list(world.subscribers, world.now)
    yield f"email_list.{world.title.subdomain}.csv", whole
    for post in posts:
        yield f"posts/{post.number}.{post.slug}.html", world.body(post).html.encode()
        if post.mailed is not None:
            yield from _mailing(world, post)


def _posts_csv(posts: Sequence[Post]) -> bytes:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(POSTS_HEADER.split(","))
    for post in posts:
        out = post.published is not None
        # A draft has neither title nor subtitle here, whatever its writer called it (formats: posts.csv).
        words = (post.title, post.subtitle) if out else ("", "")
        cells = (f"{post.number}.{post.slug}", iso(post.published), "true" if out else "false")
        rows.writerow((*cells, iso(post.mailed), iso(post.mailed), post.type, post.audience, *words, ""))
    return text.getvalue().encode()


def _mailing(world: World, post: Post) -> Iterator[tuple[str, bytes]]:
    """Yield who was sent a post and who opened it."""
    sent = iso(post.mailed)
    delivers, opens = [DELIVERS], [OPENS]
    for subscriber in world.subscribers[:_MAILED_TO]:
        if post.mailed is None or not subscriber.mailed(post.mailed):
            continue
        paying = "true" if subscriber.paying(post.mailed) else "false"
        line = f"{post.number},{sent},{subscriber.person.address},{post.type},{post.audience},{paying}"
        delivers.append(line)
        if subscriber.eagerness > 0.5:
            opens.append(f'{line},{subscriber.person.country},,,,,,"Mozilla/5.0"')
    yield f"posts/{post.number}.delivers.csv", ("\n".join(delivers) + "\n").encode()
    yield f"posts/{post.number}.opens.csv", ("\n".join(opens) + "\n").encode()
