"""Traces of texts that were taken from others, and of one's own that look alike."""

from dataclasses import replace
from random import Random

import pytest

from backup.risk.borrowed import traces
from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Finding
from backup.risk.rules.scraped_content import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.posts import corpus, post
from tests.risk.making.prose import Prose

NAMES = frozenset({"ines falk"})


def findings(of: Corpus) -> list[Finding]:
    return list(RULE.examine(of, thresholds()))


def says(*paragraphs: str, canonical: str | None = None) -> list[str]:
    body = [*paragraphs[:1], *Prose(Random(2)).paragraphs(4), *paragraphs[1:]]
    return [trace.says for trace in traces(post(1, body, title="T", canonical=canonical), NAMES)]


@pytest.mark.parametrize(
    "line", ["By Marta Quell", "Por Tom Averin", "Written by Lena Marsh | 3 May", "著者：山田太郎"]
)
def test_a_byline_of_somebody_else_is_a_trace(line: str) -> None:
    assert any("byline" in trace for trace in says(line))


@pytest.mark.parametrize(
    "line", ["By Ines Falk", "By the harbour we waited.", "By noon everybody had left the harbour."]
)
def test_the_writers_own_byline_and_sentences_are_none(line: str) -> None:
    assert says(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "Originally published at [her blog](https://quell.example/1).",
        "This piece first appeared in The Ferry.",
        "Publicado originalmente en [otro lugar](https://quell.example/1).",
        "Zuerst erschienen bei [Quell](https://quell.example/1).",
    ],
)
def test_a_note_of_origin_is_a_trace_unless_a_canonical_link_bears_it_out(line: str) -> None:
    assert says("A lamp.", line) == ["a note that it was published elsewhere"]
    assert says("A lamp.", line, canonical="https://quell.example/1") == []


def test_a_copyright_line_counts_when_it_is_not_the_writers() -> None:
    assert says("A lamp.", "© 2024 Quell Press. All rights reserved.") == ["a copyright line of others"]
    assert says("A lamp.", "© 2024 Ines Falk. All rights reserved.") == []


def test_lines_of_feeds_and_agencies_are_traces() -> None:
    found = says("OSLO (AP) — A ferry ran aground.", "The post Ferries appeared first on The Daily Kettle.")

    assert set(found) == {"the dateline of an agency", "a note that it was published elsewhere"}


def test_a_quote_with_its_source_before_or_after_it_is_none() -> None:
    quote = [f"> {text}" for text in Prose(Random(4)).paragraphs(5)]

    def of(*paragraphs: str) -> list[str]:
        return [trace.says for trace in traces(post(1, paragraphs, title="T"), NAMES)]

    assert len(of("So it is.", *quote, "So it was.")) == 1
    assert of("As [Tom Averin](https://averin.example) has it:", *quote) == []
    assert of("So it is.", *quote, "— Marta Quell, The Narrow Ferry") == []
    assert of("Tom Averin wrote in a letter:", *quote) == []


def test_the_same_text_under_two_bylines_is_taken_from_one_of_them() -> None:
    body = Prose(Random(1)).paragraphs(6)
    posts = [post(1, body, title="One"), post(2, body, title="Two", authors=("Marta Quell",))]

    [finding] = findings(corpus(posts))

    assert "Marta Quell" in " ".join(finding.evidence[0].rows)
    assert finding.confidence is Confidence.LOW


def test_a_guest_now_and_then_is_no_finding() -> None:
    prose = Prose(Random(1))
    posts = [post(number, prose.paragraphs(5), title=prose.title()) for number in range(10)]

    assert findings(corpus([*posts, replace(posts[0], key="quiet-harbour/99", authors=("Marta Quell",))])) == []


def test_long_paragraphs_within_quotation_marks_are_quotes_too() -> None:
    quote = [f"“{text}”" for text in Prose(Random(4)).paragraphs(5)]

    assert len(list(traces(post(1, ["So it is.", *quote], title="T"), NAMES))) == 1
    assert list(traces(post(1, ["“No,” said the ferryman, “not today.”"] * 40, title="T"), NAMES)) == []
