"""The letters: every language and form, never too long, with the same facts, and nothing that no data says."""

import re
from dataclasses import replace

import pytest

from exporters.dossier import LANGUAGES, Form, dossier_of
from exporters.dossier.forms import forms_of
from exporters.dossier.proof import Fact
from exporters.dossier.words import words_of
from tests.exporters.dossier.accounts import BY_PLATFORM, NOW, audit, with_incident

PLATFORMS = ["substack", "medium"]


@pytest.fixture(scope="session", params=PLATFORMS)
def platform(request):
    return request.param


@pytest.fixture(scope="session")
def account(platform, request):
    archive = request.getfixturevalue(platform)
    slug = BY_PLATFORM[platform].slug
    return archive, slug, with_incident(archive, slug)


def dossier(account, language="en", *, found=True, incident=True, **more):
    archive, slug, happened = account
    said = audit(found=found, archive=archive, slug=slug)
    return dossier_of(
        archive, slug, incident=happened if incident else None, audit=said, language=language, now=NOW, **more
    )


def numbers(text):
    return re.findall(r"\d+", text)


def without_marks(text, language):
    return re.sub(re.escape(words_of(language).opening) + r"[^\]]*\]", "", text)


@pytest.mark.parametrize("eu", [False, True])
@pytest.mark.parametrize("incident", [False, True])
@pytest.mark.parametrize("found", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_is_too_long_or_holds_an_unfilled_place_of_its_template(
    account, platform, language, found, incident, eu
):
    made = dossier(account, language, found=found, incident=incident, eu=eu)
    for form in Form:
        letter = made.letter(form)
        assert 300 < len(letter) <= forms_of(platform).limit
        assert not re.search(r"[{}]|None|\bFact\(", letter)
        assert letter.count("[") == letter.count("]") == letter.count(words_of(language).opening)
        for field in made.fields(form):
            assert field.text
            assert field.label
            assert not re.search(r"[{}]", field.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_three_letters_say_the_same_facts(account, language):
    made = dossier(account, language, eu=True)
    account_letter, *others = (made.letter(form).split("\n\n") for form in Form)
    for other in others:
        assert len(other) == len(account_letter)
        differing = [number for number, (a, b) in enumerate(zip(account_letter, other, strict=True)) if a != b]
        assert len(differing) == 2  # what is asked for, and what is to be opened again
        assert numbers(other[differing[1]]) == numbers(account_letter[differing[1]]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_fits_whatever_names_and_addresses_there_are(account, platform, language):
    made = dossier(account, language, eu=True)
    facts, who = made.facts, made.facts.standing
    longer = {name: Fact(value=getattr(who, name).value * 40, proofs=()) for name in ("publication", "url", "writer")}
    events = tuple(
        Fact(value=replace(e.value, address="https://x.example/" * 30), proofs=()) for e in facts.happened.events
    )
    reason = facts.checked.found[0]
    hard = replace(
        facts,
        standing=replace(who, **longer),
        happened=replace(facts.happened, events=events),
        checked=replace(facts.checked, reasons=(replace(reason, broken=True),) * 17),
    )
    letters = [replace(made, facts=hard).letter(form) for form in Form]
    assert max(map(len, letters)) <= forms_of(platform).limit


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_incident_nothing_is_said_to_have_happened(account, language):
    made = dossier(account, language, incident=False)
    words = words_of(language)
    for form in Form:
        letter = made.letter(form)
        assert words.fill("happened") in letter
        assert "2026, 06:41" not in letter
        assert "404" not in letter
    assert words.say("page", "seen_none") in made.page()
    assert made.facts.happened is None


def test_what_an_incident_saw_is_in_the_letter_with_its_minute(account):
    letter = dossier(account).letter("account")
    assert "On 20 November 2026, 06:41 UTC, https://nightletters.example/ answered with status 404." in letter


def test_numbers_in_a_letter_are_those_of_the_facts(account):
    made = dossier(account)
    letter = made.letter("profile")
    assert "My copy holds 6 published posts." in letter
    assert "It lists 3 subscribers." in letter
    assert "I published 2 posts" in letter
    assert "2 older posts were changed or taken down." in letter
    assert "(6)" in letter


def test_a_finding_is_told_as_a_reading_and_asks_what_was_done(account):
    letter = dossier(account).letter("account")
    assert "could be read as: the same text published more than once" in letter
    assert "That does not show that a rule was broken" in letter
    assert "[please fill in: what you changed, or why it is in order]" in letter
    clean = dossier(account, found=False).letter("account")
    assert "That proves nothing: how you check is not public." in clean
    assert "what you changed" not in clean


def test_the_writers_own_notes_and_subscribers_addresses_are_in_no_letter_and_on_no_page(account):
    made = dossier(account, subscribers=True)
    text = made.page() + "".join(made.letter(form) for form in Form)
    assert "angry" not in text
    assert "reader1@" not in text
    assert "[address] told me." in text


def test_the_reason_that_was_given_is_quoted_where_it_was_noted(archive):
    happened = with_incident(archive, "nightletters", told=True)
    made = dossier_of(archive, "nightletters", incident=happened, audit=audit(), language="en", now=NOW)
    assert "What I was told about it: “It looked like spam.”" in made.letter("account")


def test_the_paragraph_for_the_european_union_comes_only_when_it_is_asked_for(account):
    assert "2022/2065" not in dossier(account).letter("account")
    asked = dossier(account, eu=True)
    assert "Article 17 of Regulation (EU) 2022/2065" in asked.letter("account")
    assert "https://eur-lex.europa.eu/eli/reg/2022/2065/oj" in asked.page()


def test_fields_come_in_the_order_of_the_form_and_say_what_is_to_be_filled_in(account, platform):
    made = dossier(account)
    for form in Form:
        fields = made.fields(form)
        assert tuple(field.name for field in fields) == forms_of(platform).fields[form]
        assert {field.name: field.to_fill for field in fields}["email"]
        assert next(field.text for field in fields if field.name == "letter") == made.letter(form)


def test_medium_exports_a_person_so_the_publication_is_left_to_the_writer(medium):
    made = dossier_of(medium, "maya", audit=audit(), language="en", now=NOW)
    letter = made.letter("publication")
    assert "[please fill in: the name of your publication]" in letter
    assert "https://medium.com/@maya" in made.letter("profile")
