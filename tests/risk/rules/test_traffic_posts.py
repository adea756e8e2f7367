"""Posts mainly there to bring people elsewhere, and posts with links."""

from random import Random

from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Finding
from backup.risk.rules.traffic_posts import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.guilty_promotion import one_shop, sites_in_turn
from tests.risk.making.posts import corpus, post
from tests.risk.making.prose import Prose

PUSH = "Click here and [order yours today](https://lamps.example/1): a discount is waiting."


def findings(of: Corpus, **numbers: float) -> list[Finding]:
    return list(RULE.examine(of, thresholds(numbers)))


def test_the_site_its_links_and_its_calls_are_named() -> None:
    [finding] = findings(one_shop(Random(1), False))

    assert finding.title.startswith("8 of 8 posts")
    assert ".example" in finding.title
    assert "calls to act" in finding.evidence[0].rows[0]
    assert finding.numbers["calls_per_100_words"] > 1


def test_sites_that_are_pushed_in_turn_are_one_finding() -> None:
    [finding] = findings(sites_in_turn(Random(1), False))

    assert "9 sites in turn" in finding.title


def test_a_single_announcement_is_doubtful() -> None:
    prose = Prose(Random(1))
    posts = [post(number, prose.paragraphs(6), title=prose.title()) for number in range(5)]

    [finding] = findings(corpus([*posts, post(9, [prose.paragraph(1), PUSH], title="The lamps")]))

    assert finding.confidence is Confidence.LOW


def test_links_for_reference_and_links_on_the_platform_bring_nobody_anywhere() -> None:
    prose = Prose(Random(1))
    line = "Learn more [here](https://en.wikipedia.org/wiki/Lamp) and [there](https://medium.com/@ines/lamp)."

    assert findings(corpus(post(number, [prose.paragraph(2), line], title="Lamps") for number in range(8))) == []


def test_a_call_at_the_end_of_a_long_text_is_not_what_it_is_for() -> None:
    prose = Prose(Random(1))

    assert findings(corpus(post(number, [*prose.paragraphs(9), PUSH], title="Lamps") for number in range(8))) == []


def test_the_writer_chooses_how_many_links_are_many() -> None:
    prose = Prose(Random(1))
    accounts = corpus(post(number, [*prose.paragraphs(4), PUSH, PUSH], title="Lamps") for number in range(8))

    assert findings(accounts, links_per_100_words=0.5)
    assert findings(accounts, links_per_100_words=5) == []
