"""Finds posts that seem to be there to bring people elsewhere: few words, many calls to act, links to one site."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from backup.risk.corpus import Corpus
from backup.risk.elsewhere import bare_host, hosts_of, links_away
from backup.risk.model import Confidence, Evidence, Finding, Severity, Source
from backup.risk.phrases import calls
from backup.risk.pointing import FILTER_UNKNOWN, days, point, spread, stories
from backup.risk.post import RiskPost
from backup.risk.words import is_sign

_ONE_SITE: Final = 0.6
"""From this share of its links on, a post points to one site; a round-up points to many."""
_MOSTLY: Final = 0.4
"""From this share of all posts on, it is what the account does."""
_SEVERAL: Final = 3
"""From so many posts on, it is no single announcement."""
_SHORT: Final = 150
_URGING: Final = 0.5
"""So many calls to act per 100 words are more than a line at the end."""
_HOSTS: Final = 8
_SIGNS_A_WORD: Final = 2
"""Characters that make a word in scripts without spaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pull:
    """How a post draws elsewhere."""

    post: RiskPost
    host: str
    links: int
    words: int
    calls: tuple[str, ...]

    @property
    def density(self) -> float:
        """Links to the site per 100 words."""
        return self.links * 100 / self.words

    @property
    def urging(self) -> float:
        """Calls to act per 100 words."""
        return len(self.calls) * 100 / self.words


class TrafficPosts:
    """Posts that are mainly there to drive traffic elsewhere."""

    id: ClassVar[str] = "traffic-posts"
    title: ClassVar[str] = "Posts mainly there to bring people to another site"
    number: ClassVar[int] = 1
    by_writer: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        words="Posts whose main purpose is to drive traffic to another site, service or product count as spam.",
        place="Medium Rules, June 2023; Medium help 21308869037975 (Reasons for suspensions or restrictions)",
    )
    platforms: ClassVar[tuple[str, ...]] = ("medium", "substack")

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield a finding for each site that posts push, and one for many sites that are pushed in turn."""
        posts = stories(corpus)
        density = thresholds["links_per_100_words"]
        pushing = [pull for post in posts if (pull := _pull(post)) and _pushes(pull, density)]
        by_host: defaultdict[str, list[_Pull]] = defaultdict(list)
        for pull in pushing:
            by_host[pull.host].append(pull)
        ranked = sorted(by_host.items(), key=lambda item: (-len(item[1]), item[0]))
        several = [(host, pulls) for host, pulls in ranked if len(pulls) >= _SEVERAL][:_HOSTS]
        for host, pulls in several:
            yield _finding(host, pulls, len(posts))
        told = {host for host, _ in several}
        if rest := [pull for pull in pushing if pull.host not in told]:
            sites = {pull.host for pull in rest}
            finding = _finding(rest[0].host if len(sites) == 1 else f"{len(sites)} sites in turn", rest, len(posts))
            few = len(rest) < _SEVERAL
            yield replace(finding, severity=Severity.LOW, confidence=Confidence.LOW) if few else finding


def _pull(post: RiskPost) -> _Pull | None:
    away = links_away(post)
    hosts = hosts_of(link for link in away if not link.own)
    if not hosts:
        return None
    host, links = hosts.most_common(1)[0]
    if links < _ONE_SITE * len({link.href for link in away}):
        return None
    signs = sum(map(is_sign, post.words))
    words = max(1, len(post.words) - signs + signs // _SIGNS_A_WORD)
    texts = [paragraph.text for paragraph in post.paragraphs]
    anchors = [link.text for link in away if link.paragraph < 0 or (link.text and not _inside(link.text, texts))]
    return _Pull(post=post, host=host, links=links, words=words, calls=tuple(calls([post.title, *texts, *anchors])))


def _inside(words: str, texts: Sequence[str]) -> bool:
    return any(words in text for text in texts)


def _pushes(pull: _Pull, density: float) -> bool:
    """Say whether links to one site and calls to act are much of a post."""
    if not pull.calls:
        return pull.density >= density * 3 and pull.words <= _SHORT
    linked = pull.density >= density and pull.urging >= _URGING
    short = pull.words <= _SHORT and pull.urging >= 2 * _URGING
    return linked or short or (pull.density >= density / 2 and pull.urging >= 2 * _URGING)


def _finding(site: str, pulls: Sequence[_Pull], of: int) -> Finding:
    share = len(pulls) / max(1, of)
    urging = sum(pull.urging for pull in pulls) / len(pulls)
    density = sum(pull.density for pull in pulls) / len(pulls)
    posts = [pull.post for pull in pulls]
    verb = "is" if len(pulls) == 1 else "are"
    mostly = share >= _MOSTLY or len(pulls) >= 10
    phrases = Counter(call.casefold() for pull in pulls for call in pull.calls)
    said = ", ".join(f"“{phrase}” ×{count}" for phrase, count in phrases.most_common(5))
    return Finding(
        rule=TrafficPosts.id,
        title=f"{len(pulls)} of {of} posts {verb} mainly links and calls to act for {site}",
        severity=Severity.HIGH if mostly else Severity.MEDIUM,
        confidence=Confidence.MEDIUM if mostly and urging >= _URGING else Confidence.LOW,
        why=(
            f"They were published{days(posts)}. On average they have {density:.1f} links to it and {urging:.1f} calls "
            f"to act per 100 words{f' ({said})' if said else ''}. Posts whose main purpose is to bring people "
            "elsewhere are named as spam."
        ),
        unknown=(
            f"{FILTER_UNKNOWN} What a post is for is a judgement: announcing one’s own work in a few words, with its "
            "link, looks alike."
        ),
        remedy=(
            "Let a post be worth reading without the link: tell what is found over there, keep one link, and take out "
            "lines that only ask to click. Announcements can be gathered into one post."
        ),
        evidence=tuple(_evidence(pull) for pull in spread(pulls)),
        numbers={
            "posts": len(pulls),
            "share": round(share, 3),
            "links_per_100_words": round(density, 2),
            "calls_per_100_words": round(urging, 2),
        },
    )


def _evidence(pull: _Pull) -> Evidence:
    addresses = dict.fromkeys(
        link.href for link in links_away(pull.post) if bare_host(link.host or link.href) == pull.host
    )
    rows = [f"{pull.links} links to {pull.host}, {len(pull.calls)} calls to act, {pull.words} words", *addresses]
    call = pull.calls[0] if pull.calls else ""
    passage = next((paragraph.text for paragraph in pull.post.paragraphs if call and call in paragraph.text), "")
    return point(pull.post, passage, rows)


RULE = TrafficPosts()
