"""Widgets whose data is escaped twice, wrong or missing, and widgets nobody knows: nothing is lost, all has a reason."""

import json
from html import escape

import pytest

from backup.document._payload import Payload
from backup.document._substack_widgets import BY_CLASS, BY_COMPONENT
from backup.document.blocks import Button, Embed, Paragraph, Raw, SocialPost
from backup.document.inlines import RawInline
from backup.document.text import plain_text
from backup.document.tree import Element
from tests.document.reading import only, substack

URL = "https://e.com/?a=1&copy=2&reg=3&amp=4"


def payload(attribute: str) -> Payload:
    return Payload.of(Element("div", {"data-attrs": attribute}))


def test_an_address_in_data_escaped_once_is_whole() -> None:
    html = f'<p class="button-wrapper" data-attrs="{escape(json.dumps({"url": URL, "text": "x"}))}"></p>'
    assert only(substack(html)) == Button(action="custom", text="x", url=URL)


def test_an_address_in_data_escaped_twice_is_whole() -> None:
    html = f'<p class="button-wrapper" data-attrs="{escape(escape(json.dumps({"url": URL, "text": "x"})))}"></p>'
    assert only(substack(html)) == Button(action="custom", text="x", url=URL)


def test_an_address_that_was_not_escaped_at_all_is_whole() -> None:
    """Share buttons have `&utm_medium=…` bare between escaped quotes; so had `&copy=`, which is not ©."""
    html = (
        '<p class="button-wrapper" data-attrs="{&quot;url&quot;:&quot;https://e.com/?a=1&copy=2&utm_medium=m'
        '&action=share&quot;,&quot;text&quot;:&quot;Share&quot;}"></p>'
    )
    expected = "https://e.com/?a=1&copy=2&utm_medium=m&action=share"
    assert only(substack(html)) == Button(action="share", text="Share", url=expected)


def test_data_in_single_quotes_is_read() -> None:
    html = """<p class="button-wrapper" data-attrs='{"url":"https://e.com/","text":"It&#39;s"}'></p>"""
    assert only(substack(html)) == Button(action="custom", text="It's", url="https://e.com/")


def test_references_in_a_text_escaped_once_are_left_alone() -> None:
    assert payload('{"text": "a &amp; b"}').text("text") == "a &amp; b"


def test_json_in_a_json_text_is_read() -> None:
    assert payload(json.dumps(json.dumps({"id": 7}))).text("id") == "7"


@pytest.mark.parametrize("attribute", ["{", "[1]", "7", "null", '"x"', "[" * 100_000, '{"a":' * 100_000, "9" * 5000])
def test_data_that_is_no_object_is_broken(attribute: str) -> None:
    data = payload(attribute)
    assert data.broken
    assert not data


def test_missing_data_is_not_broken() -> None:
    assert not payload("").broken


def test_a_field_of_another_type_counts_as_missing() -> None:
    data = payload('{"a": {}, "b": true, "c": [1, {"d": 2}], "e": "1.5", "f": "x", "g": 1e999, "h": null}')
    assert data.text("a", "b", "h") is None
    assert (data.number("b"), data.number("e"), data.number("f"), data.number("g")) == (None, 1.5, None, None)
    assert data.flag("b")
    assert [item.integer("d") for item in data.items("c")] == [2]
    assert data.items("a") == []
    assert data.inner("c").fields == {}


def test_what_no_file_can_hold_is_taken_out_of_texts() -> None:
    assert payload('{"a": "x\\u0000\\ud800y"}').text("a") == "xy"


def test_broken_data_of_a_button_falls_back_on_its_link() -> None:
    html = '<p class="button-wrapper" data-attrs="{broken"><a class="button" href="https://e.com/">Go</a></p>'
    assert only(substack(html)) == Button(action="custom", text="Go", url="https://e.com/")


def test_broken_data_of_a_player_falls_back_on_its_frame() -> None:
    html = '<div class="bandcamp-wrap" data-attrs="{broken"><iframe src="https://bandcamp.com/x"></iframe></div>'
    block = only(substack(html))
    assert isinstance(block, Embed)
    assert (block.provider, block.url) == ("bandcamp", "https://bandcamp.com/x")


@pytest.mark.parametrize("name", sorted(set(BY_CLASS) | set(BY_COMPONENT)))
def test_broken_data_never_loses_the_words_of_a_widget(name: str) -> None:
    """Whatever the widget, a person's words in it come out, unless it is the platform's own furniture."""
    attribute = "class" if name in BY_CLASS else "data-component-name"
    html = f'<div {attribute}="{name}" data-attrs="{{broken"><p>Saltbread</p></div>'
    document = substack(html)
    strips = {"install-substack-app-embed", "InstallSubstackAppToDOM", "image-link-expand", "header-anchor-parent"}
    if name in strips | {"visibility-check"}:
        assert document.blocks == ()
        assert document.stripped
    else:
        raws = [block for block in document.blocks if isinstance(block, Raw)]
        assert "Saltbread" in plain_text(document)
        assert all(raw.reason and raw.text == "Saltbread" for raw in raws)


@pytest.mark.parametrize("name", ["comment", "digest-post-embed", "poll-embed", "native-video-embed", "latex-rendered"])
def test_an_empty_widget_with_broken_data_is_never_nothing(name: str) -> None:
    document = substack(f'<div class="{name}" data-attrs="{{broken"></div>')
    assert len(document.blocks) == 1


def test_a_widget_nobody_knows_is_kept_raw_with_its_name() -> None:
    html = (
        '<div class="lottery-embed" data-attrs="{&quot;id&quot;:1}" data-component-name="LotteryToDOM"><b>win</b></div>'
    )
    block = only(substack(html))
    assert block == Raw(html=html, reason="a Substack widget that is not known: LotteryToDOM", text="win")


def test_an_empty_widget_nobody_knows_is_kept_raw() -> None:
    block = only(substack('<div data-component-name="LotteryToDOM"></div>'))
    assert isinstance(block, Raw)


def test_a_frame_in_a_widget_nobody_knows_is_an_embed() -> None:
    html = (
        '<div class="lottery-wrap" data-attrs="{&quot;id&quot;:1}"><iframe src="https://vimeo.com/123"></iframe></div>'
    )
    block = only(substack(html))
    assert isinstance(block, Embed)
    assert block.provider == "vimeo"


def test_a_wrapper_of_prose_nobody_knows_is_read_through() -> None:
    document = substack('<div data-component-name="SectionToDOM"><h2>a</h2><p>b</p></div>')
    assert [block.kind for block in document.blocks] == ["heading", "paragraph"]


def test_prose_with_data_nobody_knows_is_prose() -> None:
    assert only(substack('<p data-attrs="{&quot;id&quot;:1}">a</p>')).kind == "paragraph"


def test_an_inline_widget_nobody_knows_is_kept_raw() -> None:
    paragraph = only(substack('<p>a <span data-attrs="{&quot;id&quot;:1}"></span></p>'))
    assert isinstance(paragraph, Paragraph)
    assert isinstance(paragraph.children[1], RawInline)


def test_a_tweet_with_nothing_at_all_is_kept_raw() -> None:
    block = only(substack('<div class="tweet" data-attrs="{}"></div>'))
    assert not isinstance(block, SocialPost)
    assert isinstance(block, Raw)


def test_words_that_a_widget_shows_beyond_what_is_known_of_it_are_kept_raw() -> None:
    html = '<div class="tweet"><a href="https://twitter.com/a/status/1"><div class="tweet-text">Salt</div></a>and pepper</div>'
    post, raw = substack(html).blocks
    assert isinstance(post, SocialPost)
    assert isinstance(raw, Raw)
    assert (raw.text, raw.html) == ("and pepper", html)


def test_counters_and_labels_of_a_widget_are_not_taken_for_its_words() -> None:
    html = (
        '<div class="tweet"><a href="https://twitter.com/a/status/1"><div class="tweet-text">Salt</div></a>'
        '<div class="tweet-ufi"><span class="like-count">5</span>Likes</div></div>'
    )
    assert isinstance(only(substack(html)), SocialPost)


@pytest.mark.parametrize(
    "html",
    [
        # Found by Hypothesis: the same word twice, the second time where nothing was read.
        "<p class='button-wrapper'> one <a href='https://e.com'> one </a></p>",
        "<div class='preformatted-block'> one <pre></pre> one </div>",
        "<div class='preformatted-block'> one <pre><ul><li> one </li></ul></pre></div>",
        "<div class='highlighted_code_block' data-attrs='{\"language\":\"c\"}'> one <pre> one </pre></div>",
    ],
)
def test_a_word_that_a_widget_shows_twice_is_read_twice(html: str) -> None:
    assert plain_text(substack(html)).count("one") == 2
