"""Drafts as Substack's editor keeps them: they read as the posts that are made of them."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backup.document import parse
from backup.document._editor_names import CAPTIONED, CONTAINERS, INLINE_WIDGETS, LINES, MARKS, WIDGETS
from backup.document._payload import Payload
from backup.document._quick import quick_text
from backup.document._substack_widgets import BY_CLASS, INLINE_BY_CLASS
from backup.document._words import document_words
from backup.document.blocks import Document, Figure, Paragraph, Raw
from backup.document.html import safe_html
from backup.document.inlines import ALL_MARKS, Link, RawInline, Strong
from backup.document.text import plain_text, search_text
from backup.document.tree import parse_html
from backup.model import Body, BodyFormat
from tests.document.golden import FIXTURES, assert_golden, fixtures
from tests.document.reading import only, substack

DRAFT = (FIXTURES / "substack" / "editor" / "draft.json").read_bytes()


def editor(value: object) -> Document:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return parse(Body(data=data, format=BodyFormat.SUBSTACK_EDITOR))


def doc(*nodes: object) -> dict[str, object]:
    return {"type": "doc", "content": list(nodes)}


def text(words: str, *marks: object) -> dict[str, object]:
    return {"type": "text", "text": words, "marks": [m if isinstance(m, dict) else {"type": m} for m in marks]}


def paragraph(*inlines: object) -> dict[str, object]:
    return {"type": "paragraph", "content": list(inlines)}


def test_a_draft_gives_the_kept_blocks() -> None:
    assert_golden(editor(DRAFT), "substack/editor/draft")


def test_only_the_node_of_tomorrow_is_kept_raw_and_its_words_are_read() -> None:
    raw = [block for block in editor(DRAFT).blocks if isinstance(block, Raw)]
    assert [(block.reason.rpartition(" ")[2], block.text) for block in raw] == [
        ("native_node_of_tomorrow", "Tomorrow its words")
    ]
    assert "&quot;size&quot;: 3" in raw[0].html
    assert "its words" in safe_html(editor(DRAFT))


def test_json_in_a_json_string_is_the_same_as_the_api_gives_it() -> None:
    assert editor(json.dumps(json.dumps(json.loads(DRAFT))).encode()) == editor(DRAFT)


# Where all of a widget is in its data, the node of a draft and the published markup are one thing.
SAME = {
    "digest-post": "digestPostEmbed", "embedded-post": "embeddedPost", "embedded-publication": "embeddedPublication",
    "comment-note-embed": "comment", "chat-post-embed": "communityPost", "tweet-empty-2025": "twitter2",
    "native-video": "video", "native-audio": "audio", "gallery": "image_gallery", "latex": "latexBlock",
    "image3-stock": "image3", "poll": "poll", "recipe": "recipe", "sponsorship": "sponsorshipCampaign",
    "polymarket": "polymarket", "instagram": "instagram", "soundcloud": "soundcloud",
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_a_node_reads_as_the_widget_that_is_made_of_it(name: str) -> None:
    (path,) = (path for path in fixtures("substack/widgets") if path.stem == name)
    published = substack(path.read_bytes())
    holder = next(e for e in parse_html(path.read_text()).elements() if Payload.of(e))
    drafted = editor(doc({"type": SAME[name], "attrs": Payload.of(holder).fields}))
    got, expected = only(drafted), only(published)
    assert type(got) is type(expected)
    for field in ("url", "id", "title", "text", "author", "date", "figures", "expression", "widget", "blocks", "image"):
        assert getattr(got, field, None) == getattr(expected, field, None), field


def test_every_mark_of_a_document_can_be_drafted() -> None:
    assert len(set(MARKS.values())) == len(ALL_MARKS) + 1  # and the link


def test_every_name_leads_to_a_reader() -> None:
    assert set(WIDGETS.values()) | set(CAPTIONED.values()) <= set(BY_CLASS)
    assert {name for name in INLINE_WIDGETS.values() if name} <= set(INLINE_BY_CLASS)
    assert {name for _, name in CONTAINERS.values() if name} <= set(BY_CLASS)


def test_a_mark_that_goes_on_is_one_element() -> None:
    link = {"type": "link", "attrs": {"href": "https://e.com"}}
    found = only(editor(doc(paragraph(text("a", "bold", link), text("b", link, "strong"), text("c")))))
    assert isinstance(found, Paragraph)
    (first, _) = found.children
    assert isinstance(first, Link)
    assert isinstance(first.children[0], Strong)
    assert len(first.children) == 1


def test_the_mention_of_todays_editor_is_read() -> None:
    node = {"type": "substack_mention", "attrs": {"id": 7, "label": "Ada", "mentionType": "user"}}
    assert plain_text(editor(doc(paragraph(text("hi "), node)))) == "hi Ada"


def test_a_picture_in_a_paragraph_is_a_figure() -> None:
    node = {"type": "image2", "attrs": {"src": "https://substack-post-media.s3.amazonaws.com/public/images/a.png"}}
    assert isinstance(only(editor(doc(paragraph(node)))), Figure)


def test_an_unknown_node_in_a_line_is_kept_there() -> None:
    found = only(editor(doc(paragraph(text("a "), {"type": "sparkle", "content": [text("b")]}, text(" c")))))
    assert isinstance(found, Paragraph)
    assert isinstance(found.children[1], RawInline)
    assert plain_text(Document(blocks=(found,))) == "a b c"


@pytest.mark.parametrize(
    "data",
    [
        DRAFT[:1500],
        DRAFT.replace(b'"type":"doc"', b'"type":"doc",', 1) + b"}",
        b'{"type":"doc","content":' + b'[{"type":"blockquote","content":' * 3000 + b'[{"type":"text","text":"cheap"}]',
        b'{"type":"doc","content":' + b'[{"type":"newer","content":' * 400 + b'[{"type":"text","text":"cheap"}]' + b"}]" * 400 + b"}",
        b'{"type":"doc","content":' + b'[{"type":"blockquote","content":' * 400 + b'[{"type":"text","text":"cheap"}]' + b"}]" * 400 + b"}",
    ],
)  # fmt: skip
def test_the_words_of_damaged_or_endless_json_are_kept(data: bytes) -> None:
    assert "cheap" in plain_text(editor(data))
    assert "cheap" in search_text(Body(data=data, format=BodyFormat.SUBSTACK_EDITOR))


def test_a_draft_of_the_old_editor_is_html_and_read_as_such() -> None:
    assert editor(b"<p>a <b>b</b></p>") == substack("<p>a <b>b</b></p>")


KINDS = [*CONTAINERS, *LINES, *WIDGETS, *CAPTIONED, *INLINE_WIDGETS, "heading", "orderedList", "codeBlock", "image2",
         "captionedImage", "button", "footnote", "footnoteAnchor", "preformatted_text_block", "gitgist", "image",
         "horizontal_rule", "hardBreak", "dynamicContent", "unknown_node", 7, None]  # fmt: skip
JSONS: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**18) | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["src", "url", "text", "id", "gallery", "number", "order"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)
NODES: st.SearchStrategy[Any] = st.recursive(
    st.integers(0, 9999).map(lambda number: text(f"w{number:04d}", "bold")) | JSONS,
    lambda inner: st.fixed_dictionaries(
        {"type": st.sampled_from(KINDS), "attrs": JSONS, "content": st.lists(inner, max_size=4)}
    ),
    max_leaves=14,
)


@settings(deadline=None, max_examples=300)
@given(NODES)
def test_every_word_of_a_text_node_is_in_the_plain_text(node: Any) -> None:
    body = Body(data=json.dumps(doc(node)).encode(), format=BodyFormat.SUBSTACK_EDITOR)
    shown, found = plain_text(parse(body)), search_text(body)
    for word in _words(node):
        assert word in shown
        assert word in found


@settings(deadline=None, max_examples=200)
@given(NODES)
def test_the_quick_way_gives_the_same_words_where_it_applies(node: Any) -> None:
    body = Body(data=json.dumps(doc(node)).encode(), format=BodyFormat.SUBSTACK_EDITOR)
    quick = quick_text(body)
    if quick is not None:
        assert quick.split() == " ".join(document_words(parse(body))).split()


def test_a_plain_draft_goes_the_quick_way() -> None:
    body = Body(
        data=json.dumps(doc(paragraph(text("a "), text("b", "bold")))).encode(), format=BodyFormat.SUBSTACK_EDITOR
    )
    assert (quick_text(body) or "").split() == ["a", "b"]


def _words(node: Any) -> list[str]:
    if not isinstance(node, dict):
        return []
    if node.get("type") == "text" and "marks" in node:
        return [str(node["text"])]
    content = node.get("content")
    return [word for child in content for word in _words(child)] if isinstance(content, list) else []
