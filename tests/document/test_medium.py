"""Medium's pages: what is the post's own, and what the page repeats or adds (formats: 1.5)."""

import pytest

from backup.document.blocks import (
    Block,
    CodeBlock,
    Divider,
    Embed,
    Figure,
    Gallery,
    Heading,
    LinkCard,
    Paragraph,
    SocialPost,
)
from backup.document.inlines import Link, Mention
from backup.document.plain import inline_text
from backup.document.text import plain_text
from tests.document.golden import fixtures
from tests.document.reading import medium, only

PAGES = {path.stem: path for folder in ("tryghost", "meh", "synthetic") for path in fixtures(f"medium/posts/{folder}")}


def blocks(name: str) -> tuple[Block, ...]:
    return medium(PAGES[name].read_bytes()).blocks


def page(body: str, name: str = "Bread", subtitle: str = "") -> str:
    head = f'<section data-field="subtitle" class="p-summary">{subtitle}</section>' if subtitle else ""
    return (
        f'<article class="h-entry"><header><h1 class="p-name">{name}</h1></header>{head}<section data-field="body" '
        f'class="e-content">{body}</section><footer><p>Exported from Medium</p></footer></article>'
    )


def test_the_title_that_the_body_repeats_is_not_among_the_blocks() -> None:
    document = medium(page('<h3 class="graf graf--title">  Bread </h3><p>a</p>'))
    assert document.title == "Bread"
    assert [block.kind for block in document.blocks] == ["paragraph"]


def test_a_title_cut_at_a_hundred_signs_is_whole_again() -> None:
    document = medium(PAGES["long-title"].read_bytes())
    assert document.title is not None
    assert document.title.endswith("not in its body at all")
    assert [block.kind for block in document.blocks] == ["paragraph"]


def test_a_title_that_differs_from_the_pages_stays_a_heading() -> None:
    document = medium(PAGES["other-title"].read_bytes())
    assert document.title == "The title for search engines"
    assert isinstance(document.blocks[0], Heading)
    assert inline_text(document.blocks[0].children) == "The title on the page"


def test_only_the_first_of_two_equal_titles_is_taken() -> None:
    document = medium(page('<h3 class="graf graf--title">Bread</h3><h3 class="graf graf--title">Bread</h3>'))
    assert [block.kind for block in document.blocks] == ["heading"]


def test_a_post_without_a_title_in_its_body_has_the_pages() -> None:
    document = medium(PAGES["comment"].read_bytes())
    assert document.title == "This is a comment"
    assert plain_text(document) == "This is a comment"


def test_a_subtitle_that_somebody_wrote_is_kept() -> None:
    document = medium(PAGES["words"].read_bytes())
    assert document.subtitle == "A subtitle that was written"
    assert document.kicker == "The kicker"
    assert "A subtitle" not in plain_text(document)


@pytest.mark.parametrize(
    "body",
    [
        "<p>The first words of it</p>",
        "<p>Lead.</p><p>The first words of it</p>",
        "<p>The <b>first</b></p><p>words of it</p>",
        "<blockquote>The first words of it</blockquote>",
        "<ul><li>The first words of it</li></ul>",
    ],
)
def test_a_subtitle_made_of_the_first_words_is_none(body: str) -> None:
    assert medium(page(body, subtitle="The first words…")).subtitle is None


def test_a_subtitle_that_is_not_in_the_body_is_kept() -> None:
    assert medium(page("<p>a</p>", subtitle="Of salt")).subtitle == "Of salt"


def test_the_description_is_no_subtitle() -> None:
    html = page("<p>a</p>").replace(
        "</header>", '</header><section data-field="description" class="p-summary">D</section>'
    )
    document = medium(html)
    assert (document.subtitle, document.description) == (None, "D")


def test_tags_are_read_from_the_foot_of_the_page() -> None:
    assert medium(PAGES["words"].read_bytes()).tags == ("Bread", "Night Work")


def test_the_first_divider_is_noise_and_later_ones_are_breaks() -> None:
    kinds = [type(block) for block in blocks("words")]
    assert kinds.count(Divider) == 2
    assert kinds[0] is not Divider


def test_big_headings_are_level_two_and_small_ones_three() -> None:
    levels = [block.level for block in blocks("words") if isinstance(block, Heading)]
    assert levels == [2, 3]


def test_an_anchor_that_the_post_links_to_is_kept() -> None:
    (heading,) = (block for block in blocks("words") if isinstance(block, Heading) and block.level == 2)
    assert heading.anchor == "0009"


def test_a_drop_cap_is_part_of_its_word() -> None:
    paragraph = blocks("words")[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.drop_cap
    assert inline_text(paragraph.children).startswith("Code and bread")


def test_a_member_named_in_a_sentence_is_a_mention() -> None:
    paragraph = blocks("words")[1]
    assert isinstance(paragraph, Paragraph)
    expected = Mention(name="Bea Baker", url="https://medium.com/u/98b99bd0b2cb", id="98b99bd0b2cb", type="user")
    assert paragraph.children[1] == expected


def test_quotes_and_pull_quotes_are_told_apart() -> None:
    assert [block.kind for block in blocks("words")[2:4]] == ["quote", "pull-quote"]


def test_lines_of_old_code_are_one_piece_of_code() -> None:
    first, _between, alone = blocks("code-old")
    assert isinstance(first, CodeBlock)
    assert first.text == "def bake(loaf):\n    return oven(loaf)\nbake(3)\n# see the oven"
    assert inline_text(first.children) == first.text
    assert alone == CodeBlock(text="alone")


def test_the_three_parts_of_a_real_posts_code_are_one() -> None:
    _paragraph, code = blocks("code-post")
    assert isinstance(code, CodeBlock)
    assert len(code.text.split("\n")) == 14


def test_code_of_the_second_kind_stays_apart_and_has_its_language() -> None:
    codes = [block for block in blocks("code-v2") if isinstance(block, CodeBlock)]
    assert [code.language for code in codes] == ["swift", "bash", None]
    assert codes[0].text == "var loaves = 3\nif loaves < 4 {\n    bake()\n}"


@pytest.mark.parametrize("sign", ['class="graf--pre graf--preV2"', 'data-code-block-mode="0"'])
def test_each_sign_of_the_second_kind_of_code_is_enough(sign: str) -> None:
    document = medium(f"<pre {sign}>a</pre><pre {sign}>b</pre>")
    assert document.blocks == (CodeBlock(text="a"), CodeBlock(text="b"))


def test_a_picture_is_named_by_its_original() -> None:
    old, linked, feed, _after = blocks("figures")
    assert isinstance(old, Figure)
    assert old.image.url == "https://cdn-images-1.medium.com/1*oldPicture.jpeg"
    assert (old.image.width, old.image.height, old.image.featured) == (1926, 1104, True)
    assert isinstance(old.caption[1], Link)
    assert isinstance(linked, Figure)
    assert (linked.href, linked.layout) == ("https://example.com/oven", "outset-left")
    assert (linked.image.alt, linked.image.unsplash_id) == ("An oven", "abcDEF")
    assert isinstance(feed, Figure)
    assert feed.image.id == "1*feed.png"


def test_pictures_in_a_row_are_a_gallery_with_the_rows_caption() -> None:
    _before, gallery, _after = blocks("gallery")
    assert isinstance(gallery, Gallery)
    assert [figure.image.id for figure in gallery.figures] == ["1*left.png", "1*right.png"]
    assert inline_text(gallery.caption) == "Left and right"
    assert all(figure.caption == () for figure in gallery.figures)


def test_a_row_of_one_picture_is_a_figure() -> None:
    html = (
        '<div class="sectionLayout--outsetRow"><figure class="graf--figure"><img src="https://e.com/1"></figure></div>'
    )
    assert isinstance(only(medium(html)), Figure)


def test_embeds_name_their_sites_ids_and_pages() -> None:
    found = [(block.provider, block.url) for block in blocks("embeds") if isinstance(block, Embed)]
    assert found == [
        ("youtube", "https://www.youtube.com/watch?v=ZoEUu1XHL7U"),
        ("gist", "https://gist.github.com/nightbaker/0123456789abcdef0123456789abcdef"),
        ("codepen", "https://codepen.io/nightbaker/pen/abcDEF"),
        ("vimeo", "https://vimeo.com/288003645"),
        ("bread.example.org", "https://bread.example.org/oven"),
    ]


def test_the_caption_of_an_embed_is_kept() -> None:
    film = blocks("embeds")[0]
    assert isinstance(film, Embed)
    assert inline_text(film.caption) == "A film"


def test_a_tweet_has_its_address_though_medium_saves_no_words() -> None:
    (tweet,) = (block for block in blocks("embeds") if isinstance(block, SocialPost))
    assert (tweet.url, tweet.id) == ("https://twitter.com/nightbaker/status/123456789", "123456789")


def test_a_tweet_with_words_keeps_them() -> None:
    html = (
        '<blockquote class="twitter-tweet"><p lang="en">Salt <a href="https://t.co/x">t.co/x</a></p>— Ada B. (@ada) '
        '<a href="https://twitter.com/ada/status/1">May 5, 2021</a></blockquote>'
    )
    assert only(medium(html)) == SocialPost(
        provider="twitter",
        url="https://twitter.com/ada/status/1",
        id="1",
        text="Salt t.co/x",
        author="Ada B.",
        handle="ada",
        date="May 5, 2021",
    )


def test_a_tweet_of_another_shape_is_a_quote() -> None:
    html = '<blockquote class="twitter-tweet">Salt<h3>Bread</h3><a href="https://e.com">x</a></blockquote>'
    assert only(medium(html)).kind == "quote"


def test_a_card_keeps_its_title_words_site_and_picture() -> None:
    first, second = blocks("mixtape")
    assert isinstance(first, LinkCard)
    assert (first.title, first.description, first.site) == ("On bread", "How it is made at night…", "example.com")
    assert first.image_url == "https://cdn-images-1.medium.com/0*IEQRAhWT1em64Prl"
    assert isinstance(second, LinkCard)
    assert (second.site, second.image_url) == ("example.org", None)


def test_the_counting_pixel_of_the_feed_is_taken_away() -> None:
    document = medium(PAGES["feed"].read_bytes())
    assert document.stripped == ("tracking pixel",)
    assert [block.kind for block in document.blocks] == ["figure", "heading", "paragraph", "heading", "embed"]


def test_a_page_cut_off_in_the_middle_keeps_what_is_there() -> None:
    document = medium(PAGES["cut-off"].read_bytes())
    assert plain_text(document) == "Whole.\n\nHalf a paragraph"
    assert document.title == "Cut off"


def test_a_foot_that_fell_into_an_unclosed_body_is_not_the_posts() -> None:
    html = page("<p>a</p><div><p>b").replace("</section><footer>", "<footer>")
    assert plain_text(medium(html)) == "a\n\nb"


def test_a_piece_of_a_page_without_a_body_is_read_as_the_body() -> None:
    document = medium("<header><h1 class='p-name'>T</h1></header><p>a</p><footer>mine</footer>")
    assert plain_text(document) == "a\n\nmine"
    assert document.title == "T"
