"""Made-up accounts on two platforms, an incident with proof, and what an audit said of them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.model import Body, BodyFormat, Complete, Post, PostKind, Publication, Record, SubscriberRows
from backup.risk.audit import Audit, Examined
from backup.risk.model import Confidence, Evidence, Finding, Severity
from backup.risk.rules.clipped_stories import RULE as CLIPPED
from backup.risk.rules.duplicate_content import RULE as DUPLICATES
from backup.watch.incident import EntryKind, Incident, NewEntry, NewEvidence
from tests.archive.conftest import KEY

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SEEN = datetime(2026, 11, 20, 6, 41, tzinfo=UTC)
SUBSTACK = Publication(
    slug="nightletters", platform="substack", name="Night Letters", url="https://nightletters.example"
)
MEDIUM = Publication(slug="maya", platform="medium", name="Maya Lindqvist", url="https://medium.com/@maya")
BY_PLATFORM = {"substack": SUBSTACK, "medium": MEDIUM}
AGAIN = datetime(2026, 11, 20, 7, 41, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 9, tzinfo=UTC)
GONE = b"<html><title>Publication Not Available</title>Publication Not Available</html>"
SUBSCRIBERS = [b"reader1@example.org,2025-05-01", b"reader2@example.org,2025-05-02", b"reader3@example.org,2025-05-03"]
BODY = (
    '<p>The keeper wrote letter {number}. See <a href="https://museum.example/lamps">the lamps</a>.</p>'
    '<figure><img src="https://pictures.example/{number}.jpg"><figcaption>Photo: Ada</figcaption></figure>'
)


def post(number: int, day: str, *, text: str = BODY, platform: str = "substack") -> Post:
    """Return a post of a day."""
    markup = text.format(number=number)
    medium = platform == "medium"
    page = f'<article class="h-entry"><section data-field="body" class="e-content">{markup}</section></article>'
    return Post(
        id=f"{number:012x}" if medium else str(number),
        kind=PostKind.POST,
        type="story" if medium else "newsletter",
        title=f"Letter {number} <&> “lamps”",
        url=f"https://nightletters.example/p/{number}",
        published_at=f"{day}T08:00:00.000Z",
        authors=("Maya Lindqvist",),
        body=Body(
            data=(page if medium else markup).encode(),
            format=BodyFormat.MEDIUM_HTML if medium else BodyFormat.SUBSTACK_HTML,
        ),
    )


def records(posts: list[Post]) -> Iterator[Record]:
    """Yield what a source gives."""
    yield from posts
    yield SubscriberRows(header=("email", "created_at"), records=SUBSCRIBERS, file="list.csv")
    yield Complete(table="posts")
    yield Complete(table="subscribers")


def archive_with(root: Path, platform: str = "substack") -> Archive:
    """Return an archive with two copies of a publication: one post was changed, one taken down, two are new."""
    archive = Archive.create(root / "archive", key=KEY)
    publication = BY_PLATFORM[platform]
    old = [post(number, f"2026-10-{number:02d}", platform=platform) for number in range(1, 6)]
    archive.snapshot(records(old), publication, source="test", as_of=datetime(2026, 11, 5, tzinfo=UTC))
    later = [post(1, "2026-10-01", text="<p>Another text.</p>", platform=platform), *old[2:]]
    later += [post(number, f"2026-11-{number:02d}", platform=platform) for number in (12, 18)]
    archive.snapshot(records(later), publication, source="test", as_of=datetime(2026, 11, 19, tzinfo=UTC))
    return archive


def with_incident(archive: Archive, slug: str, *, closed: bool = False, told: bool = False) -> Incident:
    """Open an incident with a probe, a mail, a comparison that names a subscriber and a private note."""
    page = NewEvidence(name="home page.html", content=GONE)
    fields = {"address": "https://nightletters.example/", "status": 404, "title": "Publication Not Available"}
    named = NewEvidence(name="compared.csv", content=b"reader1@example.org,gone")
    mail = NewEvidence(name="mail.eml", content=b"Subject: Your publication")
    compared = {"lost": {"chats": 1, "messages": 1396}, "not_looked_at": ["media"]}
    entries = [
        NewEntry(kind=EntryKind.OPENED, at=SEEN, text="It looks suspended.", words="reader1@example.org told me."),
        NewEntry(
            kind=EntryKind.PROBE,
            at=SEEN,
            text="Asked.",
            evidence=(page,),
            fields={**fields, "means": "suspended"},
        ),
        NewEntry(
            kind=EntryKind.PROBE,
            at=AGAIN,
            text="Asked.",
            evidence=(NewEvidence(name="home page.html", content=GONE),),
            fields={**fields, "means": "suspended"},
        ),
        NewEntry(
            kind=EntryKind.PROBE,
            at=AGAIN,
            text="Asked while signed in.",
            evidence=(NewEvidence(name="owner.txt", content=b'{"email":"maya@example.org"}'),),
            fields={"address": "https://nightletters.example/self", "status": 200, "kind": "owner", "means": "ok"},
        ),
        NewEntry(kind=EntryKind.VERDICT, at=SEEN, text="It looks suspended.", fields={"verdict": "suspended"}),
        NewEntry(
            kind=EntryKind.MAIL,
            at=LATER,
            text="A mail.",
            words="It looked like spam.",
            evidence=(mail,),
            fields={"told": told},
        ),
        NewEntry(kind=EntryKind.COMPARED, at=LATER, text="Compared.", evidence=(named,), fields=compared),
        NewEntry(kind=EntryKind.NOTE, at=LATER, text="A note.", words="I am so angry."),
    ]
    if closed:
        end = datetime(2026, 11, 23, 8, 41, tzinfo=UTC)
        entries.append(NewEntry(kind=EntryKind.CLOSED, at=end, text="It ended.", words="All is back."))
    return Incidents(archive).open(slug, entries)


def audit(*, found: bool = True, archive: Archive | None = None, slug: str = "nightletters") -> Audit:
    """Return what an audit may say: nothing, or one thing of which the rule is unsure."""
    name = next(archive.posts(slug)).body if archive else None
    finding = Finding(
        rule=DUPLICATES.id,
        title="Two posts share 12 passages",
        severity=Severity.MEDIUM,
        confidence=Confidence.LOW,
        why="It could be read so.",
        unknown="The filter's rules are not public.",
        remedy="Look at them.",
        evidence=(Evidence(where="Letter 1", object=name), Evidence(where="Letter 2")),
    )
    return Audit(
        findings=(finding,) if found else (),
        examined=Examined(posts=6, words=1234),
        rules=(CLIPPED, DUPLICATES),
    )
