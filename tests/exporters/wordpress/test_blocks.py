"""Bodies as WordPress's blocks: every word is there, nothing needs special rights, nothing of the words is run."""

import json
import re

import pytest

from backup.document.blocks import (
    Block,
    CodeBlock,
    Document,
    Embed,
    Footnote,
    Gallery,
    List,
    Paragraph,
    Paywall,
    Quote,
    Raw,
    SocialPost,
    SubscribeForm,
)
from backup.document.inlines import FootnoteReference, InlineMath, Text
from backup.document.walk import walk
from exporters.article import NO_SIGN_UP
from exporters.writers._html_cards import NO_WORDS
from exporters.writers._wordpress_grammar import block
from exporters.writers.html import NO_PAYWALL
from exporters.writers.wordpress_blocks import WordPressWriter
from tests.document.every_node import BLOCKS, words_of
from tests.exporters.made_up import Made
from tests.exporters.one_article import article_of, losses_of
from tests.exporters.wordpress.contents import made_up_contents, paragraph, picture, words

_BRACKET = re.compile(r"(?<!\\)\[(?=[a-z/])")
_COMMENT = re.compile(r"<!-- /?wp:.*?-->")


def written(publication: Made, *blocks: Block, document: Document | None = None) -> str:
    return WordPressWriter(article_of(publication, *blocks, document=document)).body()


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.kind)
def test_every_block_is_written_or_lost(publication: Made, block: Block) -> None:
    article = article_of(publication, block)
    text = WordPressWriter(article).body()

    unseen = {word for word in words_of(block) if word not in text}
    lost = {kind for kind, _ in losses_of(article)}
    assert not unseen or lost & {type(node).kind for node in walk(block)}, unseen


def test_no_words_of_the_writer_are_run_and_nothing_needs_special_rights(publication: Made) -> None:
    """Shortcodes begin with a bracket and a letter; frames and scripts are taken from whoever is no administrator."""
    for name, content in made_up_contents(publication).items():
        shown = _COMMENT.sub("", content)
        assert not _BRACKET.search(shown), name
        assert not re.search(r"<(iframe|script|style|form|input|object|embed)\b", shown), name
        for line in shown.splitlines():
            assert not re.match(r"\s*https?://\S+\s*$", line) or "wp-block-embed__wrapper" in shown, name


def test_an_address_alone_stays_words_and_an_embed_is_an_address_alone(publication: Made) -> None:
    assert "<p>https:&#47;&#47;youtu.be/x</p>" in written(publication, paragraph("https://youtu.be/x"))
    assert "<p>See https://youtu.be/x</p>" in written(publication, paragraph("See https://youtu.be/x"))
    video = Embed(provider="youtube", url="https://www.youtube.com/watch?v=abc123DEF45", title="Told", start="9")
    made = written(publication, video)
    assert "\nhttps://youtu.be/abc123DEF45?t=9\n" in made
    assert '{"url":"https://youtu.be/abc123DEF45?t=9","type":"video","providerNameSlug":"youtube",' in made
    assert '<figcaption class="wp-element-caption">Told</figcaption>' in made


@pytest.mark.parametrize(
    "shown",
    [
        Embed(provider="gist", url="https://gist.github.com/a/1", text="line"),
        Embed(provider="e.com", url="https://e.com/x", title="line"),
        Embed(provider="youtube", title="line"),
        SocialPost(provider="twitter", url="https://twitter.com/a/status/1", text="line"),
    ],
)
def test_what_wordpress_cannot_show_or_has_words_of_its_own_is_a_card(publication: Made, shown: Block) -> None:
    made = written(publication, shown)

    assert made.startswith("<!-- wp:html -->\n")
    assert "line" in made


def test_a_quoted_post_without_words_is_shown_by_its_site_and_named(publication: Made) -> None:
    article = article_of(publication, SocialPost(provider="bluesky", url="https://bsky.app/profile/a/post/1"))

    assert "is-provider-bluesky" in WordPressWriter(article).body()
    assert losses_of(article) == [("social-post", NO_WORDS)]


def test_a_picture_of_the_library_carries_its_number(publication: Made) -> None:
    asked: list[str] = []

    def attachment(address: str) -> int:
        asked.append(address)
        return 7

    made = WordPressWriter(article_of(publication, picture()), attachment=attachment).body()

    assert '<!-- wp:image {"id":7,' in made
    assert 'class="wp-image-7"' in made
    assert [address.startswith("/files/a-") for address in asked] == [True]


def test_a_gallery_holds_its_pictures(publication: Made) -> None:
    made = written(publication, Gallery(figures=(picture(), picture("b.png")), caption=words("both"), alt="for ears"))

    assert made.count("<!-- wp:image ") == 2
    assert 'wp-element-caption">both <span class="screen-reader-text">for ears</span></figcaption>' in made


def test_items_of_prose_are_items_of_the_editor_and_others_stay_whole(publication: Made) -> None:
    plain = List(items=((paragraph("a"), paragraph("b"), List(items=((paragraph("c"),),))),))

    assert "<li>a<br><br>b<!-- wp:list -->" in written(publication, plain)
    for inner in ((picture(), paragraph("a")), (List(items=((paragraph("c"),),)), paragraph("after"))):
        assert written(publication, List(items=(inner,))).startswith("<!-- wp:html -->\n<ul>")


def test_lists_of_posts_are_cut_at_the_first_paywall_and_it_is_named_as_lost(publication: Made) -> None:
    article = article_of(publication, paragraph("open"), Paywall(), paragraph("paid"), Paywall())
    made = WordPressWriter(article).body()

    assert made.count("<!--more-->") == 1
    assert losses_of(article) == [("paywall", NO_PAYWALL)]
    assert "<!--more-->" not in written(publication, Quote(blocks=(Paywall(), paragraph("x"))))


def test_notes_follow_the_text_and_their_ids_are_the_posts_own(publication: Made) -> None:
    reference = Paragraph(children=(Text(text="claim"), FootnoteReference(label="1", target="n")))
    note = Footnote(id="n", label="1", blocks=(paragraph("the note"),))
    made = written(publication, document=Document(blocks=(reference,), footnotes=(note,)))

    assert 'id="letter-1-ref-1"><a role="doc-noteref" href="#letter-1-note-1">' in made
    assert made.index("wp:separator") < made.index('<li id="letter-1-note-1"><p>the note')


def test_code_and_formulas_stand_where_wordpress_changes_no_quotes(publication: Made) -> None:
    formula = Paragraph(children=(InlineMath(expression="f'(x) -- 1"),))

    assert '<code class="math">f\'(x) -- 1</code>' in written(publication, formula)
    made = written(publication, CodeBlock(text="a[0]\nhttps://e.com/x", language='"><script>'))
    assert '<pre class="wp-block-code"><code>a&#91;0]\nhttps:&#47;&#47;e.com/x</code></pre>' in made


def test_what_leads_nowhere_leaves_its_words(publication: Made) -> None:
    article = article_of(publication, SubscribeForm(text="Subscribe", caption=words("Stay in touch")))

    assert WordPressWriter(article).body() == "<!-- wp:paragraph -->\n<p>Stay in touch</p>\n<!-- /wp:paragraph -->"
    assert losses_of(article) == [("subscribe-form", NO_SIGN_UP)]


def test_what_a_block_says_of_itself_is_escaped_as_the_editor_does_it() -> None:
    said = block("x", "", {"a": 'ü -- <b> & "q"', "b": "ends in \\"})

    assert said == (
        '<!-- wp:x {"a":"ü \\u002d\\u002d \\u003cb\\u003e \\u0026 \\u0022q\\u0022","b":"ends in \\u005c"} -->\n\n<!-- /wp:x -->'
    )
    assert json.loads(said[len("<!-- wp:x ") : said.index(" -->")]) == {"a": 'ü -- <b> & "q"', "b": "ends in \\"}


def test_a_comment_in_unknown_markup_ends_no_block(publication: Made) -> None:
    made = written(publication, Raw(html="<p>a</p><!-- /wp:html --><!-- wp:more --><p>b</p>", reason="r", text="a b"))

    assert made == "<!-- wp:html -->\n<p>a</p><p>b</p>\n<!-- /wp:html -->"
