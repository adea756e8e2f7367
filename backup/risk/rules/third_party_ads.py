"""Finds advertising for others on Medium: lines that name a sponsor, what ad networks serve, banners."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from backup.risk.corpus import Corpus
from backup.risk.hosts import known_as
from backup.risk.model import Confidence, Finding, Severity, Source
from backup.risk.pointing import FILTER_UNKNOWN, days, point, spread, stories
from backup.risk.post import LinkIn, Part, RiskPost
from backup.risk.unknowns import of_medium

_SEVERAL: Final = 3
_NETWORKS: Final = frozenset(
    """
    doubleclick.net googlesyndication.com googleadservices.com carbonads.com carbonads.net buysellads.com taboola.com
    outbrain.com adsterra.com propellerads.com media.net criteo.com mgid.com revcontent.com popads.net exoclick.com
    ethicalads.io adroll.com liveintent.com liadm.com
    """.split()  # noqa: SIM905  # a list that people read
)
_BANNER = re.compile(r"[?&]utm_medium=(?:banner|display|cpc|cpm|ppc|sponsor\w*|paid\w*)(?:&|#|\Z)", re.IGNORECASE)
# How posts say that they are paid for, in eight languages: lines of the post about itself, not of a show or a war.
_ABOUT = r"(?:post|story|article|piece|letter|newsletter|issue|edition|episode)"
_SPONSORED = re.compile(
    rf"\b(?:this|today[’']s|this week[’']s) {_ABOUT} (?:is|was|has been) (?:kindly |proudly )?(?:sponsored"
    rf"|brought to you|paid for)"
    rf"|\b(?:today[’']s|this week[’']s|this month[’']s|our|my) sponsors?\b(?=[^.]{{0,40}}(?:\bis\b|:))"
    rf"|\bthank(?:s| you) to (?:our|my|today[’']s|this week[’']s) sponsors?\b"
    r"|\A\W*(?:sponsored|advertisement|advertorial|paid (?:partnership|promotion)|promoted (?=post|content))"
    r"\s*(?::|by\b|post\b|content\b|with\b|\Z)"
    r"|\A\W*(?:a|our) word from (?:our|my) sponsors?\b|(?:\A|\s)#(?:ad|sponsored|werbung|anzeige|publi|publicidad)\b"
    r"|\A\W*(?:patrocinado por|contenido patrocinado|publirreportaje|publicidad:|conteúdo patrocinado|publieditorial)"
    r"|\A\W*(?:sponsorisé par|article sponsorisé|contenu sponsorisé|publicité\s*:|sponsorizzato da"
    r"|contenuto sponsorizzato)"
    r"|\A\W*(?:anzeige|werbung|bezahlte werbung)\s*(?::|\Z)|\A\W*(?:gesponsert von|प्रायोजित|広告\s*[:：]"
    r"|スポンサー\s*[:：]|提供\s*[:：])",
    re.IGNORECASE,
)
_NEEDLES: Final = (
    "sponsor", "advert", "paid p", "promoted", "brought to you", "paid for", "#ad", "werbung", "anzeige", "gesponsert",
    "patrocinad", "publi", "sponsori", "प्रायोजित", "広告", "スポンサー", "提供",
)  # fmt: skip
_LINE: Final = 400
"""Letters: a longer paragraph is part of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    post: RiskPost
    lines: tuple[str, ...]
    addresses: tuple[str, ...]


class ThirdPartyAds:
    """Own things may be promoted on Medium; only what says that it is another's is looked for."""

    id: ClassVar[str] = "third-party-ads"
    title: ClassVar[str] = "Advertising for others"
    number: ClassVar[int] = 0
    by_writer: ClassVar[bool] = True
    source: ClassVar[Source] = of_medium(
        "One’s own things may be promoted, but posts, publications and letters may not advertise what others sell, "
        "nor be sponsored."
    )
    platforms: ClassVar[tuple[str, ...]] = ("medium",)

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield one finding for all posts with such signs."""
        found = [sign for post in stories(corpus) if post.platform != "substack" and (sign := _sign(post))]
        if found and len(found) >= thresholds["ad_posts"]:
            yield _finding(found)


def _sign(post: RiskPost) -> _Sign | None:
    lines, addresses = tuple(_lines(post)), tuple(dict.fromkeys(_addresses(post)))
    return _Sign(post=post, lines=lines, addresses=addresses) if lines or addresses else None


def _lines(post: RiskPost) -> Iterator[str]:
    folded = post.text.casefold()
    if not any(needle in folded for needle in _NEEDLES):
        return
    for paragraph in post.paragraphs:
        short = paragraph.kind not in (Part.QUOTE, Part.CODE) and len(paragraph.text) <= _LINE
        if short and _SPONSORED.search(paragraph.text):
            yield paragraph.text


def _addresses(post: RiskPost) -> Iterator[str]:
    for link in post.links:
        if known_as(link.host, _NETWORKS) or (
            link.shown is LinkIn.PICTURE and not link.own and _BANNER.search(link.href)
        ):
            yield link.href
    yield from (embed.url for embed in post.embeds if known_as(embed.host, _NETWORKS))


def _finding(found: list[_Sign]) -> Finding:
    posts = [sign.post for sign in found]
    served = sum(bool(sign.addresses) for sign in found)
    several = len(found) >= _SEVERAL
    return Finding(
        rule=ThirdPartyAds.id,
        title=f"{len(found)} post{'' if len(found) == 1 else 's'} that seem to advertise something of others",
        severity=Severity.MEDIUM if several else Severity.LOW,
        confidence=Confidence.MEDIUM if several else Confidence.LOW,
        why=f"Posts published{days(posts)} have a line that names a sponsor or says that it is an advertisement, or "
        "lead to an ad network. Advertising for others and sponsorship are not allowed on Medium, whether it is said "
        "or not.",
        unknown=f"{FILTER_UNKNOWN} Who paid whom is not known: a post about advertising, a joke, or thanks to a "
        "patron of your own may be worded alike. An advertisement that does not say so was not seen.",
        remedy="Take the lines and banners out of what is on Medium; letters that are sponsored belong where that is "
        "allowed.",
        evidence=tuple(
            point(sign.post, sign.lines[0] if sign.lines else "", (*sign.lines[1:], *sign.addresses))
            for sign in spread(found)
        ),
        numbers={"posts": len(found), "of_networks": served},
    )


RULE = ThirdPartyAds()
