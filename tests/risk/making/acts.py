"""Acts as an export has them: times to the minute, a title and an address without its author."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from backup.model import PostKind
from backup.risk.activity import Act, Activity, ActKind
from backup.risk.corpus import Corpus
from backup.risk.destinations import destination, links_in
from backup.risk.post import Link, Paragraph, PublicationFacts, RiskPost

START = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
"""A Monday."""
_SUBJECTS = [
    "lanterns",
    "ferries",
    "tides",
    "chess",
    "bread",
    "rivers",
    "stairs",
    "maps",
    "winters",
    "pigeons",
    "bells",
    "gardens",
    "ledgers",
    "clocks",
]


def title(chance: Random) -> str:
    """Return the title of somebody's story."""
    one, other = chance.sample(_SUBJECTS, 2)
    return chance.choice(
        (f"What {one} taught me about {other}", f"On {one} and {other}", f"Why {one} need {other}", f"My year of {one}")
    )


def acts(
    kind: ActKind, times: Iterable[datetime], chance: Random, *, counts: Sequence[int] = (1,), by: str | None = None
) -> tuple[Act, ...]:
    """Return acts on stories of others, oldest first."""
    return tuple(
        Act(
            kind=kind,
            at=time.replace(second=0, microsecond=0),
            count=chance.choice(counts),
            target_url=f"https://medium.com/p/{chance.randrange(16**12):012x}",
            target_title=title(chance),
            target_author=by,
        )
        for time in sorted(times)
    )


def every(since: datetime, seconds: float, count: int, chance: Random, jitter: float = 0.0) -> Iterator[datetime]:
    """Yield moments at an interval, each of which is longer or shorter by up to `jitter` of it."""
    time = since
    for _ in range(count):
        yield time
        time += timedelta(seconds=seconds * (1 + chance.uniform(-jitter, jitter)))


def by_chance(since: datetime, seconds: float, count: int, chance: Random) -> Iterator[datetime]:
    """Yield moments as people make them: heaps and gaps, `seconds` apart on average."""
    time = since
    for _ in range(count):
        yield time
        time += timedelta(seconds=chance.expovariate(1 / seconds))


def evenings(days: int, a_day: float, chance: Random, since: datetime = START) -> Iterator[datetime]:
    """Yield moments of somebody who reads after work, some days more and some not at all."""
    for day in range(days):
        start = since + timedelta(days=day, hours=11 + chance.uniform(0, 2))
        yield from by_chance(start, 420, round(chance.expovariate(1 / a_day)), chance)


def response(number: int, text: str, at: datetime) -> RiskPost:
    """Return a response of the writer; its links are the addresses in its text."""
    return RiskPost(
        key=f"tidebook/r{number}",
        publication="tidebook",
        platform="medium",
        title=text[:60],
        id=f"r{number}",
        kind=PostKind.RESPONSE,
        sure=0.95,
        published=at,
        paragraphs=(Paragraph(text=text),),
        links=tuple(
            Link(href=address, host=destination(address).partition("/")[0], paragraph=0) for address in links_in(text)
        ),
    )


def story(number: int, paragraphs: Sequence[str], at: datetime, *, mentions: tuple[str, ...] = ()) -> RiskPost:
    """Return a story of the writer."""
    return RiskPost(
        key=f"tidebook/s{number}",
        publication="tidebook",
        platform="medium",
        title=f"Tide book, page {number}",
        id=f"s{number}",
        published=at,
        paragraphs=tuple(Paragraph(text=text) for text in paragraphs),
        mentions=mentions,
    )


def corpus(*posts: RiskPost, activity: Activity | None = None, days: int = 60) -> Corpus:
    """Return the corpus of one writer; responses among the posts become acts, as they do when an archive is read."""
    given = activity or Activity()
    responses = tuple(
        Act(kind=ActKind.RESPONSE, at=post.published, precise=True, text=post.text, post=post.key, sure=post.sure)
        for post in posts
        if post.kind is PostKind.RESPONSE
    )
    facts = PublicationFacts(slug="tidebook", platform="medium", name="Tide book", url="https://medium.com/@tidebook")
    return Corpus(
        publications=(facts,),
        posts=posts,
        activity=Activity(
            claps=given.claps,
            highlights=given.highlights,
            bookmarks=given.bookmarks,
            responses=tuple(sorted((*given.responses, *responses), key=lambda act: act.at or START)),
            follows=given.follows,
            follow_changes=given.follow_changes,
            sessions=given.sessions,
            comments=given.comments,
        ),
        now=START + timedelta(days=days),
    )
