"""Bodies made to do harm: they are read like any other, and quickly."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backup.document import parse
from backup.document._medium_grafs import GRAFS
from backup.document._substack_widgets import BY_CLASS
from backup.document.as_json import to_json
from backup.document.html import safe_html
from backup.document.text import plain_text, search_text, words
from backup.document.walk import walk
from backup.model import Body, BodyFormat

DEEP = [
    "<div>",
    "<b>",
    "<ul><li>",
    "<blockquote><p>a",
    "<figure>",
    "<a href=x><div>",
    '<div class="footnote">',
    '<div class="pullquote">',
    '<div class="captioned-image-container">',
    '<div data-attrs="{&quot;a&quot;:1}">',
    '<p class="button-wrapper">',
    '<section class="section section--body">',
    '<div class="sectionLayout--outsetRow">',
    "<header>",
    "<pre>",
    "<table>",
]
DAMAGED = [
    b"",
    b"\x00",
    b"\xff\xfe\xc3(<p>\xed\xa0\x80",
    b"<p>a<div class='captioned-image-container'><figure><a",
    b'<p data-attrs="' + b"x" * 1_000_000 + b'">y',
    b'<div class="tweet" data-attrs="' + b"[" * 100_000 + b'">y</div>',
    b'<div class="comment" data-attrs=\'{"comment":{"body_json":' + b'{"content":[' * 900 + b"]}" * 900 + b"}}'>y",
    b"<" * 50_000,
    b"&" * 50_000,
    b"<plaintext>a",
    b"<title>a",
    b"<p>" + b"<b>a</b><i>b</i>" * 2_000,
    b" " * 500_000 + b"a",
    b"<pre>" + b" \n" * 50_000,
]
FRAGMENTS = [
    "<p>", "</p>", "<b>", "</b>", "<a href='x'>", "</a>", "<div>", "</div>", "<ul><li>", "</li></ul>", "<br>", "<img src=x>",
    "<pre>", "</pre>", "<table><tr><td>", "</table>", "<blockquote>", "</blockquote>", "<h2>", "</h2>", "<figure>",
    "<figcaption>", "</figure>", "<svg>", "</svg>", "<template>", "<select><option>", "<button>", "<span>", "</span>",
    "<div class='footnote'>", "<a class='footnote-anchor' href='#footnote-1'>", "<div class='pullquote'>", "<details>",
    "<div class='captioned-image-container'>", "<p class='button-wrapper'>", "<div data-attrs='{'>", "<iframe src=x>",
    "</iframe>", "<h3 class='graf--title'>", "<section class='section--body'>", "<div class='graf--mixtapeEmbed'>",
    "<figure class='graf--figure'>", "<script>", "</script>", "<!--", "-->", "<textarea>", "</textarea>", "\x00", "&copy",
]  # fmt: skip


def use_everything(data: bytes, format_: BodyFormat) -> None:
    body = Body(data=data, format=format_)
    document = parse(body)
    assert document == parse(body)
    json.dumps(to_json(document)).encode()
    for text in (plain_text(document), safe_html(document), search_text(body)):
        text.encode()
        assert "\x00" not in text
    assert words(document) >= 0
    assert all(node.kind for node in walk(document))


@pytest.mark.parametrize("format_", BodyFormat)
def test_a_body_ten_thousand_levels_deep_is_read_with_its_words(format_: BodyFormat) -> None:
    use_everything(b"<div>" * 10_000 + b"words", format_)
    assert plain_text(parse(Body(data=b"<div>" * 10_000 + b"words", format=format_))) == "words"


@pytest.mark.parametrize("format_", BodyFormat)
@pytest.mark.parametrize("opening", DEEP)
def test_deep_markup_of_any_kind_is_read_with_its_words(opening: str, format_: BodyFormat) -> None:
    body = Body(data=opening.encode() * 800 + b"words", format=format_)
    assert "words" in plain_text(parse(body))
    use_everything(body.data, format_)


@pytest.mark.parametrize("name", sorted({*BY_CLASS, *GRAFS}))
def test_a_widget_in_itself_is_not_read_twice_at_each_level(name: str) -> None:
    """Twice would be 2^40 times here: this test would not end."""
    opening = f'<div class="{name}"><div class="preamble"><figure>'
    for format_ in BodyFormat:
        for html in (opening * 40, opening * 40 + "words"):
            parse(Body(data=html.encode(), format=format_))


@pytest.mark.parametrize("format_", BodyFormat)
@pytest.mark.parametrize("data", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_body_is_read(data: bytes, format_: BodyFormat) -> None:
    use_everything(data, format_)


@settings(deadline=None, max_examples=80)
@given(data=st.binary(max_size=300), format_=st.sampled_from(BodyFormat))
def test_any_bytes_are_read(data: bytes, format_: BodyFormat) -> None:
    use_everything(data, format_)


@settings(deadline=None, max_examples=150)
@given(
    parts=st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=25), format_=st.sampled_from(BodyFormat)
)
def test_any_heap_of_tags_is_read(parts: list[str], format_: BodyFormat) -> None:
    use_everything("".join(parts).encode("utf-8", "surrogatepass"), format_)
