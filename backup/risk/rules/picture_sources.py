"""Finds pictures of agencies, pictures of free collections without a name, and many pictures with no source."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final
from urllib.parse import unquote

from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Evidence, Finding, Severity, Source
from backup.risk.pointing import FILTER_UNKNOWN, point, spread, stories
from backup.risk.post import Picture, RiskPost

_SEVERAL: Final = 5
_NEARLY_ALL: Final = 0.9
_AGENCY = re.compile(
    r"//(?:[\w-]+\.)*(gettyimages|istockphoto|shutterstock|alamy|depositphotos|dreamstime|123rf|stock\.adobe|ftcdn"
    r"|bigstockphoto|stocksy|agefotostock|picfair|canstockphoto|apimages|reutersconnect)\.(?:com|net|org|co\.uk|de)/",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(getty images|istock(?:photo)?|shutterstock|alamy|depositphotos|dreamstime|123rf|adobe ?stock|ap photo|afp"
    r"|reuters)\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"//(?:[\w-]+\.)*(unsplash|pexels|pixabay|freepik|rawpixel|stocksnap|burst\.shopify|kaboompics|picjumbo)"
    r"\.(?:com|io|co)/",
    re.IGNORECASE,
)
_LICENSED = re.compile(r"licen[sc]|purchased|bought|lizenz|licencia|comprad[ao]|acheté", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    post: RiskPost
    picture: Picture
    of: str = ""


class PictureSources:
    """A picture that is the writer's own has no source to name, so this is mostly to look at oneself."""

    id: ClassVar[str] = "picture-sources"
    title: ClassVar[str] = "Pictures of agencies, and pictures without a source"
    number: ClassVar[int] = 0
    by_writer: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        words="Writers must have the right to publish what they post, pictures too; who infringes a copyright gets no "
        "warning at Medium, and Substack may remove it.",
        place="Medium Rules (github.com/Medium/medium-policy, Copyright and trademark infringement); Substack Content "
        "Guidelines, 24 November 2021 (substack.com/content)",
    )
    platforms: ClassVar[tuple[str, ...]] = ("medium", "substack")

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield up to three findings: agencies, free collections, no source at all."""
        shown = [(post, picture) for post in stories(corpus) for picture in post.media]
        agencies = [one for post, picture in shown if (one := _of_agency(post, picture))]
        if agencies and len(agencies) >= thresholds["agency_pictures"]:
            yield _agencies(agencies)
        free = [one for post, picture in shown if (one := _of_collection(post, picture))]
        if free and len(free) >= thresholds["stock_pictures_uncredited"]:
            yield _collections(free)
        yield from _untold(shown, thresholds["pictures_without_source"])


def _of_agency(post: RiskPost, picture: Picture) -> _Shown | None:
    told = f"{picture.caption} {picture.credit}"
    found = _AGENCY.search(_address(picture)) or (_CREDIT.search(told) if told != " " else None)
    if found is None or _LICENSED.search(told):
        return None
    return _Shown(post=post, picture=picture, of=found[1].lower())


def _of_collection(post: RiskPost, picture: Picture) -> _Shown | None:
    if picture.credit or picture.caption:
        return None
    found = _FREE.search(_address(picture))
    return _Shown(post=post, picture=picture, of=found[1].lower()) if found else None


def _address(picture: Picture) -> str:
    """Return the address with that of the original in it, which Substack's own writes with `%`."""
    return unquote(picture.url) if "%2F" in picture.url or "%2f" in picture.url else picture.url


def _agencies(found: Sequence[_Shown]) -> Finding:
    # Who names an agency in a caption has thought of its source; who shows its own address may not have.
    hosted = sum(bool(_AGENCY.search(_address(one.picture))) for one in found)
    return Finding(
        rule=PictureSources.id,
        title=f"{_pictures(len(found))} of agencies that sell licences: {_names(found)}",
        severity=Severity.MEDIUM if hosted else Severity.LOW,
        confidence=Confidence.MEDIUM if hosted >= _SEVERAL else Confidence.LOW,
        why="Their address or caption names an agency whose pictures may only be used with a licence. Complaints "
        "about pictures are handled without a warning, and such pictures are easily found by programs.",
        unknown=f"{FILTER_UNKNOWN} Whether you bought a licence is not known, nor whether the picture may be quoted.",
        remedy="Keep the receipt of each licence where you find it for an appeal, and say in the caption that you "
        "have one; change pictures for which you have none.",
        evidence=_evidence(found),
        numbers={"pictures": len(found), "posts": len({one.post.key for one in found}), "hosted": hosted},
    )


def _collections(found: Sequence[_Shown]) -> Finding:
    return Finding(
        rule=PictureSources.id,
        title=f"{_pictures(len(found))} of free collections without a name: {_names(found)}",
        severity=Severity.LOW,
        confidence=Confidence.LOW,
        why="Their address is that of a free collection, and nothing beside them says whose they are. Most of these "
        "collections ask for no name, some do; a reader or a filter cannot tell that the picture is free.",
        unknown=f"{FILTER_UNKNOWN} What licence a picture had on the day you took it is not known.",
        remedy="Write the name and the collection into the caption: “Photo: Name, Unsplash”.",
        evidence=_evidence(found),
        numbers={"pictures": len(found), "posts": len({one.post.key for one in found})},
    )


def _untold(shown: Sequence[tuple[RiskPost, Picture]], least: float) -> Iterator[Finding]:
    found = [
        _Shown(post=post, picture=picture)
        for post, picture in shown
        if not (picture.credit or picture.caption.strip() or picture.alt.strip())
    ]
    if not found or len(found) < least or len(found) < _NEARLY_ALL * len(shown):
        return
    yield Finding(
        rule=PictureSources.id,
        title=f"{len(found)} of {_pictures(len(shown))} have no caption, source or description",
        severity=Severity.LOW,
        confidence=Confidence.LOW,
        why="If somebody claims one of them, nothing in the posts says that it is yours or where it is from. The "
        f"number it is looked at from ({least:g}) is a setting of Outlast.",
        unknown=f"{FILTER_UNKNOWN} Pictures that you took yourself need no source; whether these are yours is not "
        "known.",
        remedy="Write under a picture whose it is, your own name too, and keep the originals.",
        evidence=_evidence(found),
        numbers={"pictures": len(found), "of": len(shown), "looked_at_from": least},
    )


def _pictures(count: int) -> str:
    return f"{count:,} picture{'' if count == 1 else 's'}"


def _names(found: Iterable[_Shown]) -> str:
    return ", ".join(name for name, _ in Counter(one.of for one in found).most_common(5))


def _evidence(found: Sequence[_Shown]) -> tuple[Evidence, ...]:
    by_post: dict[str, list[_Shown]] = {}
    for one in found:
        by_post.setdefault(one.post.key, []).append(one)
    return tuple(
        point(group[0].post, group[0].picture.caption, [one.picture.url for one in group])
        for group in spread(list(by_post.values()))
    )


RULE = PictureSources()
