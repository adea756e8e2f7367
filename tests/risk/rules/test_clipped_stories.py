"""Short posts that send elsewhere for the rest, and short posts that do not."""

from random import Random

import pytest

from backup.risk.corpus import DRAFT
from backup.risk.model import Confidence, Finding
from backup.risk.rules.clipped_stories import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.posts import corpus, post
from tests.risk.making.prose import Prose

BLOG = "https://ines-falk.example/1"


def findings(*paragraphs: str, platform: str = "medium", count: int = 1) -> list[Finding]:
    posts = [post(number, paragraphs, title="A beginning", platform=platform) for number in range(count)]
    return list(RULE.examine(corpus(posts), thresholds()))


def beginning(paragraphs: int = 2) -> list[str]:
    return Prose(Random(3)).paragraphs(paragraphs)


@pytest.mark.parametrize(
    "end",
    [
        f"[Continue reading]({BLOG})",
        f"Read the rest of this story [over there]({BLOG}).",
        f"The full text is on my blog, where you can [go on reading]({BLOG}).",
        f"[Lee el artículo completo]({BLOG})",
        f"[Lire la suite]({BLOG})",
        f"Den ganzen Artikel [lesen Sie hier]({BLOG}).",
        f"[続きはこちら]({BLOG})",
        f"[阅读全文]({BLOG})",
    ],
)
def test_an_end_that_sends_elsewhere_is_met_in_many_words(end: str) -> None:
    [finding] = findings(*beginning(), end)

    assert finding.confidence is Confidence.LOW
    assert f"leads to {BLOG}" in finding.evidence[0].rows


def test_a_text_that_breaks_off_before_it_is_surer() -> None:
    [finding] = findings(*beginning(), "And then he opened the door…", f"[Read more]({BLOG})")

    assert finding.confidence is Confidence.MEDIUM


def test_three_of_them_are_a_habit_and_never_beyond_doubt() -> None:
    [finding] = findings(*beginning(), f"[Read more]({BLOG})", count=30)

    assert finding.confidence is Confidence.MEDIUM
    assert finding.numbers["posts"] == 30
    assert len(finding.evidence) == 12


@pytest.mark.parametrize(
    "paragraphs",
    [
        [*beginning(9), f"[Read more about ferries]({BLOG})"],
        [*beginning(), "[Read more](https://medium.com/@ines/another-story)"],
        [*beginning(), "Read the rest tomorrow."],
        [*beginning(), f"The picture is by [Tom Averin]({BLOG})."],
        [*[f"[Read more](https://paper{number}.example/)" for number in range(5)]],
    ],
    ids=["long enough", "on the platform", "no link", "no call", "a list of things to read"],
)
def test_what_only_looks_like_it_is_left_alone(paragraphs: list[str]) -> None:
    assert findings(*paragraphs) == []


def test_a_letter_that_points_to_its_full_version_elsewhere_is_no_matter_for_substack() -> None:
    assert findings(*beginning(), f"[Read more]({BLOG})", platform="substack") == []


def test_a_text_that_is_not_published_yet_is_examined_alone() -> None:
    old = corpus([post(1, [*beginning(), f"[Read more]({BLOG})"], title="Old")])

    [finding] = RULE.examine(old.with_draft(f"A beginning…\n\n[Read the rest]({BLOG})"), thresholds())

    assert [evidence.post for evidence in finding.evidence] == [DRAFT]
    assert finding.confidence is Confidence.MEDIUM
