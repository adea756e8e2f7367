"""The same link or sentence in one response after the other, and posts that call many people by name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from backup.risk import spoken, unknowns
from backup.risk.corpus import Corpus
from backup.risk.destinations import destination, links_in, without_links
from backup.risk.likeness import alike
from backup.risk.model import Confidence, Evidence, Finding, Severity
from backup.risk.post import RiskPost
from backup.risk.promotion_words import promotes
from backup.risk.sentences import sentences
from backup.risk.words import words_of

_SHARE = 0.2
_NEARLY_ALL = 0.8
_OFTEN = 10
_POLITE = 0.1
"""Of all responses: nearly everybody has a way to say thank you."""
_LEAST_WORDS = 5
_POSTS_IN_A_HABIT = 3
_DENSE = 3.0
"""Mentions per 100 words, from which on a post is mostly names."""
_MOST_EVIDENCE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Response:
    where: str
    text: str
    at: datetime | None
    to: frozenset[str]
    post: str | None = None
    object: str | None = None


class RepeatedPromotion:
    """Looks at responses as a whole: a link to one's own story under one other story is no promotion yet."""

    id: ClassVar = "repeated-promotion"
    title: ClassVar = "The same promotion again and again"
    number: ClassVar = 6
    by_writer: ClassVar = True
    source: ClassVar = unknowns.of_medium(
        "Promoting something repeatedly through responses, notes or mentions counts as spam."
    )
    platforms: ClassVar = ("medium", "substack")

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield a finding for each place that is linked too often, one for sentences, one for mentions."""
        responses = list(_responses(corpus))
        if limit := thresholds.get("same_link_in_responses"):
            yield from _links(responses, limit)
        if limit := thresholds.get("same_phrase_in_responses"):
            yield from _phrases(responses, limit)
        if limit := thresholds.get("mentions_per_post"):
            yield from _mentions(corpus.posts, limit)


def _responses(corpus: Corpus) -> Iterator[_Response]:
    for post in corpus.responses:
        yield _Response(
            where=post.title or post.key,
            text=post.text,
            at=post.published,
            to=frozenset(_places(post)),
            post=post.key,
            object=post.object,
        )
    for act in corpus.activity.responses:
        if act.post is None:
            yield _Response(
                where=act.target_title or act.target_url or "A comment",
                text=act.text,
                at=act.at,
                to=frozenset(filter(None, map(destination, links_in(act.text)))),
            )


def _places(post: RiskPost) -> Iterator[str]:
    for address in (*(link.href for link in post.links), *links_in(post.text)):
        if place := destination(address):
            yield place
    if any(link.own for link in post.links):
        yield _OWN


_OWN = "your own posts"


def _links(responses: Sequence[_Response], limit: float) -> Iterator[Finding]:
    by_place: defaultdict[str, list[_Response]] = defaultdict(list)
    for response in responses:
        for place in response.to:
            by_place[place].append(response)
    told: list[set[int]] = []
    for place, group in sorted(by_place.items(), key=lambda row: (-len(row[1]), row[0] == _OWN)):
        those = set(map(id, group))
        if len(group) < limit or those in told:
            continue
        told.append(those)
        share = len(group) / len(responses)
        yield Finding(
            rule=RepeatedPromotion.id,
            title=f"{len(group)} of {len(responses)} responses link to {place}",
            severity=Severity.HIGH if share >= _NEARLY_ALL else Severity.MEDIUM,
            confidence=_confidence(group, share, limit),
            why="Responses that lead to the same place each time look as if they were written for the link, not for "
            f"the story. The number they are looked at from ({limit:g}) is a setting of Outlast, not the platform’s "
            "limit.",
            unknown=f"{unknowns.FILTER} {unknowns.RESPONSES} Whether you were asked for the link is not known either.",
            remedy="Take the link out of responses where nobody asked for it, and let your profile say where you "
            "write.",
            evidence=_evidence(group),
            numbers={"responses": len(group), "of": len(responses), "share": share, "looked_at_from": limit},
        )


def _phrases(responses: Sequence[_Response], limit: float) -> Iterator[Finding]:
    said = [
        (place, sentence, words)
        for place, response in enumerate(responses)
        for sentence in sentences(response.text)
        if len(words := words_of(without_links(sentence))) >= _LEAST_WORDS
    ]
    groups = []
    for group in alike([words for _, _, words in said]):
        places = sorted({said[index][0] for index in group})
        if len(places) >= limit:
            calls = sum(promotes(said[index][1]) or bool(links_in(said[index][1])) for index in group)
            groups.append((places, said[group[0]][1], calls >= len(group) / 2))
    calling = [row for row in groups if row[2]]
    polite = [row for row in groups if not row[2] and len(row[0]) >= max(2 * limit, _POLITE * len(responses))]
    if not calling and not polite:
        return
    places, sentence, calls = max(calling or polite, key=lambda row: len(row[0]))
    saying = [responses[place] for place in places]
    share = len(saying) / len(responses)
    yield Finding(
        rule=RepeatedPromotion.id,
        title=f"{len(saying)} of {len(responses)} responses say much the same: “{spoken.short(sentence)}”",
        severity=Severity.MEDIUM if calls else Severity.LOW,
        confidence=_confidence(saying, share, limit) if calls else Confidence.LOW,
        why=(
            "A sentence that sends readers elsewhere, used again with small changes, looks like advertising."
            if calls
            else "The same sentence under many stories can look like a program’s, though it advertises nothing."
        ),
        unknown=f"{unknowns.FILTER} {unknowns.RESPONSES}",
        remedy="Write responses to what the story says. Take down those that only repeat the sentence.",
        evidence=_evidence(saying),
        numbers={"responses": len(saying), "of": len(responses), "share": share, "looked_at_from": limit},
    )


def _confidence(group: Sequence[_Response], share: float, limit: float) -> Confidence:
    """Never high: who answers everybody with “Part two is here” does the same."""
    return Confidence.MEDIUM if share >= _SHARE or len(group) >= _OFTEN * limit else Confidence.LOW


def _evidence(group: Sequence[_Response]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            where=f"Response “{spoken.short(response.where)}”", post=response.post, object=response.object,
            passage=spoken.short(response.text, 300), at=response.at,
        )
        for response in group[:_MOST_EVIDENCE]
    )  # fmt: skip


def _mentions(posts: Iterable[RiskPost], limit: float) -> Iterator[Finding]:
    full = [(post, names) for post in posts if len(names := set(post.mentions)) >= limit]
    if not full:
        return
    full.sort(key=lambda row: len(row[1]), reverse=True)
    most, names = full[0]
    dense = [post for post, named in full if 100 * len(named) >= _DENSE * max(len(post.words), 1)]
    yield Finding(
        rule=RepeatedPromotion.id,
        title=f"{len(names)} people are mentioned in “{spoken.short(most.title or most.key)}”"
        + (f", and {limit:g} or more in {len(full) - 1} others" if len(full) > 1 else ""),
        severity=Severity.MEDIUM if dense else Severity.LOW,
        confidence=Confidence.MEDIUM if len(dense) >= _POSTS_IN_A_HABIT else Confidence.LOW,
        why="Whoever is mentioned gets a notice, so many mentions in few words can look like a way to be seen. A "
        f"list of people or a thank-you looks the same. The number it is looked at from ({limit:g}) is a setting of "
        "Outlast.",
        unknown=f"{unknowns.FILTER} Whether those who are mentioned knew of it is not known.",
        remedy="Mention those whom a post is about; write other names without the link.",
        evidence=tuple(
            Evidence(
                where=post.title or post.key, post=post.key, object=post.object,
                rows=tuple(sorted(named)[: spoken.MOST_ROWS]), at=post.published,
            )
            for post, named in full[:_MOST_EVIDENCE]
        ),
        numbers={"mentions": len(names), "posts": len(full), "dense": len(dense), "looked_at_from": limit},
    )  # fmt: skip


RULE = RepeatedPromotion()
