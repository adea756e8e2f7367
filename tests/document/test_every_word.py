"""Property: every word that a browser would show is in the plain text, as often as it is shown."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from backup.document.text import plain_text, search_text
from backup.model import Body, BodyFormat
from tests.document.reading import medium, substack

INLINE = [
    "b",
    "i",
    "em",
    "strong",
    "u",
    "s",
    "sup",
    "sub",
    "code",
    "span",
    "a href='https://e.com'",
    "mark",
    "unknown",
    "label",
]
BLOCK = [
    "p", "div", "h1", "h2", "h3", "h4", "blockquote", "ul", "ol", "li", "pre", "section", "figure", "figcaption", "details",
    "summary", "table", "td", "center", "form", "article", "aside", "dl", "dt", "dd", "main", "nav", "button",
    "div class='pullquote'", "div class='callout-block'", "div class='captioned-image-container'", "p class='button-wrapper'",
    "div class='paywall-jump'", "div class='comment'", "div class='tweet'", "div class='preformatted-block'",
    "div class='graf--mixtapeEmbed'", "figure class='graf--figure'", "blockquote class='graf--pullquote'",
    "p class='graf--p graf--hasDropCap'", "div class='sectionLayout--outsetRow'", "h3 class='graf--h3'",
    "div data-attrs='{}'", "div data-attrs='{\"a\":1}'", "div data-component-name='X'", "iframe src='https://e.com'",
]  # fmt: skip
WORD = st.integers(0, 9999).map(lambda number: f" w{number:04d} ")


def tree(tags: list[str], children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def element(drawn: tuple[str, list[str]]) -> str:
        tag, inner = drawn
        return f"<{tag}>{''.join(inner)}</{tag.split()[0]}>"

    return st.tuples(st.sampled_from(tags), st.lists(children, max_size=4)).map(element)


MARKUP = st.lists(
    st.recursive(
        st.one_of(WORD, WORD, st.just("<br>"), st.just("<hr>"), st.just("<img src='https://e.com/i'>")),
        lambda children: tree(INLINE, children) | tree(BLOCK, children),
        max_leaves=15,
    ),
    max_size=5,
).map("".join)


def shown(html: str) -> list[str]:
    """Return the words by lexbor's own text; what is in a frame is not shown."""
    parser = LexborHTMLParser(html, is_fragment=True, fragment_tag="body")
    parser.strip_tags(["iframe"], recursive=True)
    root = parser.root
    return told(parser.text(separator=" ")) if root else []


def told(text: str) -> list[str]:
    return re.findall(r"w\d{4}", text)


@settings(deadline=None, max_examples=250)
@given(MARKUP)
def test_every_word_that_is_shown_is_in_the_plain_text_of_substack(html: str) -> None:
    assert Counter(shown(html)) <= Counter(told(plain_text(substack(html))))


@settings(deadline=None, max_examples=250)
@given(MARKUP)
def test_every_word_that_is_shown_is_in_the_plain_text_of_medium(html: str) -> None:
    assert Counter(shown(html)) <= Counter(told(plain_text(medium(html))))


@settings(deadline=None, max_examples=150)
@given(MARKUP)
def test_every_word_that_is_shown_is_found_by_searching(html: str) -> None:
    for format_ in BodyFormat:
        found = told(search_text(Body(data=html.encode(), format=format_)))
        assert Counter(shown(html)) <= Counter(found)
