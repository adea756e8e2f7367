"""Offers of claps for claps or for money, and circles of people who clap for each other, as far as an export shows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from backup.model import PostKind
from backup.risk import spoken, unknowns
from backup.risk.activity import Act, Activity, ActKind
from backup.risk.bounty_words import deals_in
from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Evidence, Finding, Severity
from backup.risk.sentences import sentences
from backup.risk.windows import moment, timed

_SAYS_IT_AGAIN = 2
_SHORT = 400
_DENSE = 0.2
_LEAST_ROUNDS = 4
_LEAST_CIRCLE = 4
_PRESENT = 0.7
_FULL = 40
_MOST_OF_IT = 0.5
_BOTH_WAYS = 3
_MOST_EVIDENCE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    where: str
    sentences: tuple[str, ...]
    pays: bool
    length: int
    share: float
    """The offers among all sentences of the piece."""
    at: datetime | None
    post: str | None = None
    object: str | None = None


class BrigadesAndBounties:
    """Words alone are a weak sign: who writes about such deals uses the same ones."""

    id: ClassVar = "brigades-and-bounties"
    title: ClassVar = "Brigades and bounties"
    number: ClassVar = 7
    by_writer: ClassVar = True
    source: ClassVar = unknowns.of_medium(
        "Groups that agree to clap for or follow each other, and campaigns that reward it, count as spam."
    )
    platforms: ClassVar = ("medium", "substack")

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:  # noqa: ARG002  # the protocol's
        """Yield at most one finding for each of: words of deals, rounds of the same authors, comments both ways."""
        yield from _words(corpus)
        yield from _rounds(corpus.activity)
        yield from _both_ways(corpus.activity)


def _words(corpus: Corpus) -> Iterator[Finding]:
    offers = list(_offers(corpus))
    if not offers:
        return
    count = sum(len(offer.sentences) for offer in offers)
    pays = any(offer.pays for offer in offers)
    dense = any(len(offer.sentences) >= _SAYS_IT_AGAIN and offer.share >= _DENSE for offer in offers)
    brief = sum(offer.length <= _SHORT for offer in offers)
    yield Finding(
        rule=BrigadesAndBounties.id,
        title=f"{spoken.many(count, 'sentence')} in {spoken.many(len(offers), 'piece')} "
        f"{'offer a reward for engagement' if pays else 'read like an offer of claps for claps'}",
        severity=Severity.HIGH if pays else Severity.MEDIUM,
        confidence=Confidence.MEDIUM if dense or brief >= _SAYS_IT_AGAIN else Confidence.LOW,
        why="Words such as these are used where people agree to clap for or follow each other, or are paid for it.",
        unknown=f"{unknowns.FILTER} Words show neither that a deal was made nor that it was meant; who writes about "
        "such deals uses them too, and ours is a list of words in a dozen languages that cannot be whole.",
        remedy="If it is an offer, take it down. If the piece is about such offers, see that it says so in the same "
        "place.",
        evidence=tuple(
            Evidence(
                where=offer.where, post=offer.post, object=offer.object,
                passage=spoken.short(" … ".join(offer.sentences), 300), at=offer.at,
            )
            for offer in offers[:_MOST_EVIDENCE]
        ),
        numbers={"sentences": count, "pieces": len(offers)},
    )  # fmt: skip


def _offers(corpus: Corpus) -> Iterator[_Offer]:
    for post in corpus.posts:
        kind = "Response" if post.kind is PostKind.RESPONSE else "Post"
        where = f"{kind} “{spoken.short(post.title or post.key)}”"
        yield from _offer(post.text, where, post.published, post=post.key, shown_by=post.object)
    for act in corpus.activity.responses:
        if act.post is None:
            yield from _offer(act.text, "A comment of yours", act.at)


def _offer(
    text: str, where: str, at: datetime | None, *, post: str | None = None, shown_by: str | None = None
) -> Iterator[_Offer]:
    found = list(deals_in(text))
    if found:
        yield _Offer(
            where=where,
            sentences=tuple(sentence for sentence, _ in found),
            pays=any(pays for _, pays in found),
            length=len(text),
            share=len(found) / sum(1 for _ in sentences(text)),
            at=at,
            post=post,
            object=shown_by,
        )


def _rounds(activity: Activity) -> Iterator[Finding]:
    """Look for days on which nearly the same people got full claps."""
    known = [act for act in timed(activity.claps) if act.target_author]
    by_day: defaultdict[date, list[Act]] = defaultdict(list)
    for act in known:
        if act.count >= _FULL:
            by_day[moment(act).date()].append(act)
    days_of = Counter(author for acts in by_day.values() for author in {act.target_author for act in acts})
    circle = {author for author, days in days_of.items() if days >= _LEAST_ROUNDS}
    if len(circle) < _LEAST_CIRCLE:
        return
    rounds = [
        (day, acts)
        for day, acts in sorted(by_day.items())
        if len(circle & {act.target_author for act in acts}) >= max(_PRESENT * len(circle), _LEAST_CIRCLE)
    ]
    share = sum(act.target_author in circle for act in known) / len(known)
    if len(rounds) < _LEAST_ROUNDS or share < _MOST_OF_IT:
        return
    yield Finding(
        rule=BrigadesAndBounties.id,
        title=f"{_FULL} claps or more for the same {len(circle)} people on each of {len(rounds)} days",
        severity=Severity.MEDIUM,
        confidence=Confidence.MEDIUM if len(rounds) >= _LEAST_ROUNDS + 2 else Confidence.LOW,
        why=f"Full claps for one small circle again and again look agreed. {share:.0%} of the claps whose author is "
        "known went to it.",
        unknown=f"{unknowns.FILTER} {unknowns.CLAPS} Claps that you got are not in an export, so whether they clap "
        "for you too is not known; and friends read each other.",
        remedy="Leave groups that ask for claps. If they are friends or colleagues whom you read, say so in an appeal.",
        evidence=tuple(
            Evidence(
                where=f"Claps of {day.day} {day:%B %Y}",
                object=activity.objects.get("claps"),
                rows=spoken.rows(acts),
                at=moment(acts[0]),
            )
            for day, acts in rounds[:_MOST_EVIDENCE]
        ),
        numbers={"people": len(circle), "rounds": len(rounds), "share": share},
    )


def _both_ways(activity: Activity) -> Iterator[Finding]:
    """Look for people to whom and from whom something came at least three times."""
    given: Counter[str] = Counter(
        act.target_author
        for act in activity
        if act.target_author and act.kind in (ActKind.CLAP, ActKind.RESPONSE, ActKind.HIGHLIGHT)
    )
    got = Counter(comment.handle.lower() for comment in activity.comments if comment.handle and not comment.own)
    mutual = sorted(handle for handle, times in given.items() if min(times, got[handle]) >= _BOTH_WAYS)
    if len(mutual) < _LEAST_CIRCLE:
        return
    share = min(
        sum(given[handle] for handle in mutual) / given.total(), sum(got[handle] for handle in mutual) / got.total()
    )
    if share < _MOST_OF_IT:
        return
    yield Finding(
        rule=BrigadesAndBounties.id,
        title=f"At least {share:.0%} of what you gave and of the comments you got is between you and {len(mutual)} "
        "people",
        severity=Severity.LOW,
        confidence=Confidence.LOW,
        why="A circle that keeps to itself looks like a brigade. So does a small readership.",
        unknown=f"{unknowns.FILTER} Claps and likes that you got are not in the archive, and nothing tells an "
        "agreement from friendship.",
        remedy="Nothing, if nothing was agreed. Leave groups that ask for engagement in return.",
        evidence=(
            Evidence(
                where="Given and got, by person",
                rows=tuple(
                    f"@{handle}: {given[handle]} given, {got[handle]} got" for handle in _by_weight(mutual, given)
                ),
            ),
        ),
        numbers={"people": len(mutual), "share": share},
    )


def _by_weight(handles: Sequence[str], given: Counter[str]) -> list[str]:
    return sorted(handles, key=lambda handle: (-given[handle], handle))[: spoken.MOST_ROWS]


RULE = BrigadesAndBounties()
