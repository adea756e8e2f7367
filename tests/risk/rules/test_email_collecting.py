"""Forms inside posts, and sign-up links that do not say that they lead away."""

from dataclasses import replace
from random import Random

import pytest

from backup.risk.corpus import Corpus, Embed
from backup.risk.model import Confidence, Finding
from backup.risk.rules.email_collecting import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.posts import corpus, post
from tests.risk.making.prose import Prose

SIGN_UP = "[My letters](https://falk.example/subscribe) come on Sundays."


def findings(of: Corpus, **numbers: float) -> list[Finding]:
    return list(RULE.examine(of, thresholds(numbers)))


def account(*lines: str, embed: Embed | None = None, posts: int = 3, platform: str = "medium") -> Corpus:
    prose = Prose(Random(1))
    made = [
        post(number, [*prose.paragraphs(3), *lines], title=prose.title(), platform=platform) for number in range(posts)
    ]
    return corpus(replace(each, embeds=(embed,)) if embed else each for each in made)


@pytest.mark.parametrize(
    ("embed", "confidence"),
    [
        (Embed(kind="upscribe", host="upscri.be", url="https://upscri.be/abc"), Confidence.MEDIUM),
        (Embed(kind="x", host="ines.ck.page", url="https://ines.ck.page/1"), Confidence.MEDIUM),
        (Embed(kind="substack", host="tides.substack.com", url="https://tides.substack.com/embed"), Confidence.MEDIUM),
        (Embed(kind="x", host="ines.typeform.com", url="https://ines.typeform.com/to/1"), Confidence.LOW),
        (Embed(kind="google-docs", host="docs.google.com", url="https://docs.google.com/forms/d/1"), Confidence.LOW),
    ],
)
def test_a_form_inside_a_post_is_named(embed: Embed, confidence: Confidence) -> None:
    [finding] = findings(account(embed=embed, posts=1))

    assert finding.title == f"1 post with a form inside: {embed.host}"
    assert finding.confidence is confidence
    assert finding.evidence[0].rows == (embed.url,)


@pytest.mark.parametrize(
    "embed",
    [
        Embed(kind="youtube", host="youtube.com", url="https://www.youtube.com/watch?v=1"),
        Embed(kind="google-docs", host="docs.google.com", url="https://docs.google.com/document/d/1"),
        Embed(kind="substack", host="tides.substack.com", url="https://tides.substack.com/p/one"),
    ],
)
def test_films_documents_and_posts_are_no_forms(embed: Embed) -> None:
    assert findings(account(embed=embed)) == []


def test_a_form_on_substack_is_the_platforms_own() -> None:
    assert findings(account(SIGN_UP, embed=Embed(kind="subscribe-form"), platform="substack")) == []


def test_sign_up_links_without_a_word_are_doubtful() -> None:
    [finding] = findings(account(SIGN_UP))

    assert finding.title == "3 posts link to a sign-up without saying that it is elsewhere"
    assert finding.confidence is Confidence.LOW
    assert "My letters" in finding.evidence[0].passage


@pytest.mark.parametrize(
    "words", ["(This leads off Medium.)", "It opens on my own site.", "Der Link ist ein externer: externe Seite."]
)
def test_a_word_beside_the_link_is_enough(words: str) -> None:
    assert findings(account(SIGN_UP, words)) == []
    assert findings(account(f"{SIGN_UP} {words}")) == []


def test_other_links_are_no_sign_up() -> None:
    assert findings(account("[A story](https://falk.example/joinery), [here](https://medium.com/subscribe/@x).")) == []
    assert findings(account(SIGN_UP, posts=2)) == []


def test_thousands_of_links_in_one_endless_paragraph_are_done_in_seconds() -> None:
    links = " ".join(f"[letters](https://falk.example/subscribe?{place})" for place in range(4_000))

    [finding] = findings(account(links + " on and on" * 40_000, posts=3))

    assert finding.numbers["posts"] == 3
