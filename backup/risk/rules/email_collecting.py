"""Finds what asks for addresses inside a post on Medium, and sign-up links that do not say that they lead away."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar, Final

from backup.document.urls import split
from backup.risk.corpus import Corpus
from backup.risk.hosts import known_as
from backup.risk.model import Confidence, Finding, Severity, Source
from backup.risk.pointing import FILTER_UNKNOWN, days, point, spread, stories
from backup.risk.post import Embed, Link, RiskPost
from backup.risk.unknowns import of_medium

_COLLECTORS: Final = frozenset(
    """
    upscri.be upscribe.net list-manage.com eepurl.com mailchi.mp convertkit.com ck.page kit.com aweber.com beehiiv.com
    buttondown.com buttondown.email tinyletter.com getrevue.co flodesk.com sendfox.com mailerlite.com subscribepage.com
    getresponse.com activehosted.com substack.com
    """.split()  # noqa: SIM905  # a list that people read
)
"""Where what is embedded is there to take an address."""
_FORMS: Final = frozenset(("typeform.com", "tally.so", "jotform.com", "forms.gle", "airtable.com", "wufoo.com"))
"""Where it may be any form: a poll asks for no address."""
_SIGN_UP = re.compile(
    r"/(?:subscribe|sign-?up|newsletter|join|mailing-?list|opt-?in|suscrib\w*|inscri\w*|abonn\w*"
    r"|anmeld\w*)(?:[/?#.]|\Z)",
    re.IGNORECASE,
)
# How a post may say that a link leads away from Medium, in six languages; our own list.
_LEADS_AWAY = re.compile(
    r"off-?\s?(?:site|platform|medium)|(?:outside|away from|leaves?|leaving|not on|external to)(?: of)? medium"
    r"|external (?:site|page|link|website)|(?:other|another|different|my own) (?:web)?site|opens (?:on|at)"
    r"|third[- ]party"
    r"|fuera de medium|hors de medium|en dehors de medium|außerhalb von medium|externe|fora d[oe] medium"
    r"|externo|esterno"
    r"|medium (?:के|से) बाहर",
    re.IGNORECASE,
)


class EmailCollecting:
    """On Substack a form is the platform's own, so only posts on Medium are looked at."""

    id: ClassVar[str] = "email-collecting"
    title: ClassVar[str] = "Forms that collect addresses, and sign-up links without a word"
    number: ClassVar[int] = 0
    by_writer: ClassVar[bool] = True
    source: ClassVar[Source] = of_medium(
        "Nothing embedded may take addresses or other personal data inside a post; beside a link to one’s own sign-up "
        "it must be said that it leads out of Medium."
    )
    platforms: ClassVar[tuple[str, ...]] = ("medium",)

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield one finding for embeds, and one for links."""
        posts = [post for post in stories(corpus) if post.platform != "substack"]
        yield from _embeds(posts, thresholds["collecting_embed_posts"])
        yield from _links(posts, thresholds["unmarked_sign_up_posts"])


def _embeds(posts: Iterable[RiskPost], least: float) -> Iterator[Finding]:
    found = [(post, embeds) for post in posts if (embeds := [one for one in post.embeds if _collects(one)])]
    if not found or len(found) < least:
        return
    sure = [post for post, embeds in found if any(known_as(one.host, _COLLECTORS) for one in embeds)]
    hosts = sorted({one.host or one.kind for _, embeds in found for one in embeds})
    yield Finding(
        rule=EmailCollecting.id,
        title=f"{len(found)} post{'' if len(found) == 1 else 's'} with a form inside: {', '.join(hosts[:5])}",
        severity=Severity.MEDIUM,
        confidence=Confidence.MEDIUM if sure else Confidence.LOW,
        why=f"Something of {len(hosts)} other site{'' if len(hosts) == 1 else 's'} that can take an address stands "
        f"inside posts published{days(post for post, _ in found)}. What is embedded may not collect personal data.",
        unknown=f"{FILTER_UNKNOWN} An export tells where an embed comes from, not what it asks for: a poll looks "
        "alike, and of an old one nothing may be left to see.",
        remedy="Take the form out, and put a link in its place, with a few words beside it that say that it leads out "
        "of Medium.",
        evidence=tuple(
            point(post, rows=[one.url or one.host or one.kind for one in embeds]) for post, embeds in spread(found)
        ),
        numbers={"posts": len(found), "of_mail_services": len(sure)},
    )


def _collects(embed: Embed) -> bool:
    if embed.host == "docs.google.com":
        return "/forms/" in embed.url
    if known_as(embed.host, _COLLECTORS) == "substack.com":
        return "/embed" in embed.url and "/p/" not in embed.url
    return bool(
        embed.kind in ("subscribe-form", "upscribe")
        or known_as(embed.host, _COLLECTORS)
        or known_as(embed.host, _FORMS)
    )


def _links(posts: Iterable[RiskPost], least: float) -> Iterator[Finding]:
    found = [(post, links) for post in posts if (links := list(_unmarked(post)))]
    if not found or len(found) < least:
        return
    yield Finding(
        rule=EmailCollecting.id,
        title=f"{len(found)} posts link to a sign-up without saying that it is elsewhere",
        severity=Severity.LOW,
        confidence=Confidence.LOW,
        why=f"Posts published{days(post for post, _ in found)} have a link whose address looks like that of a "
        "sign-up, and nothing beside it says that it leads out of Medium. Links to your own newsletter are allowed "
        "with such words.",
        unknown=f"{FILTER_UNKNOWN} That it is a sign-up is read from the address alone; many writers on Medium have "
        "such a line, and whether it was ever held against anyone is not known.",
        remedy="Put “(this leads out of Medium)” beside the link; in a footer that all posts share, once in each.",
        evidence=tuple(
            point(post, _around(post, links[0], near=0), [one.href for one in links]) for post, links in spread(found)
        ),
        numbers={"posts": len(found), "looked_at_from": least},
    )


def _unmarked(post: RiskPost) -> Iterator[Link]:
    says_so: dict[int, bool] = {}
    for link in post.links:
        if not _is_sign_up(link) or _LEADS_AWAY.search(link.text):
            continue
        if link.paragraph not in says_so:
            says_so[link.paragraph] = bool(_LEADS_AWAY.search(_around(post, link)))
        if not says_so[link.paragraph]:
            yield link


def _is_sign_up(link: Link) -> bool:
    service = known_as(link.host, _COLLECTORS)
    if service == "substack.com":
        service = ""  # there a link leads to a letter as often as to its sign-up
    return bool(service or _SIGN_UP.search(split(link.href).path)) and not known_as(link.host, ("medium.com",))


def _around(post: RiskPost, link: Link, near: int = 1) -> str:
    """Return the paragraph of a link, with so many before and after it."""
    return " ".join(one.text for one in post.paragraphs[max(0, link.paragraph - near) : link.paragraph + near + 1])


RULE = EmailCollecting()
