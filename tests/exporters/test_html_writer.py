"""HTML of a body: every word is there, nothing runs, links and pictures lead over there, and it is well-formed."""

import pytest
from lxml import etree, html

from backup.document.blocks import (
    AudienceBlock,
    Audio,
    Block,
    Button,
    Document,
    Embed,
    Figure,
    Footnote,
    LinkCard,
    List,
    Paragraph,
    Paywall,
    PlatformOnly,
    Raw,
    SocialPost,
    SubscribeForm,
)
from backup.document.inlines import FootnoteReference, Image, Link, Mention, RawInline, Text
from backup.document.walk import walk
from exporters.article import FURNITURE, NO_SIGN_UP, NOT_THERE, UNSAFE
from exporters.writers._html_cards import NO_ADDRESS, NO_CONTENT, NO_WORDS
from exporters.writers._html_inlines import NO_ANCHOR
from exporters.writers._html_raw import UNKNOWN
from exporters.writers.html import NO_PAYWALL, OPEN_TO_ALL, HtmlStyle, HtmlWriter
from tests.document.every_node import BLOCKS, FULL, words_of
from tests.exporters.made_up import SOUND, STORE, Made
from tests.exporters.one_article import article_of, losses_of

STYLES = (HtmlStyle(), HtmlStyle(xml=True), HtmlStyle(frames=True, shift=1, prefix="x-"))
_ROOT = '<div xmlns:epub="http://www.idpf.org/2007/ops">{}</div>'


def words(*text: str) -> tuple[Text, ...]:
    return tuple(Text(text=one) for one in text)


def paragraph(*children: object) -> Paragraph:
    return Paragraph(children=children)  # type: ignore[arg-type]


def written(publication: Made, *blocks: Block, style: HtmlStyle | None = None) -> str:
    return HtmlWriter(article_of(publication, *blocks), style).body()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.kind)
def test_every_block_is_written_or_lost(publication: Made, block: Block, style: HtmlStyle) -> None:
    article = article_of(publication, block)
    text = HtmlWriter(article, style).body()

    unseen = {word for word in words_of(block) if word not in text}
    lost = {kind for kind, _ in losses_of(article)}
    assert not unseen or lost & {type(node).kind for node in walk(block)}, unseen


def test_as_xml_it_is_well_formed_whatever_is_in_it(publication: Made) -> None:
    evil = Raw(
        html='<p>a<br>b &nbsp; <img src="x.png" alt=""> <a href="y?a=1&b=2">c</a> <b>unclosed', reason="r", text="a b c"
    )
    control = paragraph(*words("a\x0bb\x00c\ud800d & <e> \"f\" 'g' ]]>"))
    article = article_of(publication, document=Document(blocks=(*BLOCKS, evil, control), footnotes=FULL.footnotes))

    text = HtmlWriter(article, HtmlStyle(xml=True)).body()

    tree = etree.fromstring(_ROOT.format(text).encode())
    assert tree.xpath("//br") and tree.xpath("//b[text()='unclosed']")
    assert "abcd & <e> \"f\" 'g' ]]>" in "".join(tree.itertext())


def test_nothing_in_it_runs_or_asks_another_site(publication: Made) -> None:
    scripts = "<script>x()</script><style>y{}</style><p onclick='z()' style='color:red'>kept</p><iframe src='https://e.com'></iframe>"
    raw = Raw(html=scripts + "<img src='https://tracker.example/1.gif'>", reason="r", text="kept")
    bad = paragraph(
        Link(url="javascript:alert(1)", children=words("click")), RawInline(html="<b onload=x>y</b>", reason="r")
    )
    article = article_of(publication, *BLOCKS, raw, bad)

    tree = html.fromstring(f"<div>{HtmlWriter(article).body()}</div>")

    assert tree.xpath("//script | //style | //iframe | //object | //*[@onclick] | //*[@onload] | //*[@style]") == []
    assert [src for src in tree.xpath("//@src") if not src.startswith("/files/")] == []
    assert [href for href in tree.xpath("//@href") if "script" in href] == []
    assert ("raw", UNKNOWN) in losses_of(article)
    assert ("link", UNSAFE) in losses_of(article)
    assert "click" in tree.text_content()


def test_own_links_lead_to_the_new_address_and_keep_their_place(publication: Made) -> None:
    link = Link(url="https://nightletters.substack.com/p/letter-2?utm_source=x#part", children=words("second"))

    assert '<a href="/p/letter-2/#part">second</a>' in written(publication, paragraph(link))


def test_a_link_inside_the_post_leads_to_the_id_of_its_place(publication: Made) -> None:
    here = Link(url="#part one", children=words("down"))
    nowhere = Link(url="#gone", children=words("nowhere"))
    article = article_of(publication, paragraph(here, nowhere), Paragraph(children=words("x"), anchor="part one"))

    text = HtmlWriter(article, HtmlStyle(prefix="p1-")).body()

    assert '<a href="#p1-part-one">down</a>nowhere' in text
    assert text.count('id="p1-part-one"') == 1
    assert losses_of(article) == [("link", NO_ANCHOR)]


def test_an_id_is_given_once(publication: Made) -> None:
    twice = [Paragraph(children=words("x"), anchor=name) for name in ("a b", "a-b")]

    assert written(publication, *twice).count("id=") == 1


def test_no_link_stands_inside_of_a_link(publication: Made) -> None:
    link = Link(
        url="https://example.org/",
        children=(
            *words("a"),
            Mention(name="Bo", url="https://substack.com/@bo"),
            FootnoteReference(label="1", target="f"),
        ),
    )
    document = Document(
        blocks=(paragraph(link),), footnotes=(Footnote(id="f", label="1", blocks=(paragraph(*words("n")),)),)
    )

    text = HtmlWriter(article_of(publication, document=document)).body()

    tree = html.fromstring(f"<div>{text}</div>")
    assert tree.xpath("//a//a") == []
    assert text.startswith('<p><a href="https://example.org/">aBo<sup class="footnote" id="post-ref-1">1</sup></a></p>')


def test_notes_point_there_and_back(publication: Made) -> None:
    reference = FootnoteReference(label="7", target="f7")
    document = Document(
        blocks=(
            paragraph(*words("a"), reference, *words("b"), reference, FootnoteReference(label="9", target="cut off")),
        ),
        footnotes=(
            Footnote(id="f7", label="7", blocks=(paragraph(*words("note")),)),
            Footnote(id="f8", label="8", blocks=(paragraph(*words("nobody points here")),)),
        ),
    )

    tree = html.fromstring(f"<div>{HtmlWriter(article_of(publication, document=document)).body()}</div>")

    assert tree.xpath("//sup/a/@href") == ["#post-note-1", "#post-note-1"]
    assert tree.xpath("//sup/@id") == ["post-ref-1"]
    assert tree.xpath("//li/@id") == ["post-note-1", "post-note-2"]
    assert tree.xpath("//li[1]//a/@href") == ["#post-ref-1"]
    assert tree.xpath("//li[2]//a") == []
    assert "[9]" in tree.text_content()


def test_a_picture_of_the_archive_is_shown_with_its_size_and_where_a_click_leads(publication: Made) -> None:
    image = Image(url=f"{STORE}a.png", alt='a "b"', width=48, height=32)
    text = written(publication, Figure(image=image, href="https://example.org/", layout="wide", shown_width=24))

    tree = html.fromstring(text)
    (shown,) = tree.xpath("//figure[@class='picture wide']/a[@href='https://example.org/']/img")
    assert (shown.get("alt"), shown.get("width"), shown.get("height"), shown.get("loading")) == (
        'a "b"',
        "24",
        "16",
        "lazy",
    )
    assert shown.get("src").startswith("/files/a-")


def test_a_picture_that_is_missing_leaves_its_words(publication: Made) -> None:
    article = article_of(
        publication, Figure(image=Image(url=f"{STORE}gone.png", alt="a lighthouse"), caption=words("cap"))
    )

    text = HtmlWriter(article).body()

    assert text == (
        '<figure class="picture"><span class="missing">a lighthouse</span><figcaption>cap</figcaption></figure>'
    )
    assert losses_of(article) == [("figure", NOT_THERE)]


def test_a_short_list_is_tight_and_a_long_item_is_not(publication: Made) -> None:
    inner = List(items=((paragraph(*words("inner")),),))
    text = written(
        publication,
        List(
            items=((paragraph(*words("one")), inner), (paragraph(*words("a")), paragraph(*words("b")))),
            ordered=True,
            start=4,
        ),
    )

    assert text == '<ol start="4">\n<li>one\n<ul>\n<li>inner</li>\n</ul></li>\n<li><p>a</p>\n<p>b</p></li>\n</ol>'


def test_an_embed_is_a_frame_only_where_frames_are_wanted(publication: Made) -> None:
    video = Embed(
        provider="youtube",
        url="https://www.youtube.com/watch?v=a",
        embed_url="https://www.youtube-nocookie.com/embed/a",
        title="T",
    )

    assert "<iframe" not in written(publication, video)
    assert '<a href="https://www.youtube.com/watch?v=a">T</a>' in written(publication, video)
    assert 'src="https://www.youtube-nocookie.com/embed/a" title="T"' in written(
        publication, video, style=HtmlStyle(frames=True)
    )


def test_a_sound_of_the_archive_plays_and_another_one_is_a_link(publication: Made) -> None:
    here = written(publication, Audio(id="1", url=SOUND, label="Listen"))
    away = written(publication, Audio(id="2", url="https://api.substack.com/gone.mp3", label="Listen"))

    assert '<audio controls="" preload="none" src="/files/episode-' in here
    assert "<figcaption>Listen</figcaption>" in here
    assert '<a href="https://api.substack.com/gone.mp3">Listen</a>' in away


@pytest.mark.parametrize(
    ("block", "loss"),
    [
        (PlatformOnly(widget="poll", id="7"), ("platform-only", NO_CONTENT)),
        (SocialPost(provider="twitter", url="https://x.com/a/status/1"), ("social-post", NO_WORDS)),
        (Embed(provider="unknown"), ("embed", NO_ADDRESS)),
        (Button(action="share", text="Share"), ("button", FURNITURE)),
        (SubscribeForm(text="Subscribe"), ("subscribe-form", NO_SIGN_UP)),
        (Paywall(), ("paywall", NO_PAYWALL)),
        (
            AudienceBlock(audiences=("non_sub",), blocks=(Paragraph(children=words("x")),)),
            ("audience-block", OPEN_TO_ALL),
        ),
        (Raw(html="<svg></svg>", reason="r"), ("raw", UNKNOWN)),
    ],
    ids=lambda value: value.kind if hasattr(value, "kind") else None,
)
def test_what_cannot_be_carried_over_is_named(publication: Made, block: Block, loss: tuple[str, str]) -> None:
    article = article_of(publication, block)
    HtmlWriter(article).body()

    assert loss in losses_of(article)


def test_a_paywall_of_the_target_is_no_loss(publication: Made) -> None:
    article = article_of(publication, Paywall())

    assert HtmlWriter(article, HtmlStyle(paywall="<!--members-only-->")).body() == "<!--members-only-->"
    assert losses_of(article) == []


def test_a_card_of_an_own_post_leads_to_its_new_address(publication: Made) -> None:
    card = LinkCard(of="own-post", url="https://nightletters.substack.com/p/letter-2", title="Second")

    assert '<a href="/p/letter-2/">Second</a>' in written(publication, card)
