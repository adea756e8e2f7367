"""The HTML for the screen: nothing in it runs, and nothing in it leads where a person may not go."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backup.document.blocks import Document, Embed, Figure, Footnote, Heading, LinkCard, Paragraph, Raw
from backup.document.html import safe_html
from backup.document.inlines import FootnoteReference, Image, Inline, Link, RawInline, Text
from backup.document.tree import parse_html
from tests.document.every_node import FULL
from tests.document.golden import FIXTURES
from tests.document.reading import medium, substack

HOSTILE = [
    "javascript:alert(1)",
    "JaVa\tScRiPt:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
]


def show(*blocks: Paragraph | Heading | Raw | Figure | Embed | LinkCard) -> str:
    return safe_html(Document(blocks=blocks))


def assert_harmless(html: str) -> None:
    """Look at the HTML as a browser would."""
    allowed = {"id", "class", "href", "src", "alt", "title", "width", "height", "loading", "rel", "start"}
    for element in parse_html(html).elements():
        assert element.tag not in {
            "script",
            "iframe",
            "object",
            "embed",
            "style",
            "form",
            "input",
            "svg",
            "link",
            "base",
        }
        for name, value in element.attributes.items():
            assert name in allowed | {"data-language", "colspan", "rowspan", "cite", "datetime"}, name
            if name in ("href", "src"):
                assert re.match(r"(https?|mailto|tel):|[^:]*\Z|[/#?]", value or "", re.IGNORECASE), value


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_address_is_never_a_link(url: str) -> None:
    words: tuple[Inline, ...] = (Link(url=url, children=(Text(text="words"),), title=url),)
    html = show(
        Paragraph(children=words),
        Figure(image=Image(url=url, alt=url, title=url), href=url, caption=words),
        Embed(provider=url, url=url, title=url, thumbnail_url=url),
        LinkCard(of="page", url=url, image_url=url),
        Heading(level=2, children=words, anchor=url),
    )
    assert_harmless(html)
    assert "words" in html
    assert "javascript:alert(1)</a>" not in html


def test_text_is_escaped_once() -> None:
    assert "<p>a &lt;b&gt; &amp;amp; “c”</p>" in show(Paragraph(children=(Text(text="a <b> &amp; “c”"),)))


@pytest.mark.parametrize(
    "raw",
    [
        "<script>alert(1)</script><p>kept</p>",
        '<img src=x onerror=alert(1)><p onclick="x()">kept</p>',
        "<plaintext>kept",
        "<svg><script>alert(1)</script></svg><p>kept</p>",
        '<math><mi xlink:href="javascript:x">kept</mi></math>',
        '<a href="java&#x09;script:alert(1)">kept</a>',
        '<form action="https://e.com"><input name="q">kept</form>',
        '<iframe src="https://e.com"></iframe>kept',
        '<div id="document" class="x" style="position:fixed">kept',
    ],
)
def test_raw_markup_is_sanitised_and_cannot_swallow_what_follows(raw: str) -> None:
    html = show(
        Raw(html=raw, reason="r", text="kept"),
        Paragraph(children=(RawInline(html=raw, reason="r"), Text(text="after"))),
    )
    assert_harmless(html)
    assert "kept" in html
    assert html.rstrip().endswith("</article>")
    assert "after" in parse_html(html).text()
    assert 'id="document"' not in html


def test_raw_markup_keeps_a_table() -> None:
    html = show(Raw(html="<table><tbody><tr><td>a</td></tr></tbody></table>", reason="a table"))
    assert "<td>a</td>" in html


def test_the_title_subtitle_and_kicker_come_first() -> None:
    html = safe_html(FULL)
    assert (
        html.index("kickerword")
        < html.index("<h1>The title</h1>")
        < html.index("The subtitle")
        < html.index("textword")
    )
    assert "<h1>Another</h1>" in safe_html(FULL, title="Another")
    assert "<h1>" not in safe_html(Document(blocks=()))


def test_a_picture_loads_late_and_from_its_original() -> None:
    html = show(
        Figure(image=Image(url="https://e.com/i.png", alt="a", shown_url="https://cdn/i.png", width=4, height=3))
    )
    assert '<img loading="lazy" src="https://e.com/i.png" alt="a" width="4" height="3">' in html


def test_a_picture_that_is_not_of_the_web_is_told_by_its_words() -> None:
    html = show(Figure(image=Image(url="data:image/png;base64,AAAA", alt="an oven")))
    assert "[Picture: an oven]" in html
    assert "data:" not in html


def test_footnotes_lead_there_and_back() -> None:
    html = substack_footnotes(1)
    assert '<sup class="footnote" id="post-ref-1"><a href="#post-note-1" rel="noopener noreferrer">1</a></sup>' in html
    assert '<li id="post-note-1"><p>b</p><p><a href="#post-ref-1"' in html


def test_two_references_to_one_footnote_share_no_id() -> None:
    html = substack_footnotes(2)
    assert html.count('id="post-ref-1"') == 1
    assert html.count('href="#post-note-1"') == 2


def test_a_reference_without_its_footnote_is_no_link() -> None:
    html = show(Paragraph(children=(FootnoteReference(label="9", target="footnote-9"),)))
    assert '<sup class="footnote">[9]</sup>' in html


def substack_footnotes(references: int) -> str:
    mark = FootnoteReference(label="1", target="f")
    note = Footnote(id="f", label="1", blocks=(Paragraph(children=(Text(text="b"),)),))
    return safe_html(Document(blocks=(Paragraph(children=(mark,) * references),), footnotes=(note,)))


def test_links_inside_the_post_lead_to_its_anchors() -> None:
    html = safe_html(medium('<p><a href="#9f">x</a></p><h3 id="9f">Head</h3>'))
    assert '<a href="#post-9f"' in html
    assert '<h2 id="post-9f">Head</h2>' in html


def test_every_fixture_is_harmless() -> None:
    for path in sorted(FIXTURES.glob("substack/[wp]*/*.html")):
        assert_harmless(safe_html(substack(path.read_bytes())))
    for path in sorted(FIXTURES.glob("medium/posts/*/*.html")):
        assert_harmless(safe_html(medium(path.read_bytes())))
    assert_harmless(safe_html(FULL))


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="<>/='\"&; \nabpisvgcrtoneh:()x1-", max_size=200))
def test_any_markup_gives_harmless_html(markup: str) -> None:
    assert_harmless(safe_html(substack(markup)))
