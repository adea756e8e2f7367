"""Substack's own kinds of prose: footnotes, the paywall, verse, headings with anchors, mentions."""

from backup.document.blocks import AudienceBlock, CodeBlock, Heading, Paragraph, PullQuote, Verse
from backup.document.inlines import Cashtag, FootnoteReference, InlineMath, Mention, RawInline, Text
from tests.document.reading import only, substack


def note(number: int, inside: str) -> str:
    return (
        f'<div class="footnote"><a id="footnote-{number}" href="#footnote-anchor-{number}" class="footnote-number">'
        f'{number}</a><div class="footnote-content">{inside}</div></div>'
    )


def test_footnotes_leave_the_text_and_keep_their_blocks() -> None:
    document = substack(f"<p>a</p>{note(1, '<p>b</p><p>c</p>')}{note(2, '<ul><li>d</li></ul>')}")
    assert [block.kind for block in document.blocks] == ["paragraph"]
    assert [(each.id, each.label, len(each.blocks)) for each in document.footnotes] == [
        ("footnote-1", "1", 2),
        ("footnote-2", "2", 1),
    ]


def test_a_reference_whose_note_was_cut_off_stays() -> None:
    """A preview for people who do not pay ends before its footnotes."""
    paragraph = only(substack('<p>a<a class="footnote-anchor" href="https://n.substack.com/p/x#footnote-7">7</a></p>'))
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children[1] == FootnoteReference(label="7", target="footnote-7")


def test_a_footnote_in_a_quote_is_a_footnote() -> None:
    document = substack(f"<blockquote><p>a</p>{note(1, '<p>b</p>')}</blockquote>")
    assert len(document.footnotes) == 1


def test_what_comes_after_the_paywall_stays_after_it() -> None:
    document = substack('<p>a</p><div class="paywall-jump" data-component-name="PaywallToDOM"></div><p>b</p>')
    assert [block.kind for block in document.blocks] == ["paragraph", "paywall", "paragraph"]


def test_the_paywall_is_known_by_its_component_alone() -> None:
    assert only(substack('<div data-component-name="PaywallToDOM"></div>')).kind == "paywall"


def test_an_audience_block_names_all_audiences() -> None:
    html = '<div class="dynamic-content-block" data-dynamic-audiences="non_sub,free_sub"><div><p>a</p></div></div>'
    block = only(substack(html))
    assert isinstance(block, AudienceBlock)
    assert block.audiences == ("non_sub", "free_sub")


def test_a_pull_quote_may_hold_a_widget() -> None:
    html = '<div class="pullquote"><p>a</p><p class="button-wrapper"><a class="button" href="https://e.com">b</a></p></div>'
    block = only(substack(html))
    assert isinstance(block, PullQuote)
    assert [inner.kind for inner in block.blocks] == ["paragraph", "button"]


def test_verse_keeps_its_spaces_and_loses_the_editors_label() -> None:
    html = (
        '<div class="preformatted-block"><label class="hide-text" contenteditable="false">Text within this block'
        '</label><pre class="text">  one\n     two\n</pre></div>'
    )
    assert only(substack(html)) == Verse(children=(Text(text="  one\n     two"),))


def test_highlighted_code_has_the_language_of_its_data() -> None:
    html = (
        '<div class="highlighted_code_block" data-attrs="{&quot;language&quot;:&quot;rust&quot;}">'
        '<pre class="shiki"><code class="language-plaintext">fn x() {}\n  y</code></pre></div>'
    )
    assert only(substack(html)) == CodeBlock(text="fn x() {}\n  y", language="rust")


def test_a_heading_loses_its_link_button_and_keeps_its_anchor() -> None:
    html = (
        '<p><a href="https://n.substack.com/i/1/a#§head">x</a></p><h2 class="header-anchor-post">Head<div class='
        '"pencraft header-anchor-parent"><div class="pencraft"><div id="§head" class="header-anchor"></div>'
        "<button>Link</button></div></div></h2>"
    )
    heading = substack(html).blocks[1]
    assert heading == Heading(level=2, children=(Text(text="Head"),), anchor="§head")


def test_a_mention_is_rebuilt_from_its_data() -> None:
    html = '<p>by <span class="mention-wrap" data-attrs=\'{"name":"Ada","id":7,"type":"user","url":null}\'></span>!</p>'
    paragraph = only(substack(html))
    assert isinstance(paragraph, Paragraph)
    mention = Mention(name="Ada", url="https://substack.com/profile/7", id="7", type="user")
    assert paragraph.children == (Text(text="by "), mention, Text(text="!"))


def test_a_mention_of_a_web_page_is_a_link_with_a_name() -> None:
    html = '<p><a data-component-name="MentionUser" href="https://substack.com/profile/7-ada">Ada</a></p>'
    paragraph = only(substack(html))
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children == (Mention(name="Ada", url="https://substack.com/profile/7-ada"),)


def test_a_mention_without_a_name_is_kept_raw() -> None:
    paragraph = only(substack('<p>by <span class="mention-wrap" data-attrs="{broken"></span></p>'))
    assert isinstance(paragraph, Paragraph)
    raw = paragraph.children[1]
    assert isinstance(raw, RawInline)
    assert "mention-wrap" in raw.reason
    assert "{broken" in raw.html


def test_a_cashtag_is_rebuilt_from_its_data() -> None:
    paragraph = only(substack('<p><span class="cashtag-wrap" data-attrs=\'{"symbol":"$RKLB"}\'></span></p>'))
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children == (Cashtag(symbol="$RKLB"),)


def test_a_formula_in_a_line_is_rebuilt_from_its_data() -> None:
    paragraph = only(substack('<p>x <span data-attrs=\'{"persistentExpression":"a^2"}\'></span></p>'))
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children[1] == InlineMath(expression="a^2")


def test_what_belongs_to_the_app_is_named_among_what_was_stripped() -> None:
    document = substack('<p>a</p><div class="install-substack-app-embed x"><p>Get the app</p></div>')
    assert [block.kind for block in document.blocks] == ["paragraph"]
    assert document.stripped == ("install-substack-app-embed",)
