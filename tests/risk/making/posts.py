"""Makes a corpus from paragraphs with light marks: `[words](address)`, `> quote`, `## heading`, `- item`."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from backup.model import PostKind
from backup.risk.corpus import Corpus, Link, Paragraph, Part, PublicationFacts, RiskPost

_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_MARKS: Final = {"> ": Part.QUOTE, "## ": Part.HEADING, "- ": Part.LIST}
START: Final = datetime(2025, 1, 6, 9, 12, tzinfo=UTC)
WRITER: Final = "Ines Falk"


def post(
    number: int,
    paragraphs: Sequence[str],
    *,
    title: str,
    publication: str = "quiet-harbour",
    platform: str = "medium",
    canonical: str | None = None,
    authors: tuple[str, ...] = (WRITER,),
    kind: PostKind = PostKind.POST,
) -> RiskPost:
    """Return the post of that number: one a day, each with an address of its own."""
    texts, links = [], []
    for place, paragraph in enumerate(paragraphs):
        mark = next((mark for mark in _MARKS if paragraph.startswith(mark)), "")
        texts.append(Paragraph(text=_LINK.sub(r"\1", paragraph).removeprefix(mark), kind=_MARKS.get(mark, Part.TEXT)))
        for words, address in _LINK.findall(paragraph):
            host = (urlsplit(address).hostname or "").removeprefix("www.")
            links.append(Link(href=address, text=words, host=host, paragraph=place))
    home = f"https://medium.com/{publication}" if platform == "medium" else f"https://{publication}.substack.com/p"
    return RiskPost(
        key=f"{publication}/{number}",
        id=str(number),
        publication=publication,
        platform=platform,
        title=title,
        url=f"{home}/post-{number}",
        canonical=canonical,
        kind=kind,
        published=START + timedelta(days=number, minutes=number * 7 % 50) if kind is not PostKind.DRAFT else None,
        authors=authors,
        paragraphs=tuple(texts),
        links=tuple(links),
    )


def corpus(posts: Iterable[RiskPost]) -> Corpus:
    """Return a corpus of these posts and of the publications that they name."""
    kept = tuple(posts)
    slugs = {each.publication: each.platform for each in kept}
    return Corpus(
        publications=tuple(
            PublicationFacts(slug=slug, platform=platform, name=slug.replace("-", " ").title(), authors=("ines falk",))
            for slug, platform in slugs.items()
        ),
        posts=kept,
        now=START + timedelta(days=400),
    )
