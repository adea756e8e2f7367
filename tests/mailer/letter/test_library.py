"""Templates of letters: those that come along, and the writer's own."""

import subprocess
import sys
from pathlib import Path

import pytest

from mailer.errors import LetterProblem
from mailer.letter.library import Ask, languages_of, load_own, load_template, read_template, templates_there_are
from mailer.letter.words import Words, languages, load_words

OWN = """\
+++
subject = "{{ publication.name }}: news"

[[asks]]
name = "new_address"
question = "Where?"
+++
Hello {{ subscriber.first_name or "you" }},

{{ new_address }}
"""


def test_each_template_says_what_it_is_for_and_loads_in_each_of_its_languages() -> None:
    there = templates_there_are()
    assert {"plain", "suspended", "moved", "back", "still-here"} <= set(there)
    assert all(there.values())
    for name in there:
        assert languages_of(name) == languages()
        for language in languages_of(name):
            template = load_template(name, language)
            assert template.subject and template.body
            assert [ask.name for ask in template.asks] == [ask.name for ask in load_template(name, "en").asks]


def test_listing_templates_needs_no_jinja2() -> None:
    code = (
        "import sys; from mailer.letter.library import templates_there_are as t; t(); sys.exit('jinja2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", ["nope", "../letters/plain", "", "plain/"])
def test_a_template_that_is_not_there_is_told_with_those_that_are(name: str) -> None:
    with pytest.raises(LetterProblem, match="no template called") as caught:
        load_template(name, "en")
    assert "plain" in caught.value.advice


def test_a_language_that_is_not_there_is_told_with_those_that_are() -> None:
    for load in (
        lambda: load_template("plain", "tlh"),
        lambda: load_template("plain", "../en"),
        lambda: load_words("tlh"),
    ):
        with pytest.raises(LetterProblem) as caught:
            load()
        assert "en" in caught.value.advice


def test_a_file_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_bytes(b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode())
    template = load_own(path)
    assert template.subject == "{{ publication.name }}: news"
    assert template.asks == (Ask(name="new_address", question="Where?"),)
    assert template.body.startswith("Hello") and "\r" not in template.body
    assert template.body_line == 8


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("+++\nsubject", "subject", "Line 1 of"),
        ("+++\nHello", "Hello", "no second “+++”"),
        ('news"', "news", "(line 2)"),
        ("subject =", "subjekt =", "subjekt"),
        ('question = "Where?"', "question = 5", "asks"),
        ('name = "new_address"', 'name = "New Address"', "“New Address”"),
        ('name = "new_address"', 'name = "subscriber"', "“subscriber”"),
        ("{{ new_address }}", "{{ new_adress }}", "line 10 of"),
        ("{{ publication.name }}", "{{ publication.nam }}", "line 1 of the subject in"),
        ("{{ new_address }}", "{% if %}", "line 10 of"),
    ],
)
def test_a_slip_in_a_file_of_ones_own_is_named_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "mine.md"
    assert old in OWN
    path.write_text(OWN.replace(old, new))
    with pytest.raises(LetterProblem) as caught:
        load_own(path)
    assert said in caught.value.what
    assert "mine.md" in caught.value.what


def test_a_file_that_is_no_template_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    with pytest.raises(LetterProblem, match="cannot be read"):
        load_own(path)
    with pytest.raises(LetterProblem, match="cannot be read"):
        load_own(tmp_path)
    path.write_bytes(b"+++\nsubject = 'x'\n\xff")
    with pytest.raises(LetterProblem, match=r"Line 3 .* not in UTF-8"):
        load_own(path)
    path.write_bytes(b"x" * 100_001)
    with pytest.raises(LetterProblem, match="100 KB"):
        load_own(path)
    with pytest.raises(LetterProblem, match="Line 1"):
        read_template("", "nothing")


def test_all_languages_have_the_same_sentences() -> None:
    english = load_words("en")
    for language in languages():
        words = load_words(language)
        assert words.footer.keys() == english.footer.keys()
        assert words.direction in ("ltr", "rtl")
        assert len(words.months) == 12
        given = {"publication": "P", "sender": "S", "platform": "F", "day": "D"}
        assert "{" not in "".join(words.filled(given).values())


def test_a_day_is_written_as_its_language_does() -> None:
    assert load_words("en").day("2026-11-20") == "20 November 2026"
    assert load_words("en").day("2026-11-20T10:00:00Z") == "20 November 2026"
    assert load_words("ja").day("2026-11-20") == "2026年11月20日"
    assert load_words("en").day("long ago") == "long ago"


def test_lines_begin_at_the_right_where_they_are_read_from_there() -> None:
    sides = [(words.start, words.end) for words in map(load_words, ("en", "ar")) if isinstance(words, Words)]
    assert sides == [("left", "right"), ("right", "left")]
