"""A small made-up publication as records, for the tests of the archive. All people are invented."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from backup.model import (
    Attachment,
    Body,
    BodyFormat,
    Complete,
    Post,
    PostKind,
    Problem,
    Publication,
    Record,
    Row,
    SubscriberRows,
)

PUBLICATION = Publication(slug="night-letters", platform="substack", name="Night Letters")
HEADER = ("email", "active_subscription", "expiry", "plan", "email_disabled", "created_at", "first_payment_at")


def day(number: int) -> datetime:
    """Return noon of a day in January 2026."""
    return datetime(2026, 1, number, 12, tzinfo=UTC)


def post(number: int, *, text: str = "", kind: PostKind = PostKind.POST, audience: str = "everyone") -> Post:
    """Return a post with a body."""
    words = text or f"The lighthouse keeper wrote letter number {number} by night."
    return Post(
        id=str(100 + number),
        kind=kind,
        type="newsletter",
        title=f"Letter {number}",
        slug=f"letter-{number}",
        audience=audience,
        published_at=None if kind is PostKind.DRAFT else f"2026-01-{number % 28 + 1:02d}T08:00:00.000Z",
        body=Body(data=f"<p>{words}</p>".encode(), format=BodyFormat.SUBSTACK_HTML),
    )


def subscriber(number: int, plan: str = "other") -> bytes:
    """Return the CSV record of an invented subscriber."""
    return f"reader{number}@example.org,false,,{plan},false,2025-05-{number % 28 + 1:02d}T10:00:00.000Z,".encode()


def posts(count: int = 12) -> list[Post]:
    """Return posts of which every fifth is a draft and every fifth a paid one."""
    kinds = {0: (PostKind.DRAFT, "everyone"), 1: (PostKind.POST, "only_paid")}
    made = []
    for number in range(count):
        kind, audience = kinds.get(number % 5, (PostKind.POST, "everyone"))
        made.append(post(number, kind=kind, audience=audience))
    return made


def records(
    posts_given: Iterable[Post] | None = None,
    subscribers: Iterable[bytes] | None = None,
    *,
    extra: Iterable[Record] = (),
) -> Iterator[Record]:
    """Yield an export: posts, a subscriber list, deliveries, claps and one thing that could not be read."""
    yield from posts() if posts_given is None else posts_given
    yield Complete(table="posts")
    rows = [subscriber(number) for number in range(40)] if subscribers is None else list(subscribers)
    if rows:
        yield SubscriberRows(header=HEADER, records=rows, file="email_list.nightletters.csv")
    yield Complete(table="subscribers")
    opened = b"post_id,timestamp,email\n102,2026-01-02T09:00:00Z,reader1@example.org\n102,2026-01-02T09:01:00Z,r2@example.org\n"
    yield Attachment(table="activity/opens", id="102", data=opened, extension="csv", rows=2)
    yield Complete(table="activity/opens")
    for number in range(4):
        yield Row(table="activity/claps", id=f"story{number % 3}", data={"claps": number})
    yield Complete(table="activity/claps")
    yield Problem(file="posts/9.lost.html", reason="It cannot be read.", row=3, raw=b"reader1@example.org \xff")
    yield from extra
