"""A small Substack export, as a ZIP. The people in it are invented."""

from datetime import datetime
from pathlib import Path

from outlast.demo_writer.pack import pack

POSTS = """\
post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url
101.first-light,2026-01-01T08:00:00.000Z,true,2026-01-01T08:00:00.000Z,,newsletter,everyone,First light,,
102.second-light,,false,,,newsletter,everyone,,,
"""
LIST = """\
email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at
ada@example.org,false,,other,false,2025-05-01T10:00:00.000Z,
ben@example.org,true,,monthly,false,2025-06-01T10:00:00.000Z,2025-06-01T10:00:00.000Z
"""


def write_export(path: Path, *, when: datetime, subdomain: str = "nightletters") -> Path:
    """Write an export with one post, one draft and two subscribers; return its path."""
    entries = [
        ("posts.csv", POSTS.encode()),
        (f"email_list.{subdomain}.csv", LIST.encode()),
        ("posts/101.first-light.html", b"<p>It began by the sea.</p>"),
        ("posts/102.second-light.html", b"<p>Not yet.</p>"),
    ]
    pack(path, entries, when)
    return path
