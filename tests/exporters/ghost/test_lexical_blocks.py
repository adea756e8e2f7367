"""Blocks in lexical: what Ghost's editor has a node or card for, and what stands there as HTML."""

import pytest

from backup.document.blocks import (
    AudienceBlock,
    Block,
    Callout,
    CodeBlock,
    Divider,
    Embed,
    Figure,
    FileDownload,
    LinkCard,
    List,
    Paragraph,
    Paywall,
    PullQuote,
    Quote,
    QuotedNote,
    SocialPost,
    Verse,
    Video,
)
from backup.document.inlines import Image, Text
from backup.document.widgets import Audio, Button, SubscribeForm
from exporters.article import FURNITURE
from exporters.writers._lexical_cards import AUDIENCE
from tests.exporters.ghost.reading import lexical_of
from tests.exporters.made_up import SOUND, Made


def words(text: str) -> Paragraph:
    return Paragraph(children=(Text(text=text),))


def test_a_list_in_a_list_is_an_item_of_its_own(publication: Made) -> None:
    inner = List(items=((words("inner"),),))
    block = List(items=((words("one"), inner), (words("two"), words("more"))), ordered=True, start=3)

    (node,) = lexical_of(publication, block).nodes

    assert (node["type"], node["listType"], node["tag"], node["start"]) == ("list", "number", "ol", 3)
    assert [item["value"] for item in node["children"]] == [3, 4, 4]
    assert node["children"][1]["children"][0]["tag"] == "ul"
    assert [child["type"] for child in node["children"][2]["children"]] == [
        "extended-text",
        "linebreak",
        "linebreak",
        "extended-text",
    ]


@pytest.mark.parametrize(
    "item",
    [
        (words("a"), CodeBlock(text="code")),
        (List(items=((words("inner"),),)),),
        (words("a"), List(items=((words("inner"),),)), words("after")),
        (words("a"), List(items=((Verse(children=(Text(text="v"),)),),))),
    ],
)
def test_a_list_of_more_than_words_is_html(publication: Made, item: tuple[Block, ...]) -> None:
    (node,) = lexical_of(publication, List(items=(item,))).nodes

    assert node["type"] == "html"
    assert node["html"].startswith("<ul>")


@pytest.mark.parametrize(("kind", "name"), [(Quote, "extended-quote"), (PullQuote, "aside")])
def test_quotes_of_words_are_ghosts_own(publication: Made, kind: type[Quote] | type[PullQuote], name: str) -> None:
    simple = lexical_of(publication, kind(blocks=(words("a"), words("b"))))
    rich = lexical_of(publication, kind(blocks=(words("a"), Divider())))

    assert simple.kinds == [name]
    assert [node.get("text") for node in simple.nodes[0]["children"]] == ["a", None, None, "b"]
    assert rich.kinds == ["html"]


def test_a_paragraph_in_the_middle_stays_there(publication: Made) -> None:
    (node,) = lexical_of(publication, Paragraph(children=(Text(text="* * *"),), align="center")).nodes

    assert (node["type"], node["html"]) == ("html", '<p style="text-align:center">* * *</p>')


def test_code_keeps_its_language_and_code_with_marks_is_html(publication: Made) -> None:
    plain = CodeBlock(text="a < b\n\n  c", language="python")
    marked = CodeBlock(text="x", children=(Text(text="x"),))

    first, second = lexical_of(publication, plain, marked).nodes

    assert (first["type"], first["code"], first["language"]) == ("codeblock", "a < b\n\n  c", "python")
    assert second["type"] == "html"


def test_a_poem_keeps_its_lines_in_the_letters_of_the_text(publication: Made) -> None:
    (node,) = lexical_of(publication, Verse(children=(Text(text="one\n   two"),))).nodes

    assert node["html"] == '<p style="white-space:pre-wrap">one<br>   two</p>'


def test_somebody_elses_post_is_a_quote_as_themes_show_one(publication: Made) -> None:
    post = SocialPost(provider="twitter", text="Said", quoted=SocialPost(provider="twitter", text="Before"))
    note = QuotedNote(of="note", blocks=(words("Noted"),))

    first, second = lexical_of(publication, post, note).nodes

    assert first["html"].count("<blockquote>") == 2
    assert second["html"].startswith("<blockquote><p>Noted</p>")


def test_the_paywall_and_a_line_are_ghosts_own(publication: Made) -> None:
    assert lexical_of(publication, Divider(), Paywall()).kinds == ["horizontalrule", "paywall"]


def test_a_callout_is_one_without_a_picture_that_nobody_chose(publication: Made) -> None:
    (node,) = lexical_of(publication, Callout(blocks=(words("a & b"), words("c")))).nodes

    assert (node["calloutText"], node["calloutEmoji"]) == ("a &amp; b<br><br>c", "")


@pytest.mark.parametrize(
    ("audiences", "visitors", "members"),
    [
        (("non_sub",), True, ""),
        (("free_sub",), False, "status:free"),
        (("paid_sub",), False, "status:-free"),
        (("non_sub", "free_sub"), True, "status:free"),
    ],
)
def test_a_part_for_some_readers_stays_theirs(
    publication: Made, audiences: tuple[str, ...], visitors: bool, members: str
) -> None:
    written = lexical_of(publication, AudienceBlock(audiences=audiences, blocks=(words("for some"),)))

    assert written.nodes[0]["visibility"] == {
        "web": {"nonMember": visitors, "memberSegment": members},
        "email": {"memberSegment": members},
    }
    assert written.reasons == []


def test_a_part_for_readers_that_nobody_knows_is_for_those_who_pay(publication: Made) -> None:
    written = lexical_of(publication, AudienceBlock(audiences=("founders",), blocks=(words("secret"),)))

    assert written.nodes[0]["visibility"]["web"] == {"nonMember": False, "memberSegment": "status:-free"}
    assert written.reasons == [AUDIENCE]


def test_a_link_card_is_a_bookmark_with_all_that_is_known(publication: Made) -> None:
    card = LinkCard(of="page", url='https://e.com/"x"', title="T", description="D", authors=("A", "B"), site="S")

    (node,) = lexical_of(publication, card).nodes

    assert node["url"] == "https://e.com/%22x%22"
    assert node["metadata"] == {
        "icon": "",
        "title": "T",
        "description": "D",
        "author": "A, B",
        "publisher": "S",
        "thumbnail": "",
    }


def test_half_a_sign_from_a_card_of_the_platform_ends_no_export(publication: Made) -> None:
    card = LinkCard(of="page", url="https://e.com/\ud800x", title="T\udfff")
    embed = Embed(provider="youtube", url="https://y.com/", embed_url="https://y.com/e", author="A\ud83d")

    first, second = lexical_of(publication, card, embed).nodes

    assert (first["url"], first["metadata"]["title"]) == ("https://e.com/x", "T")
    assert second["metadata"]["author_name"] == "A"


def test_an_embed_stands_in_its_frame_with_what_was_told_of_it(publication: Made) -> None:
    block = Embed(
        provider="youtube",
        url="https://youtu.be/x",
        embed_url="https://www.youtube.com/embed/x",
        title="A & B",
        caption=(Text(text="seen"),),
    )

    (node,) = lexical_of(publication, block).nodes

    assert (node["type"], node["url"], node["embedType"]) == ("embed", "https://youtu.be/x", "video")
    assert node["html"].startswith('<iframe src="https://www.youtube.com/embed/x" title="A &amp; B"')
    assert node["caption"] == "A &amp; B<br>seen"


def test_a_script_never_runs(publication: Made) -> None:
    block = Embed(
        provider="gist",
        url="https://gist.github.com/x",
        embed_url="https://gist.github.com/x.js",
        script=True,
        text="1",
    )

    (node,) = lexical_of(publication, block).nodes

    assert node["type"] == "html"
    assert "script" not in node["html"]


def test_a_sound_of_the_archive_has_a_player_and_another_one_a_link(publication: Made) -> None:
    here = Audio(id="a", url=SOUND, label="Listen", duration=61.4)
    away = Video(id="v", url="https://e.com/v.mp4")

    first, second = lexical_of(publication, here, away).nodes

    assert first["type"] == "audio"
    assert first["src"].startswith("__GHOST_URL__/content/media/archive/episode-")
    assert (first["title"], first["duration"], first["mimeType"]) == ("Listen", 61, "audio/x-wav")
    assert second["type"] == "html"


def test_a_file_of_the_archive_is_a_card_that_tells_its_size(publication: Made) -> None:
    file = FileDownload(url=SOUND, name="Notes", details="1KB ∙ WAV", description="All of them")

    (node,) = lexical_of(publication, file).nodes

    assert (node["type"], node["fileTitle"], node["fileCaption"]) == ("file", "Notes", "All of them ∙ 1KB ∙ WAV")
    assert node["fileSize"] == 844


def test_buttons_lead_somewhere_or_are_named(publication: Made) -> None:
    written = lexical_of(
        publication,
        SubscribeForm(text="Join", caption=(Text(text="Every week"),)),
        Button(action="custom", text="Shop", url="https://e.com/shop"),
        Button(action="share", text="Share"),
    )

    assert written.kinds == ["paragraph", "button", "button"]
    assert [node["buttonUrl"] for node in written.nodes[1:]] == [
        "__GHOST_URL__/#/portal/signup",
        "https://e.com/shop",
    ]
    assert written.reasons == [FURNITURE]


def test_a_post_without_words_has_an_empty_paragraph(publication: Made) -> None:
    written = lexical_of(publication)

    assert written.kinds == ["paragraph"]
    assert written.nodes[0]["children"] == []


def test_a_picture_that_cannot_be_shown_leaves_its_words(publication: Made) -> None:
    (node,) = lexical_of(publication, Figure(image=Image(url="x", alt="alt"), caption=(Text(text="cap"),))).nodes

    assert node["type"] == "html"
    assert "alt" in node["html"]
    assert "cap" in node["html"]
