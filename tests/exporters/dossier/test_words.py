"""The words: each language says everything that the others say, about the same things."""

import re
import tomllib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

import templates
from backup.risk.audit import found
from backup.watch.incident import EntryKind
from backup.watch.verdict import VerdictKind
from exporters.dossier import LANGUAGES
from exporters.dossier.words import words_of

FOLDER = Path(templates.__file__).parent / "appeal" / "words"
TABLES = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in FOLDER.glob("*.toml")}


def places(text):
    return set(re.findall(r"{(\w+)}", text))


def test_the_languages_are_those_that_there_are_files_for():
    assert set(TABLES) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_sentence_with_the_same_places(language):
    for part, said in TABLES["en"].items():
        if isinstance(said, dict):
            assert set(TABLES[language][part]) == set(said)
            for name, text in said.items():
                assert places(TABLES[language][part][name]) == places(text), (part, name)
                assert TABLES[language][part][name].strip() == TABLES[language][part][name] != ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_names_every_rule_verdict_and_kind_of_entry(language):
    table = TABLES[language]
    assert {rule.id for rule in found() if rule.by_writer} == set(table["rules"])
    assert {str(kind) for kind in VerdictKind} == set(table["verdicts"])
    assert {str(kind) for kind in EntryKind} == set(table["kinds"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mark_begins_alike_and_ends_in_a_bracket(language):
    words = words_of(language)
    for text in (words.fill(name, platform="Medium") for name in TABLES[language]["asks"]):
        assert text.startswith(words.opening)
        assert text.endswith("]")
        assert text.count("[") == 1


def test_numbers_and_dates_are_written_as_the_language_does():
    assert [words_of(language).number(1234567) for language in ("en", "de", "hi")] == [
        "1,234,567",
        "1.234.567",
        "12,34,567",
    ]
    assert words_of("fr").number(1234) == "1\u202f234"
    assert [words_of("en").number(count) for count in (0, 999, 1000)] == ["0", "999", "1,000"]
    late = datetime(2026, 3, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    assert words_of("de").moment(late) == "28. Februar 2026, 23:30"
    assert words_of("es").date(datetime(2026, 8, 5, tzinfo=UTC)) == "5 de agosto de 2026"


def test_lists_end_as_the_language_ends_them():
    assert words_of("en").listed([]) == ""
    assert words_of("de").listed(["a"]) == "a"
    assert words_of("pt").listed(["a", "b", "c"]) == "a, b e c"
