"""Affiliate links that are not called so."""

from dataclasses import replace
from random import Random

import pytest

from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Finding
from backup.risk.rules.affiliate_links import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.posts import corpus, post
from tests.risk.making.prose import Prose

LAMP = "This is [the lamp](https://www.amazon.com/dp/B0?th=1&tag=lampnotes-20) that I have."


def findings(of: Corpus, **numbers: float) -> list[Finding]:
    return list(RULE.examine(of, thresholds(numbers)))


def account(*lines: str, posts: int = 3, platform: str = "medium") -> Corpus:
    prose = Prose(Random(1))
    return corpus(
        post(number, [*prose.paragraphs(3), *lines], title=prose.title(), platform=platform) for number in range(posts)
    )


def test_posts_with_such_links_and_no_word_are_named_with_their_addresses() -> None:
    [finding] = findings(account(LAMP))

    assert finding.title == "3 posts with affiliate links and no word that says so"
    assert finding.confidence is Confidence.MEDIUM
    assert finding.evidence[0].rows == ("https://www.amazon.com/dp/B0?th=1&tag=lampnotes-20",)


@pytest.mark.parametrize(
    "address",
    [
        "https://amazon.co.uk/dp/B0?tag=notes-21",
        "https://www.awin1.com/cread.php?awinmid=1",
        "https://bookshop.org/a/1234/9780000000000",
        "https://shop.example/lamp?aff_id=ines",
        "https://lamps.pxf.io/abc",
    ],
)
def test_marks_of_other_programmes_are_known(address: str) -> None:
    [finding] = findings(account(f"See [the lamp]({address}).", posts=1))

    assert finding.confidence is Confidence.LOW


@pytest.mark.parametrize(
    "address",
    [
        "https://www.amazon.com/dp/B0",
        "https://www.amazon.com/s?k=lamp&ref=nb",
        "https://shop.example/lamp?ref=home",
        "https://bookshop.org/p/books/1",
        "https://www.eventbrite.com/e/1?aff=ebdsoporgprofile",
        "https://notamazon.com/?tag=notes-20",
        "https://blog.example/?tag=lamps-20",
    ],
)
def test_plain_links_to_shops_are_no_finding(address: str) -> None:
    assert findings(account(f"See [the lamp]({address}).")) == []


@pytest.mark.parametrize(
    "line",
    [
        "Some links here are affiliate links.",
        "I earn a small commission when you buy it.",
        "Enthält Werbelinks.",
        "Este texto tiene enlaces de afiliados.",
        "Cet article contient des liens affiliés.",
        "アフィリエイトリンクを含みます。",
    ],
)
def test_a_post_that_says_so_in_any_words_is_left_alone(line: str) -> None:
    assert findings(account(LAMP, line)) == []


def test_posts_of_another_platform_and_links_of_ones_own_are_not_looked_at() -> None:
    assert findings(account(LAMP, platform="substack")) == []

    own = account(LAMP)
    posts = [replace(each, links=tuple(replace(link, own=True) for link in each.links)) for each in own.posts]
    assert findings(corpus(posts)) == []


def test_the_writer_chooses_from_how_many_posts_on() -> None:
    assert findings(account(LAMP), undisclosed_affiliate_posts=4) == []
