"""The file of a drop-box as it is written out."""

import ast
import hashlib
import re
import tomllib
from importlib.resources import files

import pytest

from mailer.unsubscribe.drop_box import DropBoxKind, drop_box_file, languages

LANGUAGES = ("en", "es", "fr", "de", "pt", "hi", "ja", "ar")


def test_the_page_speaks_the_languages_of_the_letters_and_says_the_same_in_each():
    assert languages() == LANGUAGES
    words = tomllib.loads(files("templates").joinpath("drop_box", "words.toml").read_text("utf-8"))
    assert {frozenset(said) for said in words.values()} == {
        frozenset({"direction", "ask", "means", "button", "done", "failed"})
    }


@pytest.mark.parametrize("kind", DropBoxKind)
def test_only_the_digest_of_the_word_is_in_the_file(kind):
    made = drop_box_file(kind, word="the-word", speaks=["en"])
    assert b"the-word" not in made.content
    assert hashlib.sha256(b"the-word").hexdigest().encode() in made.content
    assert (made.name, made.executable) == (kind.file, kind is DropBoxKind.CGI)
    assert b"{{" not in made.content.replace(b"${{", b"")
    assert b"{%" not in made.content


@pytest.mark.parametrize("kind", [DropBoxKind.CGI, DropBoxKind.WSGI])
def test_old_pythons_understand_it(kind):
    for speaks in (["en"], LANGUAGES):
        ast.parse(drop_box_file(kind, word="w", speaks=speaks).content, feature_version=(3, 6))


def test_no_word_of_any_language_breaks_the_code_around_it():
    words = tomllib.loads(files("templates").joinpath("drop_box", "words.toml").read_text("utf-8"))
    for said in words.values():
        for text in said.values():
            assert not set(text) & set("\\`$\"'<>{}\n"), text


@pytest.mark.parametrize("speaks", [[], ["xx"], ["en", "klingon"]])
def test_a_language_that_it_cannot_speak_is_refused(speaks):
    with pytest.raises(ValueError, match="en, es"):
        drop_box_file(DropBoxKind.PHP, word="w", speaks=speaks)


def test_the_file_of_tokens_has_a_name_that_only_the_word_tells():
    found = {
        word: re.findall(r"\.unsubscribed-([0-9a-f]{16})\b", made.decode())
        for word in ("one", "two")
        for made in [drop_box_file(DropBoxKind.PHP, word=word, speaks=["en"]).content]
    }
    assert len(found["one"]) == 1
    assert found["one"] != found["two"]
    assert found["one"][0] not in hashlib.sha256(b"one").hexdigest()
