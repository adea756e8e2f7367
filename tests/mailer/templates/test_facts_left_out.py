"""A letter of a writer of whose publication little is known: a list from elsewhere names no platform and no address."""

import re

import pytest
from msgspec import structs

from mailer.letter.compiled import CompiledLetter, compile_letter
from mailer.letter.letter import Origin, PublicationFacts
from mailer.model import Recipient
from mailer.preflight.check import State
from mailer.preflight.lint import Expected, lint
from tests.mailer.templates.shipped import (
    ALL,
    DATE,
    FREE,
    NAMELESS,
    PERSONAL,
    POSTAL_ADDRESS,
    Read,
    arrived,
    compiled,
    parsed,
)

EVERYWHERE = [pytest.param(template, language, id=f"{template}-{language}") for template, language in ALL]
FACTS = [
    pytest.param(PublicationFacts(name="Night Letters", url="", platform=""), id="neither"),
    pytest.param(PublicationFacts(name="Night Letters", url="", platform="Substack"), id="no-url"),
    pytest.param(PublicationFacts(name="Night Letters", url="https://letters.example", platform=""), id="no-platform"),
]
RECIPIENTS = [pytest.param(FREE, id="named"), pytest.param(NAMELESS, id="nameless")]
SLIPS = re.compile(
    r"\S[ \u3000]{2,}\S"  # a gap where a word was
    r"| [.,;。，、।،](?:\s|$)"  # a blank before what ends a sentence
    r"|[（(]\s*[)）]|“\s*”|„\s*“|«\s*»|「\s*」"
    r"|[.,;。、।،]\s*[.,;。、।،]"
)
LARGEST = 40 * 1024


def letter_of(template: str, language: str, facts: PublicationFacts) -> CompiledLetter:
    letter = compiled(template, language).letter
    origin = Origin(day="2026-11-20", platform=facts.platform)
    return compile_letter(structs.replace(letter, publication=facts, origin=origin), date=DATE)


def words_of(mail: Read) -> str:
    """Return all that is read of it, with the preheader, which stands in the HTML alone."""
    shown = re.sub(r"<style>.*?</style>|<title>.*?</title>|&(?:nbsp|zwnj|#\d+|#x\w+);", "", mail.html, flags=re.DOTALL)
    return f"{mail.subject}\n{mail.text}\n" + re.sub(r"<[^>]*>", "\n", shown)


@pytest.mark.parametrize("recipient", RECIPIENTS)
@pytest.mark.parametrize("facts", FACTS)
@pytest.mark.parametrize(("template", "language"), EVERYWHERE)
def test_no_sentence_has_a_hole_where_something_is_not_known(
    template: str, language: str, facts: PublicationFacts, recipient: Recipient
) -> None:
    mail = parsed(letter_of(template, language, facts).mail(1, recipient, PERSONAL))
    found = [line for line in words_of(mail).splitlines() if SLIPS.search(line.strip())]
    assert found == []
    assert mail.size <= LARGEST


@pytest.mark.parametrize(("template", "language"), EVERYWHERE)
def test_what_is_known_of_the_platform_is_said_and_what_is_not_is_left_out(template: str, language: str) -> None:
    named = letter_of(template, language, PublicationFacts(name="Night Letters", url="", platform="Substack"))
    unnamed = letter_of(template, language, PublicationFacts(name="Night Letters", url="", platform=""))
    assert "Substack" in parsed(named.mail(1, FREE, PERSONAL)).text
    assert "Substack" not in words_of(parsed(unnamed.mail(1, FREE, PERSONAL)))


@pytest.mark.parametrize(("template", "language"), EVERYWHERE)
def test_a_letter_that_names_no_platform_is_as_a_letter_should_be(template: str, language: str) -> None:
    letter = letter_of(template, language, PublicationFacts(name="Night Letters", url="", platform=""))
    expected = Expected(now=DATE, postal_address="\n".join(POSTAL_ADDRESS))
    found = lint(arrived(letter.mail(1, FREE, PERSONAL)), expected)
    bad = [check for check in found if check.state is State.BAD]
    assert {check.name for check in bad} <= {"Left-over words"}  # the examples of the templates, which stand in here


@pytest.mark.parametrize(
    "line", ["opened on .", "on  : the", "“” can", "from .", "P ではご覧いただけ  ました。", "पर नहीं ।"]
)
def test_a_hole_is_noticed(line: str) -> None:
    assert SLIPS.search(line)
