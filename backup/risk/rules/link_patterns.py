"""Finds links that look like those of fraud by their address alone: nothing is asked of the network."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import ClassVar, Final

from backup.document.urls import split
from backup.risk import spoken
from backup.risk.corpus import Corpus
from backup.risk.hosts import known_as
from backup.risk.lookalikes import mixes_scripts, skeleton
from backup.risk.model import Confidence, Evidence, Finding, Severity, Source
from backup.risk.pointing import FILTER_UNKNOWN, point, spread, stories
from backup.risk.post import Link, RiskPost

_SHORTENERS: Final = frozenset(
    """
    bit.ly tinyurl.com t.ly is.gd v.gd ow.ly buff.ly rebrand.ly cutt.ly shorturl.at rb.gy tiny.cc bl.ink goo.gl soo.gd
    s.id shorte.st adf.ly ouo.io linkvertise.com bc.vc clck.ru u.to qr.ae surl.li t2m.io dub.sh short.io
    """.split()  # noqa: SIM905  # a list that people read
)
_BRANDS: Final = frozenset(
    """
    paypal google gmail apple icloud microsoft outlook amazon facebook instagram whatsapp netflix coinbase binance
    metamask medium substack stripe github linkedin dropbox docusign opensea ledger trezor kraken telegram spotify
    """.split()  # noqa: SIM905
)
"""Names that fraud borrows; whoever is called so owns the name under every ending."""
_SKELETONS: Final = {skeleton(name): name for name in _BRANDS}
_LURES: Final = frozenset(
    [
        "login",
        "signin",
        "verify",
        "verification",
        "secure",
        "security",
        "account",
        "update",
        "support",
        "wallet",
        "claim",
        "airdrop",
        "recovery",
        "unlock",
    ]
)
_PROGRAM = re.compile(r"\.(?:exe|scr|msi|apk|bat|vbs|hta|ps1|lnk)(?:[?#]|\Z)", re.IGNORECASE)
_PROGRAM_PATH = re.compile(r"\.\w{3}\Z")
_OF_PROGRAMS: Final = frozenset(("github.com", "gitlab.com", "sourceforge.net", "f-droid.org", "codeberg.org"))
_SECOND_LEVEL: Final = frozenset(("co", "com", "org", "net", "ac", "gov", "edu", "or", "ne"))
_HOST_LIKE = re.compile(r"\A(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:/\S*)?\Z", re.IGNORECASE)
_BETWEEN: Final = frozenset(
    """
    fb.com fb.me meta.com lnkd.in wa.me t.me aka.ms google.com youtube.com live.com microsoft.com apple.com msn.com
    substack.com list-manage.com mailchi.mp convertkit-mail.com convertkit-mail2.com sendgrid.net hubspotlinks.com
    archive.org archive.ph archive.today perma.cc
    """.split()  # noqa: SIM905
)
"""Other hosts of the names above, and what stands between a link and its target: letters’ counters, archives."""
_HOST_LETTERS: Final = 200
_ABOUT_FRAUD: Final = frozenset(
    ["phishing", "scam", "scams", "scammer", "scammers", "fraud", "malware", "drainer", "drainers"]
)
_ASIDE: Final = "a shortener hides where it leads"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Odd:
    post: RiskPost
    link: Link
    says: str
    sure: bool


class LinkPatterns:
    """Shorteners are common and told apart from what deceives."""

    id: ClassVar[str] = "link-patterns"
    title: ClassVar[str] = "Links that look like those of fraud"
    number: ClassVar[int] = 0
    by_writer: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        words="Phishing and fraud are forbidden, and so are links that mislead or lead to harmful software.",
        place="Medium Rules (github.com/Medium/medium-policy, Deceptive conduct); Substack Content Guidelines, 24 "
        "November 2021 (substack.com/content)",
    )
    platforms: ClassVar[tuple[str, ...]] = ("medium", "substack")

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield one finding for links that deceive, and one for shorteners."""
        judged: dict[str, tuple[str, bool] | None] = {}
        odd: list[_Odd] = []
        short: list[_Odd] = []
        for post in (*stories(corpus), *corpus.responses):
            for link in post.links:
                if link.own:
                    continue
                if link.host not in judged:
                    judged[link.host] = _of_host(link.host)
                if said := _of_address(link) or judged[link.host]:
                    found = _Odd(post=post, link=link, says=said[0], sure=said[1] and not _is_about_fraud(post))
                    (short if said[0] == _ASIDE else odd).append(found)
        if odd and len(odd) >= thresholds["strange_links"]:
            yield _strange(odd)
        if short and len(short) >= thresholds["shortened_links"]:
            yield _shortened(short, thresholds["shortened_links"])


def _of_address(link: Link) -> tuple[str, bool] | None:
    """Return what is odd about an address apart from its host, and whether that deceives."""
    if "@" in link.href:
        user = split(link.href).username or ""
        if "." in user:
            return f"the address begins with {user} and leads to {link.host}", True
    if _leads_to_program(link):
        return "it leads to a program, not to a page", False
    named = _HOST_LIKE.match(link.text) if "." in link.text and len(link.text) < _HOST_LETTERS else None
    name = _main(named[1].lower()) if named else ""
    if named and name in _BRANDS and not known_as(link.host, _SHORTENERS) and not _is_of(name, link.host):
        return f"its words say {named[1].lower()} and it leads to {link.host}", True
    return None


def _leads_to_program(link: Link) -> bool:
    """Look at the whole address first, which is quick, and at its path only where that may be one."""
    if not _PROGRAM.search(link.href):
        return False
    return bool(_PROGRAM_PATH.search(split(link.href).path)) and not known_as(link.host, _OF_PROGRAMS)


def _is_of(name: str, host: str) -> bool:
    """Tell whether a host is likely a name's own short one: `amzn.to`, `fb.me`, `goo.gl`, `apple.news`."""
    return bool(known_as(host, _BETWEEN)) or _main(host)[:2] == name[:2] or name in host.split(".")


def _of_host(host: str) -> tuple[str, bool] | None:
    """Return what is odd about a host, and whether it deceives."""
    if not host:
        return None
    if known_as(host, _SHORTENERS):
        return _ASIDE, False
    if _is_number(host):
        return f"its address is a number, {host}, not a name", False
    labels = [_unpunned(label) for label in host.split(".")]
    main = _unpunned(_main(host))
    if any(map(mixes_scripts, labels)):
        return f"letters of two scripts are mixed in {'.'.join(labels)} ({host})", True
    if main not in _BRANDS and (brand := _SKELETONS.get(skeleton(main))):
        return f"{'.'.join(labels)} looks like {brand} and is not", True
    if main in _BRANDS:
        return None
    before = labels[: len(labels) - _ending(host)]
    for place, label in enumerate(before[:-1]):
        if label in _BRANDS and before[place + 1] in _SECOND_LEVEL:
            return f"{host} begins like {label} and belongs to {'.'.join(labels[-_ending(host) - 1 :])}", True
    for label in before:
        parts = set(re.split(r"[-_]", label))
        if parts & _BRANDS and parts & _LURES:
            return f"{host} has the name {min(parts & _BRANDS)} beside {min(parts & _LURES)}", True
    return None


def _is_number(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_global
    except ValueError:
        return host.isdigit() and len(host) > 6


def _ending(host: str) -> int:
    """Return of how many labels the ending is: `com` 1, `co.uk` 2."""
    labels = host.split(".")
    return 2 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 1


def _main(host: str) -> str:
    """Return the label that is bought: `example` of `www.example.co.uk`."""
    labels = host.split(".")
    place = len(labels) - _ending(host) - 1
    return labels[place] if place >= 0 else ""


def _unpunned(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _is_about_fraud(post: RiskPost) -> bool:
    return not _ABOUT_FRAUD.isdisjoint(post.words)


def _strange(odd: Sequence[_Odd]) -> Finding:
    sure = sum(one.sure for one in odd)
    return Finding(
        rule=LinkPatterns.id,
        title=f"{len(odd)} link{'' if len(odd) == 1 else 's'} that can be taken for fraud: {odd[0].says}",
        severity=Severity.HIGH if sure else Severity.LOW,
        confidence=Confidence.MEDIUM if sure else Confidence.LOW,
        why="Addresses of this shape stand on lists of fraud, and filters look for the shape. One link can be enough, "
        "in an old post too, whose target has changed hands since.",
        unknown=f"{FILTER_UNKNOWN} Nothing was asked of the network: where a link leads today, and whether it stands "
        "on such a list, is not known. Who writes about fraud quotes such addresses.",
        remedy="Look at each of them without opening it. Take out what you do not know; write addresses that you warn "
        "of so that they are no links.",
        evidence=tuple(_evidence(odd)),
        numbers={"links": len(odd), "deceptive": sure},
    )


def _shortened(short: Sequence[_Odd], least: float) -> Finding:
    posts = len({one.post.key for one in short})
    return Finding(
        rule=LinkPatterns.id,
        title=f"{len(short)} links through a shortener, in {spoken.many(posts, 'post')}",
        severity=Severity.LOW,
        confidence=Confidence.LOW,
        why="A shortener hides where a link leads, and fraud uses the same ones, so a whole shortener can come to "
        f"stand on a list. The number it is looked at from ({least:g}) is a setting of Outlast.",
        unknown=f"{FILTER_UNKNOWN} Where they lead was not looked up.",
        remedy="Put the whole address in their place.",
        evidence=tuple(_evidence(short)),
        numbers={"links": len(short), "posts": posts, "looked_at_from": least},
    )


def _evidence(odd: Iterable[_Odd]) -> Iterator[Evidence]:
    by_post: defaultdict[str, list[_Odd]] = defaultdict(list)
    for one in odd:
        by_post[one.post.key].append(one)
    for group in spread(list(by_post.values())):
        yield point(group[0].post, group[0].link.text, [f"{one.link.href} — {one.says}" for one in group])


RULE = LinkPatterns()
