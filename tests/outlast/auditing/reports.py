"""Made-up reports: a corpus with a bit of everything, findings of every kind, and titles that want to be more."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from backup.risk.activity import Act, Activity, ActKind
from backup.risk.audit import Audit, Examined
from backup.risk.corpus import Corpus, Link, Paragraph, PublicationFacts, RiskPost
from backup.risk.model import Confidence, Evidence, Finding, Severity, Source
from backup.risk.thresholds import thresholds
from outlast.auditing.report import Report

NOW = datetime(2025, 9, 1, 12, tzinfo=UTC)
START = datetime(2025, 6, 1, 9, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script> & \"Tide\" 'n' 灯台 " + "w" * 120


class TemplateRule:
    """A rule that finds nothing: the report brings its own findings."""

    id: ClassVar = "template-reuse"
    title: ClassVar = "The same template again and again"
    number: ClassVar = 8
    source: ClassVar = Source(words="Posts filled from one template count as spam.", place="Medium Rules, June 2023")
    platforms: ClassVar = ("medium", "substack")

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        return ()


class ClapRule(TemplateRule):
    """Another one."""

    id: ClassVar = "bulk-interactions"
    title: ClassVar = "Interactions in bulk"
    number: ClassVar = 5
    platforms: ClassVar = ("medium",)


class OtherRule(TemplateRule):
    """One beyond the ten."""

    id: ClassVar = "tag-stuffing"
    title: ClassVar = "Tags that do not fit"
    number: ClassVar = 0


RULES = (ClapRule(), TemplateRule(), OtherRule())


def posts(count: int = 8, title: str | None = None, days: int = 9) -> tuple[RiskPost, ...]:
    """Return posts of which each but the last two is a filling of one template; links grow in number."""
    made = []
    for number in range(count):
        body = " ".join(f"word{place}" for place in range(60)) + f" and the tide number {number} came in"
        if number >= count - 2:
            body = " ".join(f"own{number}x{place}" for place in range(80))
        links = tuple(
            Link(href=f"https://shop.example/{one}", text="Sign up", host="shop.example") for one in range(number % 4)
        )
        made.append(
            RiskPost(
                key=f"night-letters/{number}",
                publication="night-letters",
                platform="medium",
                title=title or f"Letter {number}",
                object=f"{number:02}ab12.html.zst",
                url=f"https://medium.com/@maya/letter-{number}" if number else "javascript:alert(1)",
                published=START + timedelta(days=days * number),
                paragraphs=(Paragraph(text=f"{body}. Sign up now."),),
                links=links,
            )
        )
    return tuple(made)


def claps() -> tuple[Act, ...]:
    """Return a clap every third day, and eleven within one minute on 12 August."""
    burst = datetime(2025, 8, 12, 17, 48, tzinfo=UTC)
    single = [START + timedelta(days=3 * number) for number in range(20)]
    return tuple(
        Act(kind=ActKind.CLAP, at=at, count=50, target_title="A story") for at in sorted([*single, *[burst] * 11])
    )


def findings(title: str = "Letter 1") -> tuple[Finding, ...]:
    """Return one finding of each severity and confidence."""
    return (
        Finding(
            rule="template-reuse",
            title="6 posts are fillings of one template",
            severity=Severity.HIGH,
            confidence=Confidence.MEDIUM,
            why="They share nearly all of their words.",
            unknown="Whether the filter compares posts so is not public.",
            remedy="Keep one of them.",
            evidence=tuple(
                Evidence(where=title, post=f"night-letters/{number}", object=f"{number:02}ab12.html.zst", passage=title)
                for number in range(6)
            ),
            numbers={"posts": 6},
        ),
        Finding(
            rule="bulk-interactions",
            title="11 claps in one minute (12 August 2025, 17:48)",
            severity=Severity.MEDIUM,
            confidence=Confidence.HIGH,
            why="So many in a minute look like a program.",
            unknown="An export shows a lower bound.",
            remedy="Leave time between claps.",
            evidence=(
                Evidence(
                    where="11 claps within a minute",
                    rows=tuple(f"17:48  50 claps  story {number}" for number in range(11)),
                    at=datetime(2025, 8, 12, 17, 48, tzinfo=UTC),
                ),
            ),
            numbers={"per_minute": 11},
        ),
        Finding(
            rule="tag-stuffing",
            title="1 post has tags that its words do not bear out",
            severity=Severity.LOW,
            confidence=Confidence.LOW,
            why="Tags that do not fit lead people astray.",
            unknown="Nothing is known of it.",
            remedy="Take them out.",
        ),
    )


def report(
    *, title: str | None = None, found: tuple[Finding, ...] | None = None, broken: tuple[str, ...] = (), days: int = 9
) -> Report:
    """Return a report with all of it."""
    corpus = Corpus(
        publications=(PublicationFacts(slug="night-letters", platform="medium", name=title or "Night Letters"),),
        posts=posts(title=title, days=days),
        activity=Activity(claps=claps()),
        now=NOW,
    )
    return Report(
        made=NOW,
        corpus=corpus,
        audit=Audit(
            findings=findings(title or "Letter 1") if found is None else found,
            examined=Examined(posts=8, words=600, acts=31),
            rules=RULES,
            broken=broken,
            remarks=("“Letter 9” could not be read.",),
        ),
        thresholds=thresholds({"claps_per_day": 10.0}),
    )
