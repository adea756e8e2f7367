"""The words for the index: the quick way and the sure way give the same."""

from pathlib import Path

import pytest

from backup.document import _quick, parse
from backup.document._quick import quick_text
from backup.document._words import document_words
from backup.document.text import search_text
from backup.model import Body, BodyFormat
from tests.document.golden import FIXTURES, fixtures

SUBSTACK = [path for folder in ("widgets", "posts") for path in fixtures(f"substack/{folder}")]
MEDIUM = [path for folder in ("tryghost", "meh", "synthetic") for path in fixtures(f"medium/posts/{folder}")]


def body(path: Path) -> Body:
    format_ = BodyFormat.MEDIUM_HTML if path.is_relative_to(FIXTURES / "medium") else BodyFormat.SUBSTACK_HTML
    return Body(data=path.read_bytes(), format=format_)


def sure(given: Body) -> list[str]:
    return " ".join(document_words(parse(given))).split()


def test_both_ways_give_the_same_words_for_every_fixture_where_both_apply() -> None:
    both = [(path, quick) for path in SUBSTACK + MEDIUM if (quick := quick_text(body(path))) is not None]
    assert len(both) >= 15
    for path, quick in both:
        assert quick.split() == sure(body(path)), path.name


@pytest.mark.parametrize(
    "html",
    [
        "<p>J<b>oh</b>n &amp; Ada<br>Bea</p><ul><li>a</li><li>b</li></ul>c<h2>d</h2>e",
        "<blockquote><p>a</p><p>b</p></blockquote><pre><code>x\n  y</code></pre><hr>z",
        '<p style="text-align: center">a</p><div class="pullquote"><p>b</p></div>',
        "<p>a &copy=2 &nbsp; b&#160;c &#0;&#x1;d</p>",
        "<p>a</p>\n\n\n<p>unclosed <b>bold",
        "\ufeff<p>a\x00b</p>",
    ],
)
def test_both_ways_give_the_same_words_for_plain_bodies(html: str) -> None:
    given = Body(data=html.encode(), format=BodyFormat.SUBSTACK_HTML)
    quick = quick_text(given)
    assert quick is not None
    assert quick.split() == sure(given)


@pytest.mark.parametrize(
    "html",
    [
        "<p>a</p><script>b</script>",
        "<p>a</p><style>b</style>",
        '<p>a <img alt="b"></p>',
        '<p>a<a class="footnote-anchor" href="#footnote-1">1</a></p>',
        '<div data-attrs="{}"></div>',
        '<div data-component-name="X"></div>',
        "<table><tr><td>a</table>",
        '<label class="hide-text">a</label>',
        "a < b",
        "<p>a<!-- b --></p>",
        "<iframe>a</iframe>",
        "<template>a</template>",
    ],
)
def test_what_is_not_plain_goes_the_sure_way(html: str) -> None:
    given = Body(data=html.encode(), format=BodyFormat.SUBSTACK_HTML)
    assert quick_text(given) is None
    assert search_text(given).split() == sure(given)


def test_the_title_of_a_medium_page_is_left_out_both_ways_if_its_head_repeats_it() -> None:
    for name in ("long-title", "other-title", "cut-off"):
        (path,) = (path for path in MEDIUM if path.stem == name)
        assert search_text(body(path)).split() == sure(body(path))
    (path,) = (path for path in MEDIUM if path.stem == "long-title")
    assert quick_text(body(path)) is not None
    assert "hundred" not in search_text(body(path))


def test_a_plain_medium_page_is_read_the_quick_way() -> None:
    quick = [path.stem for path in MEDIUM if quick_text(body(path)) is not None]
    assert {"basic", "basic-post", "code-old", "code-v2", "gallery", "quote-post"} <= set(quick)


@pytest.mark.parametrize(
    "widget",
    ["image2-top", "image2-linked", "subscribe-widget", "subscribe-widget-old", "button-custom", "button-share"],
)
def test_the_widgets_of_nearly_every_post_are_read_the_quick_way(widget: str) -> None:
    (path,) = (path for path in SUBSTACK if path.stem == widget)
    given = Body(data=b"<p>a</p>" + path.read_bytes() + b"<p>b</p>", format=BodyFormat.SUBSTACK_HTML)
    quick = quick_text(given)
    assert quick is not None
    assert quick.split() == sure(given)


def test_a_body_of_openings_without_an_end_takes_no_longer_than_others() -> None:
    opening = '<div class="captioned-image-container"><figure><a class="image-link image2" href="x">'
    given = Body(data=(opening * 3000).encode(), format=BodyFormat.SUBSTACK_HTML)
    assert search_text(given).split() == sure(given)


def test_words_that_are_only_in_data_are_found() -> None:
    text = search_text(body(fixtures("substack/widgets")[0]))
    for word in ("Test", "$RKLB", "log_{10}", "Tweet", "quoted", "The", "Gallery", "Alt"):
        assert word in text, word


def test_addresses_and_marks_of_lists_are_not_words() -> None:
    html = (
        '<ol><li>a</li></ol><p class="button-wrapper" data-attrs="{}"><a class="button" href="https://e.com">b</a></p>'
    )
    text = search_text(Body(data=html.encode(), format=BodyFormat.SUBSTACK_HTML))
    assert text.split() == ["a", "b"]


def test_the_quick_way_knows_every_format() -> None:
    assert set(_quick._OTHER_TAG) == set(_quick._OTHER_CLASS) == set(_quick._OTHER_SIGN)
    assert {*_quick._OTHER_TAG, *_quick.OTHER_WAYS} == set(BodyFormat)
