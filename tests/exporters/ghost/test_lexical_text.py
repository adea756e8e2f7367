"""Words in lexical: marks, links, places, footnotes."""

import pytest

from backup.document.blocks import Footnote, Heading, Paragraph
from backup.document.inlines import (
    ALL_MARKS,
    Emphasis,
    FootnoteReference,
    Image,
    InlineImage,
    InlineMath,
    LineBreak,
    Link,
    Mark,
    RawInline,
    Strong,
    Text,
)
from exporters.article import UNSAFE
from exporters.writers._html_inlines import NO_ANCHOR
from exporters.writers._lexical_text import FORMULA
from tests.exporters.ghost.reading import lexical_of
from tests.exporters.made_up import Made

BITS = {
    "strong": 1,
    "emphasis": 2,
    "strikethrough": 4,
    "underline": 8,
    "inline-code": 16,
    "subscript": 32,
    "superscript": 64,
    "highlighted": 128,
}
NOTE = Footnote(id="n", label="1", blocks=(Paragraph(children=(Text(text="The note."),)),))


@pytest.mark.parametrize("mark", ALL_MARKS)
def test_every_mark_is_a_bit_of_the_format(publication: Made, mark: type[Mark]) -> None:
    block = Paragraph(children=(mark(children=(Text(text="words"),)),))

    (node,) = lexical_of(publication, block).nodes[0]["children"]

    assert (node["type"], node["text"], node["format"]) == ("extended-text", "words", BITS[mark.kind])


def test_marks_in_marks_are_added_up_and_neighbours_of_one_format_are_one_text(publication: Made) -> None:
    inner = Strong(children=(Text(text="a"), Emphasis(children=(Text(text="b"), Text(text="c")))))
    block = Paragraph(children=(inner, Strong(children=(Emphasis(children=(Text(text="d"),)),)), LineBreak()))

    nodes = lexical_of(publication, block).nodes[0]["children"]

    assert [(node.get("text"), node.get("format")) for node in nodes] == [("a", 1), ("bcd", 3), (None, None)]
    assert nodes[-1]["type"] == "linebreak"


def test_text_stays_as_it_is_but_for_signs_that_break_feeds(publication: Made) -> None:
    block = Paragraph(children=(Text(text='&amp; <b> {{x}} "q" \x01\x0bé\u200b夜\ud800'),))

    assert lexical_of(publication, block).nodes[0]["children"][0]["text"] == '&amp; <b> {{x}} "q" é\u200b夜'


def test_own_links_lead_to_the_new_site_and_bad_ones_nowhere(publication: Made) -> None:
    block = Paragraph(
        children=(
            Link(url="https://nightletters.substack.com/subscribe", children=(Text(text="in"),)),
            Link(url="javascript:alert(1)", children=(Text(text="out"),)),
        )
    )

    written = lexical_of(publication, block)

    link, words = written.nodes[0]["children"]
    assert (link["type"], link["url"]) == ("link", "__GHOST_URL__/#/portal/signup")
    assert words["text"] == "out"
    assert written.reasons == [UNSAFE]


def test_a_link_inside_the_post_finds_its_place(publication: Made) -> None:
    written = lexical_of(
        publication,
        Paragraph(children=(Link(url="#part", children=(Text(text="down"),)),)),
        Heading(level=2, children=(Text(text="Part"),), anchor="part"),
    )

    assert written.kinds == ["paragraph", "html", "extended-heading"]
    assert written.nodes[0]["children"][0]["url"] == "#part"
    assert '<span id="part"></span>' in written.nodes[1]["html"]
    assert written.reasons == []


def test_a_link_to_a_place_that_the_post_lacks_is_words_and_a_loss(publication: Made) -> None:
    written = lexical_of(publication, Paragraph(children=(Link(url="#nowhere", children=(Text(text="down"),)),)))

    assert [node["text"] for node in written.nodes[0]["children"]] == ["down"]
    assert written.reasons == [NO_ANCHOR]


def test_footnotes_lead_there_and_back(publication: Made) -> None:
    reference = FootnoteReference(label="1", target="n")

    written = lexical_of(publication, Paragraph(children=(Text(text="Said"), reference, reference)), footnotes=(NOTE,))

    assert written.kinds == ["html", "paragraph", "html"]
    assert written.nodes[0]["html"].count('id="ref-1"') == 1
    _, first, second = written.nodes[1]["children"]
    assert first["url"] == second["url"] == "#note-1"
    assert (first["children"][0]["text"], first["children"][0]["format"]) == ("1", 64)
    assert 'id="note-1"' in written.nodes[2]["html"]
    assert 'href="#ref-1"' in written.nodes[2]["html"]


def test_a_reference_without_its_note_is_a_mark(publication: Made) -> None:
    block = Paragraph(children=(FootnoteReference(label="4", target="away"),))

    assert lexical_of(publication, block).nodes[0]["children"][0]["text"] == "[4]"


@pytest.mark.parametrize(
    "inline",
    [InlineImage(image=Image(url="https://e.com/i.png", alt="seen")), RawInline(html="<i>seen</i>", reason="r")],
)
def test_what_no_text_can_hold_makes_its_paragraph_html(publication: Made, inline: InlineImage | RawInline) -> None:
    (node,) = lexical_of(publication, Paragraph(children=(Text(text="before "), Strong(children=(inline,))))).nodes

    assert node["type"] == "html"
    assert node["html"].startswith("<p>before <strong><i")
    assert "seen" in node["html"]


def test_a_formula_stands_between_the_marks_that_scripts_look_for(publication: Made) -> None:
    written = lexical_of(publication, Paragraph(children=(InlineMath(expression="a^2"),)))

    assert written.nodes[0]["children"][0]["text"] == "\\(a^2\\)"
    assert written.reasons == [FORMULA]
