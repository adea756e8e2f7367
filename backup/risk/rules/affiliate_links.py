"""Finds posts with affiliate links and no word about them."""

import re
from collections.abc import Iterable, Mapping
from typing import ClassVar, Final

from backup.document.urls import split
from backup.risk.corpus import Corpus
from backup.risk.hosts import known_as
from backup.risk.model import Confidence, Evidence, Finding, Severity, Source
from backup.risk.pointing import FILTER_UNKNOWN, days, point, spread, stories
from backup.risk.post import Link, RiskPost
from backup.risk.unknowns import of_medium

_SEVERAL: Final = 3
# Through which affiliate networks lead their clicks, as they publish it themselves; not all that there are.
_NETWORKS: Final = frozenset(
    """
    awin1.com shareasale.com shrsl.com anrdoezrs.net dpbolvw.net jdoqocy.com kqzyfj.com tkqlhce.com linksynergy.com
    go.skimresources.com redirect.viglink.com prf.hn pxf.io sjv.io evyy.net hop.clickbank.net rstyle.me shopstyle.it
    avantlink.com s.click.aliexpress.com tradedoubler.com partner-ads.com digistore24.com go.2checkout.com
    """.split()  # noqa: SIM905  # a list that people read
)
_AMAZON = re.compile(r"(?:\A|\.)amazon\.(?:com?\.)?[a-z]{2,3}\Z")
_AMAZON_TAG = re.compile(r"(?:\A|&)tag=[\w-]+-2\d(?:&|\Z)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:\A|&)(?:aff|aff_?id|aff_?code|affiliate(?:_?id)?|a_aid|afftrack|irclickid|campid)=[^&]", re.IGNORECASE
)
_TICKETS = re.compile(r"(?:\A|\.)eventbrite\.")
"""Where `aff` says from which page somebody came, and pays nobody."""
_BOOKSHOP = re.compile(r"\A/a/\d+/")
# How people say it, in eight languages; generous, so that who says it in any way is left alone.
_SAID = re.compile(
    r"affiliate|commission|\bpaid links?\b|#ad\b|amazon associate|at no (?:extra|additional) cost|i (?:earn"
    r"|get) (?:a |money)"
    r"|afiliad|comisi[oó]n|affili[ée]|rémunéré|provision|partnerlink|werbelink|affiliat|provvigion|comiss(?:ão|oes|ões)"
    r"|एफ़?िलिएट|कमीशन|アフィリエイト|アソシエイト|联盟|佣金",
    re.IGNORECASE,
)


class AffiliateLinks:
    """Affiliate links are allowed; not to say that they are there is what is named."""

    id: ClassVar[str] = "affiliate-links"
    title: ClassVar[str] = "Affiliate links that are not called so"
    number: ClassVar[int] = 0
    by_writer: ClassVar[bool] = True
    source: ClassVar[Source] = of_medium(
        "Links for which the writer gets a commission are allowed, if the post says that it has some."
    )
    platforms: ClassVar[tuple[str, ...]] = ("medium",)

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield one finding for all posts that have such links and do not say so."""
        found: list[tuple[RiskPost, list[str]]] = []
        for post in stories(corpus):
            if post.platform == "substack":
                continue
            links = [link.href for link in post.links if _is_affiliate(link)]
            if links and not _says_so(post):
                found.append((post, list(dict.fromkeys(links))))
        if found and len(found) >= thresholds["undisclosed_affiliate_posts"]:
            yield _finding(found)


def _is_affiliate(link: Link) -> bool:
    if link.own:
        return False
    if known_as(link.host, _NETWORKS):
        return True
    if "?" not in link.href:
        return link.host == "bookshop.org" and bool(_BOOKSHOP.match(split(link.href).path))
    if _TICKETS.search(link.host):
        return False
    query = split(link.href).query
    return bool(_AMAZON_TAG.search(query) if _AMAZON.search(link.host) else _NAMED.search(query))


def _says_so(post: RiskPost) -> bool:
    """Look at all that is read, captions and the words of links too."""
    return any(_SAID.search(paragraph.text) for paragraph in post.paragraphs) or any(
        _SAID.search(link.text) for link in post.links
    )


def _finding(found: list[tuple[RiskPost, list[str]]]) -> Finding:
    links = sum(len(addresses) for _, addresses in found)
    several = len(found) >= _SEVERAL
    evidence: tuple[Evidence, ...] = tuple(point(post, rows=addresses) for post, addresses in spread(found))
    return Finding(
        rule=AffiliateLinks.id,
        title=f"{len(found)} post{'' if len(found) == 1 else 's'} with affiliate links and no word that says so",
        severity=Severity.MEDIUM if several else Severity.LOW,
        confidence=Confidence.MEDIUM if several else Confidence.LOW,
        why=f"{links} link{'' if links == 1 else 's'}, in posts published{days(post for post, _ in found)}, have the "
        "mark of a seller’s affiliate programme, by which somebody gets a commission. A post must say that it has "
        "such links; a sentence at its end is enough.",
        unknown=f"{FILTER_UNKNOWN} Whose mark it is, is not known: an address that was copied from elsewhere keeps "
        "another’s. Words on a page of yours, or in a picture, were not seen.",
        remedy="Add a sentence to each of these posts that names the links, or take the mark out of the address.",
        evidence=evidence,
        numbers={"posts": len(found), "links": links},
    )


RULE = AffiliateLinks()
