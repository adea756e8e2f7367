"""Medium's own data of a body: UTF-16 offsets, and the same blocks as the HTML of the same post (formats: 3.3)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.document import parse
from backup.document.as_json import to_json
from backup.document.blocks import (
    Block,
    CodeBlock,
    Divider,
    Document,
    Embed,
    Figure,
    Gallery,
    Heading,
    LinkCard,
    Paragraph,
    Raw,
    SocialPost,
)
from backup.document.html import safe_html
from backup.document.inlines import Emphasis, InlineCode, LineBreak, Link, Mention, Strong, Text
from backup.document.text import plain_text, words
from backup.model import Body, BodyFormat
from tests.document.golden import FIXTURES, assert_golden
from tests.document.reading import medium

PAGE = FIXTURES / "medium" / "web" / "graphql_PostViewerEdgeContentQuery_200.json"


def state(*paragraphs: object, **more: object) -> Document:
    data = json.dumps({"paragraphs": paragraphs, **more}).encode()
    return parse(Body(data=data, format=BodyFormat.MEDIUM_STATE))


def p(text: str, *markups: object, kind: str = "P", **more: object) -> dict[str, object]:
    return {"type": kind, "text": text, "markups": list(markups), **more}


def mark(kind: str, start: int, end: int, **more: object) -> dict[str, object]:
    return {"type": kind, "start": start, "end": end, **more}


def children(document: Document) -> object:
    (block,) = document.blocks
    assert isinstance(block, Paragraph)
    return block.children


def test_the_sample_gives_the_kept_blocks() -> None:
    content = json.loads(PAGE.read_text(encoding="utf-8"))[0]["data"]["post"]["viewerEdge"]["fullContent"]
    data = json.dumps(content["bodyModel"]).encode()
    assert_golden(parse(Body(data=data, format=BodyFormat.MEDIUM_STATE)), "medium/web/content-query")


def test_every_kind_of_paragraph_gives_the_kept_blocks() -> None:
    data = (FIXTURES / "medium" / "web" / "every-paragraph.json").read_bytes()
    document = parse(Body(data=data, format=BodyFormat.MEDIUM_STATE))
    assert not [block for block in document.blocks if isinstance(block, Raw)]
    assert_golden(document, "medium/web/every-paragraph")


@pytest.mark.parametrize("before", ["", "é", "🜁", "🜁🜁 ", "👩‍🚀 "])
def test_a_link_after_signs_of_two_units_is_on_its_words(before: str) -> None:
    start = len(before.encode("utf-16-le")) // 2
    document = state(p(f"{before}link after", mark("A", start, start + 4, href="https://example.org/")))
    link = Link(url="https://example.org/", children=(Text(text="link"),))
    assert [each for each in children(document) if isinstance(each, Link)] == [link]  # type: ignore[attr-defined]
    assert plain_text(document) == f"{before}link after"


def test_half_a_pair_counts_as_one_unit_and_is_not_shown() -> None:
    document = state(p("\ud83dab", mark("STRONG", 1, 2)))
    assert children(document) == (Strong(children=(Text(text="a"),)), Text(text="b"))


def test_a_control_sign_counts_and_is_not_shown() -> None:
    assert children(state(p("\x00ab", mark("EM", 1, 2)))) == (Emphasis(children=(Text(text="a"),)), Text(text="b"))


def test_marks_that_overlap_are_all_there() -> None:
    document = state(p("abcd", mark("STRONG", 0, 3), mark("EM", 1, 4)))
    both = Strong(children=(Text(text="a"), Emphasis(children=(Text(text="bc"),))))
    assert children(document) == (both, Emphasis(children=(Text(text="d"),)))


def test_a_mark_that_ends_inside_a_link_does_not_part_the_link() -> None:
    document = state(p("ab cd", mark("A", 0, 5, href="https://example.org/"), mark("CODE", 0, 2)))
    inside = (InlineCode(children=(Text(text="ab"),)), Text(text=" cd"))
    assert children(document) == (Link(url="https://example.org/", children=inside),)


@pytest.mark.parametrize(
    "wrong",
    [
        mark("A", 3, 1, href="https://example.org/"),
        mark("A", -2, 1, href="https://example.org/"),
        mark("A", 40, 50, href="https://example.org/"),
        mark("SPARKLES", 0, 2),
        {"type": "A"},
        {"type": "A", "start": "0", "end": 2},
        "A",
        None,
    ],
)
def test_a_mark_that_cannot_be_leaves_the_words(wrong: object) -> None:
    assert children(state(p("abc", wrong))) == (Text(text="abc"),)


def test_a_mark_beyond_the_end_goes_to_the_end() -> None:
    assert children(state(p("abc", mark("EM", 2, 99)))) == (Text(text="ab"), Emphasis(children=(Text(text="c"),)))


def test_a_member_named_in_a_sentence_is_a_mention() -> None:
    document = state(p("by Ada B.", mark("A", 3, 9, anchorType="USER", userId="98b99bd0b2cb", href=None)))
    expected = Mention(name="Ada B.", url="https://medium.com/u/98b99bd0b2cb", id="98b99bd0b2cb", type="user")
    assert children(document) == (Text(text="by "), expected)


def test_a_new_line_in_a_paragraph_is_a_break_and_in_code_a_line() -> None:
    assert children(state(p("a\nb"))) == (Text(text="a"), LineBreak(), Text(text="b"))
    assert state(p("a\n  b", kind="PRE")).blocks == (CodeBlock(text="a\n  b"),)


def test_lines_of_old_code_are_one_piece_and_new_ones_stay_apart() -> None:
    old = state(p("a", kind="PRE"), p("b", kind="PRE"))
    assert old.blocks == (CodeBlock(text="a\nb"),)
    told = {"mode": "EXPLICIT", "lang": "python"}
    new = state(p("a", kind="PRE", codeBlockMetadata=told), p("b", kind="PRE", codeBlockMetadata={"mode": "DISABLED"}))
    assert new.blocks == (CodeBlock(text="a", language="python"), CodeBlock(text="b"))


def test_the_title_is_taken_out_only_where_it_is_the_posts() -> None:
    assert state(p("Bread", kind="H3"), p("a"), title="Bread").title == "Bread"
    assert [block.kind for block in state(p("Bread", kind="H3"), p("a"), title="Bread").blocks] == ["paragraph"]
    other = state(p("Bread", kind="H3"), p("a"), title="Salt")
    assert (other.title, [block.kind for block in other.blocks]) == ("Salt", ["heading", "paragraph"])


def test_kicker_and_subtitle_stand_around_the_title() -> None:
    document = state(p("Night", kind="H4"), p("Bread", kind="H3"), p("Of salt", kind="H4"), p("a"))
    assert (document.kicker, document.title, document.subtitle) == ("Night", "Bread", "Of salt")
    assert len(document.blocks) == 1


def test_a_heading_after_the_first_paragraph_is_no_title() -> None:
    document = state(p("a"), p("Bread", kind="H3"), p("b", kind="H4"))
    assert document.title is None
    assert [block.level for block in document.blocks if isinstance(block, Heading)] == [2, 3]


def test_sections_begin_with_a_divider_but_for_the_first() -> None:
    sections = [{"startIndex": 0}, {"startIndex": 1}, {"startIndex": "2"}, None]
    document = state(p("a"), p("b"), p("c"), sections=sections)
    assert [type(block) for block in document.blocks] == [Paragraph, Divider, Paragraph, Paragraph]


def test_pictures_in_a_row_are_a_gallery_and_the_next_row_another() -> None:
    def picture(name: str, layout: str) -> dict[str, object]:
        return p("", kind="IMG", layout=layout, metadata={"id": name, "originalWidth": 10, "originalHeight": 20})

    row, more = "OUTSET_ROW", "OUTSET_ROW_CONTINUE"
    document = state(*(picture(f"1*{i}.png", layout) for i, layout in enumerate([row, more, row, more])))
    galleries = [block for block in document.blocks if isinstance(block, Gallery)]
    assert [[figure.image.id for figure in each.figures] for each in galleries] == [
        ["1*0.png", "1*1.png"],
        ["1*2.png", "1*3.png"],
    ]


def test_a_picture_is_named_by_its_original() -> None:
    document = state(p("Bread", kind="IMG", layout="OUTSET_CENTER", metadata={"id": "1*a.png", "alt": "a loaf"}))
    (figure,) = document.blocks
    assert isinstance(figure, Figure)
    assert (figure.image.url, figure.image.alt) == ("https://cdn-images-1.medium.com/1*a.png", "a loaf")
    assert (figure.layout, figure.caption) == ("wide", (Text(text="Bread"),))


def embedded(**resource: object) -> Block:
    (block,) = state(p("", kind="IFRAME", iframe={"mediaResource": resource})).blocks
    return block


def test_embeds_name_their_sites_whatever_way_they_came() -> None:
    embedly = "https://cdn.embedly.com/widgets/media.html?src=https%3A%2F%2Fwww.youtube.com%2Fembed%2FZoEUu1XHL7U"
    film = embedded(id="a", iframeSrc=embedly, iframeWidth=854, iframeHeight=480)
    assert isinstance(film, Embed)
    assert (film.provider, film.id, film.width) == ("youtube", "ZoEUu1XHL7U", 854)
    gist = embedded(id="a", iframeSrc="", gist={"gistScriptUrl": "https://gist.github.com/ada/0123abcd.js"})
    assert isinstance(gist, Embed)
    assert (gist.provider, gist.script) == ("gist", True)
    tweet = embedded(id="a", iframeSrc="", href="https://twitter.com/ada/status/12")
    assert tweet == SocialPost(provider="twitter", url="https://twitter.com/ada/status/12", id="12")
    unresolved = embedded(id="ab12", iframeSrc="")
    assert isinstance(unresolved, Embed)
    assert unresolved.url == "https://medium.com/media/ab12"


def test_a_card_has_title_description_and_site() -> None:
    card = p(
        "On Bread\nA pamphlet.\nexample.org",
        mark("A", 0, 31, href="https://example.org/x"),
        mark("STRONG", 0, 8),
        mark("EM", 9, 20),
        type="MIXTAPE_EMBED",
        mixtapeMetadata={"href": "https://example.org/x", "thumbnailImageId": "0*abc"},
    )
    assert state(card).blocks == (
        LinkCard(
            of="page",
            url="https://example.org/x",
            title="On Bread",
            description="A pamphlet.",
            site="example.org",
            image_url="https://cdn-images-1.medium.com/0*abc",
        ),
    )


def test_a_kind_that_nobody_knows_keeps_its_words() -> None:
    (raw,) = state(p("<b>odd</b>", kind="HOLOGRAM")).blocks
    assert isinstance(raw, Raw)
    assert raw.text == "<b>odd</b>"
    assert "HOLOGRAM" in raw.reason


def test_the_same_post_is_the_same_by_the_sites_data_and_by_html() -> None:
    html = (
        '<header><h1 class="p-name">Bread</h1></header><section data-field="body">'
        '<h3 class="graf graf--title">Bread</h3>'
        '<p class="graf graf--p">Salt <strong>and</strong> <a href="https://example.org/">water</a>.</p>'
        '<ul class="postList"><li class="graf">one</li><li class="graf">two</li></ul>'
        '<figure class="graf graf--figure"><img data-image-id="1*a.png" data-width="9" data-height="8" '
        'src="https://cdn-images-1.medium.com/1*a.png"><figcaption>Oven</figcaption></figure></section>'
    )
    data = state(
        p("Bread", kind="H3"),
        p("Salt and water.", mark("STRONG", 5, 8), mark("A", 9, 14, href="https://example.org/")),
        p("one", kind="ULI"),
        p("two", kind="ULI"),
        p("Oven", kind="IMG", metadata={"id": "1*a.png", "originalWidth": 9, "originalHeight": 8}),
        title="Bread",
    )
    assert to_json(data) == to_json(medium(html))


def test_the_feeds_pixel_and_the_publications_trailer_are_taken_off() -> None:
    document = medium(
        '<p>a</p><hr><p><a href="https://example.org/">Bread</a> was originally published in <a href="x">Salt</a> on '
        "Medium, where people are continuing the conversation by highlighting and responding to this story.</p>"
        '<img src="https://medium.com/_/stat?event=post.clientViewed" width="1" height="1" alt="">'
    )
    assert words(document) == 1
    assert [block.kind for block in document.blocks] == ["paragraph"]
    assert document.stripped == ("trailer of the publication", "tracking pixel")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 40) | st.text(max_size=8) | st.sampled_from(["P", "IMG", "A", "H3"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "text", "markups", "metadata", "iframe", "mediaResource", "layout", "start", "end"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(VALUES, VALUES)
def test_no_data_raises_and_what_it_gives_can_be_shown(paragraphs: object, sections: object) -> None:
    data = json.dumps({"paragraphs": [paragraphs, p("kept")], "sections": sections, "title": sections}).encode()
    document = parse(Body(data=data, format=BodyFormat.MEDIUM_STATE))
    assert "kept" in plain_text(document)
    safe_html(document)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"paragraphs": 3}', b"{" * 100_000, b"<p>a page</p>", b'{"paragraphs": [']
)
def test_what_is_no_such_data_is_read_as_a_page(data: bytes) -> None:
    plain_text(parse(Body(data=data, format=BodyFormat.MEDIUM_STATE)))
