"""Substack's cards, quoted posts, embeds and buttons where the samples do not reach."""

import json
from html import escape

import pytest

from backup.document.blocks import (
    Block,
    Button,
    Embed,
    FileDownload,
    LinkCard,
    Paragraph,
    QuotedNote,
    SocialPost,
    SubscribeForm,
    Video,
)
from backup.document.inlines import LineBreak, Link, Strong, Text
from backup.document.plain import inline_text
from tests.document.reading import only, substack


def widget(name: str, data: object, inside: str = "", tag: str = "div") -> Block:
    return only(substack(f'<{tag} class="{name}" data-attrs="{escape(json.dumps(data))}">{inside}</{tag}>'))


@pytest.mark.parametrize(
    ("url", "action"),
    [
        ("https://n.substack.com/subscribe?", "subscribe"),
        ("https://n.substack.com/subscribe", "subscribe"),
        ("https://n.substack.com/subscribe?utm_source=menu&simple=true", "subscribe"),
        ("https://n.substack.com/subscribe?&gift=true", "gift"),
        ("https://n.substack.com/p/x?utm_source=substack&utm_medium=email&action=share", "share"),
        ("https://n.substack.com/?utm_source=substack&action=share", "share"),
        ("https://n.substack.com/p/x/comments", "comment"),
        ("https://n.substack.com/p/x/comments?a=1", "comment"),
        ("https://n.substack.com/leaderboard?&utm_source=post", "refer"),
        ("%%share_url%%", "share"),
        ("%%half_magic_comments_url%%", "comment"),
        ("%%checkout_url%%", "subscribe"),
        ("%%dispatch%%", "custom"),
        ("https://example.com/?actions=shared", "custom"),
        ("http://[broken/subscribe", "custom"),
    ],
)
def test_a_buttons_purpose_is_told_from_its_address(url: str, action: str) -> None:
    block = widget("button-wrapper", {"url": url, "text": "Go"}, tag="p")
    assert block == Button(action=action, text="Go", url=url)


def test_a_button_without_data_is_read_from_its_link() -> None:
    html = '<p class="button-wrapper"><a class="button primary" href="https://e.com/a?b=1&amp;c=2"><span>Go on</span></a></p>'
    assert only(substack(html)) == Button(action="custom", text="Go on", url="https://e.com/a?b=1&c=2")


def test_the_words_over_a_button_are_its_caption() -> None:
    inside = '<div class="preamble"><p class="cta-caption">One <em>two</em></p><p>three</p></div>'
    block = widget("captioned-button-wrap", {"url": "https://e.com", "text": "Go"}, inside)
    assert isinstance(block, Button)
    assert inline_text(block.caption) == "One two\nthree"


def test_a_subscribe_form_of_a_web_page_is_one() -> None:
    block = only(substack('<div class="subscribe-widget"><button type="submit">Subscribe now</button></div>'))
    assert block == SubscribeForm(text="Subscribe now")


def test_a_button_to_write_to_somebody_or_to_the_chat_is_one() -> None:
    assert widget("directMessage button", {"userId": 1, "userName": "Ada"}) == Button(
        action="message", text="Message Ada"
    )
    block = widget("community-chat", {"url": "https://open.substack.com/pub/n/chat", "pub": {"name": "Night"}})
    assert block == Button(action="chat", text="Join Night’s chat", url="https://open.substack.com/pub/n/chat")


def test_a_tweet_keeps_what_it_quotes_and_the_page_it_links_to() -> None:
    data = {
        "url": "https://twitter.com/ada/status/99",
        "full_text": "Salt &amp; bread &lt;3\n\nsecond",
        "username": "ada",
        "name": "Ada",
        "photos": [{"img_url": "https://e.com/1.jpg"}, {"other": 1}, "x"],
        "quoted_tweet": {"full_text": "quoted", "username": "bea", "name": "Bea"},
        "expanded_url": {"url": "https://e.com/page", "title": "Page", "domain": "e.com", "image": None},
        "video_url": "https://e.com/v.mp4",
    }
    post = widget("twitter-embed", data)
    assert isinstance(post, SocialPost)
    assert post.text == "Salt & bread <3\n\nsecond"
    assert post.photo_urls == ("https://e.com/1.jpg",)
    assert post.quoted == SocialPost(provider="twitter", text="quoted", author="Bea", handle="bea")
    assert post.card == LinkCard(of="page", url="https://e.com/page", title="Page", site="e.com")
    assert post.video_url == "https://e.com/v.mp4"


def test_a_tweet_whose_data_is_broken_is_read_from_what_it_shows() -> None:
    html = (
        '<div class="tweet" data-attrs="{broken"><a class="tweet-link-top" href="https://twitter.com/ada/status/99">'
        '<span class="tweet-author-name">Ada </span><span class="tweet-author-handle">@ada</span>'
        '<div class="tweet-text">Bread\nand salt</div></a><span class="tweet-date">3:40 PM</span></div>'
    )
    assert only(substack(html)) == SocialPost(
        provider="twitter",
        url="https://twitter.com/ada/status/99",
        id="99",
        text="Bread\nand salt",
        author="Ada",
        handle="ada",
        date="3:40 PM",
    )


def test_a_bluesky_post_is_a_social_post_with_a_page() -> None:
    data = {"uri": "at://did:plc:x/app.bsky.feed.post/3m", "text": "a", "authorName": "Ada", "imageUrls": ["https://i"]}
    block = widget("bluesky-wrap outer", data)
    assert isinstance(block, SocialPost)
    assert (block.url, block.id) == ("https://bsky.app/profile/did:plc:x/post/3m", "3m")
    assert block.photo_urls == ("https://i",)


def test_a_note_keeps_its_marks_and_what_hangs_on_it() -> None:
    body = {
        "type": "doc",
        "content": [
            {
                "type": "paragraph",
                "content": [
                    {"type": "text", "text": "Bread", "marks": [{"type": "bold"}]},
                    {"type": "hardBreak"},
                    {"type": "text", "text": "here", "marks": [{"type": "link", "attrs": {"href": "https://e.com"}}]},
                ],
            }
        ],
    }
    attachments = [
        {"type": "image", "imageUrl": "https://e.com/1.png"},
        {"type": "post", "post": {"title": "T", "canonical_url": "https://e.com/p"}, "publication": {"name": "N"}},
        {"type": "link", "linkMetadata": {"url": "https://e.com/l", "title": "L"}},
        {"type": "video"},
    ]
    block = widget(
        "comment", {"commentId": 5, "comment": {"body_json": body, "attachments": attachments, "name": "Ada"}}
    )
    assert isinstance(block, QuotedNote)
    assert [inner.kind for inner in block.blocks] == ["paragraph", "figure", "link-card", "link-card"]
    words = block.blocks[0]
    assert isinstance(words, Paragraph)
    link = Link(url="https://e.com", children=(Text(text="here"),))
    assert words.children == (Strong(children=(Text(text="Bread"),)), LineBreak(), link)


def test_a_note_without_marks_is_parted_at_its_blank_lines() -> None:
    block = widget("comment", {"comment": {"body": "one\ntwo\n\nthree"}})
    assert isinstance(block, QuotedNote)
    assert [inline_text(inner.children) for inner in block.blocks if isinstance(inner, Paragraph)] == [
        "one\ntwo",
        "three",
    ]


def test_a_card_of_a_post_without_data_is_read_from_what_it_shows() -> None:
    inside = (
        '<a class="embedded-post" href="https://o.substack.com/p/x?utm_source=substack&amp;r=1&amp;utm_medium=web">'
        '<span class="embedded-post-publication-name">Other</span><div class="embedded-post-title">T</div>'
        '<div class="embedded-post-body">B</div><span class="embedded-post-cta">Read more</span></a>'
    )
    block = only(substack(f'<div class="embedded-post-wrap">{inside}</div>'))
    assert block == LinkCard(
        of="post", url="https://o.substack.com/p/x?r=1", title="T", description="B", site="Other", button="Read more"
    )


def test_an_own_posts_card_of_a_web_page_is_known_by_its_component() -> None:
    data = escape(json.dumps({"title": "T", "canonical_url": "https://n.substack.com/p/t"}))
    block = only(substack(f'<div data-component-name="DigestPostEmbed" data-attrs="{data}"></div>'))
    assert block == LinkCard(of="own-post", url="https://n.substack.com/p/t", title="T")


def test_a_file_without_a_name_still_has_its_address() -> None:
    html = '<div class="file-embed-wrapper"><a class="file-embed-button wide" href="https://e.com/f.pdf">Download</a></div>'
    assert only(substack(html)) == FileDownload(url="https://e.com/f.pdf")


def test_a_video_of_a_web_page_is_known_by_the_id_of_its_player() -> None:
    html = '<div class="native-video-embed"><div id="media-c3d4" data-component-name="VideoEmbedPlayer"></div></div>'
    assert only(substack(html)) == Video(id="c3d4", url="https://api.substack.com/api/v1/video/upload/c3d4/src")


def test_a_podcasts_data_is_on_its_frame() -> None:
    data = {"url": "https://embed.podcasts.apple.com/x", "title": "T", "targetUrl": "https://podcasts.apple.com/x"}
    frame = f'<iframe class="apple-podcast" data-attrs="{escape(json.dumps(data))}" src="https://embed.podcasts.apple.com/x">'
    block = only(
        substack(f'<div class="apple-podcast-container" data-component-name="ApplePodcastToDom">{frame}</iframe></div>')
    )
    assert isinstance(block, Embed)
    assert (block.provider, block.url, block.title) == ("apple-podcasts", "https://podcasts.apple.com/x", "T")


def test_a_gists_lines_are_kept() -> None:
    inside = (
        '<link rel="stylesheet" href="x.css"><table><tr><td class="blob-code">if x:</td></tr>'
        '<tr><td class="blob-code">  go()</td></tr></table><a href="https://gist.github.com/ada/abc123/raw/">view raw</a>'
    )
    block = widget("github-gist", {"innerHTML": "<div></div>", "stylesheet": "x"}, inside)
    assert block == Embed(
        provider="gist", url="https://gist.github.com/ada/abc123", id="ada/abc123", text="if x:\n  go()"
    )


def test_a_chart_is_one_embed_without_the_script_that_sizes_it() -> None:
    inside = '<iframe src="https://datawrapper.dwcdn.net/a/1/"></iframe><script>!function(){}()</script>'
    block = widget("datawrapper-wrap outer", {"url": "https://datawrapper.dwcdn.net/a/1/", "title": "Chart"}, inside)
    assert isinstance(block, Embed)
    assert block.title == "Chart"


def test_a_video_keeps_where_it_starts() -> None:
    block = widget("youtube-wrap", {"videoId": "ZoEUu1XHL7U", "startTime": "42s", "endTime": 99})
    assert isinstance(block, Embed)
    assert (block.url, block.start, block.end) == ("https://www.youtube.com/watch?v=ZoEUu1XHL7U", "42s", "99")
