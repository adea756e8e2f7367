"""Finds commenters who can be taken for the writer: by their name, or by their handle."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from backup.risk import spoken
from backup.risk.activity import Comment
from backup.risk.corpus import Corpus
from backup.risk.lookalikes import skeleton
from backup.risk.model import Confidence, Evidence, Finding, Severity, Source
from backup.risk.pointing import FILTER_UNKNOWN
from backup.risk.post import PublicationFacts
from backup.risk.words import fold

_LEAST: Final = 5
"""Shorter names are alike by chance."""
_ADDED = re.compile(
    r"(?:official|real|the|team|support|admin|help|author|writer|backup|private|chat|\d{1,4}|x|o|l|s)\Z|\A(?:official|real|the|its?|iam)"
)
_LURE = re.compile(
    r"whats\s?app|telegram|\bt\.me/|\bwa\.me/|\bsignal\b.{0,20}\+?\d|\bdm me\b"
    r"|(?:text|message|contact|write|reach) (?:me|us)\b"
    r"|\+\d[\d ().-]{7,}|\bcongratulations\b.{0,60}\b(?:won|prize|winner|selected)\b|\bgiveaway\b"
    r"|escr[íi]beme|écri(?:s|vez)[- ]moi"
    r"|schreib mir|me chama|मुझे (?:मैसेज|लिख)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """How the writer is called."""

    folded: frozenset[str]
    skeletons: frozenset[str]
    handles: frozenset[str]


@dataclass(slots=True, kw_only=True)
class _Other:
    """A commenter who can be taken for the writer."""

    says: str
    comments: list[Comment]

    @property
    def lures(self) -> list[Comment]:
        """Those that ask to be written to elsewhere."""
        return [one for one in self.comments if _LURE.search(one.text)]


class LookalikeHandles:
    """Not a thing that a writer does: such commenters write to subscribers in the writer's name."""

    id: ClassVar[str] = "lookalike-handles"
    title: ClassVar[str] = "Commenters who can be taken for you"
    number: ClassVar[int] = 0
    by_writer: ClassVar[bool] = False
    source: ClassVar[Source] = Source(
        words="Posing as another person is forbidden on both platforms, so the one who does it can be reported.",
        place="Substack Content Guidelines, 24 November 2021 (substack.com/content); Medium Rules "
        "(github.com/Medium/medium-policy, Deceptive conduct)",
    )
    platforms: ClassVar[tuple[str, ...]] = ("substack", "medium")

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield one finding for all such commenters."""
        comments = corpus.activity.comments
        if not comments:
            return
        others = [one for facts in corpus.publications for one in _others(facts, comments)]
        if others and len(others) >= thresholds["lookalike_commenters"]:
            yield _finding(others, corpus.activity.objects.get("comments"))


def _others(facts: PublicationFacts, comments: Sequence[Comment]) -> Iterator[_Other]:
    here = [one for one in comments if one.publication == facts.slug]
    names = _names(facts, here)
    by_person: defaultdict[tuple[str, str], list[Comment]] = defaultdict(list)
    for comment in here:
        by_person[fold(comment.name), (comment.handle or "").lower()].append(comment)
    for (name, handle), group in by_person.items():
        if handle in names.handles or (not handle and group[0].own):
            continue
        if says := _like(name, handle, names):
            yield _Other(says=says, comments=group)


def _names(facts: PublicationFacts, comments: Iterable[Comment]) -> _Names:
    """Return how the writer is called; of several handles under the writer's name the one used most is theirs."""
    folded = {name for name in (*facts.authors, fold(facts.name)) if name}
    handles = {facts.handle.lower()} if facts.handle else set()
    own = Counter((one.handle or "").lower() for one in comments if one.own and one.handle)
    if own and not handles & own.keys():
        handles.add(own.most_common(1)[0][0])
    return _Names(
        folded=frozenset(folded),
        skeletons=frozenset(bare for name in folded if len(bare := skeleton(name)) >= _LEAST),
        handles=frozenset(handles),
    )


def _like(name: str, handle: str, names: _Names) -> str:
    """Say how a commenter is like the writer; empty where they are not."""
    bare = skeleton(name)
    if bare in names.skeletons:
        if name in names.folded:
            return "has your name and another handle" if handle and names.handles else ""
        return "has a name that looks like yours"
    if not handle:
        return ""
    bare = skeleton(handle)
    for own in names.handles:
        mine = skeleton(own)
        if len(mine) < _LEAST:
            continue
        if bare == mine:
            return f"has a handle that looks like @{own}"
        rest = handle.replace("_", "").replace("-", "").replace(".", "")
        if mine in bare and _ADDED.sub("", rest, count=1) == own.replace("_", "").replace("-", "").replace(".", ""):
            return f"has your handle, @{own}, with something added"
    return ""


def _finding(others: Sequence[_Other], shown_by: str | None) -> Finding:
    luring = [one for one in others if one.lures]
    return Finding(
        rule=LookalikeHandles.id,
        title=f"{len(others)} commenter{'' if len(others) == 1 else 's'} can be taken for you"
        + (f"; {len(luring)} of them ask to be written to elsewhere" if luring else ""),
        severity=Severity.MEDIUM if luring else Severity.LOW,
        confidence=Confidence.MEDIUM if luring else Confidence.LOW,
        why="Under the name of a writer, people are asked for money or for their number. Those who are deceived "
        "report the writer, and a report is what many suspensions begin with as far as writers tell.",
        unknown=f"{FILTER_UNKNOWN} People do have the same name, and it may be a second account of yours or one of "
        "somebody you work with. Only comments that a backup holds were seen; Medium’s export has none.",
        remedy="Look at their profile. If they pose as you: report them as that, ban them from commenting, tell your "
        "subscribers that you never ask for money or numbers in comments, and keep a saved copy for an appeal.",
        evidence=tuple(_evidence(one, shown_by) for one in (*luring, *(one for one in others if not one.lures)))[:20],
        numbers={"commenters": len(others), "luring": len(luring)},
    )


def _evidence(one: _Other, shown_by: str | None) -> Evidence:
    shown = (one.lures or one.comments)[0]
    at = f", @{shown.handle}" if shown.handle else ""
    return Evidence(
        where=f"{spoken.many(len(one.comments), 'comment')} by {spoken.short(shown.name)}{at}, who {one.says}",
        post=shown.post,
        object=shown_by,
        passage=spoken.short(shown.text, 300),
        at=shown.at,
    )


RULE = LookalikeHandles()
