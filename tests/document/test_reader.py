"""Plain HTML that is the same on every platform: lists, quotes, code, figures, frames, and what is kept raw."""

import pytest

from backup.document.blocks import (
    CodeBlock,
    Divider,
    Embed,
    Figure,
    Gallery,
    Heading,
    List,
    Paragraph,
    Quote,
    Raw,
)
from backup.document.inlines import Link, Strong, Text
from backup.document.plain import inline_text
from backup.document.text import plain_text
from tests.document.reading import only, substack


def test_words_that_stand_free_are_a_paragraph() -> None:
    document = substack("one <b>two</b><p>three</p>four")
    assert [inline_text(block.children) for block in document.blocks if isinstance(block, Paragraph)] == [
        "one two",
        "three",
        "four",
    ]


def test_containers_that_mean_nothing_are_read_through() -> None:
    document = substack("<section><div><article><p>a</p></article></div>b</section>")
    assert plain_text(document) == "a\n\nb"


@pytest.mark.parametrize("html", ["", " \n", "<p></p>", "<p><br></p>", "<div></div>", "<!-- nothing -->"])
def test_what_shows_nothing_has_no_blocks(html: str) -> None:
    assert substack(html).blocks == ()


def test_heading_levels_are_kept() -> None:
    levels = [block.level for block in substack("<h1>a</h1><h4>b</h4>").blocks if isinstance(block, Heading)]
    assert levels == [1, 4]


def test_the_alignment_of_a_paragraph_is_kept() -> None:
    paragraph = only(substack('<p style="text-align: center;">a</p>'))
    assert isinstance(paragraph, Paragraph)
    assert paragraph.align == "center"


def test_a_list_in_an_item_belongs_to_the_item() -> None:
    block = only(substack("<ul><li><p>a</p><ol start='3'><li>b</li></ol></li><li>c</li></ul>"))
    assert isinstance(block, List)
    assert [[inner.kind for inner in item] for item in block.items] == [["paragraph", "list"], ["paragraph"]]
    inner = block.items[0][1]
    assert isinstance(inner, List)
    assert (inner.ordered, inner.start) == (True, 3)


def test_a_list_right_in_a_list_belongs_to_the_item_before() -> None:
    block = only(substack("<ul><li>a</li><ul><li>b</li></ul></ul>"))
    assert isinstance(block, List)
    assert [[inner.kind for inner in item] for item in block.items] == [["paragraph", "list"]]


def test_words_right_in_a_list_are_not_lost() -> None:
    assert "stray" in plain_text(substack("<ul>stray<li>a</li></ul>"))


def test_an_absurd_start_of_a_list_is_one() -> None:
    for start in ("x", "9" * 5000, "²"):
        block = only(substack(f"<ol start='{start}'><li>a</li></ol>"))
        assert isinstance(block, List)
        assert block.start == 1


def test_a_quote_holds_blocks() -> None:
    block = only(substack("<blockquote><p>a</p><ul><li>b</li></ul>c</blockquote>"))
    assert isinstance(block, Quote)
    assert [inner.kind for inner in block.blocks] == ["paragraph", "list", "paragraph"]


def test_code_keeps_its_spaces_and_loses_blank_lines_at_its_ends() -> None:
    block = only(substack("<pre><code>\n\n  if x:\n\tgo()  \n\n</code></pre>"))
    assert block == CodeBlock(text="  if x:\n\tgo()")


def test_code_in_code_is_one_code() -> None:
    assert only(substack("<pre><code><code>a</code></code></pre>")) == CodeBlock(text="a")


def test_the_language_of_code_is_read_from_its_class() -> None:
    assert only(substack('<pre><code class="language-c++">a</code></pre>')) == CodeBlock(text="a", language="c++")


def test_marks_in_code_are_kept_beside_the_text() -> None:
    block = only(substack("<pre>a <strong>b</strong>\nc</pre>"))
    assert isinstance(block, CodeBlock)
    assert block.text == "a b\nc"
    assert block.children == (Text(text="a "), Strong(children=(Text(text="b"),)), Text(text="\nc"))


def test_lines_of_code_that_are_blocks_stay_lines() -> None:
    assert only(substack("<pre><div>a</div><div>b</div></pre>")) == CodeBlock(text="a\nb")


def test_a_figure_has_its_caption() -> None:
    block = only(substack('<figure><div><img src="https://e.com/x.png"><figcaption>c</figcaption></div></figure>'))
    assert isinstance(block, Figure)
    assert inline_text(block.caption) == "c"


def test_a_figure_with_several_pictures_is_a_gallery() -> None:
    html = '<figure><img src="https://e.com/1"><img src="https://e.com/2"><figcaption>c</figcaption></figure>'
    block = only(substack(html))
    assert isinstance(block, Gallery)
    assert (len(block.figures), inline_text(block.caption)) == (2, "c")


def test_words_in_a_figure_are_not_lost() -> None:
    words = plain_text(substack('<figure><img src="https://e.com/1">by Ada<figcaption>c</figcaption></figure>'))
    assert "by Ada" in words
    assert "c" in words.split("\n")


def test_a_caption_of_two_paragraphs_is_two_lines() -> None:
    block = only(substack('<figure><img src="https://e.com/1"><figcaption><p>a</p><p>b</p></figcaption></figure>'))
    assert isinstance(block, Figure)
    assert inline_text(block.caption) == "a\nb"


def test_a_quote_in_a_caption_is_not_lost() -> None:
    html = '<figure><img src="https://e.com/1"><figcaption>a<blockquote>b</blockquote></figcaption></figure>'
    assert "b" in plain_text(substack(html)).split("\n")


def test_a_list_in_a_caption_comes_after_the_picture() -> None:
    html = '<figure><img src="https://e.com/1"><figcaption>a<ul><li>b</li></ul></figcaption></figure>'
    figure, items = substack(html).blocks
    assert isinstance(figure, Figure)
    assert inline_text(figure.caption) == "a"
    assert items.kind == "list"


def test_a_line_across_is_a_divider() -> None:
    assert only(substack("<div><hr></div>")) == Divider()


def test_a_frame_of_an_unknown_site_is_an_embed_of_its_host() -> None:
    block = only(substack('<iframe src="//www.example.org/x" width="100%" height="300"></iframe>'))
    assert block == Embed(
        provider="example.org", url="https://www.example.org/x", embed_url="https://www.example.org/x", height=300
    )


def test_a_frame_in_a_paragraph_parts_it() -> None:
    document = substack('<p>a<iframe src="https://vimeo.com/1"></iframe>b</p>')
    assert [block.kind for block in document.blocks] == ["paragraph", "embed", "paragraph"]


def test_a_frame_in_a_heading_comes_after_it() -> None:
    document = substack('<h2>a<iframe src="https://vimeo.com/1"></iframe>b</h2>')
    assert [block.kind for block in document.blocks] == ["heading", "embed"]


def test_a_table_is_kept_raw_with_its_words() -> None:
    block = only(substack("<table><tr><td>a<td>b</table>"))
    assert isinstance(block, Raw)
    assert (block.reason, block.text) == ("a table", "a b")
    assert block.html == "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"


def test_a_script_is_kept_raw_and_a_style_is_named() -> None:
    document = substack("<script>go()</script><style>p{}</style><p>a</p>")
    assert [block.kind for block in document.blocks] == ["raw", "paragraph"]
    assert document.stripped == ("<style>",)


def test_a_body_that_opens_with_a_title_or_frameset_loses_no_words() -> None:
    assert plain_text(substack("<frameset><p>a</p>")) == "a"
    assert plain_text(substack("<meta><link>b<p>c</p>")) == "b\n\nc"


def test_an_anchor_is_kept_where_a_link_of_the_post_points_to_it() -> None:
    document = substack('<p><a href="#there">x</a></p><h2 id="there">Head</h2><h2 id="nowhere">Other</h2>')
    assert [block.anchor for block in document.blocks if isinstance(block, Heading)] == ["there", None]


def test_an_anchor_inside_a_paragraph_is_the_paragraphs() -> None:
    document = substack('<p><a href="https://e.com/p/post#there">x</a></p><p>a <a name="there"></a>b</p>')
    assert [block.anchor for block in document.blocks if isinstance(block, Paragraph)] == [None, "there"]


def test_a_link_in_a_list_in_a_link_is_not_lost() -> None:
    document = substack('<b><ul><li><a href="https://e.com/">a</a></li></ul></b>')
    block = only(document)
    assert isinstance(block, List)
    (paragraph,) = block.items[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children == (Link(url="https://e.com/", children=(Text(text="a"),)),)
