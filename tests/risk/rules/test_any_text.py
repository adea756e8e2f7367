"""Whatever a post holds, the rules on texts neither fail nor take long."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backup.model import PostKind
from backup.risk.audit import found
from backup.risk.corpus import Corpus, Link, Paragraph, Part, PublicationFacts, RiskPost
from backup.risk.model import Rule
from backup.risk.thresholds import thresholds
from tests.risk.making.prose import Prose

RULES: list[Rule] = [rule for rule in found() if rule.number in (0, 1, 2, 3, 4, 8)]
PIECES = st.sampled_from(
    [
        "Read the rest here…",
        "By Marta Quell",
        "Originally published at",
        "click here",
        "続きはこちら",
        "שלום עולם",
        "[",
        "©",
        "",
        "a" * 400,
        "\u202e\u200b",
        "the same five words again and again",
    ]
)
ADDRESSES = st.one_of(
    st.sampled_from(
        ["https://a.example/1", "http://[::1", "//", "https://medium.com/p/1", "mailto:x", "ftp://b.example"]
    ),
    st.text(max_size=20),
)
TEXTS = st.one_of(PIECES, st.text(max_size=60), st.lists(PIECES, max_size=9).map(" ".join))


@st.composite
def posts(draw: st.DrawFn) -> RiskPost:
    number = draw(st.integers(0, 5))
    return RiskPost(
        key=f"p/{number}",
        publication="p",
        platform=draw(st.sampled_from(["medium", "substack", ""])),
        title=draw(TEXTS),
        id=draw(st.sampled_from(["", "1", str(number)])),
        url=draw(st.none() | ADDRESSES),
        canonical=draw(st.none() | ADDRESSES),
        kind=draw(st.sampled_from(list(PostKind))),
        authors=tuple(draw(st.lists(TEXTS, max_size=2))),
        paragraphs=tuple(
            Paragraph(text=text, kind=kind)
            for text, kind in draw(st.lists(st.tuples(TEXTS, st.sampled_from(list(Part))), max_size=8))
        ),
        links=tuple(
            Link(href=href, text=text, host=host, paragraph=place)
            for href, text, host, place in draw(
                st.lists(st.tuples(ADDRESSES, TEXTS, ADDRESSES, st.integers(-1, 9)), max_size=4)
            )
        ),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(posts(), max_size=6), st.booleans())
def test_no_post_makes_a_rule_fail(made: list[RiskPost], earlier: bool) -> None:
    facts = (PublicationFacts(slug="p", platform="medium", name="", authors=("", "ines falk")),)
    corpus = Corpus(publications=facts, posts=tuple(made))
    corpus = replace(corpus, posts=tuple(made[:1]), earlier=tuple(made[1:])) if earlier else corpus

    for rule in RULES:
        findings = list(rule.examine(corpus, thresholds()))

        assert len(findings) <= 12
        assert all(0 < len(finding.evidence) <= 12 for finding in findings)


@pytest.mark.parametrize(
    "text",
    [
        "read " * 40_000,
        "a" * 200_000,
        "By " + "Quell " * 20_000,
        "photo: " * 20_000,
        "続き" * 40_000,
        "(" * 40_000,
        "the post " * 20_000,
        "visit our " * 20_000,
        "x. " * 40_000,
    ],
    ids=lambda text: text[:12],
)
@pytest.mark.parametrize("kind", [Part.TEXT, Part.QUOTE])
def test_a_post_that_repeats_itself_without_end_is_done_in_seconds(text: str, kind: Part) -> None:
    paragraph = Paragraph(text=text, kind=kind)
    link = Link(href="https://a.example/1", text="read the rest", host="a.example", paragraph=0)
    made = [
        RiskPost(
            key=f"p/{number}", publication="p", platform="medium", title="T", paragraphs=(paragraph,), links=(link,)
        )
        for number in range(2)
    ]

    for rule in RULES:
        assert len(list(rule.examine(Corpus(posts=tuple(made)), thresholds()))) <= 12


def test_a_post_of_two_hundred_thousand_words_is_compared_with_its_copy() -> None:
    prose = Prose(Random(1))
    body = tuple(Paragraph(text=prose.paragraph(8)) for _ in range(2_000))
    made = [
        RiskPost(key=f"p/{number}", id=str(number), publication="p", platform="medium", title="T", paragraphs=body)
        for number in range(2)
    ]
    duplicates = next(rule for rule in RULES if rule.id == "duplicate-content")

    assert len(made[0].words) > 150_000
    assert len(list(duplicates.examine(Corpus(posts=tuple(made)), thresholds()))) == 1
