"""Posts that seem to sell a crypto-currency, and those that are only about one."""

from random import Random

import pytest

from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Finding
from backup.risk.rules.crypto_promotion import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.posts import corpus, post
from tests.risk.making.prose import Prose

ABOUT = (
    "A token on a blockchain is a row in a table that many keep: bitcoin was the first, ethereum another, and a "
    "wallet holds the key."
)


def findings(of: Corpus, **numbers: float) -> list[Finding]:
    return list(RULE.examine(of, thresholds(numbers)))


def account(*lines: str, posts: int = 3, platform: str = "medium") -> Corpus:
    prose = Prose(Random(1))
    return corpus(
        post(number, [*prose.paragraphs(3), *lines], title=prose.title(), platform=platform) for number in range(posts)
    )


@pytest.mark.parametrize(
    "line",
    [
        "The presale is live, and places are few.",
        "Claim your free tokens before it’s too late.",
        "Our token will bring guaranteed daily returns.",
        "La preventa exclusiva es de este token.",
        "Garantierte Gewinne mit diesem Token.",
    ],
)
def test_what_sells_a_token_is_shown(line: str) -> None:
    [finding] = findings(account(ABOUT, line))

    assert finding.title == "3 of 3 posts seem to sell a crypto-currency or an exchange"
    assert finding.confidence is Confidence.MEDIUM
    assert finding.evidence[0].passage == line


def test_a_link_that_pays_for_a_sign_up_is_enough() -> None:
    [finding] = findings(account("I use [this](https://www.binance.com/en/register?ref=12345).", posts=1))

    assert finding.confidence is Confidence.LOW
    assert finding.numbers["referral_links"] == 1


def test_posts_about_it_are_no_finding() -> None:
    assert findings(account(ABOUT, "See [the price](https://www.coinbase.com/price/bitcoin).")) == []


@pytest.mark.parametrize(
    "line",
    [
        "An ICO is a way to raise money, and a whitelist is who may come first.",
        "You stake the tokens, and the network pays you for it.",
        "The airdrop has made some people rich; most coins never go to the moon.",
    ],
)
def test_explaining_how_they_are_sold_is_no_finding(line: str) -> None:
    assert findings(account(ABOUT, line)) == []


def test_warnings_are_no_finding() -> None:
    line = "Such a scam says “claim your free tokens” and promises guaranteed returns; its victims lose the wallet."

    assert findings(account(ABOUT, line)) == []
    assert findings(account(ABOUT, "> The presale is live.", "I was told this.")) == []


def test_the_same_phrases_about_other_things_are_no_finding() -> None:
    assert findings(account("The presale is live: get your tickets before it is too late.")) == []


def test_another_platform_is_not_looked_at() -> None:
    assert findings(account(ABOUT, "The presale is live.", platform="substack")) == []
