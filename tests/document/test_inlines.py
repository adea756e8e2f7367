"""Words inside a paragraph: marks, links, and spaces made canonical."""

import pytest

from backup.document.blocks import Figure, Heading, Paragraph
from backup.document.inlines import (
    Emphasis,
    Inline,
    InlineCode,
    InlineImage,
    LineBreak,
    Link,
    RawInline,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
)
from tests.document.reading import only, substack


def inlines(html: str) -> tuple[Inline, ...]:
    block = only(substack(html))
    assert isinstance(block, Paragraph)
    return block.children


def text(words: str) -> Text:
    return Text(text=words)


def test_runs_of_spaces_and_line_ends_are_one_space() -> None:
    assert inlines("<p>\n  one \n\t two  </p>") == (text("one two"),)


def test_a_space_at_the_edge_of_a_mark_stands_outside_of_it() -> None:
    assert inlines("<p>a<em> b </em>c</p>") == (text("a "), Emphasis(children=(text("b"),)), text(" c"))


def test_a_space_between_two_marks_is_kept_once() -> None:
    expected = (Strong(children=(text("a"),)), text(" "), Emphasis(children=(text("b"),)))
    assert inlines("<p><b>a </b> <i> b</i></p>") == expected


def test_two_equal_marks_side_by_side_are_one() -> None:
    assert inlines("<p><strong>J</strong><strong>ohn</strong></p>") == (Strong(children=(text("John"),)),)


def test_a_mark_without_words_leaves_nothing_but_its_space() -> None:
    assert inlines("<p>a<strong> </strong>b<em></em></p>") == (text("a b"),)


def test_a_line_break_at_the_edge_of_a_mark_stands_outside_of_it() -> None:
    expected = (Strong(children=(text("a"),)), LineBreak(), text("b"))
    assert inlines("<p><strong>a<br></strong> b</p>") == expected


def test_line_breaks_at_the_ends_of_a_paragraph_are_nothing() -> None:
    assert inlines("<p><br>a<br>b<br></p>") == (text("a"), LineBreak(), text("b"))


def test_a_space_that_must_not_break_is_content() -> None:
    assert inlines("<p>10&nbsp;km</p>") == (text("10\u00a0km"),)


@pytest.mark.parametrize(
    ("tag", "mark"),
    [("u", Underline), ("s", Strikethrough), ("del", Strikethrough), ("sup", Superscript), ("sub", Subscript)],
)
def test_each_mark_has_its_own_class(tag: str, mark: type[Underline]) -> None:
    assert inlines(f"<p><{tag}>x</{tag}></p>") == (mark(children=(text("x"),)),)


def test_an_unknown_element_is_read_through_to_its_words() -> None:
    assert inlines("<p><span>a</span><blink>b</blink></p>") == (text("ab"),)


def test_a_link_keeps_its_address_as_it_is() -> None:
    link = Link(url="javascript:alert(1)", children=(text("x"),))
    assert inlines('<p><a href=" javascript:alert(1) ">x</a></p>') == (link,)


def test_an_address_is_not_taken_for_a_character() -> None:
    """`&copy` is a reference to ©, but not in an attribute before `=` (HTML Standard, 13.2.5.73)."""
    (link,) = inlines('<p><a href="https://e.com/?a=1&copy=2&section=3">x</a></p>')
    assert isinstance(link, Link)
    assert link.url == "https://e.com/?a=1&copy=2&section=3"


def test_a_link_around_a_block_goes_into_the_block() -> None:
    document = substack('<a href="https://e.com/"><h2>Head</h2><p>words <b>bold</b></p></a>')
    head, words = document.blocks
    assert isinstance(head, Heading)
    assert head.children == (Link(url="https://e.com/", children=(text("Head"),)),)
    assert isinstance(words, Paragraph)
    assert words.children == (Link(url="https://e.com/", children=(text("words "), Strong(children=(text("bold"),)))),)


def test_a_link_around_marks_around_blocks_goes_through_both() -> None:
    document = substack('<em><a href="https://e.com/"><div>one</div>two</a></em>')
    expected = (Emphasis(children=(Link(url="https://e.com/", children=(text("one"),)),)),)
    assert next(block.children for block in document.blocks if isinstance(block, Paragraph)) == expected
    assert len(document.blocks) == 2


def test_a_picture_between_words_stays_in_the_line() -> None:
    children = inlines('<p>a <img src="https://e.com/x.png" alt="X"> b</p>')
    assert [type(child) for child in children] == [Text, InlineImage, Text]


def test_a_picture_alone_in_a_paragraph_is_a_figure() -> None:
    block = only(substack('<p><a href="https://e.com/t"><img src="https://e.com/x.png" alt="X"></a><br></p>'))
    assert isinstance(block, Figure)
    assert (block.image.url, block.image.alt, block.href) == ("https://e.com/x.png", "X", "https://e.com/t")


def test_two_pictures_alone_in_a_paragraph_are_two_figures() -> None:
    document = substack('<p><img src="https://e.com/1.png"> <img src="https://e.com/2.png"></p>')
    assert [block.kind for block in document.blocks] == ["figure", "figure"]


def test_code_in_a_line_keeps_marks_and_links() -> None:
    (code,) = inlines('<p><code>a<a href="https://e.com/">b</a></code></p>')
    assert code == InlineCode(children=(text("a"), Link(url="https://e.com/", children=(text("b"),))))


def test_a_drawing_is_kept_raw_with_its_words() -> None:
    (raw,) = inlines("<p><svg><text>drawn</text></svg></p>")
    assert raw == RawInline(html="<svg><text>drawn</text></svg>", reason="a drawing (SVG)", text="drawn")
