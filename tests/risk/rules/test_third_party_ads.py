"""Advertising for others on Medium."""

from dataclasses import replace
from random import Random

import pytest

from backup.risk.corpus import Corpus, Link, LinkIn
from backup.risk.model import Confidence, Finding
from backup.risk.rules.third_party_ads import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.posts import corpus, post
from tests.risk.making.prose import Prose


def findings(of: Corpus, **numbers: float) -> list[Finding]:
    return list(RULE.examine(of, thresholds(numbers)))


def account(*lines: str, link: Link | None = None, posts: int = 3, platform: str = "medium") -> Corpus:
    prose = Prose(Random(1))
    made = [
        post(number, [*prose.paragraphs(3), *lines], title=prose.title(), platform=platform) for number in range(posts)
    ]
    return corpus(replace(each, links=(link,)) if link else each for each in made)


@pytest.mark.parametrize(
    "line",
    [
        "Sponsored by Lantern & Sons.",
        "This post is brought to you by Lantern & Sons.",
        "Thanks to our sponsor, Lantern & Sons!",
        "Today’s sponsor: Lantern & Sons",
        "What a lamp. #ad",
        "Advertisement",
        "Werbung: Lampen von Laterne",
        "Gesponsert von Laterne",
        "Contenido patrocinado por Linterna",
        "Article sponsorisé par Lanterne",
        "広告：ランタン",
    ],
)
def test_a_line_that_names_a_sponsor_is_shown(line: str) -> None:
    [finding] = findings(account(line))

    assert finding.title == "3 posts that seem to advertise something of others"
    assert finding.confidence is Confidence.MEDIUM
    assert finding.evidence[0].passage == line


def test_one_such_line_is_doubtful() -> None:
    [finding] = findings(account("Sponsored by Lantern & Sons.", posts=1))

    assert finding.confidence is Confidence.LOW


@pytest.mark.parametrize(
    "link",
    [
        Link(href="https://ad.doubleclick.net/clk;1", host="ad.doubleclick.net"),
        Link(href="https://l.example/?utm_medium=banner", host="l.example", shown=LinkIn.PICTURE),
    ],
)
def test_what_ad_networks_serve_and_banners_are_shown(link: Link) -> None:
    [finding] = findings(account(link=link))

    assert finding.evidence[0].rows == (link.href,)


@pytest.mark.parametrize(
    "line",
    [
        "The exhibition was sponsored by the town and by two banks.",
        "An advertisement from 1911 shows the lamp as it was sold.",
        "> Sponsored by Lantern & Sons, it said on the wall.",
        "Germany is a country where every advertiser must be named.",
        "Promoted by the king, he went home.",
        "Our sponsorship of the choir ended in March.",
        "Werbungen sehen heute anders aus.",
        "I write about #adventure and #advent.",
    ],
)
def test_words_about_advertising_are_none(line: str) -> None:
    assert findings(account(line)) == []


def test_own_banners_and_another_platform_are_left_alone() -> None:
    banner = Link(href="https://l.example/?utm_medium=banner", host="l.example", shown=LinkIn.PICTURE, own=True)

    assert findings(account(link=banner)) == []
    assert findings(account("Sponsored by Lantern & Sons.", platform="substack")) == []
