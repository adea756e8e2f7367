"""Substack's pictures: which address is the original, where a click leads, and the shapes of other years."""

import json
from html import escape

from backup.document.blocks import Figure, Gallery, List, PullQuote
from backup.document.inlines import Text
from backup.document.plain import inline_text
from tests.document.reading import only, substack

ORIGIN = "https://substack-post-media.s3.amazonaws.com/public/images/0a1b_1200x800.png"
FETCHED = (
    "https://substackcdn.com/image/fetch/$s_!AbCd!,w_1456,c_limit,f_auto/"
    "https%3A%2F%2Fsubstack-post-media.s3.amazonaws.com%2Fpublic%2Fimages%2F0a1b_1200x800.png"
)


def picture(link: str = "", *, attrs: dict[str, object] | None = None, classes: str = "is-viewable-img") -> str:
    data = f' data-attrs="{escape(json.dumps(attrs))}"' if attrs else ""
    return (
        f'<div class="captioned-image-container"><figure><a class="image-link image2 {classes}" href="{link}">'
        f'<div class="image2-inset"><picture><source srcset="x"><img src="{FETCHED}"{data}></picture>'
        '<div class="image-link-expand"><button>Restack</button><svg><title>View</title></svg></div></div></a>'
        "</figure></div>"
    )


def figure(html: str) -> Figure:
    block = only(substack(html))
    assert isinstance(block, Figure)
    return block


def test_the_original_is_told_from_the_copy_that_is_shown() -> None:
    image = figure(picture(FETCHED)).image
    assert (image.url, image.shown_url) == (ORIGIN, FETCHED)


def test_the_size_is_read_from_the_name_where_the_data_does_not_tell_it() -> None:
    image = figure(picture(FETCHED)).image
    assert (image.width, image.height) == (1200, 800)
    image = figure(picture(FETCHED, attrs={"src": ORIGIN, "width": 10, "height": 20})).image
    assert (image.width, image.height) == (10, 20)


def test_a_click_that_only_opens_the_picture_is_no_link() -> None:
    assert figure(picture(FETCHED)).href is None
    assert figure(picture(FETCHED, classes="")).href is None
    assert figure(picture("https://night.substack.com/i/1/picture")).href is None


def test_a_link_of_the_writer_is_kept() -> None:
    assert figure(picture("https://example.com/", classes="")).href == "https://example.com/"
    assert figure(picture(FETCHED, attrs={"href": "https://example.com/"})).href == "https://example.com/"


def test_a_link_that_substack_made_for_mail_is_no_link() -> None:
    inner = "https://night.substack.com/i/1?img=x"
    assert figure(picture(inner, attrs={"src": ORIGIN, "internalRedirect": inner}, classes="")).href is None


def test_the_buttons_over_a_picture_are_taken_away() -> None:
    document = substack(picture(FETCHED))
    assert "Restack" not in str(document.blocks)


def test_the_layout_is_kept() -> None:
    assert figure(picture(FETCHED, attrs={"src": ORIGIN, "imageSize": "large"})).layout == "wide"
    assert figure(picture(FETCHED, attrs={"src": ORIGIN, "fullscreen": True})).layout == "full"
    assert figure(picture(FETCHED, attrs={"src": ORIGIN, "align": "left"})).layout == "left"
    assert figure(picture(FETCHED, attrs={"src": ORIGIN, "resizeWidth": 300})).shown_width == 300


def test_a_picture_that_leads_nowhere_is_in_a_box_instead_of_a_link() -> None:
    html = f'<div class="captioned-image-container"><figure><div class="image-link image2"><img src="{ORIGIN}"></div>'
    assert figure(html).image.url == ORIGIN


def test_a_link_whose_picture_was_taken_out_still_names_it() -> None:
    html = picture(FETCHED).replace("<img", "<i")
    assert figure(html).image.url == ORIGIN


def test_a_picture_of_an_email_is_found_in_its_table() -> None:
    html = (
        '<div class="captioned-image-container-static"><figure><table class="image-wrapper" '
        f'data-component-name="Image2ToDOMStatic"><tr><td></td><td><a class="image-link" href="{FETCHED}">'
        f'<img class="wide-image" src="{FETCHED}"></a></td></tr></table><figcaption>c</figcaption></figure></div>'
    )
    block = figure(html)
    assert (block.image.url, inline_text(block.caption)) == (ORIGIN, "c")


def test_words_between_picture_and_caption_are_not_lost() -> None:
    html = picture(FETCHED).replace("</a>", "</a>photo by Ada")
    assert [block.kind for block in substack(html).blocks] == ["figure", "paragraph"]


def test_a_bare_old_link_to_its_own_picture_is_a_figure() -> None:
    block = figure(f'<a class="image-link" href="{ORIGIN}"><img src="{FETCHED}" alt="x"></a>')
    assert (block.image.url, block.href, block.image.alt) == (ORIGIN, None, "x")


def test_a_picture_in_a_pull_quote_or_list_is_a_figure_there() -> None:
    quote = only(substack(f'<div class="pullquote">{picture(FETCHED)}</div>'))
    assert isinstance(quote, PullQuote)
    assert quote.blocks[0].kind == "figure"
    items = only(substack(f"<ul><li>{picture(FETCHED)}</li></ul>"))
    assert isinstance(items, List)
    assert items.items[0][0].kind == "figure"


def test_a_gallery_of_a_web_page_is_read_from_its_rows() -> None:
    html = (
        '<figure class="gallery-Phxj1j" data-component-name="ImageGallery"><div class="pencraft"><div class='
        f'"imageRow-_Y6x8T"><picture><img alt="a" src="{FETCHED}"></picture><picture><img src="{FETCHED}2"></picture>'
        '</div><figcaption class="imageCaption-iHC8xR">Flowers</figcaption></div></figure>'
    )
    block = only(substack(html))
    assert isinstance(block, Gallery)
    assert [each.image.url for each in block.figures] == [ORIGIN, ORIGIN + "2"]
    assert block.caption == (Text(text="Flowers"),)


def test_a_gallery_without_data_is_kept_raw() -> None:
    block = only(substack('<div class="image-gallery-embed" data-attrs="{broken"></div>'))
    assert block.kind == "raw"
