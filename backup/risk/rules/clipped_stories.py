"""Finds short posts that break off and send people to another site for the rest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from backup.risk.corpus import Corpus
from backup.risk.elsewhere import bare_host, links_away
from backup.risk.model import Confidence, Finding, Severity, Source
from backup.risk.phrases import READ_ON
from backup.risk.pointing import FILTER_UNKNOWN, days, point, spread, stories
from backup.risk.post import Link, LinkIn, Part, RiskPost
from backup.risk.words import is_sign

_END: Final = 4
"""So many paragraphs from the end the way out is looked for: sign-offs and tags may come after it."""
_SAID_IN: Final = 60
"""A paragraph with more words is part of the text."""
_SITES: Final = 3
"""A post that ends with links to more sites than this lists things to read."""
_OFTEN: Final = 3
"""From so many posts on, it is no single case."""
_MUCH: Final = 0.25
_SHOWN: Final = 10
_BROKEN_OFF: Final = ("…", "...", "[…]", "[...]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clip:
    """A short post whose end sends elsewhere."""

    post: RiskPost
    link: Link
    said: str
    """The paragraph that does it."""
    words: int
    breaks_off: bool


class ClippedStories:
    """Short posts that send elsewhere for the rest."""

    id: ClassVar[str] = "clipped-stories"
    title: ClassVar[str] = "A beginning here, the rest on another site"
    number: ClassVar[int] = 4
    by_writer: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        words="A story must not be cut short and end in a link to another site where its rest is.",
        place="Medium Rules, June 2023; Medium help 21308869037975 (Reasons for suspensions or restrictions)",
    )
    platforms: ClassVar[tuple[str, ...]] = ("medium",)

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield a finding for each site to which clipped posts lead, one for all sites that are met once or twice."""
        posts = [post for post in stories(corpus) if post.platform != "substack"]
        most = thresholds["clipped_words"]
        by_site: defaultdict[str, list[_Clip]] = defaultdict(list)
        for post in posts:
            if clip := _clip(post, most):
                by_site[bare_host(clip.link.host or clip.link.href)].append(clip)
        often = {site: clips for site, clips in by_site.items() if len(clips) >= _OFTEN}
        for site, clips in sorted(often.items(), key=lambda item: (-len(item[1]), item[0]))[:_SHOWN]:
            yield _finding(site, clips, len(posts))
        rest = [clip for site, clips in by_site.items() if site not in often for clip in clips]
        if rest:
            sites = sorted({bare_host(clip.link.host or clip.link.href) for clip in rest})
            yield _finding(sites[0] if len(sites) == 1 else f"{len(sites)} sites", rest, len(posts))


def _clip(post: RiskPost, most: float) -> _Clip | None:
    signs = sum(map(is_sign, post.words))
    words = len(post.words) - signs + signs // 2
    away = [link for link in links_away(post) if link.shown is not LinkIn.PICTURE]
    if not away or words > most or len({bare_host(link.host or link.href) for link in away}) > _SITES:
        return None
    written = [place for place, paragraph in enumerate(post.paragraphs) if paragraph.kind is not Part.CODE]
    for place in reversed(written[-_END:]):
        text = post.paragraphs[place].text
        here = [link for link in away if place - 1 <= link.paragraph <= place + 1] or [
            link for link in away if link.paragraph < 0
        ]
        said = READ_ON.first(text) or next(filter(None, (READ_ON.first(link.text) for link in here)), None)
        if said and here and len(text.split()) <= _SAID_IN:
            before = post.paragraphs[place - 1].text if place else ""
            breaks_off = before.rstrip().endswith(_BROKEN_OFF) or "…" in text or "..." in text
            return _Clip(post=post, link=here[-1], said=text, words=words, breaks_off=breaks_off)
    return None


def _finding(site: str, clips: Sequence[_Clip], of: int) -> Finding:
    posts = [clip.post for clip in clips]
    words = sum(clip.words for clip in clips) / len(clips)
    broken = sum(clip.breaks_off for clip in clips)
    share = len(clips) / max(1, of)
    sure = (len(clips) >= _OFTEN and (share >= _MUCH or len(clips) >= 2 * _OFTEN)) or broken > 1 or broken == of
    count = f"{len(clips)} of {of} posts are short and end" if len(clips) > 1 else "A short post ends"
    return Finding(
        rule=ClippedStories.id,
        title=f"{count} by sending people to {site} for the rest",
        severity=Severity.HIGH if sure and len(clips) >= _OFTEN else Severity.MEDIUM,
        confidence=Confidence.MEDIUM if sure else Confidence.LOW,
        why=(
            f"What was published{days(posts)} has {words:.0f} words on average and then says where to read on. "
            f"{f'The text before it breaks off in {broken} of them. ' if broken else ''}"
            "A beginning whose rest is elsewhere is named as spam, even if the other site is one’s own."
        ),
        unknown=(
            f"{FILTER_UNKNOWN} Whether there is more over there is not looked up: a short post that is whole and "
            "recommends something to read looks alike."
        ),
        remedy=(
            "Publish the whole text here, with a canonical link to the first place, or tell in full what matters and "
            "name the other text as further reading."
        ),
        evidence=tuple(
            point(clip.post, clip.said, [f"leads to {clip.link.href}", f"{clip.words} words"]) for clip in spread(clips)
        ),
        numbers={"posts": len(clips), "share": round(share, 3), "words": round(words, 1)},
    )


RULE = ClippedStories()
