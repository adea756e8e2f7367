"""The publication's export at a point in time, file by file (formats: publication export ZIP)."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from outlast.demo_writer.chance import iso
from outlast.demo_writer.substack.audience import Subscriber, audience
from outlast.demo_writer.substack.bodies import body
from outlast.demo_writer.substack.catalogue import EDITED
from outlast.demo_writer.substack.email_list import HEADER, email_list
from outlast.demo_writer.substack.mailings import Mailing, mailing
from outlast.demo_writer.substack.posts import Planned, posts

POSTS_HEADER = "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url"
LIST_NAME = "email_list.nightletters.csv"
_LATER_SUBTITLE = "Four columns, one correction, and how to trust them"


class Publication:
    """Night Letters with its whole past and future; an export is a look at it."""

    def __init__(self) -> None:
        """Plan everything; bodies and mailings are made when they are first asked for."""
        self.posts = posts()
        self._bodies: dict[tuple[str, int], bytes] = {}

    @cached_property
    def audience(self) -> tuple[Subscriber, ...]:
        """Return everybody who ever subscribed."""
        return audience()

    @cached_property
    def _mailings(self) -> tuple[Mailing, ...]:
        # A mailed podcast has neither file in the export (formats: layout).
        sent = [(post, post.mailed) for post in self.posts if post.kind != "podcast"]
        return tuple(mailing(post, time, self.audience) for post, time in sent if time is not None)

    def entries(self, when: datetime, *, emptied: bool = False) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the export of that time; `emptied` leaves nothing of the list but its header."""
        present = [post for post in self.posts if post.exists(when)]
        yield "posts.csv", _posts_csv(present, when)
        yield LIST_NAME, f"{HEADER}\n".encode() if emptied else email_list(self.audience, when)
        for post in present:
            yield f"posts/{post.number}.{post.slug}.html", self._body(post, when)
        for sent in self._mailings:
            if sent.sent <= when:
                yield f"posts/{sent.number}.delivers.csv", sent.delivers_file()
                yield f"posts/{sent.number}.opens.csv", sent.opens_file(when)

    def _body(self, post: Planned, when: datetime) -> bytes:
        key = post.slug, post.revision(when)
        if key not in self._bodies:
            self._bodies[key] = body(post, key[1], self._earlier(post)).encode()
        return self._bodies[key]

    def _earlier(self, post: Planned) -> Planned | None:
        """Return the mailed letter that every third post reminds of, or `None`."""
        if post.published is None or post.place % 3 != 1:
            return None
        older = [other for other in self.posts if other.kind == "letter" and other.begun < post.begun]
        return older[0] if older else None


def _posts_csv(present: Sequence[Planned], when: datetime) -> bytes:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(POSTS_HEADER.split(","))
    for post in present:
        out = post.is_published(when)
        subtitle = _LATER_SUBTITLE if post.slug == EDITED and post.revision(when) > 1 else post.subtitle
        published, mailed = (iso(post.published), iso(post.mailed)) if out else ("", "")
        # A draft has neither title nor subtitle here, whatever its writer called it.
        words = (post.title, subtitle) if out else ("", "")
        cells = (f"{post.number}.{post.slug}", published, "true" if out else "false", mailed, mailed)
        rows.writerow((*cells, post.type, post.audience, *words, ""))
    return text.getvalue().encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What there is at a point in time."""

    posts: int
    """Public ones."""
    drafts: int
    added: int
    """Published since the beginning, taken down again or not."""
    subscribers: int


def figures(publication: Publication, when: datetime) -> Figures:
    """Return how many posts and subscribers there are at that time."""
    present = [post for post in publication.posts if post.exists(when)]
    return Figures(
        posts=sum(post.is_published(when) for post in present),
        drafts=sum(not post.is_published(when) for post in present),
        added=sum(post.is_published(when) for post in publication.posts),
        subscribers=sum(subscriber.present(when) for subscriber in publication.audience),
    )
