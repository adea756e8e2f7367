"""Markdown as HTML and as plain words, and what of it has no place in a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.errors import LetterProblem
from mailer.letter.html_part import html_of as html_of_blocks
from mailer.letter.markdown import parse
from mailer.letter.marks import Marks
from mailer.letter.text_part import WIDTH, text_of, wrap
from mailer.letter.words import load_words

MARKS = Marks("0")


def html(words: str, language: str = "en") -> str:
    return html_of_blocks(parse(words, MARKS), load_words(language))


def text(words: str) -> str:
    return text_of(parse(words, MARKS), MARKS)


def test_html_of_the_writer_is_shown_and_not_obeyed() -> None:
    made = html("<script>alert(1)</script>\n\n<b>x</b> & <img src=x onerror=y>")
    assert "<script" not in made and "<b>" not in made and "<img" not in made
    assert "&lt;script&gt;" in made


def test_a_picture_becomes_a_link_with_its_words() -> None:
    made = html("![The night](https://example.org/night.jpg) and ![](https://example.org/x.png)")
    assert "<img" not in made
    assert '<a href="https://example.org/night.jpg"' in made and ">The night</a>" in made
    assert ">https://example.org/x.png</a>" in made
    assert text("![The night](https://example.org/night.jpg)") == "The night <https://example.org/night.jpg>"


def test_a_picture_in_a_link_leaves_its_words() -> None:
    made = html("[![Logo](https://example.org/l.png)](https://example.org/)")
    assert made.count("<a ") == 1 and ">Logo</a>" in made


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "/posts/1",
        "#top",
        "ftp://example.org/x",
        "http://",
        "mailto:",
        "https://[x",
        "vbscript:x",
    ],
)
def test_a_link_leads_to_the_web_or_to_an_address_only(target: str) -> None:
    with pytest.raises(LetterProblem, match="has no place in a letter"):
        parse(f"[words](<{target}>)", MARKS)


def test_a_link_that_leads_nowhere_is_told() -> None:
    with pytest.raises(LetterProblem, match="leads nowhere"):
        parse("[words]()", MARKS)


def test_a_web_address_in_the_words_becomes_a_link_without_the_sign_behind_it() -> None:
    made = html("See https://example.org/a_b_(c)?d=e&f. Or (http://x.example/y), “https://z.example/1”.")
    assert '<a href="https://example.org/a_b_(c)?d=e&amp;f" ' in made
    assert '<a href="http://x.example/y" ' in made
    assert '<a href="https://z.example/1" ' in made
    assert html("`https://example.org`").count("<a ") == 0
    assert html("[https://example.org](https://example.com)").count("<a ") == 1


def test_each_element_has_its_style_in_it() -> None:
    made = html("# H\n\np *e* `c`\n\n- l\n\n> q\n\n1. o\n\n---\n\n    code <x>\n\n[a](https://a.example)")
    for tag in ("h1", "p", "ul", "li", "blockquote", "ol", "pre", "code", "a", "hr"):
        assert f"<{tag} " in made, tag
    assert made.count("style=") == made.count("<p ") + sum(
        made.count(f"<{t} ") for t in ("h1", "ul", "li", "blockquote", "ol", "pre", "code", "a", "hr")
    )
    assert "code &lt;x&gt;" in made


def test_lists_and_quotes_are_set_in_on_the_side_where_lines_begin() -> None:
    assert "padding-left" in html("- x") and "padding-right" not in html("- x")
    assert "padding-right" in html("- x", "ar") and "border-right" in html("> x", "ar")


def test_plain_words_keep_the_shape() -> None:
    assert text(
        "# One\n\ntwo *three* **four**\nfive\\\nsix\n\n- a\n- b\n  - c\n\n3. x\n4. y\n\n> q\n>\n> r\n\n```py\ncode  x\n```\n\n---\n\n- loose\n\n- list"
    ) == (
        "One\n===\n\ntwo _three_ *four* five\nsix\n\n- a\n- b\n  - c\n\n3. x\n4. y\n\n> q\n>\n> r\n\n    code  x\n\n* * *\n\n- loose\n\n- list"
    )


def test_a_link_in_plain_words_names_its_target_once() -> None:
    assert text("[words](https://example.org/)") == "words <https://example.org/>"
    assert text("<https://example.org/>") == "https://example.org/"
    assert text("<ana@example.org>") == "ana@example.org"
    assert text("[write](mailto:ana@example.org)") == "write <ana@example.org>"
    assert text("[https://bank.example](https://other.example)") == "https://bank.example <https://other.example>"


def test_lines_are_broken_at_72_columns_and_never_within_an_address() -> None:
    long = "https://example.org/" + "x" * 100
    made = text(f"{'word ' * 40} {long} {'word ' * 10}").split("\n")
    assert long in made
    assert all(len(line) <= WIDTH for line in made if line != long)


def test_wide_letters_count_twice_and_a_line_end_between_them_is_no_blank() -> None:
    assert [len(line) for line in wrap(" ".join(["夜の手紙"] * 10), MARKS)] == [39, 9]
    assert text("夜の\n手紙") == "夜の手紙"
    assert "夜の手紙" in html("夜の\n手紙")
    assert text("夜の\nletters") == "夜の letters"


@given(st.text(max_size=300))
def test_no_words_raise_anything_but_a_problem_of_the_letter(words: str) -> None:
    try:
        blocks = parse(words, MARKS)
    except LetterProblem:
        return
    text_of(blocks, MARKS)
    html_of_blocks(blocks, load_words("en"))


@pytest.mark.parametrize(
    "words",
    [
        "> " * 5000 + "x",
        "- " * 2000 + "x",
        "[" * 5000,
        "*" * 5000,
        "`" * 5000 + "x",
        "((" * 3000 + "https://a.example/" + "(" * 3000,
    ],
)
def test_words_made_to_take_long_take_no_harm(words: str) -> None:
    test_no_words_raise_anything_but_a_problem_of_the_letter.hypothesis.inner_test(words)  # type: ignore[attr-defined]
