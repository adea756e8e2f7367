"""The tree behind the parser: depth, damage, and markup written back."""

import pytest

from backup.document.tree import MAX_DEPTH, Element, decode, parse_html, visible_text


def depth(root: Element) -> int:
    deepest, level = 0, [root]
    while level:
        level = [child for element in level for child in element.children if isinstance(child, Element)]
        deepest += bool(level)
    return deepest


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "span"])
def test_no_tree_is_deeper_than_a_walk_can_go(tag: str) -> None:
    root = parse_html(f"<{tag}>" * 10_000 + "words")
    assert depth(root) <= MAX_DEPTH
    assert root.text() == "words"


def test_what_is_too_deep_keeps_its_order() -> None:
    html = "<div>" * 200 + "a<b>b</b>c" + "</div>d" * 200
    assert parse_html(html).text() == "abc" + "d" * 200


def test_wrong_bytes_are_replaced_and_controls_are_gone() -> None:
    assert decode(b"\xef\xbb\xbfa\xff\x00b\x0bc\r\n\td") == "a\ufffdbc\r\n\td"
    assert decode("a\ud800b\uffff") == "ab"


def test_a_reference_to_a_control_character_is_gone_too() -> None:
    root = parse_html("<p title='&#1;x&#xb;'>a&#0;&#x7f;b&#160;</p>")
    assert root.text() == "a\ufffdb\u00a0"
    (paragraph,) = root.elements()
    assert paragraph.get("title") == "x"


def test_markup_written_back_gives_the_same_tree() -> None:
    html = '<div class="a" data-x="&quot;&amp;copy=1&quot;"><p>a &lt; b<br>c</p><img alt="" src="x"><pre>\n\n y</pre></div>'
    (first, *_) = parse_html(html).elements()
    (again, *_) = parse_html(first.outer_html()).elements()
    assert again.outer_html() == first.outer_html()
    assert again.attributes == first.attributes


def test_scripts_and_frames_are_written_back_as_they_are() -> None:
    html = '<div><script>a < b && c</script><iframe src="x"><b>y</b></iframe></div>'
    (first, *_) = parse_html(html).elements()
    assert first.outer_html() == html


def test_an_attribute_without_a_value_is_written_back_without_one() -> None:
    (element,) = parse_html("<input disabled value=''>").elements()
    assert element.outer_html().startswith("<input disabled")


def test_the_content_of_a_template_is_found() -> None:
    assert parse_html("a<template><p>b<template>c</template></p></template>d").text() == "abcd"


def test_an_element_knows_whether_a_block_is_inside() -> None:
    holding = {element.tag: element.holds_block for element in parse_html("<b><i>x</i><u><p>y</p></u></b>").elements()}
    assert holding == {"b": True, "i": False, "u": True, "p": False}


def test_words_are_parted_by_blocks_and_lines_but_not_by_marks() -> None:
    root = parse_html("<p>J<b>ohn</b></p><p>Doe<br>x</p><script>no</script><style>no</style><iframe>no</iframe>")
    assert root.words() == "John Doe x"


def test_words_can_leave_an_element_out() -> None:
    assert parse_html('a<p class="x y">b<i>c</i></p>d').words(leaving_out={"y"}) == "ad"


def test_a_comment_is_no_content() -> None:
    assert parse_html("a<!-- b -->c<!doctype html>").text() == "ac"


def test_the_first_element_of_a_kind_is_found_in_document_order() -> None:
    root = parse_html('<div><p class="b">1</p></div><h2 class="a">2</h2>')
    first = root.first("h2", "p")
    named = root.with_class("a", "b")
    assert first is not None
    assert named is not None
    assert (first.text(), named.text()) == ("1", "1")
    assert root.first("h3") is None


def test_nothing_has_no_elements() -> None:
    assert parse_html("").children == []
    assert visible_text("") == ""
